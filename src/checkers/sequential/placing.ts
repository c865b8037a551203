/** What a search has placed so far, what may come next, and how to take it back. */
import { createVectorSet } from '#checkers/kit/int-tables';
import type { Layout } from './layout';

interface Configuration {
  /** How far each process is. */
  readonly heads: Int32Array;
  /** Of each part. */
  readonly states: Int32Array;
  readonly placed: Uint8Array;
}

/** With `inTime`, nothing is placed that was called after something not yet placed had returned. */
export function createPlacing(layout: Layout, inTime: boolean) {
  const { size, part, readOnly, chains, optional, before } = layout;
  const placed = new Uint8Array(size);
  const heads = new Int32Array(chains.length);
  const states = new Int32Array(layout.whole.parts.length);
  const chainOf = new Int32Array(size).fill(-1);
  for (const [chain, members] of chains.entries()) for (const item of members) chainOf[item] = chain;
  const configuration = { heads, states, placed };
  const memory = createMemory(configuration, optional);
  const steps = createSteps(layout, configuration);
  let missing = size - optional.length;

  const isOpen = (item: number): boolean => before[item]!.every((other) => placed[other]);
  const mayFollow = (item: number): boolean =>
    item >= 0 && isOpen(item) && (!inTime || steps.isInTime(item)) && steps.next(item) >= 0;
  return {
    isComplete: (): boolean => missing === 0,
    /** A read that may come next and fits, or -1. */
    nextRead: (): number => steps.heads().find((item) => item >= 0 && readOnly[item] && mayFollow(item)) ?? -1,
    candidates: (): readonly number[] => {
      const certain = steps.heads().filter((item) => item >= 0 && !readOnly[item] && mayFollow(item));
      const uncertain = optional.filter((item) => !placed[item] && mayFollow(item) && steps.isWorth(item));
      return [...certain.sort((a, b) => a - b), ...uncertain];
    },
    /** Returns the state of its part before it. */
    place: (item: number): number => {
      const state = states[part[item]!]!;
      states[part[item]!] = steps.next(item);
      placed[item] = 1;
      if (chainOf[item]! >= 0) {
        heads[chainOf[item]!]!++;
        missing--;
      }
      return state;
    },
    takeBack: (item: number, state: number): void => {
      states[part[item]!] = state;
      placed[item] = 0;
      if (chainOf[item]! < 0) return;
      heads[chainOf[item]!]!--;
      missing++;
    },
    isNew: memory.isNew,
  };
}

/** What operations would do now. */
function createSteps(layout: Layout, { heads, states, placed }: Configuration) {
  const { whole, items, part, classes, answers, chains, before } = layout;
  const isPlain = isAllPlain(layout);
  const next = (item: number, state = states[part[item]!]!): number =>
    whole.tables[part[item]!]!.step(state, classes[item]!);
  const all = (): number[] => chains.map((members, chain) => members[heads[chain]!] ?? -1);
  const needs = (answer: number, item: number, state: number): boolean =>
    answer >= 0 &&
    part[answer] === part[item] &&
    answers[answer] === 1 &&
    before[answer]!.every((other) => placed[other] || other === item) &&
    next(answer, state) >= 0;
  const mayHelp = (answer: number, item: number, state: number): boolean =>
    !placed[answer] &&
    part[answer] === part[item] &&
    whole.tables[part[item]!]!.helps(state, classes[item]!, classes[answer]!);
  return {
    next,
    heads: all,
    isInTime: (item: number): boolean => all().every((head) => head < 0 || items[head]!.return >= items[item]!.call),
    /** An uncertain write is worth placing right before an answer that needs it, others where they may help one. */
    isWorth: (item: number): boolean => {
      const state = next(item);
      if (state === states[part[item]!]) return false;
      return isPlain
        ? all().some((answer) => needs(answer, item, state))
        : answers.some((isAnswer, answer) => isAnswer === 1 && mayHelp(answer, item, state));
    },
  };
}

/** Whether every operation is a plain read or write, so that an uncertain write can wait until it is read. */
const isAllPlain = ({ whole, items }: Layout): boolean =>
  items.every(({ op }) => whole.spec.access?.(op) !== undefined);

function createMemory({ heads, states, placed }: Configuration, optional: readonly number[]) {
  const seen = createVectorSet();
  const bits = (optional.length + 31) >> 5;
  const key = new Int32Array(heads.length + states.length + bits);
  return {
    /** Remembers this configuration; false if the search was there before. */
    isNew: (): boolean => {
      key.set(heads);
      key.set(states, heads.length);
      key.fill(0, heads.length + states.length);
      for (const [at, item] of optional.entries())
        if (placed[item]) key[heads.length + states.length + (at >> 5)]! |= 1 << (at & 31);
      return seen.add(key, key.length);
    },
  };
}
