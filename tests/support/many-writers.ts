/** A protocol made for tests of pictures alone: every replica takes writes, gathers quorums, and keeps, drops or merges what collides. */
import { assign, enqueueActions, setup } from 'xstate';
import type { Value } from '#history/operation';
import { CLIENT_SETTINGS, createClient } from '#sim/client';
import type { Description, LostMark, Mark, SetMark } from '#sim/marks';
import { defineProtocol, type Birth } from '#sim/protocol';
import { createScene, type Scene } from '#scene/scene';
import { runScenario } from '#sim/run';
import { parseScript } from '#sim/script/parse';

type Settings = { keep: 'siblings' | 'last' | 'merge'; need: number };
type Counts = Readonly<Record<string, number>>;

interface Version {
  readonly value: Value;
  readonly writers: readonly string[];
  readonly counts: Counts;
}

interface Gather {
  readonly id: SetMark['id'];
  readonly operation: string;
  readonly client: string;
  readonly answered: readonly string[];
  readonly done: boolean;
}

interface Memory {
  readonly birth: Birth<Settings>;
  readonly shown: readonly Version[];
  readonly holds: readonly string[];
  readonly lost: LostMark['entries'];
  readonly gathers: readonly Gather[];
  /** How far down a comparison of trees has come; -1: none. */
  readonly level: number;
}

interface Event {
  readonly type: string;
  readonly operation: string;
  readonly from: string;
  readonly micro: readonly { readonly arg: Value }[];
  readonly version: Version;
}

interface Wish {
  readonly type: string;
  readonly params: object;
}

const KEY = 'x';
const send = (to: string, kind: string, about: string, body: object): Wish => ({
  type: 'send',
  params: { to, kind, about, body },
});
const note = (id: string, args: object): Wish => ({ type: 'note', params: { id, args: { key: KEY, ...args } } });

/** The next memory, and the effects on the way there. */
type Reaction = readonly [Memory, readonly Wish[]];

const REACTIONS: Readonly<Record<string, (memory: Memory, event: Event) => Reaction>> = {
  write: (memory, { operation, from, micro }) => {
    const { birth, shown } = memory;
    const counts = { ...shown.map((each) => each.counts).reduce(highest, {}) };
    counts[birth.self] = (counts[birth.self] ?? 0) + 1;
    const version = { value: micro[0]!.arg, writers: [operation], counts };
    const gather = begin(memory, { id: 'quorum.write', operation, client: from });
    const copy = send('peers', 'copy', operation, { type: 'copy', operation, version });
    return settle({ ...memory, shown: [version], holds: [...memory.holds, operation], gathers: gather }, operation, [
      copy,
    ]);
  },
  read: (memory, { operation, from }) =>
    settle({ ...memory, gathers: begin(memory, { id: 'quorum.read', operation, client: from }) }, operation, [
      send('peers', 'request', operation, { type: 'ask', operation }),
    ]),
  copy: (memory, { operation, from, version }) => {
    const [next, wishes] = take({ ...memory, holds: [...memory.holds, operation] }, version, operation);
    return [next, [...wishes, send(from, 'acknowledgement', operation, { type: 'heard', operation })]];
  },
  ask: (memory, { operation, from }) => [
    memory,
    [send(from, 'acknowledgement', operation, { type: 'heard', operation })],
  ],
  heard: (memory, { operation, from }) => {
    const gathers = memory.gathers.map((each) =>
      each.operation === operation ? { ...each, answered: [...each.answered, from] } : each,
    );
    return settle({ ...memory, gathers }, operation, []);
  },
  'command.walk': (memory) => [{ ...memory, level: memory.level + 1 }, []],
};

const highest = (a: Counts, b: Counts): Counts =>
  Object.fromEntries(
    [...Object.keys(a), ...Object.keys(b)].map((name) => [name, Math.max(a[name] ?? 0, b[name] ?? 0)]),
  );

const begin = ({ birth, gathers }: Memory, gather: Omit<Gather, 'answered' | 'done'>): Gather[] => [
  ...gathers.filter(({ done }) => !done),
  { ...gather, answered: [birth.self], done: false },
];

/** Answers the client once enough have answered. */
function settle(memory: Memory, operation: string, wishes: readonly Wish[]): Reaction {
  const gather = memory.gathers.find((each) => each.operation === operation);
  if (
    !gather ||
    gather.done ||
    gather.answered.length < Math.min(memory.birth.settings.need, memory.birth.replicas.length)
  )
    return [memory, wishes];
  const value = gather.id === 'quorum.write' ? null : (memory.shown[0]?.value ?? null);
  const gathers = memory.gathers.map((each) => (each === gather ? { ...each, done: true } : each));
  const reply = send(gather.client, 'reply', operation, { type: 'reply', operation, status: 'ok', value });
  return [{ ...memory, gathers }, [...wishes, reply]];
}

const dominates = (a: Counts, b: Counts): boolean => Object.keys(b).every((name) => (a[name] ?? 0) >= b[name]!);

/** Takes a version in: the newer one wins; of concurrent ones both stay, the later name stays, or they become one. */
function take(memory: Memory, version: Version, operation: string): Reaction {
  const others = memory.shown.filter(({ counts }) => !dominates(version.counts, counts));
  if (others.some(({ counts }) => dominates(counts, version.counts))) return [memory, []];
  const [other] = others;
  if (!other) return [{ ...memory, shown: [version] }, []];
  switch (memory.birth.settings.keep) {
    case 'siblings':
      return [{ ...memory, shown: [...others, version] }, [note('note.siblings', { count: others.length + 1 })]];
    case 'merge': {
      const writers = [...other.writers, ...version.writers];
      const merged = {
        value: `${other.value}+${version.value}`,
        writers,
        counts: highest(other.counts, version.counts),
      };
      return [{ ...memory, shown: [merged] }, [note('note.resolve.merge', { count: writers.length })]];
    }
    case 'last': {
      const [winner, loser] = operation > other.writers[0]! ? [version, other] : [other, version];
      const entry = { key: KEY, value: loser.value, writer: loser.writers[0]!, winner: winner.writers[0]! };
      return [
        { ...memory, shown: [winner], lost: [...memory.lost, { ...entry, rule: 'rule.lww' }] },
        [note('note.resolve.lww', { winner: entry.winner, loser: entry.writer })],
      ];
    }
  }
}

type Context = { readonly memory: Memory };

const replica = setup({
  types: {} as { input: Birth<Settings>; context: Context; events: Event },
  actions: {
    tell: enqueueActions<Context, Event, undefined, Event, never, never, never, never, never>(
      ({ context, event, enqueue }) => {
        for (const wish of REACTIONS[event.type]!(context.memory, event)[1]) enqueue(wish as never);
      },
    ),
    learn: assign(({ context, event }) => ({ memory: REACTIONS[event.type]!(context.memory, event)[0] })),
  },
}).createMachine({
  id: 'many-writers',
  context: ({ input }) => ({
    memory: { birth: input!, shown: [], holds: [], lost: [], gathers: [], level: -1 },
  }),
  on: Object.fromEntries(Object.keys(REACTIONS).map((type) => [type, { actions: ['tell', 'learn'] }])),
});

function setOf({ birth }: Memory, { id, operation, answered }: Gather): SetMark {
  const state = (name: string) => (answered.includes(name) ? ('answered' as const) : ('asked' as const));
  const members = birth.replicas.map((name) => ({ name, state: state(name) }));
  return { mark: 'set', id, operation, needed: Math.min(birth.settings.need, birth.replicas.length), members };
}

function marksOf(memory: Memory): Description {
  const { shown, holds, lost, gathers } = memory;
  const initial: Mark = { mark: 'value', key: KEY, value: memory.birth.initially[KEY] ?? null, writer: null };
  const versions = shown.flatMap(({ value, writers, counts }): Mark[] => {
    const writer = writers.length === 1 ? writers[0]! : null;
    return [
      { mark: 'value', key: KEY, value, writer, from: writers },
      { mark: 'vector', key: KEY, writer, counts },
    ];
  });
  return [
    ...(versions.length > 0 ? versions : [initial]),
    { mark: 'holds', operations: holds },
    { mark: 'lost', entries: lost },
    ...gathers.map((gather) => setOf(memory, gather)),
  ];
}

/** `more`: marks beside those that it always has, by the replica and how far it has walked. */
const protocolWith = (more: (self: string, level: number) => Description) =>
  defineProtocol({
    id: 'many-writers',
    behaviour: 1,
    replica,
    client: createClient(({ birth }) => birth.nearest),
    settings: {
      ...CLIENT_SETTINGS,
      keep: { kind: 'choice', options: ['siblings', 'last', 'merge'], default: 'siblings' },
      need: { kind: 'number', min: 1, max: 81, default: 1 },
    },
    controls: [],
    spec: 'register',
    operations: ['write', 'read'],
    commands: ['walk'],
    describe: ({ context }) => {
      const { memory } = context as Context;
      return [...marksOf(memory), ...more(memory.birth.self, memory.level)];
    },
  });

/** Throws where the script is wrong: a test must not draw nothing. */
export function sceneOfWriters(script: string, more: (self: string, level: number) => Description = () => []): Scene {
  const { scenario, errors } = parseScript(script);
  if (errors.length > 0) throw new Error(`${JSON.stringify(errors)}\n${script}`);
  const protocol = protocolWith(more);
  const { trace, faults } = runScenario(scenario, new Map([[protocol.id, protocol]]));
  if (!trace) throw new Error(`${JSON.stringify(faults)}\n${script}`);
  return createScene(trace, protocol);
}

/** Ana and Bo write at the same time, each at their own replica; the copies cross on their way. */
export const collision = (settings: string, replicas = 3): string => `replicarium 1
ends 100ms
protocol many-writers ${settings}
replicas ${Array.from({ length: replicas }, (_, index) => `R${index}`).join(' ')}
clients Ana@R0 Bo@R${replicas - 1}
initially x=1
link default 10ms
at 10ms Ana write x=2
at 12ms Bo write x=3
at 60ms Ana read x
`;
