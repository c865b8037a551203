/** What the arguments and answers of a kind must look like, so that a spec never meets what it cannot take. */
import type { Operation, Value } from '#history/operation';
import { isList } from '#history/value';

/** A field whose value a spec cannot take, and one that it could. */
export interface ArgumentFault {
  readonly field: 'arg' | 'ret' | 'init';
  readonly expected: string;
}

type Rule = readonly [field: ArgumentFault['field'], fits: (value: Value) => boolean, expected: string];

const isText = (value: Value): boolean => typeof value === 'string';
const isNumber = (value: Value): boolean => typeof value === 'number';
const isPair = (value: Value): boolean => isList(value) && value.length === 2;
/** By name of the object. */
const areNumbers = (value: Value): boolean =>
  value !== null && typeof value === 'object' && !isList(value) && Object.values(value).every(isNumber);
const orNothing =
  (fits: (value: Value) => boolean) =>
  (value: Value): boolean =>
    value === null || fits(value);

const areSteps = (value: Value): boolean =>
  isList(value) &&
  value.every((step) => isList(step) && /^:?(?:r|w|read|write)$/.test(String(step[0])) && step.length > 1);

const CAS: readonly Rule[] = [['arg', isPair, '[1,2]']];
const TEXT: readonly Rule[] = [['arg', isText, '"a"']];
const STEPS = '[["r","x",null],["w","y",1]]';
const AMOUNT: readonly Rule[] = [['arg', orNothing(isNumber), '1, null']];

/** By model and kind; what is not named may be any value. */
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  'cas-register cas': CAS,
  'multi-register cas': CAS,
  'multi-register txn': [
    ['arg', areSteps, STEPS],
    ['ret', orNothing(areSteps), STEPS],
  ],
  'kv-append put': TEXT,
  'kv-append append': TEXT,
  'kv-append get': [['ret', orNothing(isText), '"a", null']],
  'counter add': [['arg', isNumber, '1']],
  'counter inc': AMOUNT,
  'counter dec': AMOUNT,
};

const FIRSTS: Readonly<Record<string, Rule>> = {
  'kv-append': ['init', orNothing(isText), '"a", null'],
  counter: ['init', orNothing((value) => isNumber(value) || areNumbers(value)), '0, null'],
};

/** The first of its values that the spec of that name cannot take, or undefined where it can take them all. */
export function argumentFault(model: string, op: Operation): ArgumentFault | undefined {
  const name = `${model} ${op.f}`;
  const rules = Object.hasOwn(RULES, name) ? RULES[name]! : [];
  const broken = rules.find(([field, fits]) => !fits(field === 'ret' ? op.ret : op.arg));
  return broken && { field: broken[0], expected: broken[2] };
}

/** As above, of the first value. */
export function initFault(model: string, init: Value): ArgumentFault | undefined {
  const rule = Object.hasOwn(FIRSTS, model) ? FIRSTS[model]! : undefined;
  return rule && !rule[1](init) ? { field: 'init', expected: rule[2] } : undefined;
}
