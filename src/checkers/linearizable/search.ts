/** The search for an order that explains a history: Wing and Gong's walk with Lowe's memory, and operations that may not have happened. */
import type { Transitions } from '#checkers/kit/transitions';
import type { Layout } from './layout';
import { createPlacing } from './placing';

export interface Search {
  /** Goes on for that many steps: true when an order was found, false when there is none, undefined if neither yet. */
  run(steps: number): boolean | undefined;
  /** The classes taken from the supply on the way to the order that was found. */
  drawn(): readonly number[];
}

/**
 * J. Wing and C. Gong, "Testing and verifying concurrent objects", JPDC 17, 1993; G. Lowe, "Testing for
 * linearizability", Concurrency and Computation 29(4), 2017.
 *
 * It walks along the line of calls up to the first return. Whatever is called there may take effect next: it is placed,
 * taken off the line, and the walk begins again. Where nothing on the line fits, operations that may or may not have
 * happened are tried, and last the supply; where nothing fits at all, the last placing is undone. An item that is
 * read-only by its kind and fits is placed at once and for good: no order is lost, since it changes nothing.
 */
export function createSearch(layout: Layout, table: Transitions): Search {
  const { total, required, classes, readOnly, supply, end } = layout;
  const placing = createPlacing(layout, table);
  const walk = createWalk(layout, placing);
  const take = createTake(layout, table, placing);

  /** One step; false where everything has been tried. */
  const advance = (): boolean => {
    const at = walk.at();
    if (at < total) {
      if (!readOnly[at] && placing.isOpen(at) && take(at, classes[at]!, at >= required)) walk.restart();
      else walk.follow(at);
    } else if (at <= end) {
      walk.follow(at); // A return, or the end of the line: nothing behind it may come next.
    } else if (at <= end + supply.length) {
      if (take(at, supply[at - end - 1]!, true)) walk.restart();
      else walk.follow(at);
    } else {
      const undone = placing.undo();
      if (undone < 0) return false;
      walk.follow(undone);
    }
    return true;
  };

  placing.placeReads();
  walk.restart();
  return {
    run: (steps) => {
      for (let left = steps; left > 0; left--) {
        if (placing.missing() === 0) return true;
        if (!advance()) return false;
      }
      return undefined;
    },
    drawn: () => placing.drawn(),
  };
}

type Placing = ReturnType<typeof createPlacing>;

/** Where the search stands: an entry of the line, then the optional items, then the supply. */
function createWalk({ required, total, end, calls, returns }: Layout, placing: Placing) {
  let at = end;
  const firstReturn = (): number => {
    let entry = placing.next(end);
    while (entry < total) entry = placing.next(entry);
    return entry === end ? Infinity : returns[entry - total]!;
  };
  const following = (entry: number): number => {
    if (entry < required) return placing.next(entry);
    if (entry > end) return entry + 1;
    const optional = entry < total ? entry + 1 : required;
    return optional < total && calls[optional]! <= firstReturn() ? optional : end + 1;
  };
  return {
    at: () => at,
    restart: (): void => void (at = placing.next(end)),
    /** Goes on behind an entry that did not fit, or whose placing was undone. */
    follow: (entry: number): void => void (at = following(entry)),
  };
}

/** Places an item where it fits, unless that is in vain, or leads to where the search has been. */
function createTake({ required, classes, answers }: Layout, table: Transitions, placing: Placing) {
  /** What need not happen is worth taking only if it changes something, and may help an answer still to be given. */
  const isWorthTaking = (next: number, operationClass: number): boolean => {
    if (next === placing.state()) return false;
    for (let other = placing.firstOpen(); other < required; other++) {
      if (answers[other] && !placing.isPlaced(other) && table.helps(next, operationClass, classes[other]!)) return true;
    }
    return false;
  };
  /** Nor is it, where the very next operation hides what it did. */
  const isHiding = (operationClass: number): boolean => placing.top() >= required && table.overwrites(operationClass);

  return (item: number, operationClass: number, optional: boolean): boolean => {
    const next = table.step(placing.state(), operationClass);
    if (next < 0 || isHiding(operationClass) || (optional && !isWorthTaking(next, operationClass))) return false;
    placing.place(item, next);
    placing.placeReads();
    if (placing.isNew()) return true;
    placing.undo();
    return false;
  };
}
