/** The phrases and small facts that all checkers report with. */
import type { Operation, Value } from '#history/operation';
import { type Phrase, type PhraseArgument, phrase } from '#history/phrase';
import { type Spec } from '#history/spec';
import { findSpec } from '#history/specs';
import type { Observation } from '#history/observation';
import type { Unknown } from '#history/verdict';
import { valueKey } from '#history/value';

export const unknown = (reason: Phrase): Unknown => ({ verdict: 'unknown', reason });

/** The spec of the history's model, or the verdict where there is none. */
export function specOf({ history }: Observation): Spec | Unknown {
  return findSpec(history.model) ?? unknown(phrase('verdict.unknown.spec', { spec: history.model }));
}

export const isUnknown = (value: Spec | Unknown): value is Unknown => 'verdict' in value;

/** A value as an argument of a phrase: `null` is worded by the catalogue, text stands as it is. */
export function valueArgument(value: Value): PhraseArgument {
  if (value === null) return phrase('value.nothing');
  return typeof value === 'string' ? value : valueKey(value);
}

/** A register's name as an argument of a phrase; a history of one register need not name it. */
export const keyArgument = (key: string): PhraseArgument => (key === '' ? phrase('value.register') : key);

/** Whether `a` came before `b` for all to see: by time, or in one process by program order. `b` must not be called first. */
export function isBefore(a: Operation, b: Operation): boolean {
  if (a.return === null) return false;
  return a.return < b.call || (a.process === b.process && a.call <= b.call && a.status !== 'info');
}

/** The positions of operations by when their answers came, those without an answer last. */
export function byReturn(ops: readonly Operation[], positions: readonly number[]): readonly number[] {
  const at = (position: number): number => ops[position]!.return ?? Infinity;
  return [...positions].sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : a - b));
}
