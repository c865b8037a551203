/** The small curves of a replica: at every time they say what the stage says, and nothing of what must stay hidden. */
import { describe, expect, test } from 'vitest';
import primaryBackup from '#protocols/primary-backup/index';
import { lagSeries, queueSeries, type Series } from '#measure/series';
import { frameAt } from '#scene/frame';
import { createScene } from '#scene/scene';
import { sparklineOf } from '#scene/sparkline';
import { lastAtOrBefore } from '#sim/lookup';
import { assertLaw, findCounterexample, type Law } from '#support/law';
import { traceOf } from '#support/primary-backup';
import { runs } from '#support/runs';
import { failovers } from '#support/failover-scripts';
import { scenarios } from '#support/scripts';

const valueAt = ({ atUs, values }: Series, us: number): number => values[lastAtOrBefore(atUs, us)]!;

/** `late`: reads the curves a little after the time at which the stage is looked at. */
const saysWhatTheStageSays =
  (late = 0): Law =>
  (scenario) => {
    const trace = traceOf(scenario, primaryBackup, { maxEvents: 1_500 });
    const scene = createScene(trace, primaryBackup);
    const lags = lagSeries(trace, scene.marks);
    const endUs = trace.records.atUs.at(-1) ?? 0;
    const timesUs = [...trace.records.atUs.filter((_, index) => index % 7 === 0), endUs / 3, endUs / 2, endUs];
    for (const us of timesUs) {
      for (const [node, { behind, name }] of frameAt(scene, us).replicas.entries()) {
        const lag = valueAt(lags[node]!, us + late);
        if (lag !== behind) return `${name} lags by ${lag} at ${us} µs, the stage says ${behind}`;
        const waiting = trace.messages.filter(
          ({ to, kind, sentAtUs, endedAtUs }) =>
            to === node && kind !== 'heartbeat' && sentAtUs <= us && us < endedAtUs,
        ).length;
        const queue = valueAt(queueSeries(trace, node), us + late);
        if (queue !== waiting) return `${queue} messages are on their way to ${name} at ${us} µs, but ${waiting} fly`;
      }
    }
    return undefined;
  };

describe('Lag and queue', () => {
  test('are what the stage says, in random runs', () =>
    assertLaw(saysWhatTheStageSays(), { scenarios: scenarios({ edits: true }), numRuns: runs(12, 400) }));
  test('are what the stage says, with failover', () =>
    assertLaw(saysWhatTheStageSays(), { scenarios: failovers(), numRuns: runs(4, 150) }));
  test('would be found out if they came too early', () =>
    expect(
      findCounterexample(saysWhatTheStageSays(3_000), { scenarios: scenarios(), numRuns: 100, shrinks: false }),
    ).toBeDefined());
});

describe('A small curve', () => {
  const series: Series = { atUs: [0, 10, 20, 60], values: [0, 2, 1, 9] };
  const size = { width: 100, height: 20, endUs: 100 };

  test('goes by steps through its values, with the cursor on it', () => {
    const { path, x, y, now, most } = sparklineOf(series, { ...size, atUs: 25, untilUs: 100 });
    expect(path).toBe('M0 19H10V15H20V17H60V1H100');
    expect({ x, y, now, most }).toEqual({ x: 25, y: 17, now: 1, most: 9 });
  });

  test('ends where a prediction hides what comes, and does not betray its height', () => {
    const { path, most } = sparklineOf(series, { ...size, atUs: 25, untilUs: 50 });
    expect(path).toBe('M0 19H10V1H20V10H50');
    expect(most).toBe(2);
  });

  test('is flat where nothing ever waits', () =>
    expect(sparklineOf({ atUs: [0], values: [0] }, { ...size, atUs: 0, untilUs: 100 }).path).toBe('M0 19H100'));
});
