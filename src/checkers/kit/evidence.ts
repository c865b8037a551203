/** The gate before verdicts about what replicas hold: there must be evidence, and nothing may be under way any more. */
import { phrase } from '#history/phrase';
import type { Evidence, Observation } from '#history/observation';
import type { Unknown } from '#history/verdict';
import { unknown } from '#checkers/kit/report';

/** The evidence of a settled run, or the verdict without it: "needs evidence", or "not yet" and why. */
export function settledEvidence({ evidence }: Observation): Evidence | Unknown {
  if (!evidence) return unknown(phrase('verdict.unknown.evidence'));
  if (evidence.settled !== true) return unknown(phrase('verdict.unknown.notYet', { why: evidence.settled }));
  return evidence;
}
