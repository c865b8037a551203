/** Verdicts for the command line: a line each to read, or one object to work on. */
import { checkers } from '#catalog';
import type { Observation } from '#history/observation';
import type { Verdict } from '#history/verdict';
import { say } from './outcome';

export interface Judgement {
  readonly id: string;
  readonly verdict: Verdict;
}

/** By every checker that there is, the strongest first. */
export const judge = (observation: Observation): readonly Judgement[] =>
  checkers.map((checker) => ({ id: checker.id, verdict: checker.check(observation) }));

export const isViolated = ({ verdict }: Judgement): boolean => verdict.verdict === 'violated';

/** Cells of one line: the checker, what it found, and why. */
export function verdictCells({ id, verdict }: Judgement): string[] {
  switch (verdict.verdict) {
    case 'holds':
      return [
        id,
        say(verdict.tested === 0 ? 'verdict.untested' : 'verdict.holds'),
        say('cli.tested', { tested: verdict.tested }),
      ];
    case 'violated':
      return [
        id,
        say('verdict.violated'),
        say('cli.witness', { reason: say(verdict.reason), witness: verdict.witness.ops.join(', ') }),
      ];
    case 'unknown':
      return [id, say('verdict.unknown'), say(verdict.reason)];
  }
}

/** As data, with the reason also as a sentence. */
export const verdictObject = ({ verdict }: Judgement): object =>
  'reason' in verdict ? { ...verdict, text: say(verdict.reason) } : verdict;
