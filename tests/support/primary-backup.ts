/** What must be true of every run of primary-backup replication, as laws over its trace. */
import { entriesBetween, logEntries } from '#mechanisms/log';
import primaryBackup from '#protocols/primary-backup/index';
import { type Context, type Entry, type Memory } from '#protocols/primary-backup/context';
import { copiesNeeded, gateOf } from '#protocols/primary-backup/gates';
import type { Checker } from '#history/verdict';
import { observe } from '#sim/observe';
import type { Protocol } from '#sim/protocol';
import { runScenario } from '#sim/run';
import type { Scenario } from '#sim/scenario';
import type { RunOptions } from '#sim/simulate';
import type { Trace } from '#sim/trace';
import type { Law } from './law';

/** A law over a run, before it is known which protocol (the true one, or one with a planted fault) runs it. */
export type TraceLaw = (trace: Trace) => string | undefined;

export function traceOf(scenario: Scenario, protocol: Protocol = primaryBackup, options: RunOptions = {}): Trace {
  const { trace, faults } = runScenario(scenario, new Map([[protocol.id, protocol]]), options);
  if (!trace) throw new Error(`a generated scenario is not valid: ${JSON.stringify(faults)}`);
  return trace;
}

export const lawOf =
  (law: TraceLaw, protocol: Protocol = primaryBackup): Law =>
  (scenario) =>
    law(traceOf(scenario, protocol));

interface Moment {
  readonly atUs: number;
  readonly node: number;
  readonly memory: Memory;
}

/** Every state of every replica in order of time; of one instant the primary's first, since its messages take at least 1 µs. */
function momentsOf({ timelines, replicas }: Trace): Moment[] {
  const all = timelines
    .slice(0, replicas)
    .flatMap(({ atUs, states }, node) =>
      states.map(({ context }, index) => ({ atUs: atUs[index]!, node, memory: (context as Context).memory })),
    );
  return all.sort((a, b) => a.atUs - b.atUs || a.node - b.node);
}

const name = ({ operation, key, value, idempotence }: Entry): string =>
  `${operation} ${key}=${JSON.stringify(value)} ${idempotence ?? '-'}`;
const flushedOf = ({ received, flushed }: Memory): readonly Entry[] => entriesBetween(received, 0, flushed);

/** The first entry of `shorter` that `longer` does not have at that place. */
function strayEntry(shorter: readonly Entry[], longer: readonly Entry[]): string | undefined {
  const at = shorter.findIndex(
    (entry, index) => longer[index] === undefined || (entry !== longer[index] && name(entry) !== name(longer[index])),
  );
  return at < 0
    ? undefined
    : `entry ${at + 1} (${name(shorter[at]!)}; there: ${longer[at] ? name(longer[at]) : 'nothing'})`;
}

/**
 * Let F(t) be the longest log that the primary has flushed by t. Then at every moment t every backup's received log, and
 * each entry that it keeps early, is what F(t) has at that place; and F only grows. True while no disk is lost.
 */
export const logsArePrefixes: TraceLaw = (trace) => {
  let shipped: readonly Entry[] = [];
  for (const { atUs, node, memory } of momentsOf(trace)) {
    const where = `at ${atUs / 1000} ms ${trace.nodes[node]}`;
    if (node === 0) {
      const flushed = flushedOf(memory);
      const [shorter, longer] = flushed.length < shipped.length ? [flushed, shipped] : [shipped, flushed];
      const stray = strayEntry(shorter, longer);
      if (stray) return `${where} (the primary) has flushed another log than before: ${stray}`;
      shipped = longer;
      continue;
    }
    const stray = strayEntry(logEntries(memory.received), shipped);
    if (stray) return `${where} holds what the primary has never flushed: ${stray}`;
    const early = Object.entries(memory.early).find(
      ([index, entry]) => !shipped[Number(index) - 1] || name(shipped[Number(index) - 1]!) !== name(entry),
    );
    if (early) return `${where} keeps early what the primary has not flushed at ${early[0]}: ${name(early[1])}`;
  }
  return undefined;
};

/** The four gates stand in order, at every moment, and what is shown is what the applied entries wrote. */
export const gatesAreInOrder: TraceLaw = (trace) => {
  for (const { atUs, node, memory } of momentsOf(trace)) {
    const { received, written, flushed, applied, values, birth } = memory;
    const where = `at ${atUs / 1000} ms ${trace.nodes[node]}`;
    if (!(applied <= flushed && flushed <= written && written <= received.length))
      return `${where}: received ${received.length}, written ${written}, flushed ${flushed}, applied ${applied}`;
    const shows: Record<string, unknown> = { ...birth.initially };
    for (const { key, value } of entriesBetween(received, 0, applied)) shows[key] = value;
    const shown = Object.fromEntries(Object.entries(values).map(([key, { value }]) => [key, value]));
    const odd = Object.keys({ ...shows, ...shown }).find((key) => shows[key] !== shown[key]);
    if (odd !== undefined)
      return `${where} shows ${odd}=${String(shown[odd])} where its log says ${String(shows[odd])}`;
  }
  return undefined;
};

/**
 * A write is acknowledged only once the primary has flushed it and (unless it goes on alone) as many backups as asked
 * have had it through the gate.
 */
export const acknowledgesWhatIsSafe: TraceLaw = (trace) => {
  const moments = momentsOf(trace);
  for (const { type, from, body, sentAtUs } of trace.messages) {
    const operation = body['operation'] as string;
    const isWrite = trace.operations.some(({ id, micro }) => id === operation && micro[0]!.f === 'write');
    if (type !== 'reply' || from !== 0 || !isWrite) continue;
    const past = moments.filter(({ atUs }) => atUs <= sentAtUs);
    const own = past.filter(({ node }) => node === 0);
    const where = `at ${sentAtUs / 1000} ms ${operation} was acknowledged`;
    if (!own.some(({ memory }) => flushedOf(memory).some((entry) => entry.operation === operation)))
      return `${where} before it was flushed`;
    if (own.some(({ atUs, memory }) => memory.alone && atUs === sentAtUs) || own.at(-1)!.memory.alone) continue;
    const holders = new Set(
      past
        .filter(
          ({ node, memory }) =>
            node !== 0 &&
            entriesBetween(memory.received, 0, gateOf(memory)).some((entry) => entry.operation === operation),
        )
        .map(({ node }) => node),
    );
    const needed = copiesNeeded(own[0]!.memory, false);
    if (holders.size < needed) return `${where} with ${holders.size} backups past the gate, not ${needed}`;
  }
  return undefined;
};

/** After faults have ended and time has passed nothing is open, nothing flies, and every operation has begun and ended. */
export const settles: TraceLaw = (trace) => {
  if (trace.settled !== true) return `not settled: ${JSON.stringify(trace.settled)}`;
  const open = trace.operations.find(({ callUs, returnUs }) => !(callUs <= returnUs && returnUs < Infinity));
  if (open) return `${open.id} was called at ${open.callUs} µs and returned at ${open.returnUs} µs`;
  const flying = trace.messages.find(({ outcome }) => outcome === 'flying');
  return flying && `${flying.name} still flies`;
};

/** Once settled, every replica has the same log through every gate, and shows the same values. */
export const replicasAgree: TraceLaw = (trace) => {
  const unsettled = settles(trace);
  if (unsettled !== undefined) return unsettled;
  const last = trace.timelines.slice(0, trace.replicas).map(({ states }) => (states.at(-1)!.context as Context).memory);
  const texts = last.map(({ received, written, flushed, applied, values }) =>
    JSON.stringify({
      log: logEntries(received).map(name),
      written,
      flushed,
      applied,
      values: Object.entries(values).sort(),
    }),
  );
  const other = texts.findIndex((text) => text !== texts[0]);
  return other < 0 ? undefined : `${trace.nodes[0]} ended with ${texts[0]}, ${trace.nodes[other]} with ${texts[other]}`;
};

/** With idempotence keys no log ever holds one request twice. */
export const appliesOnce: TraceLaw = (trace) => {
  for (const { atUs, node, memory } of momentsOf(trace)) {
    const keys = logEntries(memory.received).flatMap(({ client, idempotence }) =>
      idempotence === null ? [] : `${client} ${idempotence}`,
    );
    const twice = keys.find((key, at) => keys.indexOf(key) !== at);
    if (twice !== undefined) return `at ${atUs / 1000} ms ${trace.nodes[node]} holds ${twice} twice`;
  }
  return undefined;
};

/** The verdict of a checker as a law: what it calls violated is wrong. `count` receives the chances that were tested. */
export const passes =
  (checker: Checker, count: (tested: number) => void = () => {}, protocol: Protocol = primaryBackup): TraceLaw =>
  (trace) => {
    const verdict = checker.check(observe(trace, protocol));
    if (verdict.verdict !== 'unknown') count(verdict.tested);
    return verdict.verdict === 'violated' ? `${checker.id}: ${JSON.stringify(verdict.reason)}` : undefined;
  };
