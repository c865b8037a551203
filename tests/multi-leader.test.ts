/** Many leaders in detail: the sentences of a conflict, the ledger's counts, and no hole in either for any run. */
import { expect, test } from 'vitest';
import { protocols } from '#catalog';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import { ledgerAt } from '#measure/ledger';
import multiLeader from '#protocols/multi-leader/index';
import { narrationOf } from '#scene/narration';
import { traceHash } from '#sim/hash';
import { runScenario } from '#sim/run';
import { parseScript } from '#sim/script/parse';
import { assertLaw } from '#support/law';
import { manyLeaders } from '#support/multi-leader-scripts';
import { traceOf } from '#support/primary-backup';
import { runs } from '#support/runs';
import { shadow } from '#support/shadow';

const say = createSay(english);

const CART = `ends 200ms
protocol multi-leader conflict=RULE
replicas Frankfurt Virginia
clients Ana@Frankfurt Bo@Virginia
link Frankfurt-Virginia 40ms
at 0ms Ana write cart=milk
at 10ms Bo write cart=bread
`;

const traceBy = (rule: string) => runScenario(parseScript(CART.replace('RULE', rule)).scenario, protocols).trace!;

const toldBy = (rule: string, fromMs: number, toMs: number): string[] =>
  narrationOf(traceBy(rule), multiLeader.describe)
    .filter(({ atUs }) => atUs >= fromMs * 1000 && atUs <= toMs * 1000)
    .map(({ phrase }) => say(phrase));

test.each([
  [
    'lww',
    'Virginia drops Ana’s write cart=milk for cart=bread: cart=bread has the higher stamp, 00:00:00.011 against 00:00:00.001. Neither knew of the other.',
  ],
  ['siblings', 'Virginia keeps 2 versions of cart that did not know of each other, until a client decides.'],
  ['merge', 'Virginia makes one value of 2 versions of cart that did not know of each other.'],
])('by %s a conflict is told where it is resolved', (rule, sentence) => {
  expect(toldBy(rule, 43, 43)).toContain(sentence);
});

test('a write is told with its stamp, and that its client hears of it at once', () => {
  expect(toldBy('lww', 0, 3)).toEqual([
    'Ana asks Frankfurt to write cart=milk.',
    'Frankfurt takes Ana’s write cart=milk; its clock shows 00:00:00.001.',
    'Frankfurt logs cart=milk and sends it on to Virginia.',
    'Frankfurt tells Ana that cart=milk is written.',
    'Ana is told that cart=milk is written.',
  ]);
});

test('a client that no longer sees its acknowledged write is told so with the cause', () => {
  const { scenario } = parseScript(`${CART.replace('RULE', 'lww')}node Virginia skew=-5s\nat 100ms Bo read cart\n`);
  const { trace } = runScenario(scenario, protocols);
  const told = narrationOf(trace!, multiLeader.describe).map(({ phrase }) => say(phrase));
  expect(told).toContain(
    'Virginia answers Bo with cart=milk. It has received cart=bread, and its rule has dropped it.',
  );
});

test.each([
  ['lww', 20, { exposed: ['Ana.1', 'Bo.1'], dropped: [] }],
  ['lww', 45, { exposed: ['Bo.1'], dropped: ['Ana.1'] }],
  ['lww', 200, { exposed: [], dropped: ['Ana.1'] }],
  ['siblings', 200, { exposed: [], dropped: [] }],
  ['merge', 200, { exposed: [], dropped: [] }],
])('by %s, at %i ms, the ledger counts what is at risk and what is dropped', (rule, atMs, expected) => {
  const ledger = ledgerAt(traceBy(rule), multiLeader.describe, atMs * 1000);
  expect(ledger).toMatchObject({ acknowledged: ['Ana.1', 'Bo.1'], missing: [], aside: [], ...expected });
});

const wild = manyLeaders({ crashes: ['process', 'machine', 'disk'], edits: true });

test('every sentence of any run has words, and XState and the compiled form take the same steps', () => {
  assertLaw(
    (scenario) => {
      const both = traceOf(scenario, multiLeader, { stepperOf: (machine) => shadow(machine) });
      for (const { phrase } of narrationOf(both, multiLeader.describe)) say(phrase);
      return traceHash(both) === traceHash(traceOf(scenario, multiLeader)) ? undefined : 'another trace than compiled';
    },
    { scenarios: wild, numRuns: runs(15, 200) },
  );
});
