/** Chooses how a part is judged: by zones where the values tell who read what, else by search, a limited number of steps at a time. */
import type { Operation } from '#history/operation';
import { relax, itemsOf, type Item } from '#checkers/kit/item';
import type { Part } from '#checkers/kit/part';
import { createTransitions, type Transitions } from '#checkers/kit/transitions';
import type { Contradicts } from '#checkers/kit/shrink';
import { layOut } from './layout';
import { createSearch } from './search';
import { judgeByZones, type ZonesAnswer } from './zones';

/** Goes on for that many steps: whether an order exists, or undefined if that is not known yet. */
export type Attempt = (steps: number) => boolean | undefined;

export interface Judge {
  /** All operations as they were observed. */
  attempt(): Attempt;
  /** Whether these operations have an order; undefined once the steps are used up. */
  hasOrder(ops: readonly Operation[], steps: number): boolean | undefined;
  /** Whether the operations inside contradict each other whatever the rest did; undefined once `steps` in all are used up. */
  contradicts(steps: number): Contradicts;
  /**
   * The same, even if the operations outside could be repeated at will: of fewer sets that is true, and it is far quicker
   * to tell. Absent where the spec's states have no end.
   */
  contradictsWidely?(steps: number): Contradicts;
  /** The few of those operations that show the contradiction, where it can be read off; else undefined. */
  culprits(inside: readonly number[]): readonly number[] | undefined;
}

export function createJudge(part: Part): Judge {
  const table = createTransitions(part.spec, part.init);
  return {
    attempt: () => attempt(part, table, itemsOf(part.spec, part.ops)),
    hasOrder: (ops, steps) => spend({ left: steps }, attempt(part, table, itemsOf(part.spec, ops))),
    contradicts: (steps) => contradictsWithin(part, table, steps),
    ...(part.spec.finite && { contradictsWidely: (steps) => contradictsWidely(part, table, steps) }),
    culprits: (inside) => {
      const zones = zonesOf(part, relaxed(part, inside));
      return zones.answer === 'contradiction' ? zones.culprits.map(({ index }) => index) : undefined;
    },
  };
}

function attempt(part: Part, table: Transitions, items: readonly Item[]): Attempt {
  const zones = zonesOf(part, items);
  if (zones.answer !== 'inapplicable') return () => zones.answer === 'order';
  const search = createSearch(layOut(items, table, false), table);
  return (steps) => search.run(steps);
}

function zonesOf({ spec, objects, init }: Part, items: readonly Item[]): ZonesAnswer {
  if (!spec.access || !spec.shows || objects.length !== 1) return { answer: 'inapplicable' };
  return judgeByZones(spec, items, spec.shows(init, objects[0]!));
}

function relaxed(part: Part, inside: readonly number[]): readonly Item[] {
  const within = new Set(inside);
  return relax(part.spec, part.ops, (index) => within.has(index));
}

function contradictsWithin(part: Part, table: Transitions, steps: number): Contradicts {
  const budget = { left: steps };
  return (inside) => {
    const items = relaxed(part, inside);
    const zones = zonesOf(part, items);
    if (zones.answer !== 'inapplicable') return zones.answer === 'contradiction';
    const found = findOrder(part, table, items, budget);
    return found === undefined ? undefined : !found;
  };
}

function contradictsWidely(part: Part, table: Transitions, steps: number): Contradicts {
  const budget = { left: steps };
  return (inside) => {
    const items = relaxed(part, inside);
    const zones = zonesOf(part, items);
    if (zones.answer !== 'inapplicable') return zones.answer === 'contradiction';
    const search = createSearch(layOut(items, table, true), table);
    const found = spend(budget, (some) => search.run(some));
    return found === undefined ? undefined : !found;
  };
}

/**
 * With an endless supply of the operations outside there are fewer configurations, and often that decides it: no order
 * even then is no order; an order that takes each no more often than it is there is an order. Else they are counted.
 */
function findOrder(
  part: Part,
  table: Transitions,
  items: readonly Item[],
  budget: { left: number },
): boolean | undefined {
  if (part.spec.finite) {
    const search = createSearch(layOut(items, table, true), table);
    const found = spend(budget, (steps) => search.run(steps));
    if (!found) return found;
    if (isInStock(search.drawn(), items, table)) return true;
  }
  return spend(budget, attempt(part, table, items));
}

const SLICE = 1000;

function spend(budget: { left: number }, run: Attempt): boolean | undefined {
  for (; budget.left > 0; budget.left -= SLICE) {
    const answer = run(SLICE);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function isInStock(drawn: readonly number[], items: readonly Item[], table: Transitions): boolean {
  const stock = new Map<number, number>();
  for (const item of items) {
    if (item.call !== -Infinity) continue;
    const each = table.classOf(item.op);
    stock.set(each, (stock.get(each) ?? 0) + 1);
  }
  return drawn.every((each) => {
    stock.set(each, (stock.get(each) ?? 0) - 1);
    return stock.get(each)! >= 0;
  });
}
