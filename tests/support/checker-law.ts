/** What must be true of every checker's verdict on any small history, as judged by its oracle. Shared by laws and planted faults. */
import type { OperationId } from '#history/operation';
import type { Observation } from '#history/observation';
import type { Checker, Verdict } from '#history/verdict';
import { printHistory } from '#formats/history-text';
import type { Oracle } from './oracles';

export interface Case {
  readonly observation: Observation;
  readonly verdict: Verdict;
  /** Whether to judge the witness too, by the oracle under its relaxation. */
  readonly witness: boolean;
}

/** The first thing that is wrong with a verdict, in words, with the history; undefined where all is right. */
export function findFault(
  { id }: Checker,
  oracle: Oracle,
  { observation, witness, verdict }: Case,
): string | undefined {
  const holds = oracle(observation);
  const complaint = (what: string): string => `${id}: ${what}\n${printHistory(observation)}${JSON.stringify(verdict)}`;
  if (verdict.verdict === 'unknown') return complaint('undecided');
  if ((verdict.verdict === 'holds') !== holds) return complaint(`the oracle says ${holds ? 'holds' : 'violated'}`);
  if (verdict.verdict === 'holds') return verdict.tested >= 0 ? undefined : complaint('tested is negative');
  if (verdict.tested < 1) return complaint('violated, yet nothing tested it');
  const { ops, completes, minimal } = verdict.witness;
  if (!ops.includes(completes)) return complaint('the witness does not contain what completes it');
  if (!minimal) return complaint('a witness of so small a history must be minimal');
  if (!witness) return undefined;
  const satisfiable = (inside: readonly OperationId[]): boolean => oracle(observation, (op) => inside.includes(op.id));
  if (satisfiable(ops)) return complaint('the witness does not contradict itself');
  const superfluous = ops.find((id) => !satisfiable(ops.filter((other) => other !== id)));
  return superfluous === undefined ? undefined : complaint(`${superfluous} is superfluous in the witness`);
}
