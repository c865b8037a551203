/** A protocol made for tests of the simulation alone: replicas do what the script commands, so that exact times can be checked. */
import { assign, enqueueActions, setup } from 'xstate';
import { createClient } from '#sim/client';
import { defineProtocol, type Birth } from '#sim/protocol';
import { runScenario } from '#sim/run';
import { parseScript } from '#sim/script/parse';
import type { RunOptions } from '#sim/simulate';
import type { MessageTrace, Trace } from '#sim/trace';

interface ProbeContext {
  readonly disk: { readonly text: string };
  /** What it met, each with the time on its own clock. */
  readonly seen: readonly string[];
}

interface ProbeEvent {
  readonly type: string;
  readonly args?: readonly string[];
  readonly about?: string;
  readonly nowUs?: number;
}

/** Effects of a command: the kernel performs them. An action must not have the effect's own name: it would enqueue itself. */
const effects = (of: (args: readonly string[]) => { type: string; params: object }) =>
  enqueueActions<ProbeContext, ProbeEvent, undefined, ProbeEvent, never, never, never, never, never>(
    ({ event, enqueue }) => enqueue(of(event.args ?? []) as never),
  );

const nameOf = ({ type, about, nowUs }: ProbeEvent): string => `${[type, about].filter(Boolean).join(' ')} ${nowUs}`;

const replica = setup({
  types: {} as { input: Birth; context: ProbeContext; events: ProbeEvent },
  actions: {
    see: assign(({ context, event }) => ({ seen: [...context.seen, nameOf(event)] })),
    keep: assign(({ event }) => ({ disk: { text: event.args?.[0] ?? '' } })),
    /** `send <to> <about> [bytes]`. */
    askSend: effects(([to, about, bytes = '200']) => ({
      type: 'send',
      params: { to, kind: 'probe', about, bytes: Number(bytes), body: { about } },
    })),
    askFlush: effects(() => ({ type: 'flush', params: {} })),
    time: effects(([us]) => ({ type: 'setTimer', params: { name: 'probe', delayUs: Number(us) } })),
    stop: effects(() => ({ type: 'cancelTimer', params: { name: 'probe' } })),
    oddity: effects(() => ({ type: 'teleport', params: {} })),
  },
}).createMachine({
  id: 'probe',
  context: ({ input }) => ({ disk: (input?.disk as ProbeContext['disk'] | undefined) ?? { text: 'empty' }, seen: [] }),
  on: {
    'command.send': { actions: 'askSend' },
    'command.time': { actions: 'time' },
    'command.stop': { actions: 'stop' },
    'command.write': { actions: 'keep' },
    'command.store': { actions: ['keep', 'askFlush'] },
    'command.oddity': { actions: 'oddity' },
    '*': { actions: 'see' },
  },
});

const protocol = defineProtocol({
  id: 'probe',
  behaviour: 1,
  replica,
  client: createClient(({ birth }) => birth.nearest),
  settings: {},
  controls: [],
  spec: 'register',
  operations: ['read'],
  commands: ['send', 'time', 'stop', 'write', 'store', 'oddity'],
  describe: () => [],
});

/** Runs a script (without its first lines) on replicas A, B and C. */
export function probe(lines: string, { head = '', ...options }: RunOptions & { head?: string } = {}): Trace {
  const { scenario, errors } = parseScript(
    `replicarium 1\nends 10s\nprotocol probe\nreplicas A B C\n${head}\n${lines}\n`,
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const { trace, faults } = runScenario(scenario, new Map([['probe', protocol]]), options);
  if (!trace) throw new Error(JSON.stringify(faults));
  return trace;
}

const contextOf = (trace: Trace, node: string): ProbeContext =>
  trace.timelines[trace.nodes.indexOf(node)]!.states.at(-1)!.context as ProbeContext;

/** What a replica met since its last start: event and time in µs of its own clock. */
export const seenBy = (trace: Trace, node: string): readonly string[] => contextOf(trace, node).seen;

export const diskOf = (trace: Trace, node: string): string => contextOf(trace, node).disk.text;

export const messageNamed = (trace: Trace, name: string): MessageTrace =>
  trace.messages.find((message) => message.name === name)!;

/** Where each message ended: `delivered 10`, `lost cut 5`, with the time in ms. */
export const endsOf = (trace: Trace): Record<string, string> =>
  Object.fromEntries(
    trace.messages.map(({ name, outcome, reason, endedAtUs }) => [
      name,
      [outcome, reason, endedAtUs / 1000].filter((part) => part !== '' && part !== Infinity).join(' '),
    ]),
  );

/** `count` messages from A to B, one a millisecond. */
export const manyMessages = (count: number, bytes = ''): string =>
  Array.from({ length: count }, (_, index) => `at ${index}ms A send B m${index} ${bytes}`.trimEnd()).join('\n');
