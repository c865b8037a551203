/** Decides whether one order explains a history: by what must come before what where that can be told, then by search. */
import type { Observation } from '#history/observation';
import type { Spec } from '#history/spec';
import { type Conflict, saturate } from '#checkers/kit/conflict';
import { type Inside, type Program, plainProgramOf } from '#checkers/kit/program';
import { createRun, OPEN, type Run } from '#checkers/kit/run';
import { candidatesFor, countedReads } from '#checkers/kit/sources';
import { createWhole, layOut, type Pairs, type Whole } from './layout';
import { createSearch } from './search';

export interface Judge {
  readonly whole: Whole;
  /** Where all operations are plain reads and writes. */
  readonly program: Program | undefined;
  /** Whether an order exists, what stands against one, or 'open' where the budget ended first. */
  judge(inside: Inside, budget: { left: number }): 'order' | 'open' | Conflict;
}

export function createJudge(spec: Spec, observation: Observation): Judge {
  const whole = createWhole(spec, observation);
  const program = plainProgramOf(spec, observation);
  return {
    whole,
    program,
    judge: (inside, budget) => {
      const known = program ? orderPlain(program, inside) : [];
      if ('shape' in known) return known;
      const search = createSearch(layOut(whole, inside, known));
      let found = search(Math.min(budget.left, AT_ONCE));
      if (found === undefined && budget.left > AT_ONCE)
        found = isInTime(whole, inside) || search(budget.left - AT_ONCE);
      budget.left -= found === undefined ? budget.left : SPENT;
      if (found === undefined) return 'open';
      return found ? 'order' : { shape: 'contradiction', culprits: [] };
    },
  };
}

/** Steps before real time is asked for help, and steps in which it may give some, for each part. */
const AT_ONCE = 5000;
const IN_TIME = 50_000;

/**
 * Whether each part has an order that keeps real time too. By locality they fit together, so then there is an order of
 * everything; and where parts can be looked at one by one it is found far sooner.
 */
function isInTime(whole: Whole, inside: Inside): boolean {
  const held = new Set(whole.ops.filter((_, at) => inside(at)));
  return whole.parts.every(({ ops }) => {
    const alone = createWhole(whole.spec, { history: { ...whole.history, ops } });
    const search = createSearch(
      layOut(alone, (at) => held.has(alone.ops[at]!), []),
      true,
    );
    return search(IN_TIME) === true;
  });
}

/** What a search that ended is counted as. */
const SPENT = 100;

/** The pairs that must keep their order, judging by the reads of which it is plain what they read; or a conflict of these. */
function orderPlain(program: Program, inside: Inside): Pairs | Conflict {
  const sources = new Int32Array(program.ops.length).fill(OPEN);
  for (const read of countedReads(program, inside)) {
    const candidates = candidatesFor(program, inside, read);
    if (candidates.length === 0) return { shape: 'unwritten', read, culprits: [read] };
    if (candidates.length === 1) sources[read] = candidates[0]!;
  }
  const run = createRun(program, inside, sources);
  const saturated = saturate(run);
  return 'shape' in saturated ? saturated : pairsOf(run, saturated.derived);
}

function pairsOf(run: Run, derived: readonly { from: number; to: number }[]): Pairs {
  const pairs: [number, number][] = derived.map(({ from, to }) => [run.ops[from]!, run.ops[to]!]);
  for (const read of run.reads) {
    const source = run.source[read]!;
    if (source >= 0) pairs.push([run.ops[source]!, run.ops[read]!]);
  }
  return pairs;
}
