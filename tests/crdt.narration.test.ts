/** Runs of replicated data types in sentences: what a rule decides is said with both sides, and no record of any run has a hole in it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { protocols } from '#catalog';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import { narrationOf } from '#scene/narration';
import crdt from '#protocols/crdt/index';
import { runScenario } from '#sim/run';
import { parseScript } from '#sim/script/parse';
import { crdtScenarios } from '#support/crdt-scripts';
import { traceOf } from '#support/primary-backup';
import { runs } from '#support/runs';

const say = createSay(english);

/** Two who are cut off from each other do something each. */
function tell(settings: string, first: string, steps: string): string[] {
  const script = `ends 800ms\nprotocol crdt ${settings}\nreplicas Frankfurt Virginia\nclients Ana@Frankfurt Bo@Virginia\ninitially x=${first}\nat 5ms cut Frankfurt | Virginia\n${steps}\nat 200ms heal`;
  const { scenario, errors } = parseScript(script);
  expect(errors).toEqual([]);
  const { trace, faults } = runScenario(scenario, protocols);
  if (!trace) throw new Error(faults.map(({ reason }) => say(reason)).join('\n'));
  return narrationOf(trace, crdt.describe).map(({ phrase }) => say(phrase));
}

test.each([
  {
    type: 'lww',
    first: '1',
    steps: 'at 20ms Ana write x=2\nat 25ms Bo write x=3',
    says: 'Virginia decides x: the last writer wins. 3 of Bo.1 stays, 2 of Ana.1 is lost.',
  },
  {
    type: 'mv',
    first: '1',
    steps: 'at 20ms Ana write x=2\nat 25ms Bo write x=3',
    says: 'Frankfurt keeps both sides of a conflict about x: 3 of Bo.1 and 2 of Ana.1 are siblings.',
  },
  {
    type: 'add-wins',
    first: 'milk',
    steps: 'at 20ms Ana add x=milk\nat 25ms Bo remove x=milk',
    says: 'Virginia keeps milk in x: Ana.1 added it while it was being removed, and the add wins.',
  },
  {
    type: 'remove-wins',
    first: 'milk',
    steps: 'at 20ms Ana add x=milk\nat 25ms Bo remove x=milk',
    says: 'Virginia leaves milk out of x: Bo.1 removed it while Ana.1 added it, and the remove wins.',
  },
  {
    type: 'map',
    first: 'milk:1',
    steps: 'at 20ms Ana write x=milk:2\nat 25ms Bo write x=milk:3',
    says: 'Frankfurt shows milk:3 of Bo.1 in x: it is later than milk:2 of Ana.1, which is kept beside it.',
  },
  {
    type: 'escrow',
    first: '100',
    steps: 'at 20ms Ana dec x=80',
    says: 'Frankfurt refuses dec x=80 of Ana: it holds rights to take 50 from x.',
  },
])('$type names both sides and the rule', ({ type, first, steps, says }) => {
  for (const style of ['state', 'operation']) expect(tell(`type=${type} style=${style}`, first, steps)).toContain(says);
});

test('rights are asked for and handed over', () => {
  expect(tell('type=escrow lack=borrow', '100', 'at 300ms Ana dec x=80')).toEqual(
    expect.arrayContaining([
      'Frankfurt lacks rights to take 30 more from x for Ana and asks Virginia for them.',
      'Frankfurt asks Virginia for rights to take.',
      'Virginia gives Frankfurt rights to take 30 from x, and may take that much less itself.',
      'Virginia hands Frankfurt rights to take.',
    ]),
  );
});

test('an answer with siblings, or one put together from parts, is not called stale', () => {
  const siblings =
    'at 20ms Ana write x=2\nat 25ms Bo write x=3\nat 400ms Ana read x\nat 500ms Ana write x=5\nat 700ms Bo read x';
  const told = tell('type=mv', '1', siblings);
  expect(told).toContain('Frankfurt answers Ana with x="[3,2]".');
  expect(told).toContain('Virginia answers Bo with x=[5].');
  const fields = tell('type=map', 'milk:1', 'at 20ms Ana write x=milk:2\nat 400ms Ana read x');
  expect(fields).toContain('Frankfurt answers Ana with x="{\\"milk\\":2}".');
});

test('every record of random runs is told without a hole', () => {
  const everything = crdtScenarios({
    crashes: ['process', 'machine', 'disk'],
    edits: true,
    layers: ['causal', 'raw'],
  });
  fc.assert(
    fc.property(everything, (scenario) => {
      for (const { phrase } of narrationOf(traceOf(scenario, crdt), crdt.describe))
        expect(say(phrase)).not.toMatch(/undefined|NaN|\[object|Infinity| {2}|^\s|\s$/);
    }),
    { numRuns: runs(30, 2_000) },
  );
});
