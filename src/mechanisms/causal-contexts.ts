/**
 * Causal contexts: which events somebody knows, also where one between them is missing. A vector alone cannot say that: its
 * count stands for all lower ones (Almeida, Shoker and Baquero 2018, "Delta State Replicated Data Types").
 */
import { countOf, type VersionVector } from '#mechanisms/version-vectors';

/** One event: the `count`-th of `node`. */
export interface Dot {
  readonly node: string;
  readonly count: number;
}

/** Equal sets of events have equal contexts: an event that follows the count is never among those beyond it. */
export interface CausalContext {
  /** Of each node all events up to this one. */
  readonly upTo: VersionVector;
  /** Single events after a gap, rising; a node that has none is not named. The literature calls them a dot cloud. */
  readonly beyond: Readonly<Record<string, readonly number[]>>;
}

export const NO_EVENTS: CausalContext = { upTo: {}, beyond: {} };

const beyondOf = ({ beyond }: CausalContext, node: string): readonly number[] =>
  Object.hasOwn(beyond, node) ? beyond[node]! : [];

export const knows = (context: CausalContext, { node, count }: Dot): boolean =>
  count <= countOf(context.upTo, node) || beyondOf(context, node).includes(count);

/** The same, knowing one event more. */
export const knowing = (context: CausalContext, dot: Dot): CausalContext =>
  knows(context, dot) ? context : withEvents(context, dot.node, { upTo: 0, beyond: [dot.count] });

/** What either knows. */
export const merge = (a: CausalContext, b: CausalContext): CausalContext =>
  [...new Set([...Object.keys(b.upTo), ...Object.keys(b.beyond)])].reduce(
    (both, node) => withEvents(both, node, { upTo: countOf(b.upTo, node), beyond: beyondOf(b, node) }),
    a,
  );

/** Takes in events of one node; single ones that no gap parts from the count any more become part of it. */
function withEvents(
  context: CausalContext,
  node: string,
  more: { readonly upTo: number; readonly beyond: readonly number[] },
): CausalContext {
  let count = Math.max(countOf(context.upTo, node), more.upTo);
  const single = [...new Set([...beyondOf(context, node), ...more.beyond])].sort((a, b) => a - b);
  for (const next of single) if (next === count + 1) count = next;
  const left = single.filter((each) => each > count);
  const { [node]: _, ...others } = context.beyond;
  return {
    upTo: count > 0 ? { ...context.upTo, [node]: count } : context.upTo,
    beyond: left.length > 0 ? { ...others, [node]: left } : others,
  };
}
