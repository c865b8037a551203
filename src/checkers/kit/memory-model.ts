/** A checker of a model of memory: registers, plain reads and writes, and a rule for which orders are allowed. */
import { type Phrase, phrase } from '#history/phrase';
import type { Operation } from '#history/operation';
import type { Checker, Unknown, Verdict } from '#history/verdict';
import type { Conflict } from '#checkers/kit/conflict';
import { explainContradiction, lastAnswer, witnessOf } from '#checkers/kit/contradiction';
import { type Inside, type Program, programOf } from '#checkers/kit/program';
import { keyArgument, unknown, valueArgument } from '#checkers/kit/report';
import { type Budget, type FindConflict, settleSources } from '#checkers/kit/sources';

export interface MemoryModel {
  readonly id: string;
  /** The middle of its phrases' ids: `verdict.<name>.…`. */
  readonly name: string;
  readonly rank: number;
  readonly find: FindConflict;
  /** Where processes need not agree on who read what, each is judged alone. */
  readonly alone?: boolean;
  readonly countChances: (program: Program) => number;
}

/** Runs judged before the verdict is unknown; more than one is needed only where a value has several writes. */
const BUDGET = 20_000;
/** Runs for all questions of one explanation; beyond them the witness says that it may not be minimal. */
const EXPLAINING = 2000;

export function defineMemoryModel(model: MemoryModel): Checker {
  return {
    id: model.id,
    rank: model.rank,
    specs: ['register', 'multi-register'],
    check(observation, { budget = BUDGET } = {}): Verdict {
      const program = programOf(observation);
      if ('verdict' in program) return program;
      const tested = model.countChances(program);
      const conflict = findConflict(model, program, () => true, { left: budget });
      if (conflict === undefined) return { verdict: 'holds', tested };
      if (conflict === 'open') return outOfBudget(budget);
      return { verdict: 'violated', tested: Math.max(tested, 1), ...explain(model, program) };
    },
  };
}

const outOfBudget = (budget: number): Unknown => unknown(phrase('verdict.unknown.budget', { budget }));

function findConflict(
  { find, alone = false }: MemoryModel,
  program: Program,
  inside: Inside,
  budget: Budget,
): Conflict | 'open' | undefined {
  if (!alone) return settleSources({ program, inside, counts: () => true, find, budget });
  let open = false;
  for (let process = 0; process < program.processes; process++) {
    const counts = (at: number): boolean => program.process[at] === process;
    const conflict = settleSources({ program, inside, counts, find, budget });
    if (conflict === 'open') open = true;
    else if (conflict) return conflict;
  }
  return open ? 'open' : undefined;
}

function explain(model: MemoryModel, program: Program) {
  const budget = { left: EXPLAINING };
  const conflictOf = (positions: readonly number[]): Conflict | 'open' | undefined => {
    const isInside = new Uint8Array(program.ops.length);
    for (const at of positions) isInside[at] = 1;
    return findConflict(model, program, (at) => isInside[at] === 1, budget);
  };
  const culprits = (positions: readonly number[]): readonly number[] | undefined => {
    const conflict = conflictOf(positions);
    return typeof conflict === 'object' && conflict.culprits.length > 0 ? conflict.culprits : undefined;
  };
  const contradicts = (positions: readonly number[]): boolean | undefined => {
    const conflict = conflictOf(positions);
    return conflict === 'open' ? undefined : conflict !== undefined;
  };
  const { kept, minimal } = explainContradiction({ ops: program.ops, contradicts, culprits });
  budget.left = EXPLAINING;
  const conflict = conflictOf(kept);
  const ops = kept.map((at) => program.ops[at]!);
  const completes = lastAnswer(program.spec, ops);
  const shape = typeof conflict === 'object' ? conflict : { shape: 'contradiction' as const, culprits: [] };
  return {
    witness: witnessOf(ops, completes, minimal),
    reason: nameConflict(program, model.name, { conflict: shape, ops, completes }),
  };
}

interface Found {
  readonly conflict: Conflict;
  readonly ops: readonly Operation[];
  readonly completes: Operation;
}

/** Times (`…At`) are in the history's own unit. */
export function nameConflict(program: Program, name: string, { conflict, ops, completes }: Found): Phrase {
  const { read, missed, shape } = conflict;
  const at = read ?? program.ops.indexOf(completes);
  const { op, object, value } = { op: program.ops[at]!, ...program.accesses[at]! };
  const common = {
    reader: String(op.process),
    read: op.id,
    readCallAt: op.call,
    key: keyArgument(object),
    value: valueArgument(value),
  };
  if (ops.some(({ status }) => status === 'fail')) return phrase(`verdict.${name}.failed`, common);
  if (missed === undefined) return phrase(`verdict.${name}.${shape}`, { ...common, count: ops.length });
  const newer = program.ops[missed]!;
  return phrase(`verdict.${name}.${shape}`, {
    ...common,
    writer: String(newer.process),
    write: newer.id,
    writeCallAt: newer.call,
    expected: valueArgument(program.accesses[missed]!.value),
  });
}
