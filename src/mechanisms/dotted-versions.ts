/** Versions with dots: which writes a version knows, so that "newer" and "concurrent" can be told apart without clocks. */
import { knowing, knows, type CausalContext, type Dot } from '#mechanisms/causal-contexts';

/**
 * A version with its own event apart from those that its writer knew (Preguiça and others 2010, "Dotted Version Vectors"):
 * two clients that write through one node without knowing of each other stay concurrent.
 */
export interface Dotted {
  readonly dot: Dot;
  readonly context: CausalContext;
}

/** What stands before any write: every version supersedes it. */
export const FIRST_DOT: Dot = { node: '', count: 0 };

/** All that a version knows, its own event included, and nothing between the two: others' events may be there. */
export const knownTo = ({ dot, context }: Dotted): CausalContext => knowing(context, dot);

const isSameDot = (a: Dot, b: Dot): boolean => a.node === b.node && a.count === b.count;

/** True where the writer of `a` knew `b`: `a` takes its place. */
export const supersedes = (a: Dotted, b: Dotted): boolean => !isSameDot(a.dot, b.dot) && knows(a.context, b.dot);

const compareDots = (a: Dot, b: Dot): number => (a.node < b.node ? -1 : a.node > b.node ? 1 : a.count - b.count);

/** The versions that none of the others supersedes, each once, in one order everywhere: more than one are siblings. */
export function siblingsOf<V extends Dotted>(versions: readonly V[]): readonly V[] {
  const once = versions.filter((version, at) => versions.findIndex(({ dot }) => isSameDot(dot, version.dot)) === at);
  return once
    .filter((version) => !once.some((other) => supersedes(other, version)))
    .sort((a, b) => compareDots(a.dot, b.dot));
}
