/** Whatever is done to whatever is on the screen: the run goes on, the script says it, and undo leads back bit by bit. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runOf } from '#player/evaluate';
import { gesturesFor, type Gesture } from '#player/gestures';
import { TOOLS } from '#player/hands';
import { begin, change, undo } from '#player/history';
import { stepOf, withOperationAt } from '#player/operations';
import { welcome } from '#player/welcome';
import { traceHash } from '#sim/hash';
import type { Scenario } from '#sim/scenario';
import { parseScript } from '#sim/script/parse';
import { printScript } from '#sim/script/print';
import type { Trace } from '#sim/trace';
import { runs } from '#support/runs';

const COMMANDS = ['promote', 'discard', 'replay', 'merge'];
const GESTURES = 10;

/** Everything that can be seized, as the scene names it. */
function thingsOf({ nodes, replicas, messages, operations, cuts }: Trace): string[] {
  return [
    ...nodes.map((name, node) => `${node < replicas ? 'replica' : 'client'}:${name}`),
    ...nodes.flatMap((left, at) => nodes.slice(at + 1).map((right) => `link:${left}-${right}`)),
    ...messages.map(({ name }) => `message:${name}`),
    ...operations.map(({ id }) => `operation:${id}`),
    ...cuts.map(({ step }) => `cut:${step}`),
  ];
}

/** The gestures of a time (share of the run) that there are, wherever they are made. */
function offered(scenario: Scenario, share: number): readonly Gesture[] {
  const trace = runOf(scenario)!;
  const scope = { trace, atUs: Math.round(trace.endsUs * share), commands: COMMANDS, tools: TOOLS };
  return thingsOf(trace).flatMap((id) => gesturesFor(id, scope));
}

/** One of them by a number: each kind of gesture has the same chance, however many things offer it. */
function chosenFrom(all: readonly Gesture[], which: number): Gesture {
  const kinds = [...new Set(all.map(({ name }) => name.id))];
  const kind = kinds[which % kinds.length];
  const same = all.filter(({ name }) => name.id === kind);
  return same[Math.floor(which / kinds.length) % same.length]!;
}

const choices = fc.array(
  fc.record({ share: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100), which: fc.nat() }),
  { minLength: 1, maxLength: GESTURES },
);

test(
  'each gesture leaves a scenario that runs and that its script says, and undo leads back',
  { timeout: 3_600_000 },
  () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(choices, (chosen) => {
        let past = begin(welcome());
        for (const { share, which } of chosen) {
          const gesture = chosenFrom(offered(past.now, share), which);
          seen.add(gesture.name.id);
          past = change(past, gesture.make(past.now));
          const script = printScript(past.now);
          const trace = runOf(past.now);
          if (!trace) throw new Error(`${gesture.name.id} leaves what does not run:\n${script}`);
          const { errors, scenario } = parseScript(script);
          expect(errors, script).toEqual([]);
          expect(traceHash(runOf(scenario)!), script).toBe(traceHash(trace));
        }
        for (const _ of chosen) past = undo(past);
        expect(past.now).toEqual(welcome());
        expect(past.before).toEqual([]);
      }),
      { numRuns: runs(60, 2_000) },
    );
    if (process.env['LAWS'] === 'full') expect([...seen].sort()).toEqual(expect.arrayContaining(ALL));
  },
);

/** Every gesture there is, but for those that need a restart or a resume before them. */
const ALL = [
  'gesture.client.add',
  'gesture.clock.ahead',
  'gesture.clock.behind',
  'gesture.crash.disk',
  'gesture.crash.machine',
  'gesture.crash.process',
  'gesture.cut',
  'gesture.cut.heal',
  'gesture.cut.remove',
  'gesture.cut.way',
  'gesture.disk.slow',
  'gesture.earlier',
  'gesture.heal',
  'gesture.isolate',
  'gesture.later',
  'gesture.link.duplicate',
  'gesture.link.loss',
  'gesture.link.normal',
  'gesture.link.slow',
  'gesture.message.drop',
  'gesture.message.duplicate',
  'gesture.operation.earlier',
  'gesture.operation.later',
  'gesture.operation.read',
  'gesture.operation.remove',
  'gesture.operation.write',
  'gesture.pause',
  'gesture.remove',
  'gesture.replica.add',
  'gesture.restart',
  'gesture.resume',
  'gesture.undelay',
];

test('an operation is moved as far as its client’s others leave room, and keeps its edits', () => {
  const script = `replicarium 1
ends 100ms
protocol primary-backup
replicas Frankfurt Virginia
clients Ana@Frankfurt
at 10ms Ana write x=1
at 20ms Ana write x=2
at 30ms Ana write x=3
delay copy(Ana.3) Frankfurt->Virginia +5ms
`;
  const { scenario, errors } = parseScript(script);
  expect(errors).toEqual([]);
  const times = (given: Scenario) => given.steps.map(({ atUs }) => atUs / 1_000);
  expect(times(withOperationAt(scenario, 1, 90_000))).toEqual([10, 30, 30]);
  expect(times(withOperationAt(scenario, 1, 0))).toEqual([10, 10, 30]);
  expect(stepOf(scenario, 'Ana.3')).toBe(2);
  const fewer = offered(scenario, 0)
    .find(({ name }) => name.id === 'gesture.operation.remove')!
    .make(scenario);
  expect(printScript(fewer)).toContain('copy(Ana.2) Frankfurt→Virginia');
});
