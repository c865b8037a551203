/** A setting that the page hides as idle changes nothing in any run. */
import { describe, test } from 'vitest';
import { protocols } from '#catalog';
import { withSetting } from '#player/edits';
import { traceHash } from '#sim/hash';
import { isIdle } from '#sim/settings';
import { assertLaw } from '#support/law';
import { traceOf } from '#support/primary-backup';
import { runs } from '#support/runs';
import { scenariosOf } from '#support/protocol-scenarios';

describe.each([...protocols])('%s', (id, protocol) => {
  const { settings } = protocol;
  const idle = Object.keys(settings).filter((name) => settings[name]!.idle);

  test.each(idle)('%s changes nothing while it is idle', (name) => {
    const spec = settings[name]!;
    const { setting, is } = spec.idle!;
    const [first] = [is].flat();
    assertLaw(
      (given) => {
        const scenario = isIdle(settings, given.protocol.settings, name) ? given : withSetting(given, setting, first!);
        if (!isIdle(settings, scenario.protocol.settings, name)) return `${name} is not idle`;
        const hash = traceHash(traceOf(scenario, protocol));
        const options = 'options' in spec ? spec.options : [];
        const other = options.find(
          (option) => traceHash(traceOf(withSetting(scenario, name, option), protocol)) !== hash,
        );
        return other === undefined ? undefined : `${name}=${other} makes another run`;
      },
      { scenarios: scenariosOf(id, { crashes: ['process', 'machine', 'disk'], edits: true }), numRuns: runs(40, 500) },
    );
  });
});
