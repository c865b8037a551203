/** The phrases of the pictures in one place: each names a message id of the catalogue with its arguments. */
import type { Phrase, PhraseArgument } from '#history/phrase';
import type { Value } from '#history/operation';

export const words = (id: string, args: Readonly<Record<string, PhraseArgument>> = {}): Phrase => ({ id, args });

/** A value as it stands in a label: texts bare, nothing as ∅, the rest as JSON. */
export function valueText(value: Value): string {
  if (value === null) return '∅';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Several names as one list; the catalogue's message joins the pairs, so the language decides on the word between. */
export const listOf = (items: readonly Phrase[]): Phrase =>
  items.length === 0
    ? words('list.none')
    : items.slice(1).reduce((head, next) => words('list.pair', { head, next }), items[0]!);

export type { Phrase } from '#history/phrase';
