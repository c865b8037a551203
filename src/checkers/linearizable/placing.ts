/** What a search has placed so far, and how to take it back: the line of what is left, the marks, and the memory. */
import { createVectorSet } from '#checkers/kit/int-tables';
import type { Transitions } from '#checkers/kit/transitions';
import type { Layout } from './layout';

interface Frame {
  /** An item, or behind the line's end an entry of the supply. */
  readonly item: number;
  /** The state before it. */
  readonly state: number;
  /** Placed without a choice, so there is nothing else to try in its stead. */
  readonly forced: boolean;
  readonly high: number;
}

export function createPlacing(layout: Layout, table: Transitions) {
  const { required, total, classes, readOnly, after, supply, end } = layout;
  const line = createLine(layout);
  const memory = createMemory(layout);
  const frames: Frame[] = [];
  let state = 0;
  let missing = required;

  const isOpen = (item: number): boolean =>
    !memory.isMarked(item) && (after[item] === -1 || memory.isMarked(after[item]!));
  const place = (item: number, next: number, forced = false): void => {
    frames.push({ item, state, forced, high: memory.high() });
    state = next;
    if (item < total) memory.mark(item);
    if (item >= required) return; // It stands on no line.
    line.lift(item);
    missing--;
  };
  const takeBack = ({ item, state: before, high }: Frame): void => {
    state = before;
    if (item < total) memory.unmark(item, high);
    if (item >= required) return;
    line.unlift(item);
    missing++;
  };
  return {
    isOpen,
    place,
    state: () => state,
    /** How many of those that must take effect are not placed yet. */
    missing: () => missing,
    next: line.next,
    isPlaced: memory.isMarked,
    firstOpen: memory.firstOpen,
    /** The last placed, or -1. */
    top: (): number => frames.at(-1)?.item ?? -1,
    /** Places all items that are read-only, may come next, and fit. */
    placeReads: (): void => {
      for (let before = end, item = line.next(end); item < total; item = line.next(before)) {
        if (readOnly[item] && isOpen(item) && table.step(state, classes[item]!) === state) place(item, state, true);
        else before = item;
      }
    },
    /** Undoes the last placing that was a choice, with all since; returns what it had placed, or -1 if none is left. */
    undo: (): number => {
      for (let frame = frames.pop(); frame; frame = frames.pop()) {
        takeBack(frame);
        if (!frame.forced) return frame.item;
      }
      return -1;
    },
    /** Remembers this configuration; false if the search was there before. */
    isNew: () => memory.isNew(state),
    drawn: () => frames.flatMap(({ item }) => (item > end ? [supply[item - end - 1]!] : [])),
  };
}

/** A doubly linked ring of entries; what is lifted last must be put back first. */
function createLine({ total, line, end }: Layout) {
  const next = new Int32Array(end + 1).fill(end);
  const previous = new Int32Array(end + 1).fill(end);
  for (const [at, entry] of line.entries()) {
    previous[entry] = line[at - 1] ?? end;
    next[entry] = line[at + 1] ?? end;
  }
  next[end] = line[0] ?? end;
  previous[end] = line.at(-1) ?? end;
  const unlink = (entry: number): void => {
    next[previous[entry]!] = next[entry]!;
    previous[next[entry]!] = previous[entry]!;
  };
  const relink = (entry: number): void => {
    next[previous[entry]!] = entry;
    previous[next[entry]!] = entry;
  };
  return {
    next: (entry: number): number => next[entry]!,
    lift: (item: number): void => {
      unlink(item);
      unlink(total + item);
    },
    unlift: (item: number): void => {
      relink(total + item);
      relink(item);
    },
  };
}

/**
 * Which items are placed, and which configurations were met before. A configuration is keyed by the state, the bits of
 * the items that must take effect from the first gap to the last placed one (before it all are placed, behind it none),
 * and the bits of the optional ones: exact, and short in long histories.
 */
function createMemory({ required, total }: Layout) {
  const optionalFrom = (required + 31) >> 5;
  const words = new Int32Array(optionalFrom + ((total - required + 31) >> 5));
  const key = new Int32Array(words.length + 2);
  const seen = createVectorSet();
  let low = 0;
  let high = -1;
  const bit = (item: number): number => (item < required ? item : item - required) & 31;
  const word = (item: number): number => (item < required ? item >> 5 : optionalFrom + ((item - required) >> 5));
  return {
    high: () => high,
    firstOpen: () => low << 5,
    isMarked: (item: number): boolean => ((words[word(item)]! >>> bit(item)) & 1) === 1,
    mark: (item: number): void => {
      words[word(item)]! |= 1 << bit(item);
      if (item >= required) return;
      high = Math.max(high, item >> 5);
      while (low < optionalFrom && words[low] === -1) low++;
    },
    unmark: (item: number, highBefore: number): void => {
      words[word(item)]! &= ~(1 << bit(item));
      high = highBefore;
      if (item < required) low = Math.min(low, item >> 5);
    },
    /** Remembers the configuration; false if it was there already. */
    isNew: (state: number): boolean => {
      let length = 0;
      key[length++] = state;
      key[length++] = low;
      for (let at = low; at <= high; at++) key[length++] = words[at]!;
      for (let at = optionalFrom; at < words.length; at++) key[length++] = words[at]!;
      return seen.add(key, length);
    },
  };
}
