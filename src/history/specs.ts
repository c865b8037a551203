/** All specs by the name that a history's `model` gives. */
import type { Spec } from '#history/spec';
import { casRegister } from '#history/specs/cas-register';
import { counter } from '#history/specs/counter';
import { kvAppend } from '#history/specs/kv-append';
import { list } from '#history/specs/list';
import { map } from '#history/specs/map';
import { multiRegister } from '#history/specs/multi-register';
import { multiValue } from '#history/specs/multi-value';
import { mutex } from '#history/specs/mutex';
import { queue } from '#history/specs/queue';
import { register } from '#history/specs/register';
import { set } from '#history/specs/set';
import { siblings } from '#history/specs/siblings';
import { stack } from '#history/specs/stack';
import { versions } from '#history/specs/versions';
import { text } from '#history/specs/text';

export const SPECS: readonly Spec[] = [
  register,
  casRegister,
  multiRegister,
  siblings,
  kvAppend,
  counter,
  set,
  list,
  queue,
  stack,
  mutex,
  versions,
  multiValue,
  map,
  text,
];

/** The spec of that name, or undefined where there is none. */
export const findSpec = (name: string): Spec | undefined => SPECS.find((spec) => spec.id === name);
