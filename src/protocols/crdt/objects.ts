/** The objects of a core: taking an update in, taking others' effects in, merging, and what rules decided on the way. */
import type { Stamped } from '#mechanisms/causal-delivery';
import type { OperationId, Value } from '#history/operation';
import { vectorOf, type Carried, type Core, type Lost, type Memory, type Shipped } from './context';
import { note, type Wish } from './events';
import { KINDS, type Effect, type Kind, type State } from './types';
import type { Resolution } from './types/type';

export const kindOf = ({ birth }: Memory): Kind => KINDS[birth.settings.type];

/** An object, or how it begins. */
export function objectIn({ birth }: Memory, { objects }: Pick<Core, 'objects'>, key: string): State {
  if (Object.hasOwn(objects, key)) return objects[key]!;
  const first: Value = Object.hasOwn(birth.initially, key) ? birth.initially[key]! : null;
  return KINDS[birth.settings.type].type.first(first, birth.replicas);
}

export const keepsLog = ({ birth: { settings } }: Memory): boolean =>
  settings.style === 'operation' && settings.layer === 'causal';

/** A core with one more effect of an origin in it. */
export function withEffect(memory: Memory, core: Core, { origin, seq, past, body }: Stamped<Shipped>): Core {
  const { key, effect, operation } = body;
  const known = { ...core.known, [origin]: [...(core.known[origin] ?? []), operation] };
  const objects = { ...core.objects, [key]: kindOf(memory).type.apply(objectIn(memory, core, key), effect) };
  const order = [...core.order, operation];
  if (!keepsLog(memory)) return { ...core, objects, known, order };
  const log = { ...core.log, [origin]: [...(core.log[origin] ?? []), { origin, seq, past, body }] };
  return { ...core, objects, known, order, log };
}

/** Two cores of which neither need know the other's updates. */
export function mergeCores(memory: Memory, own: Core, came: Carried): Core {
  const { type } = kindOf(memory);
  const objects = { ...own.objects };
  for (const key of Object.keys(came.objects))
    objects[key] = type.merge(objectIn(memory, own, key), came.objects[key]!);
  const known = { ...own.known };
  for (const [origin, operations] of Object.entries(came.known))
    if (operations.length > (known[origin]?.length ?? 0)) known[origin] = operations;
  const old = new Set(own.order);
  return { ...own, objects, known, order: [...own.order, ...came.order.filter((operation) => !old.has(operation))] };
}

/** The next update of this replica, named and stamped. */
export function stampOwn(core: Core, body: Shipped): Stamped<Shipped> {
  const past = vectorOf(core);
  return { origin: core.origin, seq: (past[core.origin] ?? 0) + 1, past, body };
}

/** What rules decided when something came for a key: notes, and what they dropped. */
export function decided(
  memory: Memory,
  { key, before, came, after }: { key: string; before: State; came: State | Effect; after: State },
): { notes: readonly Wish[]; lost: readonly Lost[] } {
  const found = kindOf(memory).type.conflicts?.(before, came, after) ?? [];
  return {
    notes: found.map((resolution) => noteOf(key, resolution)),
    lost: found.flatMap(({ lost, winnerBy }) =>
      lost ? [{ key, ...lost, winner: winnerBy === '' ? null : winnerBy }] : [],
    ),
  };
}

const NOTES: Readonly<Record<Resolution['rule'], string>> = {
  lww: 'note.resolve.last-writer',
  siblings: 'note.resolve.siblings',
  'add-wins': 'note.resolve.add-wins',
  'remove-wins': 'note.resolve.remove-wins',
  field: 'note.resolve.field',
};

function noteOf(key: string, { rule, winner, winnerBy, loser, loserBy }: Resolution): Wish {
  return note(NOTES[rule], { key, winner, winnerBy, loser, loserBy });
}

/** Each write falls into the tray once. */
export const withLost = (tray: readonly Lost[], fresh: readonly Lost[]): readonly Lost[] =>
  fresh.reduce<readonly Lost[]>(
    (all, one) => (all.some(({ writer }) => writer === one.writer) ? all : [...all, one]),
    tray,
  );

export const holdsOf = ({ order }: Core): readonly OperationId[] => [...new Set(order)];
