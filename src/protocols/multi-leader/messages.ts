/** What replicas tell each other and their clients: each function makes the parameters of one `send` effect. */
import type { Value } from '#history/operation';
import { entriesBetween } from '#mechanisms/log';
import type { Context, Entry } from './context';
import { answerOf } from './resolve';
import { isCovered, stateOf } from './taking';
import { targetsOf } from './topology';

/** Entries that one retransmission carries at most. */
const BATCH = 32;
const HEADER_BYTES = 100;
const ENTRY_BYTES = 200;

/** Flushed entries behind `from`, up to `upTo`, that a neighbour does not have. */
export function missingAt({ memory }: Context, peer: string, { from, upTo }: { from: number; upTo: number }): Entry[] {
  const standing = memory.standings[peer]!;
  return entriesBetween(memory.received, Math.max(from, standing.upTo), upTo).filter(
    (entry) => !isCovered(standing, entry),
  );
}

/** Sends entries on, with the names of all that have them or are sent them now. */
export function copyTo({ disk: { identity }, memory }: Context, to: string, entries: readonly Entry[]) {
  const [first, last] = [entries[0]!.operation, entries.at(-1)!.operation];
  const reached = [identity, ...targetsOf(memory.birth).map((peer) => memory.standings[peer]!.identity)];
  return {
    to,
    kind: 'copy',
    about: first === last ? first : `${first}..${last}`,
    bytes: HEADER_BYTES + ENTRY_BYTES * entries.length,
    body: {
      type: 'copy',
      entries: entries.map((entry) => ({ ...entry, via: '', path: [...new Set([...entry.path, ...reached])] })),
    },
  };
}

/** The oldest entries that a neighbour has been sent and not confirmed; none where nothing is missing. */
export const resendable = (context: Context, peer: string): Entry[] =>
  missingAt(context, peer, { from: 0, upTo: context.memory.shipped }).slice(0, BATCH);

export function batchesOf(entries: readonly Entry[]): (readonly Entry[])[] {
  const count = Math.ceil(entries.length / BATCH);
  return Array.from({ length: count }, (_, at) => entries.slice(at * BATCH, (at + 1) * BATCH));
}

const selfOf = ({ disk: { identity }, memory: { birth, held } }: Context) => ({
  identity,
  life: birth.life,
  holds: held,
});

export const acknowledgement = (context: Context, to: string, about: string) => ({
  ...{ to, kind: 'acknowledgement', about, bytes: HEADER_BYTES },
  body: { type: 'acknowledgement', ...selfOf(context) },
});

/** A replica is back, says what it has, and asks for the rest. */
export const hello = (context: Context, to: string) => ({
  ...{ to, kind: 'repair', about: '', bytes: HEADER_BYTES },
  body: { type: 'hello', ...selfOf(context) },
});

const reply = (to: string, operation: string, value: Value) => ({
  ...{ to, kind: 'reply', about: operation, bytes: HEADER_BYTES },
  body: { type: 'reply', operation, status: 'ok', value },
});

export const writeDone = (to: string, operation: string) => reply(to, operation, null);

export const readAnswer = (
  { memory }: Context,
  { from, operation, key }: { from: string; operation: string; key: string },
) => ({
  ...reply(from, operation, answerOf(stateOf(memory, key), memory.birth.settings)),
  bytes: ENTRY_BYTES,
});
