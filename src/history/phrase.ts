/** A sentence that pure code wants said: an id of the word catalogue with its arguments, never the words themselves. */

/** An argument is a name, a number (times are named `…Ms`), or another phrase that is rendered first. */
export type PhraseArgument = string | number | Phrase;

export interface Phrase {
  readonly id: string;
  readonly args: Readonly<Record<string, PhraseArgument>>;
}

export const phrase = (id: string, args: Phrase['args'] = {}): Phrase => ({ id, args });
