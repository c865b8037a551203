/** A replication log as an immutable value: appending shares all full chunks with the log before, so that old states stay cheap to keep. */

const CHUNK = 32;

export interface Log<Entry> {
  /** Full chunks of `CHUNK` entries. */
  readonly chunks: readonly (readonly Entry[])[];
  readonly tail: readonly Entry[];
  readonly length: number;
}

export const emptyLog = <Entry>(): Log<Entry> => ({ chunks: [], tail: [], length: 0 });

export function appendTo<Entry>({ chunks, tail, length }: Log<Entry>, entry: Entry): Log<Entry> {
  const longer = [...tail, entry];
  return longer.length < CHUNK
    ? { chunks, tail: longer, length: length + 1 }
    : { chunks: [...chunks, longer], tail: [], length: length + 1 };
}

/** The entry at an index from 1, as logs are counted; undefined outside. */
export function entryAt<Entry>({ chunks, tail }: Log<Entry>, index: number): Entry | undefined {
  const at = index - 1;
  const chunk = Math.floor(at / CHUNK);
  return chunk < chunks.length ? chunks[chunk]?.[at % CHUNK] : tail[at - chunks.length * CHUNK];
}

/** The first `length` entries. */
export function prefix<Entry>(log: Log<Entry>, length: number): Log<Entry> {
  if (length >= log.length) return log;
  const full = Math.floor(length / CHUNK);
  const rest = full < log.chunks.length ? log.chunks[full]! : log.tail;
  return { chunks: log.chunks.slice(0, full), tail: rest.slice(0, length - full * CHUNK), length };
}

/** Entries `from`+1 to `to`. */
export function entriesBetween<Entry>(log: Log<Entry>, from: number, to: number): Entry[] {
  const found: Entry[] = [];
  for (let index = from + 1; index <= Math.min(to, log.length); index += 1) found.push(entryAt(log, index)!);
  return found;
}

/** One array for all logs that begin with the same entry, as far as they agree: states of a log share it instead of copying. */
const arrays = new WeakMap<object, unknown[]>();

/** The log's entries as an array, which may go on beyond the log's own length. */
export function logEntries<Entry extends object>(log: Log<Entry>): readonly Entry[] {
  const first = entryAt(log, 1);
  if (!first) return [];
  const shared = (arrays.get(first) ?? []) as Entry[];
  const common = Math.min(shared.length, log.length);
  // Entries are never written twice, so logs that agree in one entry agree in all before it.
  if (common > 0 && shared[common - 1] !== entryAt(log, common)) return entriesBetween(log, 0, log.length);
  shared.push(...entriesBetween(log, common, log.length));
  arrays.set(first, shared);
  return shared;
}
