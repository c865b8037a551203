/** Trace to observation: the history that clients saw, and the evidence of what the servers held. */
import type { Answer, FinalReplica, Observation } from '#history/observation';
import type { History, Operation, OperationId, Value } from '#history/operation';
import { leadingAt } from '#sim/authority';
import { lastAtOrBefore } from '#sim/lookup';
import type { Description } from '#sim/marks';
import type { Protocol } from '#sim/protocol';
import type { Scenario } from '#sim/scenario';
import { readSettings } from '#sim/settings';
import type { OperationTrace, Trace } from '#sim/trace';

export function observe(trace: Trace, protocol: Protocol): Observation {
  const marks = trace.timelines.slice(0, trace.replicas).map(({ states }) => protocol.describe(states.at(-1)!));
  const owners = ownersByKey(marks);
  const final = trace.nodes
    .slice(0, trace.replicas)
    .map((replica, node) => finalOf(trace, { replica, node, marks: marks[node]!, owners }));
  const authority = trace.nodes[leadingAt(marks)];
  return {
    history: historyOf(trace, protocol),
    evidence: {
      settled: trace.settled,
      final,
      ...(authority === undefined ? {} : { authority }),
      answers: answersOf(trace, protocol),
    },
  };
}

/** Only operations that have begun are history. Those still open when the run ends are indeterminate. */
function historyOf({ operations, nodes, scenario }: Trace, protocol: Protocol): History {
  const begun = operations.filter(({ callUs }) => callUs < Infinity).map((operation) => operationOf(nodes, operation));
  return { ...modelOf(specOf(scenario, protocol), scenario.initially, begun), ops: begun };
}

function specOf({ protocol: { settings }, replicas }: Scenario, { spec, settings: schema }: Protocol): string {
  if (typeof spec === 'string') return spec;
  const names = replicas.map(({ name }) => name);
  return spec(readSettings(schema, settings, names).settings);
}

/** One key is an object with its first value; several are an object each, with their first values by key. */
function modelOf(
  spec: string,
  initially: Readonly<Record<string, Value>>,
  ops: readonly Operation[],
): Pick<History, 'model' | 'init'> {
  const keys = [...new Set([...Object.keys(initially), ...ops.flatMap(({ key }) => key ?? [])])];
  if (spec === 'register' && keys.length > 1) return { model: 'multi-register', init: initially };
  const isByKey = spec === 'siblings' || (keys.length > 1 && Object.keys(initially).length > 0);
  if (isByKey) return { model: spec, init: initially };
  return { model: spec, init: keys.length === 1 ? (initially[keys[0]!] ?? null) : null };
}

function operationOf(
  nodes: readonly string[],
  { id, client, micro, callUs, returnUs, status, value }: OperationTrace,
): Operation {
  const { f, key, arg } = micro[0]!;
  return {
    id,
    process: nodes[client]!,
    f: f === 'delete' ? 'write' : f, // To delete is to write nothing.
    key,
    arg: f === 'read' || f === 'delete' ? null : arg,
    ret: status === 'ok' && f === 'read' ? value : null,
    status,
    call: callUs,
    return: status === 'info' || returnUs === Infinity ? null : returnUs,
  };
}

/** Who must keep which key, where a ring says so: by the last replica that speaks of it. */
const ownersByKey = (all: readonly Description[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    all.flatMap((marks) =>
      marks.flatMap((mark) => (mark.mark === 'ring' ? mark.keys.map(({ key, owners }) => [key, owners] as const) : [])),
    ),
  );

function finalOf(
  trace: Trace,
  {
    replica,
    node,
    marks,
    owners,
  }: { replica: string; node: number; marks: Description; owners: ReadonlyMap<string, readonly string[]> },
): FinalReplica {
  const up = (trace.downs[node]!.at(-1)?.toUs ?? 0) < Infinity;
  const lost = marks.flatMap((mark) => (mark.mark === 'lost' ? mark.entries : []));
  const dropped = lost.map(({ writer, winner }) => ({ id: writer, winner }));
  const foreign = [...owners].flatMap(([key, names]) => (names.includes(replica) ? [] : [key]));
  return {
    replica,
    up,
    holds: holdsOf(marks),
    shows: shownBy(marks),
    ...(lost.length > 0 ? { dropped } : {}),
    ...(foreign.length > 0 ? { foreign } : {}),
  };
}

/** Several versions of one key are a list of them. */
function shownBy(marks: Description): Record<string, Value> {
  const values = new Map<string, Value[]>();
  for (const mark of marks)
    if (mark.mark === 'value') values.set(mark.key, [...(values.get(mark.key) ?? []), mark.value]);
  return Object.fromEntries([...values].map(([key, all]) => [key, all.length > 1 ? all : all[0]!]));
}

const holdsOf = (marks: ReturnType<Protocol['describe']>): OperationId[] => {
  const holder = marks.find((mark) => mark.mark === 'log' || mark.mark === 'holds');
  if (holder?.mark === 'holds') return [...holder.operations];
  return holder ? holder.entries.slice(0, holder.applied).map(({ operation }) => operation) : [];
};

/** Histories beyond this are judged without it: what every answering replica held would outgrow the history itself. */
const ANSWERS_LIMIT = 2_000;

function answersOf(trace: Trace, protocol: Protocol): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  if (trace.operations.length > ANSWERS_LIMIT) return answers;
  for (const { id, reply } of trace.operations) {
    const message = trace.messages[reply];
    if (!message) continue;
    const { record, states } = trace.timelines[message.from]!;
    const state = states[lastAtOrBefore(record, message.cause)];
    if (state)
      answers[id] = {
        replica: trace.nodes[message.from]!,
        at: message.sentAtUs,
        // An answer that others have contributed to says itself what stands behind it.
        holds: (message.body['holds'] as OperationId[] | undefined) ?? holdsOf(protocol.describe(state)),
      };
  }
  return answers;
}
