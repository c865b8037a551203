/** From Jepsen's events (a client invokes, and learns an outcome) to operations. */
import type { History, Operation, Status, Value } from '#history/operation';
import { type Phrase, phrase } from '#history/phrase';
import { findSpec } from '#history/specs';
import { argumentFault } from './arguments';

export interface Event {
  readonly process: string | number;
  readonly type: 'invoke' | 'ok' | 'fail' | 'info';
  readonly f: string;
  readonly value: Value;
  /** Where it stands in the text. */
  readonly at: number;
}

/** What differs between the tools that write such events. */
export interface Dialect {
  /** Whether a compare-and-set that failed has compared and found another value; else it is only known not to have happened. */
  readonly refusals: boolean;
  /** Whether reading nil is to have seen nothing there; else it says nothing. */
  readonly nilIsSeen: boolean;
}

/** What the caller knows of the history; else the model is told from the operations, and the first value is nothing. */
export interface Given {
  readonly model?: string;
  readonly init?: Value;
}

export type EventsRead =
  | { readonly history: History; readonly fault?: never }
  | { readonly history?: never; readonly fault: { readonly at: number; readonly reason: Phrase } };

interface Open {
  readonly invoked: Event;
  readonly call: number;
}

const MODELS: readonly (readonly [readonly string[], string])[] = [
  [['read', 'write', 'cas'], 'cas-register'],
  [['acquire', 'release'], 'mutex'],
  [['txn'], 'multi-register'],
  [['get', 'put', 'append'], 'kv-append'],
  [['add', 'read', 'remove', 'contains'], 'set'],
  [['enq', 'deq', 'peek', 'len'], 'queue'],
];
/** Jepsen's own names for what a spec here calls otherwise. */
const NAMES: Readonly<Record<string, string>> = { enqueue: 'enq', dequeue: 'deq' };

/** An event's time is its place in the order of events. Never throws. */
export function pairEvents(events: readonly Event[], dialect: Dialect, given: Given): EventsRead {
  const open = new Map<string | number, Open>();
  const ops: Operation[] = [];
  for (const [time, event] of events.entries()) {
    const begun = open.get(event.process);
    if (event.type === 'invoke') {
      if (begun) return wrong(event, 'format.events.open', { process: event.process });
      open.set(event.process, { invoked: event, call: time });
      continue;
    }
    if (!begun) return wrong(event, 'format.events.notInvoked', { process: event.process, type: event.type });
    if (begun.invoked.f !== event.f)
      return wrong(event, 'format.events.other', { found: event.f, expected: begun.invoked.f });
    open.delete(event.process);
    ops.push(complete(begun, event, { time, dialect }));
  }
  for (const { invoked, call } of open.values()) ops.push(unknown(invoked, call));
  ops.sort((a, b) => a.call - b.call);
  return withModel(
    events,
    ops.map((op, id) => ({ ...op, id })),
    given,
  );
}

const wrong = (event: Event, id: string, args: Phrase['args']): EventsRead => ({
  fault: { at: event.at, reason: phrase(id, args) },
});

const named = (f: string): string => NAMES[f] ?? f;

function unknown({ process, f, value }: Event, call: number): Operation {
  const arg = asks(f) ? null : value;
  return { id: 0, process, f: named(f), arg, ret: null, status: 'info', call, return: null };
}

/** Kinds whose value is the answer; an invocation may carry what the tool knew of it later. */
const asks = (f: string): boolean => ['read', 'get', 'deq', 'dequeue', 'peek', 'len', 'acquire', 'release'].includes(f);

function complete(
  { invoked, call }: Open,
  event: Event,
  { time, dialect }: { time: number; dialect: Dialect },
): Operation {
  if (event.type === 'info') return unknown(invoked, call);
  const base = { ...unknown(invoked, call), return: time };
  if (event.type === 'fail') {
    const isRefused = invoked.f === 'cas' && dialect.refusals;
    return { ...base, status: 'fail', ret: isRefused ? false : null };
  }
  const isSilent = invoked.f === 'read' && event.value === null && !dialect.nilIsSeen;
  const status: Status = isSilent ? 'timeout-read' : 'ok';
  return {
    ...base,
    status,
    ret: answerOf(invoked.f, event.value),
    arg: base.arg ?? (asks(invoked.f) ? null : event.value),
  };
}

function answerOf(f: string, value: Value): Value {
  if (f === 'cas') return true;
  return f === 'txn' || (asks(f) && f !== 'acquire' && f !== 'release') ? value : null;
}

function withModel(events: readonly Event[], ops: readonly Operation[], { model, init = null }: Given): EventsRead {
  const name = model ?? MODELS.find(([kinds]) => ops.every(({ f }) => kinds.includes(f)))?.[1];
  const kinds = name === undefined ? MODELS.flatMap(([some]) => some) : Object.keys(findSpec(name)?.kinds ?? {});
  const stranger = events.find(({ f }) => !kinds.includes(named(f)));
  if (stranger)
    return wrong(stranger, 'format.events.kind', { found: stranger.f, expected: [...new Set(kinds)].join(', ') });
  if (name === undefined) return wrong(events[0]!, 'format.events.mixed', {});
  for (const op of ops) {
    const fault = argumentFault(name, op);
    if (!fault) continue;
    const event = events[op.call]!;
    if (op.f === 'cas') return wrong(event, 'format.events.pair', {});
    return wrong(event, 'format.argument', { where: ':value', kind: event.f, expected: fault.expected });
  }
  return { history: { model: name, init, ops } };
}
