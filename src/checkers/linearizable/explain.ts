/** From "no order exists" to the operations that show it: a minimal witness and the cause that it reveals. */
import type { Phrase } from '#history/phrase';
import type { Witness } from '#history/verdict';
import { explainContradiction, lastAnswer, witnessOf } from '#checkers/kit/contradiction';
import type { Part } from '#checkers/kit/part';
import type { Judge } from './decide';
import { nameCause } from './reason';

/** Steps for all questions of one explanation; beyond them the witness says that it may not be minimal. */
const STEPS = 200_000;

export function explain(part: Part, judge: Judge): { readonly witness: Witness; readonly reason: Phrase } {
  const contradicts = judge.contradicts(STEPS);
  const { kept, minimal } = explainContradiction({ ops: part.ops, contradicts, culprits: judge.culprits });
  const ops = kept.map((index) => part.ops[index]!);
  const completes = lastAnswer(part.spec, ops);
  return { witness: witnessOf(ops, completes, minimal), reason: nameCause(part, ops, completes) };
}
