/** Settles who read what: at once where each value has one write, else by trying, a limited number of times. */
import type { Conflict } from '#checkers/kit/conflict';
import { type Inside, isOptional, isRequired, type Program } from '#checkers/kit/program';
import { createRun, FIRST, OPEN, type Run } from '#checkers/kit/run';

/** The conflict that stands with whatever reads are settled so far: settling more never removes one. */
export type FindConflict = (run: Run) => Conflict | undefined;

/** Runs that may still be judged. */
export interface Budget {
  left: number;
}

interface Question {
  readonly program: Program;
  readonly inside: Inside;
  /** Of which reads the answers count. */
  readonly counts: (at: number) => boolean;
  readonly find: FindConflict;
  readonly budget: Budget;
}

/** Undefined where who read what can be settled without a conflict; 'open' where the budget ended first. */
export function settleSources(question: Question): Conflict | 'open' | undefined {
  const { program, inside, counts } = question;
  const sources = new Int32Array(program.ops.length).fill(OPEN);
  const several: (readonly [number, readonly number[]])[] = [];
  for (const at of countedReads(program, inside)) {
    if (!counts(at)) continue;
    const candidates = candidatesFor(program, inside, at);
    if (candidates.length === 0) return { shape: 'unwritten', read: at, culprits: [at] };
    if (candidates.length === 1) sources[at] = candidates[0]!;
    else several.push([at, candidates]);
  }
  const conflict = judge(question, sources);
  if (conflict !== undefined || several.length === 0) return conflict;
  return tryAll(question, sources, several);
}

/** The reads whose answers are held against the history. */
export function countedReads(program: Program, inside: Inside): readonly number[] {
  const reads: number[] = [];
  for (let at = 0; at < program.ops.length; at++)
    if (!program.isWrite[at] && isRequired(program, at, inside)) reads.push(at);
  return reads;
}

/** What the read may have read from, the likeliest first: by time the latest called before it returned. */
export function candidatesFor(program: Program, inside: Inside, read: number): readonly number[] {
  const value = program.value[read]!;
  const writes = program.writers[value]!.filter(
    (at) => isRequired(program, at, inside) || isOptional(program, at, inside),
  );
  if (writes.length > 1) {
    const end = program.ops[read]!.return ?? Infinity;
    const rank = (at: number): number => (program.ops[at]!.call <= end ? -at : at);
    writes.sort((a, b) => rank(a) - rank(b));
  }
  return program.isFirst[value] ? [...writes, FIRST] : writes;
}

function judge({ program, inside, find, budget }: Question, sources: Int32Array): Conflict | 'open' | undefined {
  if (budget.left <= 0) return 'open';
  budget.left--;
  return find(createRun(program, inside, sources));
}

/** Settles read after read, and goes back as soon as those that are settled conflict. */
function tryAll(
  question: Question,
  sources: Int32Array,
  several: readonly (readonly [number, readonly number[]])[],
): Conflict | 'open' | undefined {
  const tried = new Int32Array(several.length);
  let depth = 0;
  while (depth >= 0) {
    const [read, candidates] = several[depth]!;
    sources[read] = OPEN;
    const next = nextCandidate(question, sources, candidates, tried[depth]!);
    if (next === undefined) {
      tried[depth--] = 0;
      continue;
    }
    tried[depth] = next + 1;
    sources[read] = candidates[next]!;
    const conflict = judge(question, sources);
    if (conflict === 'open') return 'open';
    if (conflict !== undefined) continue;
    if (++depth === several.length) return undefined;
  }
  return { shape: 'contradiction', culprits: [] };
}

/** Writes that are held to nothing are alike: of those that nobody reads yet, one stands for all. */
function nextCandidate(
  { program, inside }: Question,
  sources: Int32Array,
  candidates: readonly number[],
  from: number,
): number | undefined {
  const isFresh = (at: number): boolean => at >= 0 && !inside(at) && !sources.includes(at);
  for (let next = from; next < candidates.length; next++) {
    const isAlike = isFresh(candidates[next]!) && candidates.slice(0, next).some(isFresh);
    if (!isAlike || program.isWrite[candidates[next]!] === 0) return next;
  }
  return undefined;
}
