/** A run as lessons speak of it: what was answered, when, and which promises held. Everything is computed when asked. */
import type { Observation } from '#history/observation';
import type { Value } from '#history/operation';
import type { Checker, Verdict } from '#history/verdict';
import { ledgerAt, type Ledger } from '#measure/ledger';
import { observe } from '#sim/observe';
import { stateAt } from '#sim/lookup';
import type { Protocol } from '#sim/protocol';
import type { OperationTrace, Trace } from '#sim/trace';

export interface Run {
  readonly trace: Trace;
  readonly observation: Observation;
  /** The value that this operation (`Bo.1`) returned; undefined while it has not. */
  answer(operation: string): Value | undefined;
  /** Throws where the run has no such operation: a predicate must not be true of nothing. */
  operation(operation: string): OperationTrace;
  verdict(checker: string): Verdict;
  /** What has become of the writes by this time (µs), by default the end. Throws where replicas show no log. */
  ledger(atUs?: number): Ledger;
  /** The value that a replica shows at this time (µs). */
  shown(replica: string, key: string, atUs: number): Value;
}

export function createRun(trace: Trace, protocol: Protocol, checkers: readonly Checker[]): Run {
  let observation: Observation | undefined;
  const observed = () => (observation ??= observe(trace, protocol));
  const verdicts = new Map<string, Verdict>();
  const operation = (id: string): OperationTrace => {
    const found = trace.operations.find((each) => each.id === id);
    if (!found)
      throw new Error(`the run has no operation ${id}; it has ${trace.operations.map((each) => each.id).join(', ')}`);
    return found;
  };
  return {
    trace,
    get observation() {
      return observed();
    },
    operation,
    answer: (id) => (operation(id).status === 'ok' ? operation(id).value : undefined),
    verdict: (id) => judge(id, { checkers, verdicts, observed }),
    ledger: (atUs = trace.reachedUs) => {
      const ledger = ledgerAt(trace, protocol.describe, atUs);
      if (!ledger) throw new Error('the replicas of this run show no log');
      return ledger;
    },
    shown: (replica, key, atUs) => shownBy(trace, protocol, { replica, key, atUs }),
  };
}

function judge(
  id: string,
  {
    checkers,
    verdicts,
    observed,
  }: { checkers: readonly Checker[]; verdicts: Map<string, Verdict>; observed: () => Observation },
): Verdict {
  const known = verdicts.get(id);
  if (known) return known;
  const checker = checkers.find((each) => each.id === id);
  if (!checker) throw new Error(`there is no checker ${id}; there are ${checkers.map((each) => each.id).join(', ')}`);
  const verdict = checker.check(observed());
  verdicts.set(id, verdict);
  return verdict;
}

function shownBy(
  trace: Trace,
  protocol: Protocol,
  { replica, key, atUs }: { replica: string; key: string; atUs: number },
): Value {
  const state = stateAt(trace, trace.nodes.indexOf(replica), atUs)!;
  const mark = protocol.describe(state).find((each) => each.mark === 'value' && each.key === key);
  return mark?.mark === 'value' ? mark.value : null;
}
