/** The four parts of the course, and where a lesson's folder says that it stands: number and address come from its name alone. */

export interface Module {
  /** Words: `module.<id>`. */
  readonly id: string;
  readonly letter: string;
  readonly first: number;
  readonly last: number;
}

export const MODULES: readonly Module[] = [
  { id: 'why-copies-disagree', letter: 'A', first: 1, last: 3 },
  { id: 'replication-strategies', letter: 'B', first: 4, last: 13 },
  { id: 'consistency-models', letter: 'C', first: 14, last: 19 },
  { id: 'running-it', letter: 'D', first: 20, last: 24 },
];

export interface LessonAddress {
  /** `01-one-value-three-copies`. */
  readonly folder: string;
  readonly number: number;
  /** `one-value-three-copies`: its part of the page's address. */
  readonly slug: string;
  readonly module: Module;
}

/** Reads `/lessons/01-one-value-three-copies/lesson.ts` or the folder's name alone; undefined where the name is not `NN-slug`. */
export function lessonAddress(path: string): LessonAddress | undefined {
  const folder = /(?:^|lessons\/)([^/]+)(?:\/[^/]*)?$/.exec(path)?.[1] ?? path;
  const match = /^(\d{2})-([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(folder);
  const number = Number(match?.[1]);
  const module = MODULES.find(({ first, last }) => first <= number && number <= last);
  return match && module ? { folder, number, slug: match[2]!, module } : undefined;
}
