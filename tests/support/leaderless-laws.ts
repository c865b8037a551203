/** The laws of the leaderless store, each with the scenarios over which it is claimed. */
import fc from 'fast-check';
import linearizable from '#checkers/linearizable/index';
import { knows } from '#mechanisms/causal-contexts';
import { isLater } from '#mechanisms/last-write';
import { ownersOf, ringIn, type Context, type Memory } from '#protocols/leaderless/context';
import leaderless from '#protocols/leaderless/index';
import type { Version } from '#protocols/leaderless/versions';
import type { Protocol } from '#sim/protocol';
import type { Scenario } from '#sim/scenario';
import type { OperationTrace, Trace } from '#sim/trace';
import { leaderlessScenarios, smallRuns, type LeaderlessWanted, type SmallWanted } from './leaderless';
import { passes, settles, type TraceLaw } from './primary-backup';

export interface LeaderlessClaim {
  readonly claim: string;
  readonly scenarios: fc.Arbitrary<Scenario>;
  law(count: (tested: number) => void, protocol?: Protocol): TraceLaw;
}

const memoryAt = (trace: Trace, node: number, at: number): Memory =>
  (trace.timelines[node]!.states.at(at)!.context as Context).memory;

/** Writes of a key that were acknowledged before `atUs`, with the versions that they made. */
function acknowledgedBefore(trace: Trace, key: string, atUs: number): readonly string[] {
  return trace.operations
    .filter(
      ({ status, returnUs, micro }) =>
        status === 'ok' && micro[0]!.f !== 'read' && micro[0]!.key === key && returnUs < atUs,
    )
    .map(({ id }) => id);
}

/** The first version that each write made: a request that comes twice may have made another. */
const versionsOf = (trace: Trace): ReadonlyMap<string, Version> =>
  new Map([...allVersionsOf(trace)].map(([operation, [first]]) => [operation, first!]));

/** The versions that each write made, as its copies carried them; those that the coordinator kept for itself included. */
function allVersionsOf(trace: Trace): ReadonlyMap<string, readonly Version[]> {
  const found = new Map<string, Version[]>();
  const take = (version: Version) => {
    const { operation, dot } = version;
    if (operation === null) return;
    const known = found.get(operation) ?? [];
    found.set(operation, known);
    if (!known.some((each) => each.dot.node === dot.node && each.dot.count === dot.count)) known.push(version);
  };
  for (const { type, body } of trace.messages)
    if (type === 'copy') (body['entries'] as readonly Version[]).forEach(take);
  for (const { states } of trace.timelines.slice(0, trace.replicas))
    for (const { context } of states)
      for (const { changes } of (context as Context).memory.storing)
        for (const change of changes) if ('cell' in change) change.cell.versions.forEach(take);
  return found;
}

/** A read never returns a version older than one that was acknowledged before the read began; the order of versions respects real time. */
export const readsAreFresh =
  (count: (tested: number) => void): TraceLaw =>
  (trace) => {
    const versions = versionsOf(trace);
    for (const { id, micro, status, callUs, reply } of trace.operations) {
      const made = micro[0]!.f === 'read' ? undefined : versions.get(id);
      for (const write of made ? acknowledgedBefore(trace, micro[0]!.key, callUs) : [])
        if (!isLater(made!.stamp, versions.get(write)!.stamp))
          return `stale version: ${id} is not later than ${write}, which was acknowledged before`;
      if (micro[0]!.f !== 'read' || status !== 'ok') continue;
      const [writer] = trace.messages[reply]!.body['writers'] as readonly (string | null)[];
      const returned = writer === null || writer === undefined ? undefined : versions.get(writer)!;
      for (const write of acknowledgedBefore(trace, micro[0]!.key, callUs)) {
        count(1);
        const version = versions.get(write)!;
        if (writer !== write && (!returned || isLater(version.stamp, returned.stamp)))
          return `stale read: ${id} returned ${writer ?? 'the first value'}, although ${write} was acknowledged before`;
      }
    }
    return undefined;
  };

/**
 * Writes that led to a write, by name: what the last answer about its key had told its client, and what had led to that. No
 * dot is looked at.
 */
function pastsOf({ operations, messages }: Trace): (write: string) => ReadonlySet<string> {
  const byName = new Map(operations.map((operation) => [operation.id, operation]));
  const known = new Map<string, ReadonlySet<string>>();
  const told = ({ id, reply, micro }: OperationTrace): readonly string[] =>
    micro[0]!.f === 'read'
      ? (messages[reply]!.body['writers'] as readonly (string | null)[]).flatMap((writer) => writer ?? [])
      : [id];
  const pastOf = (write: string): ReadonlySet<string> => {
    const before = known.get(write);
    if (before) return before;
    const { client, callUs, micro } = byName.get(write)!;
    const answers = operations.filter(
      (each) => each.client === client && each.status === 'ok' && each.micro[0]!.key === micro[0]!.key,
    );
    const last = answers.filter((each) => each.callUs < callUs).sort((a, b) => b.callUs - a.callUs)[0];
    const past = new Set((last ? told(last) : []).flatMap((each) => [each, ...pastOf(each)]));
    known.set(write, past);
    return past;
  };
  return pastOf;
}

/** A version knows the writes that its client had been told of, and no others. */
function falseKnowledge(trace: Trace, versions: ReadonlyMap<string, readonly Version[]>): string | undefined {
  const pastOf = pastsOf(trace);
  for (const [id, made] of versions)
    for (const { key, context } of made)
      for (const [other, others] of versions) {
        if (other === id || others[0]!.key !== key) continue;
        const isKnown = others.some(({ dot }) => knows(context, dot));
        if (isKnown !== pastOf(id).has(other))
          return `false knowledge: ${id} ${isKnown ? 'knows' : 'does not know'} ${other}, its client had been told otherwise`;
      }
  return undefined;
}

/** With vectors: a version knows what its client had read, and no acknowledged write disappears unless a later version knows it. */
const nothingUnknownIsDropped =
  (count: (tested: number) => void): TraceLaw =>
  (trace) => {
    const versions = allVersionsOf(trace);
    const wrong = falseKnowledge(trace, versions);
    if (wrong !== undefined) return wrong;
    if (settles(trace) !== undefined) return undefined; // Nothing else is claimed before all has arrived.
    const memories = Array.from({ length: trace.replicas }, (_, node) => memoryAt(trace, node, -1));
    for (const { id, status, micro } of trace.operations) {
      if (status !== 'ok' || micro[0]!.f === 'read') continue;
      count(1);
      const kept = memories.flatMap(({ stored }) => stored.cells[micro[0]!.key]?.versions ?? []);
      const { dot } = versions.get(id)![0]!;
      if (!kept.some((version) => version.operation === id || knows(version.context, dot)))
        return `lost write: ${id} is nowhere, and no version knows it`;
    }
    return undefined;
  };

/** With anti-entropy and every replica back, all owners of a key end with the same versions, and nothing is left for others. */
const ownersAgree =
  (count: (tested: number) => void): TraceLaw =>
  (trace) => {
    if (settles(trace) !== undefined) return undefined; // Nothing is claimed before all has arrived.
    const memories = Array.from({ length: trace.replicas }, (_, node) => memoryAt(trace, node, -1));
    const views = new Set(memories.map((memory) => JSON.stringify(ringIn(memory).map(({ owner }) => owner))));
    if (views.size > 1) return `several views of the ring at the end: ${[...views].join(' and ')}`;
    const keys = new Set(memories.flatMap(({ stored }) => Object.keys(stored.cells)));
    for (const key of keys) {
      const owners = ownersOf(memories[0]!, key);
      const kept = memories.filter(({ birth }) => owners.includes(birth.self));
      const texts = kept.map(({ stored }) =>
        JSON.stringify(stored.cells[key]?.versions.map(({ operation }) => operation) ?? []),
      );
      count(texts.length - 1);
      if (new Set(texts).size > 1) return `owners differ in ${key}: ${texts.join(' and ')}`;
    }
    const hinting = memories.find(({ stored }) => Object.keys(stored.hints).length > 0);
    return hinting && `${hinting.birth.self} still keeps hints`;
  };

/** The client is told "done" only once W replicas have had the version on their disks, and a read rests on R answers. */
const quorumsAreComplete =
  (count: (tested: number) => void): TraceLaw =>
  (trace) => {
    const versions = versionsOf(trace);
    for (const { id, micro, status, reply } of trace.operations) {
      if (status !== 'ok') continue;
      const message = trace.messages[reply]!;
      const { birth, stored } = memoryAt(trace, message.from, 0);
      const owners = Math.min(birth.settings.n, Object.values(stored.members).filter(({ isIn }) => isIn).length);
      count(1);
      if (micro[0]!.f === 'read') {
        const answered = (message.body['answeredBy'] as readonly string[]).length;
        const needed = Math.min(birth.settings.r, owners);
        if (answered < needed) return `${id} rests on ${answered} answers, not ${needed}`;
        continue;
      }
      const holders = trace.timelines
        .slice(0, trace.replicas)
        .filter(({ atUs, states }) =>
          states.some(
            ({ context }, at) => atUs[at]! <= message.sentAtUs && hasHad(context as Context, versions.get(id)!),
          ),
        ).length;
      const needed = Math.min(birth.settings.w, owners);
      if (holders < needed) return `${id} was acknowledged with ${holders} replicas that have it, not ${needed}`;
    }
    return undefined;
  };

/** On the disk now or before, as a value or as a hint for another; or dropped there for a later one. */
const hasHad = ({ memory: { stored } }: Context, { operation, key, stamp }: Version): boolean =>
  [stored.cells[key], ...Object.values(stored.hints).map((own) => own[key])].some(
    (cell) =>
      cell && (cell.taken.includes(operation!) || cell.versions.some((version) => isLater(version.stamp, stamp))),
  );

/** Strict quorums of a fixed replica set; nothing fails, no clock is wrong, nothing expires, nobody asks twice. */
const quiet: LeaderlessWanted = {
  rough: false,
  deletes: false,
  overlaps: true,
  settings: {
    ...{ sloppy: ['off'], grace: ['never'], retries: ['0'], timeout: ['60s'], patience: ['30s'] },
    ...{ versions: ['read-first'], antiEntropy: ['never', '80ms'], retry: ['200ms'] },
  },
};

const calm = { crashes: ['process', 'machine'], calm: true, edits: true } as const;

/** Clients that give up soon, so that a run settles within a few rounds of comparison. */
const brief = { timeout: ['60ms'], patience: ['40ms'], retry: ['50ms'] } as const;

const PATIENT = { timeout: '60s', patience: '30s', readRepair: 'off' } as const;

/** Long runs with everything that is allowed, and short ones in which copies are slow. */
const peaceful = (long: LeaderlessWanted, short: SmallWanted): fc.Arbitrary<Scenario> =>
  fc.oneof(leaderlessScenarios(long).map(withoutFaults), smallRuns(short));

export const LEADERLESS_LAWS = {
  fresh: {
    claim:
      'with strict quorums, R + W > N and versions read first, no read is older than a write acknowledged before it began',
    scenarios: peaceful(quiet, { settings: { ...PATIENT, versions: 'read-first' }, second: ['write', 'read'] }),
    law: (count) => readsAreFresh(count),
  },
  freshOneWriter: {
    claim: 'the same with stamps of the client’s clock, where there is one writer',
    scenarios: peaceful(
      { ...quiet, oneWriter: true, settings: { ...quiet.settings, versions: ['client-clock'] } },
      { settings: PATIENT },
    ),
    law: (count) => readsAreFresh(count),
  },
  linearizable: {
    claim: 'with write-back under the same premises every run is linearizable',
    scenarios: peaceful(
      { ...quiet, settings: { ...quiet.settings, writeBack: ['on'] } },
      { settings: { ...PATIENT, versions: 'read-first', writeBack: 'on' }, second: ['read', 'write'] },
    ),
    law: (count, protocol = leaderless) => passes(linearizable, count, protocol),
  },
  quorums: {
    claim:
      'a write is acknowledged once W replicas have it on disk, and a read answered once R have answered, also where others stand in',
    scenarios: leaderlessScenarios({
      ...calm,
      deletes: false,
      settings: { versions: ['read-first', 'vectors'], retries: ['0'], antiEntropy: ['never'] },
    }),
    law: (count) => quorumsAreComplete(count),
  },
  settles: {
    claim: 'after faults end every run settles and no operation stays open, also when disks are lost',
    scenarios: leaderlessScenarios({
      ...calm,
      crashes: ['process', 'machine', 'disk'],
      settings: { antiEntropy: ['never'] },
    }),
    law: (count) => (trace) => {
      count(trace.operations.length);
      return settles(trace);
    },
  },
  agree: {
    claim: 'with anti-entropy all owners end with the same versions, while tombstones are kept',
    scenarios: leaderlessScenarios({
      ...calm,
      settings: { ...brief, antiEntropy: ['80ms', '150ms'], grace: ['never'] },
    }),
    law: (count) => ownersAgree(count),
  },
  vectors: {
    claim: 'with version vectors no acknowledged write is gone unless a version knows it, while disks are kept',
    scenarios: leaderlessScenarios({
      ...calm,
      settings: { ...brief, versions: ['vectors'], grace: ['never'], antiEntropy: ['80ms'], retries: ['0'] },
    }),
    law: (count) => nothingUnknownIsDropped(count),
  },
} as const satisfies Record<string, LeaderlessClaim>;

/** Takes out what fails a node, a link or a clock; cuts heal and latencies stay. */
function withoutFaults(scenario: Scenario): Scenario {
  return {
    ...scenario,
    endsUs: scenario.protocol.settings['antiEntropy'] === undefined ? 100_000_000 : scenario.endsUs,
    nodes: scenario.nodes.map(({ skewUs: _, driftPpm: __, ...node }) => node),
    steps: [
      ...scenario.steps.filter(({ action }) => ['operation', 'workload', 'link'].includes(action.do)),
      { atUs: 2_000_000, action: { do: 'heal', left: [], right: [] } },
    ],
  };
}
