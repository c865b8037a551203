/** A setting that the page hides as idle changes nothing in any run. */
import { describe, expect, test } from 'vitest';
import { protocols } from '#catalog';
import { withSetting } from '#player/edits';
import { traceHash } from '#sim/hash';
import { planRun } from '#sim/plan';
import { idleValues, isIdle } from '#sim/settings';
import { assertLaw } from '#support/law';
import { traceOf } from '#support/primary-backup';
import { runs } from '#support/runs';
import { scenariosOf } from '#support/protocol-scenarios';

/** Those that have settings which can be idle. */
const withIdle = [...protocols].filter(([, { settings }]) => Object.values(settings).some(({ idle }) => idle));

describe.each(withIdle)('%s', (id, protocol) => {
  const { settings } = protocol;
  const idle = Object.entries(settings).flatMap(([name, spec]) =>
    spec.idle ? idleValues(spec.idle).map((is) => [name, spec.idle!.setting, is] as const) : [],
  );

  test.each(idle)('%s changes nothing while %s is %s', (name, setting, is) => {
    const spec = settings[name]!;
    let tested = 0;
    assertLaw(
      (given) => {
        const scenario = withSetting(given, setting, is);
        if (!planRun(scenario, protocol).plan) return undefined; // A type of data takes only its own operations.
        tested += 1;
        if (!isIdle(settings, scenario.protocol.settings, name)) return `${name} is not idle`;
        const hash = traceHash(traceOf(scenario, protocol));
        const options = 'options' in spec ? spec.options : [];
        const other = options.find(
          (option) => traceHash(traceOf(withSetting(scenario, name, option), protocol)) !== hash,
        );
        return other === undefined ? undefined : `${name}=${other} makes another run`;
      },
      { scenarios: scenariosOf(id, { crashes: ['process', 'machine', 'disk'], edits: true }), numRuns: runs(40, 200) },
    );
    expect(tested, 'runs in which it was idle').toBeGreaterThan(0);
  });
});
