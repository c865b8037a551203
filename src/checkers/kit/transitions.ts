/** A spec as a table over small integers: states and kinds of operations get numbers, each step is computed once. */
import type { Operation, Value } from '#history/operation';
import type { Spec } from '#history/spec';
import { valueKey } from '#history/value';
import { createPairMap } from '#checkers/kit/int-tables';

export interface Transitions {
  /** The first state's number is 0. The operation's class: operations of one class do the same in every state. */
  classOf(op: Operation): number;
  /** The next state, or -1 where the answer is impossible in this state. */
  step(state: number, operationClass: number): number;
  overwrites(operationClass: number): boolean;
  /** See `Spec.helps`; true where the spec does not say. */
  helps(state: number, operationClass: number, observerClass: number): boolean;
}

export function createTransitions(spec: Spec, initial: Value): Transitions {
  const states: Value[] = [initial];
  const stateNumbers = new Map([[valueKey(initial), 0]]);
  const classes: Operation[] = [];
  const classNumbers = new Map<string, number>();
  /** Most are asked for again and again. */
  const byOperation = new Map<Operation, number>();
  const known = createPairMap();

  const numberOf = (state: Value): number => {
    const key = valueKey(state);
    const number = stateNumbers.get(key);
    if (number !== undefined) return number;
    stateNumbers.set(key, states.length);
    return states.push(state) - 1;
  };
  return {
    classOf: (op) => {
      const seen = byOperation.get(op);
      if (seen !== undefined) return seen;
      const key = classKey(op);
      const number = classNumbers.get(key) ?? classes.push(op) - 1;
      classNumbers.set(key, number);
      byOperation.set(op, number);
      return number;
    },
    step: (state, operationClass) => {
      const stored = known.get(state, operationClass);
      if (stored !== -2) return stored;
      const next = spec.apply(states[state]!, classes[operationClass]!);
      const number = next === undefined ? -1 : numberOf(next);
      known.set(state, operationClass, number);
      return number;
    },
    overwrites: (operationClass) => spec.overwrites?.(classes[operationClass]!) ?? false,
    helps: (state, operationClass, observerClass) =>
      spec.helps?.(states[state]!, classes[operationClass]!, classes[observerClass]!) ?? true,
  };
}

const classKey = ({ f, key, arg, ret, status }: Operation): string =>
  `${f} ${JSON.stringify(key ?? '')} ${valueKey(arg)} ${status === 'info' ? '?' : valueKey(ret)}`;
