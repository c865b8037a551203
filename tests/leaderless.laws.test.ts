/** The laws of the leaderless store over random runs, what weaker settings are found to break, and the closed form for frozen writes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import linearizable from '#checkers/linearizable/index';
import noAcknowledgedWriteLost from '#checkers/no-acknowledged-write-lost/index';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import { narrationOf } from '#scene/narration';
import { shadow } from '#support/shadow';
import leaderless from '#protocols/leaderless/index';
import { parseScript } from '#sim/script/parse';
import { frozenReads, staleShare } from '#support/frozen-quorums';
import { assertLaw, findCounterexample } from '#support/law';
import { leaderlessLaw, leaderlessScenarios, smallRuns } from '#support/leaderless';
import { LEADERLESS_LAWS, readsAreFresh } from '#support/leaderless-laws';
import { passes, traceOf } from '#support/primary-backup';
import { runs } from '#support/runs';

const HOUR_MS = 3_600_000;

describe('leaderless', () => {
  test.each(Object.values(LEADERLESS_LAWS))(
    '$claim',
    ({ law, scenarios }) => {
      let tested = 0;
      assertLaw(leaderlessLaw(law((chances) => (tested += chances))), { scenarios, numRuns: runs(60, 10_000) });
      expect(tested, 'chances that the law had to fail').toBeGreaterThan(runs(0, 1_000));
    },
    HOUR_MS,
  );
});

/** The seed is fixed: these must be found, not hoped for. */
const weaker = { numRuns: 1000, seed: 1 };
const isLinearizable = passes(linearizable, () => {}, leaderless);

describe('one step beside the laws', () => {
  test.each([
    {
      what: 'a stale read where R + W ≤ N',
      wrong: 'stale read',
      law: readsAreFresh(() => {}),
      at: smallRuns({ settings: { versions: 'read-first', r: '1', readRepair: 'off' } }),
    },
    {
      what: 'two reads in the wrong order without write-back, although R + W > N',
      wrong: 'linearizable',
      law: isLinearizable,
      at: smallRuns({ settings: { readRepair: 'off' } }),
    },
    {
      what: 'an old value under a sloppy quorum, although R + W > N',
      wrong: 'stale read',
      law: readsAreFresh(() => {}),
      at: smallRuns({ settings: { versions: 'read-first', sloppy: 'on', n: '2', patience: '30ms' }, cut: true }),
    },
    {
      what: 'an acknowledged write that vanishes where a clock is wrong',
      wrong: 'no-acknowledged-write-lost',
      law: passes(noAcknowledgedWriteLost, () => {}, leaderless),
      at: smallRuns({ settings: {}, skew: true, second: ['write'] }),
    },
  ])('is found and shrunk: $what', { timeout: HOUR_MS }, ({ what, wrong, law, at }) => {
    const found = findCounterexample(leaderlessLaw(law), { scenarios: at, ...weaker });
    expect(found?.wrong, `no run of ${weaker.numRuns} shows ${what}`).toContain(wrong);
    // Short enough to read aloud.
    expect(
      found!.script.split('\n').filter((line) => /^(at|every) /.test(line)).length,
      found!.script,
    ).toBeLessThanOrEqual(6);
    expect(found!.script).toMatch(/ write /);
  });
});

const wild = leaderlessScenarios({ crashes: ['process', 'machine', 'disk'], edits: true });

test('every run can be told, and takes the same steps in XState and compiled', { timeout: HOUR_MS }, () => {
  const say = createSay(english);
  let sentences = 0;
  assertLaw(
    (scenario) => {
      const both = traceOf(scenario, leaderless, { stepperOf: (machine) => shadow(machine) });
      const told = narrationOf(both, leaderless.describe).map(({ phrase }) => say(phrase));
      sentences += told.length;
      const hole = told.find((text) => /undefined|NaN|\[object/.test(text));
      return hole === undefined ? undefined : `a hole in a sentence: ${hole}`;
    },
    { scenarios: wild, numRuns: runs(15, 300) },
  );
  expect(sentences).toBeGreaterThan(runs(15, 300) * 4);
});

const stored = import.meta.glob<string>('/src/protocols/leaderless/golden/*.txt', {
  eager: true,
  query: '?raw',
  import: 'default',
});

test.each([
  ['one-in-flight', 'violated'],
  ['write-back', 'holds'],
])('the stored script %s is judged: linearizable %s', (name, verdict) => {
  const { scenario } = parseScript(stored[`/src/protocols/leaderless/golden/${name}.txt`]!.split('\n----\n')[0]!);
  const wrong = isLinearizable(traceOf(scenario, leaderless));
  expect(wrong === undefined ? 'holds' : 'violated').toBe(verdict);
});

const folder = process.env['REFERENCE_DIR'] ?? '../shared/reference';
const file = join(folder, 'pbs-closed-form.json');
const isThere = existsSync(file);
if (!isThere) console.info(`There is no ${file}: the comparison with its figures is skipped.`);

interface Row {
  readonly N: number;
  readonly R: number;
  readonly W: number;
  readonly ps: number;
}

/** All owners up to this number; the rest with full counts. */
const MOST_OWNERS = runs(5, 10);

describe('writes frozen on W owners, and reads that each R owners answer', () => {
  test('are stale as often as C(N−W, R) ÷ C(N, R) says, over all sets of R', { timeout: HOUR_MS }, () => {
    for (let n = 1; n <= MOST_OWNERS; n += 1)
      for (let w = 1; w <= n; w += 1)
        for (let r = 1; r <= n; r += 1) {
          const { stale, reads } = frozenReads({ n, r, w });
          expect(stale / reads, `N=${n} R=${r} W=${w}`).toBeCloseTo(staleShare({ n, r, w }), 12);
        }
  });

  test.skipIf(!isThere)('agree with the published closed form', { timeout: HOUR_MS }, () => {
    const rows = (JSON.parse(readFileSync(file, 'utf8')) as Row[]).filter(({ N }) => N <= MOST_OWNERS);
    for (const { N, R, W, ps } of rows) {
      const { stale, reads } = frozenReads({ n: N, r: R, w: W });
      expect(stale / reads, `N=${N} R=${R} W=${W}`).toBeCloseTo(ps, 12);
    }
    console.info(`${rows.length} figures of the closed form compared with runs, N up to ${MOST_OWNERS}`);
    expect(rows.length).toBeGreaterThan(0);
  });
});
