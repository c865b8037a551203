/** What must be true of every run with many leaders, as laws over its trace. */
import { compare, merge } from '#mechanisms/version-vectors';
import { entriesBetween } from '#mechanisms/log';
import multiLeader from '#protocols/multi-leader/index';
import { nameOf, type Context, type Entry, type KeyState, type Memory } from '#protocols/multi-leader/context';
import * as resolution from '#protocols/multi-leader/resolve';
import { ledgerAt } from '#measure/ledger';
import type { MachineState } from '#sim/machine/stepper';
import type { Protocol } from '#sim/protocol';
import type { Trace } from '#sim/trace';
import { traceOf, type TraceLaw } from './primary-backup';
import type { Law } from './law';

/** `count` receives the chances that the law had to fail. */
export type CountedLaw = (count: (tested: number) => void, protocol: Protocol) => TraceLaw;

export const lawOf =
  (law: CountedLaw, count: (tested: number) => void = () => {}, protocol: Protocol = multiLeader): Law =>
  (scenario) =>
    law(count, protocol)(traceOf(scenario, protocol));

const memoriesOf = ({ timelines, replicas }: Trace): { node: number; atUs: number; memory: Memory }[] =>
  timelines
    .slice(0, replicas)
    .flatMap(({ atUs, states }, node) =>
      states.map(({ context }, at) => ({ node, atUs: atUs[at]!, memory: (context as Context).memory })),
    );

const lastOf = ({ timelines, replicas }: Trace): Memory[] =>
  timelines.slice(0, replicas).map(({ states }) => (states.at(-1)!.context as Context).memory);

const heldEntries = ({ received, flushed }: Memory): Entry[] => entriesBetween(received, 0, flushed);

/** What a key shows, and which writes of it are lost, in no order of arrival. */
function sight(state: KeyState, settings: Memory['birth']['settings'], { answerOf } = resolution): string {
  const losses = state.losses.map(({ loser, field }) => `${nameOf(loser)} ${field}`).sort();
  return `${JSON.stringify(answerOf(state, settings))}, lost ${losses.join()}`;
}

const sightsOf = ({ keys, birth }: Memory): string =>
  Object.keys(keys)
    .sort()
    .map((key) => `${key}: ${sight(keys[key]!, birth.settings)}`)
    .join('; ');

/** Whoever has flushed the same writes shows the same, at every moment, in whatever order they came. */
export const sameShown: CountedLaw = (count) => (trace) => {
  const seen = new Map<string, { sight: string; where: string; node: number }>();
  for (const { node, atUs, memory } of memoriesOf(trace)) {
    if (memory.flushed === 0) continue;
    const names = heldEntries(memory).map(nameOf).sort().join(' ');
    const mine = { sight: sightsOf(memory), where: `${trace.nodes[node]} at ${atUs / 1000} ms`, node };
    const other = seen.get(names);
    if (!other) seen.set(names, mine);
    else if (other.sight !== mine.sight)
      return `shows something else: with ${names}, ${other.where} ${other.sight}, ${mine.where} ${mine.sight}`;
    else if (other.node !== node) count(1);
  }
  return undefined;
};

/** The same writes of one key in any order, even one that no network could bring about, resolve to the same. */
export const anyOrderBy =
  (rules: typeof resolution): CountedLaw =>
  (count) =>
  (trace) => {
    for (const { keys, birth } of lastOf(trace)) {
      for (const [key, state] of Object.entries(keys)) {
        const entries = entriesBetween(state.all, 0, state.all.length);
        const first = rules.firstState(birth.initially[key] ?? null, birth.settings);
        const wanted = sight(
          entries.reduce((before, entry) => rules.resolve(before, entry, birth.settings), first),
          birth.settings,
          rules,
        );
        for (const order of shuffles(entries)) {
          const shuffled = order.reduce((before, entry) => rules.resolve(before, entry, birth.settings), first);
          const got = sight(shuffled, birth.settings, rules);
          if (got !== wanted) return `resolves by order: ${order.map(nameOf).join(' ')} gives ${got}, not ${wanted}`;
          if (entries.length > 1) count(1);
        }
      }
    }
    return undefined;
  };

export const anyOrder = anyOrderBy(resolution);

/** Some orders of a list: backwards, and by steps that have no divisor in common with its length. */
function shuffles<T>(list: readonly T[]): T[][] {
  const steps = [3, 5, 7].filter((step) => list.length % step !== 0);
  return [[...list].reverse(), ...steps.map((step) => list.map((_, at) => list[(at * step) % list.length]!))];
}

/** After faults have ended every replica holds every write that a client was told is done, and all hold the same. */
export const allArrive: CountedLaw = (count) => (trace) => {
  if (trace.settled !== true) return `not settled: ${JSON.stringify(trace.settled)}`;
  const held = lastOf(trace).map((memory) => new Set(heldEntries(memory).map(({ operation }) => operation)));
  const told = trace.operations.filter(({ status, micro }) => status === 'ok' && micro[0]!.f !== 'read');
  for (const { id } of told) {
    const without = held.findIndex((operations) => !operations.has(id));
    if (without >= 0) return `lacks a write: ${trace.nodes[without]} does not hold ${id}`;
  }
  count(told.length * (trace.replicas - 1));
  const names = lastOf(trace).map((memory) => heldEntries(memory).map(nameOf).sort().join(' '));
  return new Set(names).size === 1 ? undefined : `holds differ: ${names.join(' | ')}`;
};

/** What a replica showed of a key when it took a write, or was about to show: the writes that this one follows. */
function seenBy(trace: Trace, protocol: Protocol, entry: Entry): readonly string[] {
  const { states } = trace.timelines[trace.nodes.indexOf(entry.origin)]!;
  const taken = states.findIndex(({ context }) =>
    (context as Context).memory.pending.some((each) => nameOf(each) === nameOf(entry)),
  );
  const before = states[taken - 1]!;
  const { memory } = before.context as Context;
  const shown = shownIn(protocol, before, entry.key);
  const candidates = [
    ...heldEntries(memory).filter(({ operation }) => shown.includes(operation)),
    ...memory.pending.filter(({ key }) => key === entry.key),
  ];
  if (memory.birth.settings.conflict === 'lww')
    candidates.sort(resolution.compareEntries).splice(0, candidates.length - 1);
  return candidates.map(({ operation }) => operation);
}

const shownIn = (protocol: Protocol, state: MachineState, key: string): string[] =>
  protocol
    .describe(state)
    .flatMap((mark) => (mark.mark === 'value' && mark.key === key ? (mark.from ?? mark.writer ?? []) : []))
    .map(String);

/** All that led to the writes that are shown at the end, by what replicas showed when they took them. */
function survivors(trace: Trace, protocol: Protocol, { memory, key }: { memory: Memory; key: string }): Set<string> {
  const byOperation = new Map(heldEntries(memory).map((entry) => [entry.operation, entry]));
  const open = shownIn(protocol, trace.timelines[0]!.states.at(-1)!, key);
  const led = new Set<string>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entry = byOperation.get(next);
    if (led.has(next) || !entry) continue;
    led.add(next);
    open.push(...seenBy(trace, protocol, entry));
  }
  return led;
}

/** Once settled, the ledger's dropped writes are those acknowledged that neither stand nor led to what stands. */
export const dropsAreCounted: CountedLaw = (count, protocol) => (trace) => {
  if (trace.settled !== true) return undefined;
  const memory = lastOf(trace)[0]!;
  const { acknowledged, dropped } = ledgerAt(trace, protocol.describe, trace.reachedUs)!;
  const surviving = new Set(
    Object.keys(memory.keys).flatMap((key) => [...survivors(trace, protocol, { memory, key })]),
  );
  const wanted = acknowledged.filter((id) => !surviving.has(String(id)));
  count(wanted.length);
  return wanted.join() === dropped.join()
    ? undefined
    : `drops are miscounted: the ledger says ${dropped.join()}, by what was shown it is ${wanted.join()}`;
};

/** While nothing is lost, a write goes over just as many links as there are other replicas, and to nobody who had it. */
export const noLoops: CountedLaw = (count) => (trace) => {
  const ways = new Map<string, Set<string>>();
  for (const { kind, from, to, body } of trace.messages) {
    if (kind !== 'copy') continue;
    for (const entry of body['entries'] as unknown as readonly Entry[]) {
      const way = `${trace.nodes[from]}→${trace.nodes[to]}`;
      if (entry.origin === trace.nodes[to]) return `goes home: ${nameOf(entry)} is sent ${way}`;
      ways.set(nameOf(entry), (ways.get(nameOf(entry)) ?? new Set<string>()).add(way));
    }
  }
  for (const [name, all] of ways) {
    if (all.size > trace.replicas - 1) return `goes in a loop: ${name} over ${[...all].join()}`;
    count(1);
  }
  return undefined;
};

const textOf = ({ operation, key, value }: Entry): string => `${operation} ${key} ${JSON.stringify(value)}`;

/** Since when each write is on the disk of its first replica, and what it is there. */
function firstFlushes(trace: Trace): Map<string, { atUs: number; text: string }> {
  const safe = new Map<string, { atUs: number; text: string }>();
  for (const { atUs, memory } of memoriesOf(trace))
    for (const entry of heldEntries(memory))
      if (entry.via === '' && !safe.has(nameOf(entry))) safe.set(nameOf(entry), { atUs, text: textOf(entry) });
  return safe;
}

/** Nobody holds a write before its first replica has it on its disk, and one name means one write everywhere. */
export const flushedFirst: CountedLaw = (count) => (trace) => {
  const safe = firstFlushes(trace);
  for (const { node, atUs, memory } of memoriesOf(trace)) {
    for (const entry of entriesBetween(memory.received, memory.flushed, memory.received.length)) {
      if (entry.via === '') continue;
      count(1);
      const first = safe.get(nameOf(entry));
      if (!first || first.atUs > atUs || first.text !== textOf(entry))
        return `holds what is not safe: ${trace.nodes[node]} at ${atUs / 1000} ms ${textOf(entry)}, its first replica ${JSON.stringify(first)}`;
    }
  }
  return undefined;
};

/** With logical clocks no write loses to one that it follows, whatever the clocks of the machines show. */
export const effectsWin: CountedLaw = (count) => (trace) => {
  for (const { keys } of lastOf(trace)) {
    for (const { losses } of Object.values(keys)) {
      count(losses.length);
      const odd = losses.find(({ loser, winner }) => compare(loser.vector, winner.vector) === 'after');
      if (odd) return `loses to its cause: ${nameOf(odd.loser)} to ${nameOf(odd.winner)}`;
    }
  }
  return undefined;
};

/** With idempotence keys no replica holds one request twice. */
export const keysOnce: CountedLaw = (count) => (trace) => {
  for (const { node, memory } of memoriesOf(trace)) {
    const keyed = entriesBetween(memory.received, 0, memory.received.length).filter(
      ({ idempotence }) => idempotence !== null,
    );
    const names = keyed.map(({ client, idempotence }) => `${client} ${idempotence}`);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) return `holds twice: ${trace.nodes[node]} ${twice}`;
  }
  count(trace.messages.filter(({ kind, name }) => kind === 'request' && name.includes(' try ')).length);
  return undefined;
};

/** The same by the operations' names, for requests without keys. */
export const operationsOnce: CountedLaw = (count) => (trace) => {
  for (const [node, memory] of lastOf(trace).entries()) {
    const operations = heldEntries(memory).map(({ operation }) => operation);
    const twice = operations.find((operation, at) => operations.indexOf(operation) !== at);
    if (twice !== undefined) return `holds twice: ${trace.nodes[node]} ${twice}`;
    count(operations.length);
  }
  return undefined;
};

/** A version's vector knows what its replica showed, and one more write of that replica. */
export const vectorsFollow: CountedLaw = (count, protocol) => (trace) => {
  for (const entry of heldEntries(lastOf(trace)[0]!)) {
    if (!trace.nodes.includes(entry.origin)) continue; // A later disk of the replica: its states are those of another life.
    const seen = heldEntries(lastOf(trace)[0]!).filter(
      (each) => each.key === entry.key && seenBy(trace, protocol, entry).includes(each.operation),
    );
    const known = seen.reduce((vector, each) => merge(vector, each.vector), {});
    count(seen.length);
    if (seen.length > 0 && compare(known, entry.vector) !== 'before')
      return `vector forgets: ${nameOf(entry)} ${JSON.stringify(entry.vector)} after ${JSON.stringify(known)}`;
  }
  return undefined;
};
