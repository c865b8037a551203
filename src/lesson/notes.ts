/** A teacher's notes on a lesson as data: what `en.notes.md` becomes, one section for the class and one for each step. */
import type { Passage } from '#lesson/prose';

/** The section about the class as a whole. No step has this id. */
export const CLASS = 'class';

/** What each step's notes say: the words that begin a line of `en.notes.md`, and what they are called here. */
export const HEADS = {
  Timing: 'timing',
  Ask: 'ask',
  Misconception: 'misconception',
  'If the room is split': 'split',
} as const;

export type Head = (typeof HEADS)[keyof typeof HEADS];

export interface Note extends Passage {
  /** By head; what stands before the first head is the note's own passage. */
  readonly parts: Readonly<Partial<Record<Head, Passage>>>;
}

export interface Notes {
  /** By step id, and `class`. */
  readonly sections: Readonly<Record<string, Note>>;
}

/** Minutes that a passage on timing plans ("4 minutes", "3–5 min", "90 seconds"): the larger number; undefined where it names none. */
export function minutesOf({ text }: Passage): number | undefined {
  const match = /(\d+(?:\.\d+)?)(?:\s*[–-]\s*(\d+(?:\.\d+)?))?\s*(min|sec|s\b)/.exec(text);
  if (!match) return undefined;
  const count = Number(match[2] ?? match[1]);
  return match[3] === 'min' ? count : count / 60;
}
