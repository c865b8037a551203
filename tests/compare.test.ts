/** Designs under one fate: what is left out is said, what clients were told is set side by side, and where they part is the first moment. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { protocols } from '#catalog';
import { contrastOf } from '#measure/contrast';
import { EXAMPLE, EXAMPLES } from '#player/compare-example';
import { evaluate } from '#player/evaluate';
import { designNames, isSameFate, translate } from '#player/fates';
import { printAction } from '#sim/script/actions';
import { parseScript } from '#sim/script/parse';

const scenarios = EXAMPLE.map((script) => parseScript(script).scenario);
const contrastFor = (scripts: readonly string[]) =>
  contrastOf(
    scripts.map((script) => {
      const { evaluation } = evaluate(parseScript(script).scenario);
      const { trace, observation, protocol } = evaluation!;
      return { trace, observation, describe: protocol.describe };
    }),
  );

test('the example is one fate under three rules, and shows what each costs', () => {
  for (const scenario of scenarios) expect(isSameFate(scenario, scenarios[0]!)).toBe(true);
  const { sides, rows, partsUs } = contrastFor(EXAMPLE);
  expect(sides.map(({ missing }) => missing)).toEqual([['Ana.2'], [], []]);
  expect(sides.map(({ acknowledged }) => acknowledged)).toEqual([2, 2, 2]);
  expect(sides.every(({ unanswered }) => unanswered === 0)).toBe(true);
  const [asynchronous, semi, synchronous] = sides.map(({ longestUs }) => longestUs);
  expect(asynchronous! < semi! && semi! < synchronous!).toBe(true);
  // Ana's first write is done after 3 ms here, and not before a backup's answer there.
  expect(partsUs).toBe(3_000);
  expect(rows.filter(({ differs }) => differs).map(({ operation }) => operation)).toContain('Bo.3');
});

test('runs that are alike part nowhere', () => {
  const { partsUs, rows } = contrastFor([EXAMPLE[0]!, EXAMPLE[0]!]);
  expect(partsUs).toBeUndefined();
  expect(rows.some(({ differs }) => differs)).toBe(false);
});

test('an operation that one design lacks parts them when it begins in the other', () => {
  const without = EXAMPLE[0]!.replace('at 50ms Bo read x\n', '').replace('at 450ms Bo', 'at 450ms Bo.2');
  const { rows, partsUs } = contrastFor([EXAMPLE[0]!, without]);
  expect(rows.find(({ operation }) => operation === 'Bo.1')!.told[1]).toBeUndefined();
  expect(partsUs).toBe(50_000);
});

test.each([...protocols.keys()])(
  'under %s, a fate runs without what the design refuses, and each refusal is said',
  (id) => {
    const { scenario } = parseScript(
      `${EXAMPLE[0]!}at 10ms Ana delete x\nat 20ms Ana inc likes\nat 30ms Ana add cart=milk\n`,
    );
    const protocol = protocols.get(id)!;
    const { scenario: own, left } = translate(scenario, { id, settings: {} }, protocol);
    expect(evaluate(own).faults).toEqual([]);
    expect(own.steps.length + left.length).toBe(scenario.steps.length);
    expect(own.protocol).toEqual({ id, settings: {} });
    for (const { step, reason } of left) {
      expect(printAction(step.action, (client) => client)).toMatch(/delete|inc|add|read|write/);
      expect(reason.id).not.toBe('');
    }
  },
);

test('primary-backup leaves counters and sets out', () => {
  const { scenario } = parseScript(`${EXAMPLE[0]!}at 20ms Ana inc likes\n`);
  const { left } = translate(scenario, scenario.protocol, protocols.get('primary-backup')!);
  expect(left.map(({ reason }) => reason.id)).toEqual(['script.operation.unknown']);
});

const CART = `replicarium 1
ends 500ms
protocol leaderless versions=client-clock r=1 w=1
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Singapore Cleo@Virginia
initially cart=apples
link default 20ms
node Bo skew=-30ms
at 10ms cut Frankfurt Virginia | Singapore
at 20ms Ana write cart=bread
at 40ms Bo write cart=milk
at 150ms heal
at 300ms Cleo read cart
`;

test('last write wins returns one of two writes, where siblings return both', () => {
  const { sides, rows, partsUs } = contrastFor([CART, CART.replace('client-clock', 'vectors')]);
  const read = rows.find(({ operation }) => operation === 'Cleo.1')!;
  expect(read.told.map((told) => told!.value)).toEqual(['bread', ['bread', 'milk']]);
  expect(read.differs).toBe(true);
  expect(partsUs).toBe(302_000);
  expect(sides.map(({ stale }) => stale)).toEqual([1, 0]);
});

test('a write that a rule dropped is counted where it was acknowledged', () => {
  const script = readFileSync('src/protocols/leaderless/golden/clock-skew.txt', 'utf8').split(/^----$/m)[0]!;
  const { sides } = contrastFor([script, script.replace('leaderless ', 'leaderless versions=vectors ')]);
  expect(sides.map(({ dropped }) => dropped.length)).toEqual([1, 0]);
});

test('designs are named by what tells them apart', () => {
  expect(designNames(scenarios.map(({ protocol }) => protocol))).toEqual(['ack=async', 'ack=semi-sync', 'ack=sync']);
  expect(
    designNames([
      { id: 'a', settings: { r: '1' } },
      { id: 'a', settings: { r: '2', w: '1' } },
      { id: 'b', settings: { r: '1' } },
    ]),
  ).toEqual(['a r=1', 'a r=2 w=1', 'b']);
  expect(
    designNames([
      { id: 'a', settings: {} },
      { id: 'a', settings: {} },
    ]),
  ).toEqual(['a', 'a']);
});

test('the example of the cart is one fate under three rules: one drops a write, one keeps both for a client, one merges', () => {
  const carts = EXAMPLES.cart.map((script) => parseScript(script).scenario);
  for (const scenario of carts) expect(isSameFate(scenario, carts[0]!)).toBe(true);
  const { sides, rows } = contrastFor(EXAMPLES.cart);
  expect(sides.map(({ dropped }) => dropped.length)).toEqual([1, 0, 0]);
  expect(rows.filter(({ differs }) => differs).map(({ operation }) => operation)).toEqual(['Ana.2', 'Bo.2', 'Ana.3']);
});
