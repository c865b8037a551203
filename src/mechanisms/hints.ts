/** Hinted handoff: what a node keeps for another that it could not reach, or that owns it from now on. */

/** By the node that they are for, then by key. */
export type Hints<Cell> = Readonly<Record<string, Readonly<Record<string, Cell>>>>;

export function withHint<Cell>(
  hints: Hints<Cell>,
  { owner, key, cell }: { owner: string; key: string; cell: Cell },
): Hints<Cell> {
  return { ...hints, [owner]: { ...hints[owner], [key]: cell } };
}

/** Without those keys of one owner for which `isDone`: it has confirmed them. */
export function withoutHints<Cell>(
  hints: Hints<Cell>,
  owner: string,
  isDone: (key: string, cell: Cell) => boolean,
): Hints<Cell> {
  const { [owner]: own = {}, ...others } = hints;
  const left = Object.entries(own).filter(([key, cell]) => !isDone(key, cell));
  return left.length === 0 ? others : { ...others, [owner]: Object.fromEntries(left) };
}

/** What is kept of a key, whomever it is for. */
export const hintsOf = <Cell>(hints: Hints<Cell>, key: string): readonly Cell[] =>
  Object.values(hints).flatMap((own) => (Object.hasOwn(own, key) ? [own[key]!] : []));

export const countHints = (hints: Hints<unknown>): number =>
  Object.values(hints).reduce((sum, own) => sum + Object.keys(own).length, 0);
