/** What narration looks up again and again in one trace: gathered in one pass, kept as long as the trace lives. */
import { printValue } from '#sim/script/values';
import { KIND_CODE, type MessageTrace, type OperationTrace, type Trace } from '#sim/trace';

export interface Facts {
  readonly trace: Trace;
  /** Records of each message, ascending. */
  readonly courses: readonly (readonly number[])[];
  readonly operations: ReadonlyMap<string, OperationTrace>;
  /** By the script's step that asks for them. */
  readonly operationByStep: ReadonlyMap<number, OperationTrace>;
  /** The first request of each operation. */
  readonly requests: ReadonlyMap<string, MessageTrace>;
  /** Acknowledged single writes of each key, by the time of their return. */
  readonly acknowledged: ReadonlyMap<string, readonly OperationTrace[]>;
  /** Writes by what they write, `x=2`. */
  readonly writers: ReadonlyMap<string, readonly OperationTrace[]>;
  /** Numbers of the messages that bring an operation to a node, by `operation node`; in the order in which they were sent. */
  readonly carriers: ReadonlyMap<string, readonly number[]>;
  /** The first record by which a node's rule dropped an operation, by `operation node`. */
  readonly drops: ReadonlyMap<string, number>;
  /** Records at which each node crashed. */
  readonly crashes: readonly (readonly number[])[];
}

/** Kinds of message that hand an operation over, not only speak about it. */
const HANDS_OVER: readonly string[] = ['request', 'copy', 'repair'];

const known = new WeakMap<Trace, Facts>();

export function factsOf(trace: Trace): Facts {
  const old = known.get(trace);
  if (old) return old;
  const fresh = gather(trace);
  known.set(trace, fresh);
  return fresh;
}

function gather(trace: Trace): Facts {
  const { records, messages } = trace;
  const courses: number[][] = messages.map(() => []);
  const crashes: number[][] = trace.nodes.map(() => []);
  for (let record = 0; record < records.count; record += 1) {
    const kind = records.kind[record]!;
    if (kind === KIND_CODE.down) crashes[records.node[record]!]!.push(record);
    else if (isOfMessage(kind)) courses[records.message[record]!]!.push(record);
  }
  const operations = new Map(trace.operations.map((operation) => [operation.id, operation]));
  const found = { carriers: carriersOf(trace, operations), drops: dropsOf(trace) };
  return { trace, courses, operations, crashes, ...found, ...indexOperations(trace) };
}

/** Notes of a rule name the operation that lost. */
function dropsOf({ records, notes }: Trace): Map<string, number> {
  const drops = new Map<string, number>();
  for (let record = 0; record < records.count; record += 1) {
    if (records.kind[record] !== KIND_CODE.note) continue;
    const { loser } = notes[records.detail[record]!]!.args;
    const place = carrierKey(String(loser), records.node[record]!);
    if (loser !== undefined && !drops.has(place)) drops.set(place, record);
  }
  return drops;
}

function indexOperations({ operations, messages }: Trace) {
  const requests = new Map<string, MessageTrace>();
  for (const message of messages)
    if (message.kind === 'request' && !requests.has(message.about)) requests.set(message.about, message);
  const writers = new Map<string, OperationTrace[]>();
  const acknowledged = new Map<string, OperationTrace[]>();
  for (const operation of operations) {
    if (operation.micro.every(({ f }) => f === 'read')) continue;
    add(writers, textOf(operation), operation);
    const [single, more] = operation.micro;
    if (operation.status === 'ok' && more === undefined && single!.f === 'write')
      add(acknowledged, single!.key, operation);
  }
  for (const writes of acknowledged.values()) writes.sort((a, b) => a.returnUs - b.returnUs);
  return { requests, writers, acknowledged, operationByStep: new Map(operations.map((each) => [each.step, each])) };
}

function add<Item>(lists: Map<string, Item[]>, name: string, item: Item): void {
  const list = lists.get(name);
  if (list) list.push(item);
  else lists.set(name, [item]);
}

/** A `return` names the message that brought the answer too, but is no stage of its course. */
const isOfMessage = (kind: number): boolean => kind >= KIND_CODE.queued && kind <= KIND_CODE.lost;

function carriersOf({ messages }: Trace, operations: Facts['operations']): Map<string, number[]> {
  const carriers = new Map<string, number[]>();
  messages.forEach((message, number) => {
    if (!HANDS_OVER.includes(message.kind)) return;
    for (const operation of carriedBy(message, operations)) {
      add(carriers, carrierKey(operation, message.to), number);
    }
  });
  return carriers;
}

export const carrierKey = (operation: string, node: number): string => `${operation} ${node}`;

/** Ids of the operations that a message is about: those of its entries, where it has a list of them. */
export function carriedBy({ about, body }: MessageTrace, operations: Facts['operations']): readonly string[] {
  const entries = body['entries'];
  if (!Array.isArray(entries)) return operations.has(about) ? [about] : [];
  return entries
    .map((entry: { readonly operation?: unknown }) => String(entry.operation))
    .filter((id) => operations.has(id));
}

/** The last stage of a message's course before this record: a record, or -1 where it has not been sent by then. */
export const stageBefore = ({ courses }: Facts, message: number, record: number): number =>
  courses[message]!.findLast((stage) => stage < record) ?? -1;

/** The record by which a node had been handed this operation, since its last crash; -1 where it had not. */
export function receivedBefore(
  facts: Facts,
  { operation, node, record }: { operation: string; node: number; record: number },
): number {
  const { carriers, crashes, trace, courses } = facts;
  const crash = crashes[node]!.findLast((each) => each < record) ?? -1;
  for (const message of carriers.get(carrierKey(operation, node)) ?? []) {
    const end = courses[message]!.at(-1) ?? -1;
    if (end > crash && end < record && trace.records.kind[end] === KIND_CODE.delivered) return end;
  }
  return -1;
}

/** `x=2` of a write, `x` of a read, `append x=2` of what has no form of its own; several with commas. */
export function textOf({ micro }: OperationTrace): string {
  return micro
    .map(({ f, key, arg }) =>
      f === 'read' ? key : `${f === 'write' ? '' : `${f} `}${key}${arg === null ? '' : `=${printValue(arg)}`}`,
    )
    .join(', ');
}
