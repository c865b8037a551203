/** Linearizable: each operation seems to take effect at one instant between its call and its return (Herlihy and Wing 1990). */
import { phrase } from '#history/phrase';
import type { Checker, Verdict } from '#history/verdict';
import { countAnswers, type Part, splitByRealTime } from '#checkers/kit/part';
import { isUnknown, specOf, unknown } from '#checkers/kit/report';
import { createJudge, type Judge } from './decide';
import { explain } from './explain';

/** Search steps in all before the verdict is unknown: a few seconds. */
const BUDGET = 20_000_000;
const FIRST_ROUND = 2000;
const ROUND_GROWTH = 8;

const linearizable: Checker = {
  id: 'linearizable',
  rank: 0,
  specs: 'any',
  check(observation, { budget = BUDGET } = {}): Verdict {
    const spec = specOf(observation);
    if (isUnknown(spec)) return spec;
    const parts = splitByRealTime(observation.history, spec);
    const tested = parts.reduce((sum, part) => sum + countAnswers(part), 0);
    const outcome = judgeInTurns(parts, budget);
    if (outcome === 'orders') return { verdict: 'holds', tested };
    if (outcome === 'undecided') return unknown(phrase('verdict.unknown.budget', { budget }));
    return { verdict: 'violated', tested: Math.max(tested, 1), ...explain(outcome.part, outcome.judge) };
  },
};
export default linearizable;

/**
 * Gives every part some steps, then those still undecided eight times as many, and so on, so that one part that is
 * hard to explain does not keep a plainly wrong one from being found.
 */
function judgeInTurns(
  parts: readonly Part[],
  budget: number,
): 'orders' | 'undecided' | { readonly part: Part; readonly judge: Judge } {
  let open = parts.map((part) => {
    const judge = createJudge(part);
    return { part, judge, attempt: judge.attempt() };
  });
  let left = budget;
  for (let steps = FIRST_ROUND; open.length > 0; steps *= ROUND_GROWTH) {
    const undecided: typeof open = [];
    for (const each of open) {
      const spent = Math.min(steps, left);
      const hasOrder = each.attempt(spent);
      if (hasOrder === false) return each;
      if (hasOrder === undefined) undecided.push(each);
      left -= hasOrder === undefined ? spent : 0;
    }
    if (left <= 0 && undecided.length > 0) return 'undecided';
    open = undecided;
  }
  return 'orders';
}
