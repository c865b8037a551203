/** What must be true of every run in which a primary may fail, as laws over its trace; and where each is claimed. */
import type fc from 'fast-check';
import { logEntries } from '#mechanisms/log';
import { hasFailover, type Context, type Memory } from '#protocols/primary-backup/context';
import type { Scenario } from '#sim/scenario';
import type { Trace } from '#sim/trace';
import { failovers } from './failover-scripts';
import type { TraceLaw } from './primary-backup';

export type CountedLaw = (count: (tested: number) => void) => TraceLaw;

interface Reigning {
  readonly atUs: number;
  readonly node: number;
  readonly memory: Memory;
}

/** Every state of a replica in which it is primary, or about to be. */
const reigningIn = ({ timelines, replicas }: Trace): Reigning[] =>
  timelines
    .slice(0, replicas)
    .flatMap(({ atUs, states }, node) =>
      states.flatMap(({ value, context }, at) =>
        typeof value === 'object' && value !== null && 'primary' in value
          ? [{ atUs: atUs[at]!, node, memory: (context as Context).memory }]
          : [],
      ),
    );

interface Told {
  readonly operation: string;
  readonly atUs: number;
  readonly epoch: number;
  readonly node: number;
}

/** Writes that a primary has acknowledged (whether the client learnt it or not), in which epoch it led then. */
function acknowledgedIn(trace: Trace): Told[] {
  const { records, notes, timelines } = trace;
  const told: Told[] = [];
  for (let record = 0; record < records.count; record += 1) {
    const note = notes[records.detail[record]!];
    if (trace.records.kind[record] !== NOTE || !note?.id.startsWith('note.acknowledged')) continue;
    const [node, atUs] = [records.node[record]!, records.atUs[record]!];
    const { atUs: times, states } = timelines[node]!;
    let at = times.findLastIndex((each) => each <= atUs);
    while (at > 0 && (states[at]!.context as Context).memory.leader !== trace.nodes[node]) at -= 1; // It may have stepped down in the same instant.
    told.push({
      operation: String(note.args['operation']),
      atUs,
      epoch: (states[at]!.context as Context).memory.epoch,
      node,
    });
  }
  return told;
}

const NOTE = 16;

/** No epoch has two primaries. */
function oneEach(trace: Trace): string | undefined {
  const byEpoch = new Map<number, number>();
  for (const { atUs, node, memory } of reigningIn(trace)) {
    const other = byEpoch.get(memory.epoch) ?? node;
    if (other !== node)
      return `two primaries of epoch ${memory.epoch}: ${trace.nodes[other]} and, at ${atUs / 1000} ms, ${trace.nodes[node]}`;
    byEpoch.set(memory.epoch, node);
  }
  return undefined;
}

/** Once settled, the log of the primary with the highest epoch has every write that any primary has acknowledged. */
const losesNothing: CountedLaw = (count) => (trace) => {
  if (trace.settled !== true) return undefined;
  const last = reigningIn(trace).reduce<Reigning | undefined>(
    (best, each) => (best && best.memory.epoch > each.memory.epoch ? best : each),
    undefined,
  );
  const end = trace.timelines[last!.node]!.states.at(-1)!;
  if ((end.context as Context).memory.leader !== trace.nodes[last!.node]) return undefined; // It has gone, and nobody has followed yet.
  const held = new Set(
    logEntries((end.context as Context).memory.received)
      .slice(0, (end.context as Context).memory.received.length)
      .map(({ operation }) => operation),
  );
  const told = acknowledgedIn(trace);
  if (last!.memory.epoch > 0) count(told.length);
  const lost = told.find(({ operation }) => !held.has(operation));
  return (
    lost &&
    `lost acknowledged write ${lost.operation}: acknowledged at ${lost.atUs / 1000} ms in epoch ${lost.epoch}, not in the log of ${trace.nodes[last!.node]}, primary of epoch ${last!.memory.epoch}`
  );
};

const keepsAcknowledged: CountedLaw = (count) => (trace) => oneEach(trace) ?? losesNothing(count)(trace);

/** No primary acknowledges after one of a higher epoch has. */
const acknowledgesInTurn: CountedLaw = (count) => (trace) => {
  let highest: Told | undefined;
  for (const told of acknowledgedIn(trace)) {
    if (highest && told.epoch < highest.epoch)
      return `acknowledged behind the times: ${told.operation} at ${told.atUs / 1000} ms in epoch ${told.epoch}, after ${highest.operation} at ${highest.atUs / 1000} ms in epoch ${highest.epoch}`;
    if (!highest || told.epoch > highest.epoch) highest = told;
  }
  if (highest && highest.epoch > 0) count(1);
  return undefined;
};

/** The states of a replica in which its log is not the one of the state before. */
const logsOf = ({ states }: Trace['timelines'][number]): Memory[] =>
  states
    .map(({ context }) => (context as Context).memory)
    .filter(({ received }, at) => at === 0 || (states[at - 1]!.context as Context).memory.received !== received);

const keyed = ({ memory }: { memory: Memory }, length: number): string[] =>
  logEntries(memory.received)
    .slice(0, length)
    .flatMap(({ client, idempotence }) => (idempotence === null ? [] : [`${client} ${idempotence}`]));

/** With keys no log holds one key twice. */
const holdsKeysOnce: CountedLaw = (count) => (trace) => {
  for (const [node, timeline] of trace.timelines.slice(0, trace.replicas).entries()) {
    for (const memory of logsOf(timeline)) {
      const keys = keyed({ memory }, memory.received.length);
      if (new Set(keys).size < keys.length) return `holds a key twice: ${trace.nodes[node]}, ${keys.join(', ')}`;
    }
  }
  if (reigningIn(trace).some(({ memory }) => memory.epoch > 0))
    count(trace.messages.filter(({ kind, name }) => kind === 'request' && name.includes(' try ')).length);
  return undefined;
};

/** Without keys: whether some log holds one operation twice. */
export const appliesNothingTwice: CountedLaw = (count) => (trace) => {
  for (const [node, timeline] of trace.timelines.slice(0, trace.replicas).entries()) {
    for (const memory of logsOf(timeline)) {
      const operations = logEntries(memory.received)
        .slice(0, memory.received.length)
        .map(({ operation }) => operation);
      const twice = operations.find((operation, at) => operations.indexOf(operation) !== at);
      if (twice !== undefined) return `applied twice: ${trace.nodes[node]} holds ${twice} twice`;
    }
  }
  count(1);
  return undefined;
};

/** Logs that have an entry of one reign at one place agree in all before it; the gates stand in order. */
const logsMatch: CountedLaw = (count) => (trace) => {
  const before = new Map<string, string>();
  for (const timeline of trace.timelines.slice(0, trace.replicas)) {
    for (const { context } of timeline.states) {
      const { received, written, flushed, applied, birth } = (context as Context).memory;
      if (!hasFailover(birth)) throw new Error('these scenarios have failover');
      if (!(applied <= flushed && flushed <= written && written <= received.length))
        return `gates out of order: ${received.length} ${written} ${flushed} ${applied}`;
    }
    for (const { received } of logsOf(timeline)) {
      let prefix = '';
      for (const [at, { operation, reign }] of logEntries(received).slice(0, received.length).entries()) {
        const place = `${at + 1} of ${reign!.epoch} ${reign!.primary}`;
        prefix += ` ${operation}`;
        const known = before.get(place);
        if (known !== undefined && known !== prefix) return `logs part before entry ${place}:${known} and${prefix}`;
        before.set(place, prefix);
      }
    }
  }
  if (reigningIn(trace).some(({ memory }) => memory.epoch > 0)) count(1);
  return undefined;
};

/** Once settled, all replicas have the same log. */
const replicasMatch: CountedLaw = (count) => (trace) => {
  if (trace.settled !== true) return undefined;
  const logs = trace.timelines.slice(0, trace.replicas).map(({ states }) => (states.at(-1)!.context as Context).memory);
  if (new Set(logs.map(({ epoch, leader }) => `${epoch} ${leader}`)).size > 1 || logs[0]!.leader === '')
    return undefined; // An election goes on.
  const texts = logs.map(
    ({ received, applied }) =>
      `${applied}: ${logEntries(received)
        .slice(0, received.length)
        .map(({ operation }) => operation)
        .join(' ')}`,
  );
  if (logs[0]!.epoch > 0) count(1);
  const other = texts.findIndex((text) => text !== texts[0]);
  return other < 0
    ? undefined
    : `replicas differ: ${trace.nodes[0]} ${texts[0]}, ${trace.nodes[other]} ${texts[other]}`;
};

export interface FailoverLaw {
  readonly claim: string;
  readonly law: CountedLaw;
  readonly scenarios: fc.Arbitrary<Scenario>;
}

const safe = { failover: ['votes'], fencing: ['epoch'], ack: ['sync'], gate: ['flushed'], fallback: ['never'] };
const leased = {
  failover: ['votes'],
  fencing: ['lease'],
  lease: ['80ms', '200ms'],
  drift: ['50000'],
  ack: ['async', 'semi-sync'],
  fallback: ['never'],
};
const BOUND_PPM = 50_000;

export const FAILOVER_LAWS = {
  acknowledged: {
    claim:
      'by flushed votes, with epochs and every replica flushed: no acknowledged write is lost, and no epoch has two primaries',
    law: keepsAcknowledged,
    scenarios: failovers({ settings: safe }),
  },
  turns: {
    claim: 'with leases and clocks within the bound: no primary acknowledges after one of a higher epoch has',
    law: acknowledgesInTurn,
    scenarios: failovers({ settings: leased, driftPpm: BOUND_PPM }),
  },
  keys: {
    claim: 'with idempotence keys no log holds one key twice, whoever leads',
    law: holdsKeysOnce,
    scenarios: failovers({
      settings: { failover: ['votes', 'any'], fencing: ['epoch', 'off', 'lease'], keys: ['on'] },
    }),
  },
  matching: {
    claim: 'logs that share an entry share all before it, and the gates stand in order, whoever leads',
    law: logsMatch,
    scenarios: failovers({
      settings: { failover: ['votes', 'any'], fencing: ['epoch', 'off', 'lease', 'stop'] },
      rough: true,
    }),
  },
  agreement: {
    claim: 'after heal, restart and settling replicas that follow one primary have its log',
    law: replicasMatch,
    scenarios: failovers({
      settings: { failover: ['votes', 'any'], fencing: ['epoch', 'lease', 'stop'] },
      rough: true,
    }),
  },
} as const satisfies Record<string, FailoverLaw>;

/** Each one step beside a law's settings, where it does not hold. */
export const NEIGHBOURS = {
  'failover-received-lost-memory': {
    law: losesNothing,
    scenarios: failovers({ settings: { ...safe, gate: ['received'] }, replicas: [3], losesMemory: true }),
  },
  'failover-any-backup': {
    law: losesNothing,
    scenarios: failovers({
      settings: { ...safe, ack: ['semi-sync'], copies: ['1'], failover: ['any'] },
      replicas: [3],
    }),
  },
  'failover-fallback': {
    law: losesNothing,
    scenarios: failovers({
      settings: { ...safe, ack: ['semi-sync'], copies: ['2'], fallback: ['30ms'] },
      replicas: [3],
    }),
  },
  'failover-split-brain': {
    law: acknowledgesInTurn,
    scenarios: failovers({ settings: { ...safe, ack: ['async'] }, replicas: [3] }),
  },
  'failover-lease-drift': {
    law: acknowledgesInTurn,
    scenarios: failovers({
      settings: { ...leased, drift: ['0'], ack: ['async'], lease: ['80ms'] },
      replicas: [3],
      slowPrimary: true,
    }),
  },
} as const;
