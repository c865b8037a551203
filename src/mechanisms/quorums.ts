/** Gathering answers: who has been asked, who has answered, and whether they are enough. */

export interface Gathering<Answer> {
  readonly needed: number;
  readonly asked: readonly string[];
  readonly answers: Readonly<Record<string, Answer>>;
}

export const gathering = <Answer>(needed: number, asked: readonly string[]): Gathering<Answer> => ({
  needed,
  asked,
  answers: {},
});

/** An answer counts once, and only from one who was asked. */
export const withAnswer = <Answer>(gathered: Gathering<Answer>, from: string, answer: Answer): Gathering<Answer> =>
  gathered.asked.includes(from) ? { ...gathered, answers: { ...gathered.answers, [from]: answer } } : gathered;

export const withAsked = <Answer>(gathered: Gathering<Answer>, more: readonly string[]): Gathering<Answer> => ({
  ...gathered,
  asked: [...gathered.asked, ...more.filter((name) => !gathered.asked.includes(name))],
});

export const countOf = ({ answers }: Gathering<unknown>): number => Object.keys(answers).length;

export const isReached = (gathered: Gathering<unknown>): boolean => countOf(gathered) >= gathered.needed;

export const silentOf = ({ asked, answers }: Gathering<unknown>): readonly string[] =>
  asked.filter((name) => !Object.hasOwn(answers, name));
