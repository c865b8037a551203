/** Bad scripts: whatever a person types or a broken link carries, the parser and the simulation answer with errors, never throw, never hang. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { protocols } from '#catalog';
import { observe } from '#sim/observe';
import { runScenario } from '#sim/run';
import { LIMITS } from '#sim/scenario';
import { RESERVED, STATEMENTS } from '#sim/script/grammar';
import { parseScript } from '#sim/script/parse';
import { printScript } from '#sim/script/print';
import { runs } from '#support/runs';
import { scenarios } from '#support/scripts';

const HOUR_MS = 3_600_000;
/** Enough for any of these scripts to show what it does; what a page allows is bounded by LIMITS.events. */
const MAX_EVENTS = 5_000;

const goldens = Object.values(
  import.meta.glob<string>('/src/protocols/*/golden/*.txt', { eager: true, query: '?raw', import: 'default' }),
).map((text) => text.split('\n----\n')[0]!);
const scripts = fc.oneof(
  fc.constantFrom(...goldens),
  scenarios({ crashes: ['process', 'machine', 'disk'], edits: true }).map(printScript),
);

const names = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'Ana',
  'Ana.0',
  'Ana.1',
  'Ana.99999999999',
  'Frankfurt',
  '@Frankfurt',
  '@',
];
const oddities = [
  '',
  ' ',
  '\t',
  '\0',
  '"',
  '"x',
  '\\',
  '#',
  ' # ',
  '=',
  '==',
  '->',
  '→',
  '-',
  '|',
  '>',
  ',',
  '..',
  '~',
  ':',
  '0:0ms,100:1ms',
  '%',
  '∅',
  '∞',
  '\r',
  '\u2028',
  '😀',
  '\ud800',
];
const numbers = [
  '0',
  '-1',
  '1.5',
  '1e9',
  '1e400',
  'NaN',
  'Infinity',
  '99999999999999999999',
  '0.0000001',
  '0x10',
  '0ms',
  '-20ms',
  '+4ms',
  '0.0001us',
  '99999999999999d',
  '1us',
  '30d',
  '101%',
  '0.00000001%',
  '1bps',
  '0.1bps',
  'unlimited',
  '900000ppm',
  '-900001ppm',
];
const words = fc.oneof(
  fc.constantFrom(
    ...names,
    ...oddities,
    ...numbers,
    ...RESERVED,
    ...STATEMENTS.flatMap(({ example }) => example.split(' ')),
  ),
  fc.string({ maxLength: 6 }),
);
const lines = fc.oneof(
  fc.constantFrom(...STATEMENTS.map(({ example }) => example)),
  fc.array(words, { maxLength: 8 }).map((all) => all.join(' ')),
);

type Mutation = (script: string) => string;

/** A place in a text as a share of its length, so that it fits every script. */
const spot = fc.nat({ max: 999 });
const at = (length: number, share: number): number => Math.floor((length * share) / 1000);
const onLines =
  (change: (all: string[]) => void): Mutation =>
  (script) => {
    const all = script.split('\n');
    change(all);
    return all.join('\n');
  };
const onWord =
  (share: number, change: (word: string) => string): Mutation =>
  (script) => {
    const all = script.split(/( |\n)/);
    const index = at(all.length, share);
    return [...all.slice(0, index), change(all[index] ?? ''), ...all.slice(index + 1)].join('');
  };

const mutations: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(spot, words).map(([share, word]) => onWord(share, () => word)),
  fc.tuple(spot, words).map(([share, word]) => onWord(share, (old) => old + word)),
  fc.tuple(spot, words).map(([share, word]) => onWord(share, (old) => old.replace(/[^=]*$/, word))),
  fc.tuple(spot, lines).map(([share, line]) => onLines((all) => all.splice(at(all.length, share), 0, line))),
  fc
    .tuple(spot, spot)
    .map(([from, to]) => onLines((all) => all.splice(at(all.length, to), 0, ...all.splice(at(all.length, from), 1)))),
  spot.map((share) => onLines((all) => all.splice(at(all.length, share), 1))),
  spot.map((share) => onLines((all) => all.push(all[at(all.length, share)]!))),
  fc.tuple(spot, fc.nat({ max: 20 })).map(
    ([share, count]) =>
      (script: string) =>
        script.slice(0, at(script.length, share)) + script.slice(at(script.length, share) + count),
  ),
  fc.tuple(spot, fc.string({ maxLength: 4 })).map(
    ([share, text]) =>
      (script: string) =>
        script.slice(0, at(script.length, share)) + text + script.slice(at(script.length, share)),
  ),
);

const mutated = fc
  .tuple(scripts, fc.array(mutations, { minLength: 1, maxLength: 6 }))
  .map(([script, all]) => all.reduce((text, mutate) => mutate(text), script));

/** What came of a text: `errors`, `faults` of the plan, or a run. Throws where the parser breaks its word. */
function outcomeOf(text: string): 'errors' | 'faults' | 'run' {
  const { scenario, errors } = parseScript(text);
  const lineCount = text.split(/\r?\n/).length;
  for (const { line, column, length, reason } of errors) {
    expect(
      line >= 1 && line <= lineCount && column >= 1 && length >= 1 && reason.id.startsWith('script.'),
      JSON.stringify({ line, column, length, reason }),
    ).toBe(true);
  }
  const printed = printScript(scenario);
  if (errors.length > 0) return 'errors';
  expect(printScript(parseScript(printed).scenario)).toBe(printed);
  const { trace, protocol, faults } = runScenario(scenario, protocols, { maxEvents: MAX_EVENTS }) as ReturnType<
    typeof runScenario
  > & { protocol: NonNullable<ReturnType<typeof protocols.get>> };
  if (!trace) {
    expect(faults.every(({ reason }) => /^(script|crdt\.refuses)\./.test(reason.id))).toBe(true);
    return 'faults';
  }
  expect(trace.stoppedBy === 'limit' || trace.reachedUs === scenario.endsUs).toBe(true);
  observe(trace, protocol);
  return 'run';
}

test(
  'tens of thousands of damaged scripts give errors with their place, faults, or a run',
  { timeout: HOUR_MS },
  () => {
    const numRuns = runs(2_000, 40_000);
    const tally = { errors: 0, faults: 0, run: 0 };
    let slowestMs = 0;
    fc.assert(
      fc.property(mutated, (text) => {
        const before = performance.now();
        tally[outcomeOf(text)] += 1;
        slowestMs = Math.max(slowestMs, performance.now() - before);
      }),
      { numRuns },
    );
    // Each way out is taken often, or the mutations would test one thing only.
    for (const count of Object.values(tally)) expect(count, JSON.stringify(tally)).toBeGreaterThan(numRuns / 50);
    expect(slowestMs).toBeLessThan(5_000);
  },
);

test('any text at all is read', { timeout: HOUR_MS }, () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => void outcomeOf(text)),
    { numRuns: runs(500, 20_000) },
  );
});

test('a script that is too long is refused without being read', () => {
  const { errors } = parseScript('#'.repeat(LIMITS.scriptCharacters + 1));
  expect(errors.map(({ reason }) => reason.id)).toEqual(['script.limit']);
});

test('the longest script that is read takes no long time, whatever it holds', () => {
  for (const piece of ['"', '"\\', '# ', 'at 1ms cut ', ' ', '\n', 'a@', 'drop a(', '0:1ms,', '\t#"']) {
    const before = performance.now();
    parseScript(piece.repeat(Math.floor(LIMITS.scriptCharacters / piece.length)));
    parseScript(
      `replicas A B\nclients Ana\n${'at 1ms Ana write x '.concat(piece.repeat(Math.floor(190_000 / piece.length)))}`,
    );
    expect(performance.now() - before, JSON.stringify(piece)).toBeLessThan(3_000);
  }
});
