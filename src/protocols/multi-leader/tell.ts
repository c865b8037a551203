/** What a replica says of the writes that it stamps and resolves: notes, made by comparing a key before and after. */
import type { Value } from '#history/operation';
import { stampText } from '#mechanisms/clocks';
import { compare } from '#mechanisms/version-vectors';
import { printValue } from '#sim/script/values';
import { clockOf, type Context, type Entry, type KeyState } from './context';
import { resolve } from './resolve';
import { flushedBy, stateOf } from './taking';

export interface Note {
  readonly id: string;
  readonly args: Readonly<Record<string, string | number>>;
}

const textOf = (key: string, value: Value): string => `${key}=${printValue(value)}`;

/** A client's write gets its stamp. */
export function stamped({ memory }: Context, { operation, stamp }: Entry): readonly Note[] {
  const kind = clockOf(memory.birth.settings);
  return kind === undefined
    ? []
    : [{ id: 'note.stamped', args: { operation, clock: kind, stamp: stampText(kind, stamp) } }];
}

/** What a flush decides: which writes are dropped for which, and where several stand. */
export function resolved({ memory }: Context, upTo: number): readonly Note[] {
  const { settings } = memory.birth;
  const keys = { ...memory.keys };
  return flushedBy(memory, upTo).flatMap((entry) => {
    const before = stateOf({ ...memory, keys }, entry.key);
    const after = resolve(before, entry, settings);
    keys[entry.key] = after;
    return [...dropped(before, after, settings), ...collided(before, after, settings)];
  });
}

type Settings = Context['memory']['birth']['settings'];

function dropped(before: KeyState, after: KeyState, settings: Settings): Note[] {
  const kind = clockOf(settings);
  const known = new Set(before.losses.map(({ loser, field }) => `${loser.origin}.${loser.number} ${field}`));
  if (kind === undefined) return [];
  return after.losses
    .filter(({ loser, field }) => !known.has(`${loser.origin}.${loser.number} ${field}`))
    .map(({ loser, winner, field }) => ({
      id: settings.conflict === 'fields' ? 'note.resolve.fields' : 'note.resolve.lww',
      args: {
        ...{ operation: loser.operation, key: loser.key, field, loser: loser.operation, winner: winner.operation },
        ...{ kept: textOf(winner.key, winner.value), dropped: textOf(loser.key, loser.value) },
        relation: compare(loser.vector, winner.vector) === 'after' ? 'follows' : 'concurrent',
        ...{ winnerStamp: stampText(kind, winner.stamp), loserStamp: stampText(kind, loser.stamp) },
      },
    }));
}

function collided(before: KeyState, after: KeyState, { conflict }: Settings): Note[] {
  const { versions } = after;
  if (versions.length < 2 || versions === before.versions) return [];
  const { key } = versions[0]!;
  const id = conflict === 'merge' ? 'note.resolve.merge' : 'note.siblings';
  return [{ id, args: { key, count: versions.length } }];
}
