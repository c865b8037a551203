/** The steppers on machines written by hand: what they refuse, what they keep to themselves, and the shadow that watches both. */
import { expect, test } from 'vitest';
import { assign, createMachine, emit, enqueueActions, raise, sendTo, setup, type AnyStateMachine } from 'xstate';
import { compile } from '#sim/machine/compile';
import { referenceStepper } from '#sim/machine/reference';
import { refusals } from '#sim/machine/refuse';
import type { MachineEvent, Stepper } from '#sim/machine/stepper';
import { scopedStepper } from '#support/scoped';
import { shadow } from '#support/shadow';
import { compareSteppers } from '#support/steppers';
import { replica, replicaEvents } from './bench/replica';

const counter = setup({
  types: {} as {
    context: { n: number; from: string };
    events: { type: 'count'; by: number } | { type: 'look' } | { type: 'stop' };
    input: { from: string };
  },
  actions: {
    add: assign({ n: ({ context }, { by }: { by: number }) => context.n + by }),
    send: (_, _params: object) => {},
  },
}).createMachine({
  id: 'counter',
  // As machines are written in earnest: XState runs this again without input, where it throws, and swallows that.
  context: ({ input }) => ({ n: 0, from: input.from.toUpperCase() }),
  initial: 'open',
  states: {
    open: {
      on: {
        count: {
          actions: [
            { type: 'add', params: ({ event }) => ({ by: event.by }) },
            { type: 'send', params: ({ context }) => ({ to: context.from, n: context.n }) },
          ],
        },
        look: {},
        stop: 'shut',
      },
    },
    shut: { type: 'final', entry: { type: 'send', params: { to: 'peers' } } },
  },
});

const light = createMachine({
  id: 'light',
  initial: 'green',
  states: {
    green: { on: { next: 'amber' } },
    amber: { always: { target: 'red', actions: 'click' } },
    red: { on: { next: 'green' } },
  },
});

const pair = createMachine({
  id: 'pair',
  type: 'parallel',
  states: {
    left: { initial: 'off', states: { off: { on: { go: 'on' }, exit: 'leave' }, on: { type: 'final' } } },
    right: {
      initial: 'off',
      states: {
        off: { on: { go: { target: 'on', actions: raise({ type: 'went' }) } } },
        on: { type: 'final', entry: 'enter' },
      },
    },
  },
});

const drives: readonly {
  machine: AnyStateMachine;
  input: unknown;
  events: readonly (MachineEvent & { by?: number })[];
}[] = [
  {
    machine: counter,
    input: { from: 'Ana' },
    events: [{ type: 'count', by: 2 }, { type: 'look' }, { type: 'stop' }, { type: 'count', by: 1 }],
  },
  { machine: light, input: undefined, events: [{ type: 'next' }, { type: 'never' }, { type: 'next' }] },
  { machine: pair, input: undefined, events: [{ type: 'go' }, { type: 'go' }] },
];

test.each(drives)('a shadow of "$machine.id" shows what XState shows', ({ machine, input, events }) => {
  expect(compareSteppers(referenceStepper(machine), shadow(machine), { input, events }).difference).toBeUndefined();
});

test('a shadow throws when the watched stepper goes another way, and names machine, state and event', () => {
  const honest = compile(counter);
  const mute: Stepper = { ...honest, step: (state, event) => ({ ...honest.step(state, event), effects: [] }) };
  const watched = shadow(counter, mute);
  const { state } = watched.start({ from: 'Ana' });
  expect(() => watched.step(state, { type: 'count', by: 1 } as MachineEvent)).toThrow(
    /"counter" in "open" on .*count.*differ/,
  );
  const restless: Stepper = {
    ...honest,
    step: (from, event) => ({ ...honest.step(from, event), state: { ...honest.step(from, event).state } }),
  };
  const other = shadow(counter, restless);
  expect(() => other.step(other.start({ from: 'Ana' }).state, { type: 'look' })).toThrow(
    /only one stepper kept its state/,
  );
});

test('a step gives the effects in order, each with the context that the assigns before it left', () => {
  const stepper = compile(counter);
  const { state } = stepper.start({ from: 'Ana' });
  const { state: next, effects } = stepper.step(state, { type: 'count', by: 3 } as MachineEvent);
  expect(next).toMatchObject({ value: 'open', context: { n: 3, from: 'ANA' }, done: false });
  expect(effects).toEqual([{ type: 'send', params: { to: 'ANA', n: 3 } }]);
  expect(stepper.step(next, { type: 'look' }).state).toBe(next);
});

test('a state shows nothing but value, context and done, and shares its value with all states of its configuration', () => {
  const stepper = compile(pair);
  const [{ state }, { state: again }] = [stepper.start(undefined), stepper.start(undefined)];
  expect(Object.keys(state)).toEqual(['value', 'context', 'done']);
  expect(state.value).toBe(again.value);
  expect(JSON.parse(JSON.stringify(state))).toEqual({ value: { left: 'off', right: 'off' }, context: {}, done: false });
});

test('a machine that is done ignores every event', () => {
  for (const stepper of [compile(counter), referenceStepper(counter)]) {
    const { state } = stepper.step(stepper.start({ from: 'Ana' }).state, { type: 'stop' });
    expect(state.done).toBe(true);
    expect(stepper.step(state, { type: 'count', by: 1 } as MachineEvent)).toEqual({ state, effects: [] });
  }
});

test('both steppers refuse states of another stepper', () => {
  const foreign = { value: 'open', context: {}, done: false };
  for (const stepper of [compile(counter), referenceStepper(counter)]) {
    expect(() => stepper.step(foreign, { type: 'look' })).toThrow(/"counter".*another stepper/);
  }
});

test('a call that throws leaves nothing behind', () => {
  const machine = createMachine({
    id: 'trap',
    on: {
      spring: {
        actions: [
          raise({ type: 'late' }),
          'early',
          assign(() => {
            throw new Error('sprung');
          }),
        ],
      },
      late: { actions: 'late' },
      fine: {},
    },
  });
  const stepper = compile(machine);
  const { state } = stepper.start(undefined);
  expect(() => stepper.step(state, { type: 'spring' })).toThrow('sprung');
  expect(stepper.step(state, { type: 'fine' })).toEqual({ state, effects: [] });
});

test('a loop ends at the very microstep at which XState ends it', () => {
  for (let limit = 1; limit <= 12; limit += 1) {
    const machine = createMachine({
      id: 'loop',
      options: { maxIterations: limit },
      context: { n: 0 },
      on: { reset: { actions: assign({ n: 0 }) } },
      always: {
        guard: ({ context }: { context: { n: number } }) => context.n < 6,
        actions: assign({ n: ({ context }: { context: { n: number } }) => context.n + 1 }),
      },
    } as object);
    const { difference, threw } = compareSteppers(referenceStepper(machine), compile(machine), {
      input: undefined,
      events: [{ type: 'reset' }],
    });
    expect(difference).toBeUndefined();
    expect(threw, `limit ${limit}`).toBe(limit < 7 ? 1 : 0);
  }
});

test('without a limit of its own a machine that loops for ever is stopped', () => {
  const machine = createMachine({ id: 'mill', initial: 'a', states: { a: { always: 'b' }, b: { always: 'a' } } });
  expect(() => compile(machine).start(undefined)).toThrow(/"mill": no end after 10000 microsteps/);
});

const wanted = { guard: 'unheardOf', target: 'b' };
const refused: readonly [what: string, state: object, expected: RegExp][] = [
  ['history', { initial: 'x', states: { x: {}, h: { type: 'history' } } }, /state "m\.a\.h": a history state/],
  ['invoke', { invoke: { src: 'job' } }, /"m\.a": invoke/],
  ['after', { after: { 100: 'b' } }, /"m\.a": after/],
  ['sendTo', { entry: sendTo('x', { type: 'y' }) }, /"m\.a": The action "xstate\.sendTo"/],
  ['emit', { exit: emit({ type: 'y' }) }, /xstate\.emit/],
  ['delayed raise', { entry: raise({ type: 'y' }, { delay: 5 }) }, /raise with a delay/],
  ['inline function', { on: { e: { actions: () => {} } } }, /An inline function as action/],
  ['missing guard', { on: { e: wanted } }, /Guard "unheardOf" has no implementation/],
  [
    'always in a region',
    { type: 'parallel', states: { r: { initial: 'x', states: { x: { always: 'y' }, y: {} } } } },
    /"m\.a\.r\.x": always inside a parallel/,
  ],
];

test.each(refused)('%s is refused by the names of machine and state', (_what, state, expected) => {
  const machine = createMachine({ id: 'm', initial: 'a', states: { a: state, b: {} } } as object);
  expect(refusals(machine)).toHaveLength(1);
  expect(refusals(machine)[0]).toMatch(expected);
  expect(() => compile(machine)).toThrow(/Machine "m"/);
});

test('what can only be seen while running is refused while running', () => {
  const spawning = createMachine({ id: 'm', context: ({ spawn }) => ({ child: spawn('x' as never) as unknown }) });
  expect(() => compile(spawning).start(undefined)).toThrow(/spawned an actor/);
  const sending = createMachine({
    id: 'm',
    entry: enqueueActions(({ enqueue }) => enqueue.emit({ type: 'x' } as never)),
  });
  expect(() => compile(sending).start(undefined)).toThrow(/enqueue\.emit/);
});

test('the machine of the benchmark goes the same way under all three steppers', () => {
  const drive = { input: { self: 'Frankfurt', peers: ['Virginia'] }, events: replicaEvents(400) };
  expect(compareSteppers(referenceStepper(replica), compile(replica), drive).difference).toBeUndefined();
  expect(compareSteppers(referenceStepper(replica), scopedStepper(replica), drive).difference).toBeUndefined();
});
