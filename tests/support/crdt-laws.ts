/** The laws of replicated data types over whole runs, each with the scenarios over which it is claimed. */
import type fc from 'fast-check';
import type { Value } from '#history/operation';
import { valueKey } from '#history/value';
import strongConvergence from '#checkers/strong-convergence/index';
import { vectorOf, type Context } from '#protocols/crdt/context';
import type { Escrow } from '#protocols/crdt/types/escrow';
import { covers, type VersionVector } from '#mechanisms/version-vectors';
import { kindOf, lastAtOrBefore } from '#sim/lookup';
import { observe } from '#sim/observe';
import type { Protocol } from '#sim/protocol';
import type { Scenario } from '#sim/scenario';
import type { Trace } from '#sim/trace';
import { crdtScenarios } from './crdt-scripts';
import { passes, settles, type TraceLaw } from './primary-backup';

/** Counts what it has looked at: a law that looks at nothing holds for nothing. */
type CountedLaw = (protocol: Protocol, count: (tested: number) => void) => TraceLaw;

export interface ClaimedCrdtLaw {
  readonly claim: string;
  readonly scenarios: fc.Arbitrary<Scenario>;
  readonly law: CountedLaw;
}

/** Process and machine crashes keep what was flushed. All faults, and an end without faults. */
const kept = { crashes: ['process', 'machine'], calm: true, edits: true } as const;
const anyCrash = { ...kept, crashes: ['process', 'machine', 'disk'] } as const;

/** A replica lost its disk between two arrivals of one request: it has forgotten the key, and makes one more update of it. */
function asksAgainAfterLoss(trace: Trace): boolean {
  const { records, texts, messages } = trace;
  /** By node and request: whether the node has lost its disk since it came. */
  const forgotten = new Map<string, boolean>();
  for (let record = 0; record < records.count; record += 1) {
    const [node, kind] = [records.node[record]!, kindOf(trace, record)];
    if (kind === 'down' && texts[records.detail[record]!] === 'disk') {
      for (const key of forgotten.keys()) if (key.startsWith(`${node} `)) forgotten.set(key, true);
    } else if (kind === 'delivered') {
      const message = messages[records.message[record]!]!;
      const key = `${node} ${message.about}`;
      if (message.kind !== 'request') continue;
      if (forgotten.get(key)) return true;
      forgotten.set(key, false);
    }
  }
  return false;
}

/** Once settled, all replicas hold the same updates and show the same. */
const agree: CountedLaw = (protocol, count) => (trace) => {
  const unsettled = settles(trace);
  if (unsettled !== undefined) return unsettled;
  const ends = observe(trace, protocol).evidence!.final.map(({ holds, shows }) =>
    valueKey({ holds: [...holds].map(String).sort(), shows } as Value),
  );
  count(trace.operations.filter(({ status, micro }) => status === 'ok' && micro[0]!.f !== 'read').length);
  const other = ends.findIndex((end) => end !== ends[0]);
  return other < 0 ? undefined : `${trace.nodes[0]} ended with ${ends[0]}, ${trace.nodes[other]} with ${ends[other]}`;
};

/** Once settled, every replica has taken in what any client was told is done. */
const nothingForgotten: CountedLaw = (protocol, count) => (trace) => {
  const unsettled = settles(trace);
  if (unsettled !== undefined) return unsettled;
  const done = trace.operations.filter(({ status, micro }) => status === 'ok' && micro[0]!.f !== 'read');
  count(done.length);
  for (const { replica, holds } of observe(trace, protocol).evidence!.final) {
    const forgotten = done.find(({ id }) => !holds.includes(id));
    if (forgotten) return `${replica} has forgotten ${forgotten.id}`;
  }
  return undefined;
};

const momentsOf = ({ timelines, replicas, nodes }: Trace) =>
  timelines.slice(0, replicas).flatMap(({ atUs, states }, node) =>
    states.map(({ context }, at) => ({
      where: `at ${atUs[at]! / 1000} ms ${nodes[node]}`,
      context: context as Context,
    })),
  );

/** At every moment a counter is its first value and the sum of the updates that it holds, each once. */
const countsOnce: CountedLaw = (_, count) => (trace) => {
  const amounts = new Map(trace.operations.map(({ id, micro }) => [id, amountOf(micro[0]!)]));
  for (const { where, context } of momentsOf(trace)) {
    const { core, birth } = context.memory;
    for (const [key, state] of Object.entries(core.objects)) {
      const { up, down } = state as unknown as { up: Record<string, number>; down: Record<string, number> };
      const shows = sum(up) - sum(down);
      const held = core.order.filter((id) =>
        trace.operations.some((each) => each.id === id && each.micro[0]!.key === key),
      );
      const should =
        Number(birth.initially[key] ?? 0) + held.reduce<number>((total, id) => total + amounts.get(String(id))!, 0);
      count(held.length);
      if (shows !== should) return `${where} shows ${key}=${shows}, and holds updates that make ${should}`;
    }
  }
  return undefined;
};

const amountOf = ({ f, arg }: { readonly f: string; readonly arg: Value }): number =>
  f === 'inc' ? Number(arg ?? 1) : f === 'dec' ? -Number(arg ?? 1) : 0;

const sum = (shares: Readonly<Record<string, number>>): number =>
  Object.values(shares).reduce((total, share) => total + share, 0);

/** Nobody ever shows less than nothing, and nobody ever holds rights below zero. */
const neverBelowZero: CountedLaw = (protocol, count) => (trace) => {
  for (const [node, { states, atUs }] of trace.timelines.slice(0, trace.replicas).entries()) {
    for (const [at, state] of states.entries()) {
      for (const mark of protocol.describe(state)) {
        const where = `at ${atUs[at]! / 1000} ms ${trace.nodes[node]}`;
        if (mark.mark === 'value' && Number(mark.value) < 0) return `${where} shows ${mark.key}=${String(mark.value)}`;
        const below = mark.mark === 'table' ? mark.rows.find(({ cells }) => Number(cells[0]) < 0) : undefined;
        if (below) return `${where} knows of rights below zero: ${below.name} ${String(below.cells[0])}`;
      }
      count(spentIn(state.context as Context));
    }
  }
  return undefined;
};

const spentIn = ({ memory }: Context): number =>
  Object.values(memory.core.objects).filter((state) => sum((state as unknown as Escrow).spent) > 0).length;

/**
 * What a replica tells a peer that it has, its disk has flushed. What is flushed is read off the records, not off what the
 * replica believes: each write is followed by one flush, in order, and a restart flushes what was written.
 */
const tellsWhatIsSafe: CountedLaw = (_, count) => (trace) => {
  const waiting = trace.nodes.map((): VersionVector[] => []);
  const safe = trace.nodes.map((): VersionVector => ({}));
  for (let record = 0; record < trace.records.count; record += 1) {
    const node = trace.records.node[record]!;
    const kind = kindOf(trace, record);
    if (kind === 'down') waiting[node] = [];
    if (kind === 'up' || kind === 'written') waiting[node]!.push(writtenAt(trace, node, record));
    if (kind === 'flushed') safe[node] = waiting[node]!.shift() ?? {};
    const message = kind === 'travelling' ? trace.messages[trace.records.message[record]!] : undefined;
    const has = message?.body['has'] as VersionVector | undefined;
    if (!message || !has || message.sentAtUs !== trace.records.atUs[record]) continue;
    count(Object.keys(has).length);
    if (!covers(safe[node]!, has))
      return `${message.name} tells of ${JSON.stringify(has)}, and only ${JSON.stringify(safe[node])} is flushed`;
  }
  return undefined;
};

function writtenAt({ timelines }: Trace, node: number, record: number): VersionVector {
  const { record: records, states } = timelines[node]!;
  return vectorOf((states[lastAtOrBefore(records, record)]!.context as Context).disk);
}

export const CRDT_LAWS = {
  agree: {
    claim: 'after faults end all replicas hold the same updates and show the same, also when disks are lost',
    scenarios: crdtScenarios(anyCrash),
    law: agree,
  },
  strong: {
    claim:
      'who holds the same updates shows the same, at every read and at the end, unless a lost disk forgot a request',
    scenarios: crdtScenarios({ ...anyCrash, settings: { keys: ['on'] } }), // Without keys a retry is one more update.
    law: (protocol, count) => {
      const same = passes(strongConvergence, count, protocol);
      return (trace) => (asksAgainAfterLoss(trace) ? undefined : same(trace));
    },
  },
  lost: {
    claim: 'no acknowledged update is forgotten while disks keep what was flushed, even where a rule drops it',
    scenarios: crdtScenarios(kept),
    law: nothingForgotten,
  },
  once: {
    claim: 'a counter counts every update once, however often it is sent, while disks keep what was flushed',
    scenarios: crdtScenarios({ ...kept, types: ['pncounter', 'gcounter'], settings: { keys: ['on'] } }),
    law: countsOnce,
  },
  safe: {
    claim: 'no peer is told of anything that a crash could still take',
    scenarios: crdtScenarios({ ...anyCrash, styles: ['state'] }),
    law: tellsWhatIsSafe,
  },
  back: {
    claim: 'a replica that lost its disk gets back what its peers have of its own updates',
    scenarios: crdtScenarios({ crashes: ['disk'], calm: true, styles: ['operation'] }),
    law: agree,
  },
  zero: {
    claim: 'an escrow counter never falls below zero anywhere, also when disks are lost',
    scenarios: crdtScenarios({ ...anyCrash, types: ['escrow'] }),
    law: neverBelowZero,
  },
} as const satisfies Record<string, ClaimedCrdtLaw>;

export type CrdtLawName = keyof typeof CRDT_LAWS;
