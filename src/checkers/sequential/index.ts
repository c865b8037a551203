/** Sequentially consistent: one order of everything explains every answer and keeps each process's order (Lamport 1979). */
import { phrase, type Phrase } from '#history/phrase';
import type { Operation } from '#history/operation';
import type { Checker, Verdict } from '#history/verdict';
import type { Conflict } from '#checkers/kit/conflict';
import { explainContradiction, lastAnswer, witnessOf } from '#checkers/kit/contradiction';
import { nameConflict } from '#checkers/kit/memory-model';
import { countAnswers } from '#checkers/kit/part';
import { isUnknown, specOf, unknown } from '#checkers/kit/report';
import { createJudge, type Judge } from './decide';

/** Search steps before the verdict is unknown: a few seconds. */
const BUDGET = 1_000_000;
/** Search steps for all questions of one explanation. */
const EXPLAINING = 100_000;

const sequential: Checker = {
  id: 'sequential',
  rank: 10,
  specs: 'any',
  check(observation, { budget = BUDGET } = {}): Verdict {
    const spec = specOf(observation);
    if (isUnknown(spec)) return spec;
    const judge = createJudge(spec, observation);
    const tested = judge.whole.parts.reduce((sum, part) => sum + countAnswers(part), 0);
    const found = judge.judge(() => true, { left: budget });
    if (found === 'order') return { verdict: 'holds', tested };
    if (found === 'open') return unknown(phrase('verdict.unknown.budget', { budget }));
    return { verdict: 'violated', tested: Math.max(tested, 1), ...explain(judge) };
  },
};
export default sequential;

function explain({ whole, program, judge }: Judge) {
  const budget = { left: EXPLAINING };
  const ask = (positions: readonly number[]): 'order' | 'open' | Conflict => {
    const isInside = new Uint8Array(whole.ops.length);
    for (const at of positions) isInside[at] = 1;
    return budget.left > 0 ? judge((at) => isInside[at] === 1, budget) : 'open';
  };
  const { kept, minimal } = explainContradiction({
    ops: whole.ops,
    contradicts: (positions) => {
      const answer = ask(positions);
      return answer === 'open' ? undefined : answer !== 'order';
    },
    culprits: (positions) => {
      const answer = ask(positions);
      return typeof answer === 'object' && answer.culprits.length > 0 ? answer.culprits : undefined;
    },
  });
  budget.left = EXPLAINING;
  const answer = ask(kept);
  const conflict: Conflict = typeof answer === 'object' ? answer : { shape: 'contradiction', culprits: [] };
  const ops = kept.map((at) => whole.ops[at]!);
  const completes = lastAnswer(whole.spec, ops);
  const reason = program
    ? nameConflict(program, 'sequential', { conflict, ops, completes })
    : nameGeneral(ops, completes);
  return { witness: witnessOf(ops, completes, minimal), reason };
}

const nameGeneral = (ops: readonly Operation[], completes: Operation): Phrase =>
  phrase('verdict.sequential.general', {
    count: ops.length,
    process: String(completes.process),
    operation: completes.id,
    kind: completes.f,
  });
