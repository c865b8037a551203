/** The search for one order of everything that keeps each process's order and explains every answer. */
import type { Layout } from './layout';
import { createPlacing } from './placing';

/** Goes on for that many steps: true when an order was found, false when there is none, undefined if neither yet. */
export type Search = (steps: number) => boolean | undefined;

interface Frame {
  readonly item: number;
  readonly state: number;
  /** Placed without a choice, so there is nothing else to try in its stead. */
  readonly forced: boolean;
  /** What else may be tried at this point. */
  readonly rest: readonly number[];
}

/**
 * Depth first, with an exact memory of configurations: how far each process is, which uncertain operations are placed,
 * and the state of each part. What is read-only by its kind and fits is placed at once: no order is lost. Of the others
 * those that were called first are tried first, uncertain ones last and only where they may help an answer.
 */
export function createSearch(layout: Layout, inTime = false): Search {
  const placing = createPlacing(layout, inTime);
  const frames: Frame[] = [];
  let rest: readonly number[] | undefined;

  const place = (item: number, forced: boolean, others: readonly number[]): void => {
    frames.push({ item, state: placing.place(item), forced, rest: others });
  };
  const settle = (): void => {
    for (let read = placing.nextRead(); read >= 0; read = placing.nextRead()) place(read, true, []);
    rest = undefined;
  };
  /** Takes back the last choice; false where there is none. */
  const back = (): boolean => {
    for (let frame = frames.pop(); frame; frame = frames.pop()) {
      placing.takeBack(frame.item, frame.state);
      rest = frame.rest;
      if (!frame.forced) return true;
    }
    return false;
  };
  const advance = (): boolean => {
    rest ??= placing.candidates();
    const [item, ...others] = rest;
    if (item === undefined) return back();
    place(item, false, others);
    settle();
    return placing.isNew() || back();
  };

  settle();
  return (steps) => {
    for (let left = steps; left > 0; left--) {
      if (placing.isComplete()) return true;
      if (!advance()) return false;
    }
    return undefined;
  };
}
