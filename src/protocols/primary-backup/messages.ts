/** What primary and backups tell each other and their clients: each function makes the parameters of one `send` effect. */
import { entriesBetween, entryAt } from '#mechanisms/log';
import type { Context, Pending } from './context';
import { hasFailover, stretchesOfLog } from './context';
import { confirmedBy } from './gates';

/** Entries that one retransmission carries at most. */
const BATCH = 32;
const HEADER_BYTES = 100;
const ENTRY_BYTES = 200;

/** '' where it is not known. */
export const primaryOf = ({ memory: { leader } }: Context): string => leader;

/** Entries behind `previous`, up to `upTo`. Without entries it asks the backup where it stands. */
export function copyTo(context: Context, to: string, { previous, upTo }: { previous: number; upTo: number }) {
  const entries = entriesBetween(context.memory.received, previous, upTo);
  const [first, last] = [entries[0]?.operation ?? 'position', entries.at(-1)?.operation ?? 'position'];
  const about = first === last ? first : `${first}..${last}`;
  const { epoch, standings, birth, inherited, received } = context.memory;
  const place = hasFailover(birth) ? { after: entryAt(received, previous)?.reign, inherited } : {};
  return {
    to,
    kind: 'copy',
    about,
    bytes: HEADER_BYTES + ENTRY_BYTES * entries.length,
    body: { type: 'copy', epoch, life: standings[to]!.life, previous, entries, ...place },
  };
}

/** What a backup misses, from the first entry that it does not hold; where its standing is unknown, only the question. */
export function resendTo(context: Context, to: string) {
  const { received } = context.memory.standings[to]!;
  const previous = received < 0 ? context.memory.flushed : received;
  return copyTo(context, to, { previous, upTo: Math.min(context.memory.flushed, previous + BATCH) });
}

const selfOf = ({ memory: { birth, epoch, verified } }: Context) => ({ life: birth.life, epoch, received: verified });

export function acknowledgement(context: Context) {
  const acknowledged = confirmedBy(context.memory);
  const about = entryAt(context.memory.received, acknowledged)?.operation ?? 'position';
  return {
    to: primaryOf(context),
    kind: 'acknowledgement',
    about,
    bytes: HEADER_BYTES,
    body: { type: 'acknowledgement', ...selfOf(context), acknowledged },
  };
}

/** A backup is back: from where must it be brought up to date? */
export const hello = (context: Context) => ({
  ...{ to: primaryOf(context), kind: 'repair', about: '', bytes: HEADER_BYTES },
  body: {
    type: 'hello',
    ...selfOf(context),
    acknowledged: 0,
    ...(hasFailover(context.memory.birth)
      ? { stretches: stretchesOfLog(context.memory, context.memory.received.length) }
      : {}),
  },
});

export const writeDone = ({ operation, client }: Pick<Pending, 'operation' | 'client'>) => ({
  ...{ to: client, kind: 'reply', about: operation, bytes: HEADER_BYTES },
  body: { type: 'reply', operation, status: 'ok', value: null },
});

/** A definite no: the operation has not happened. */
export const refuseRead = ({ from, operation }: { from: string; operation: string }) => ({
  ...{ to: from, kind: 'reply', about: operation, bytes: HEADER_BYTES },
  body: { type: 'reply', operation, status: 'fail', value: null },
});

export function readAnswer(
  { memory }: Context,
  { from, operation, key }: { from: string; operation: string; key: string },
) {
  return {
    to: from,
    kind: 'reply',
    about: operation,
    bytes: ENTRY_BYTES,
    body: { type: 'reply', operation, status: 'ok', value: memory.values[key]?.value ?? null },
  };
}

export const redirect = (context: Context, { from, operation }: { from: string; operation: string }) => ({
  ...{ to: from, kind: 'reply', about: operation, bytes: HEADER_BYTES },
  body: { type: 'redirect', operation, to: primaryOf(context) },
});
