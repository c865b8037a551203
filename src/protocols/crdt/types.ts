/** All data types by the name of their setting, each with what may be asked of it and the spec that one copy of it would follow. */
import type { Value } from '#history/operation';
import { phrase, type Phrase } from '#history/phrase';
import type { MicroOperation } from '#sim/scenario';
import type { CrdtSettings } from './settings';
import { counter } from './types/counter';
import { escrow } from './types/escrow';
import { fieldOf, map } from './types/map';
import { multiValue } from './types/multi-value';
import { register } from './types/register';
import { addWins, removeWins } from './types/set';
import { placed, text } from './types/text';
import type { DataType, Rights } from './types/type';

/** States and effects are opaque here: only the type that made one looks into it. */
declare const opaque: unique symbol;
export interface State {
  readonly [opaque]: 'state';
}
export interface Effect {
  readonly [opaque]: 'effect';
}

export type TypeName = CrdtSettings['type'];

export interface Kind {
  readonly type: DataType<State, Effect> & Partial<Rights<State, Effect>>;
  /** The spec that its history is judged by. */
  readonly spec: string;
  /** Operations besides `read`, with the form of their argument. */
  readonly takes: Readonly<Record<string, Form>>;
}

/** A form of argument: what fits, and an example of it. */
interface Form {
  readonly example: string;
  fits(arg: Value): boolean;
}

const steps: Form = {
  example: 'x, x=3',
  fits: (arg) => arg === null || (Number.isSafeInteger(arg) && (arg as number) >= 0),
};
const anything: Form = { example: 'x=2', fits: () => true };
const nothing: Form = { example: 'x', fits: (arg) => arg === null };
const something: Form = { example: 'x=milk', fits: (arg) => arg !== null };
const field: Form = { example: 'x=milk:2', fits: (arg) => fieldOf(arg) !== undefined };
const run: Form = { example: 'x=0:milk', fits: (arg) => placed(arg) !== undefined };
const stretch: Form = { example: 'x=0:4', fits: (arg) => /^\d{1,9}$/.test(placed(arg)?.rest ?? '') };

const opened = <S, E>(type: DataType<S, E> & Partial<Rights<S, E>>): Kind['type'] => type as unknown as Kind['type'];

const REGISTER = { write: anything, delete: nothing };
const SET = { add: anything, remove: something };

export const KINDS: Readonly<Record<TypeName, Kind>> = {
  gcounter: { type: opened(counter), spec: 'counter', takes: { inc: steps } },
  pncounter: { type: opened(counter), spec: 'counter', takes: { inc: steps, dec: steps } },
  escrow: { type: opened(escrow), spec: 'counter', takes: { inc: steps, dec: steps } },
  lww: { type: opened(register), spec: 'register', takes: REGISTER },
  mv: { type: opened(multiValue), spec: 'multi-value', takes: REGISTER },
  'add-wins': { type: opened(addWins), spec: 'set', takes: SET },
  'remove-wins': { type: opened(removeWins), spec: 'set', takes: SET },
  map: { type: opened(map), spec: 'map', takes: { write: field, remove: something } },
  text: { type: opened(text), spec: 'text', takes: { insert: run, erase: stretch, append: anything } },
};

/** Every operation that some type takes. */
export const OPERATIONS: readonly string[] = [
  ...new Set(['read', ...Object.values(KINDS).flatMap(({ takes }) => Object.keys(takes))]),
];

/** Why the chosen type does not take this: another kind of operation, or an argument of another form. */
export function refuses({ f, arg }: MicroOperation, name: TypeName): Phrase | undefined {
  if (f === 'read') return undefined;
  const { takes } = KINDS[name];
  const form = Object.hasOwn(takes, f) ? takes[f] : undefined;
  if (!form)
    return phrase('crdt.refuses.operation', {
      operation: f,
      type: name,
      expected: ['read', ...Object.keys(takes)].join(', '),
    });
  // What the script leaves out is filled in later, where the kind of operation takes a fresh value.
  if (arg === undefined && form !== field && form !== run && form !== stretch && f !== 'remove') return undefined;
  return form.fits(arg ?? null)
    ? undefined
    : phrase('crdt.refuses.argument', { operation: f, type: name, expected: `${f} ${form.example}` });
}
