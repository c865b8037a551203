/** A setting that the page hides as idle changes nothing in any run. */
import { describe, test } from 'vitest';
import { protocols } from '#catalog';
import { withSetting } from '#player/edits';
import { traceHash } from '#sim/hash';
import { isIdle } from '#sim/settings';
import { assertLaw } from '#support/law';
import { traceOf } from '#support/primary-backup';
import { runs } from '#support/runs';
import { scenarios } from '#support/scripts';

/** Those that have settings which can be idle. */
const withIdle = [...protocols].filter(([, { settings }]) => Object.values(settings).some(({ idle }) => idle));

describe.each(withIdle)('%s', (_, { settings }) => {
  const idle = Object.keys(settings).filter((name) => settings[name]!.idle);

  test.each(idle)('%s changes nothing while it is idle', (name) => {
    const spec = settings[name]!;
    const { setting, is } = spec.idle!;
    assertLaw(
      (given) => {
        const scenario = withSetting(given, setting, is);
        if (!isIdle(settings, scenario.protocol.settings, name)) return `${name} is not idle`;
        const hash = traceHash(traceOf(scenario));
        const options = 'options' in spec ? spec.options : [];
        const other = options.find((option) => traceHash(traceOf(withSetting(scenario, name, option))) !== hash);
        return other === undefined ? undefined : `${name}=${other} makes another run`;
      },
      { scenarios: scenarios({ crashes: ['process', 'machine', 'disk'], edits: true }), numRuns: runs(40, 500) },
    );
  });
});
