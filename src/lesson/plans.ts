/** Plans of classes over the lessons that stand: minute by minute, as data, so that a test can say that they add up. */

export interface PlanPart {
  readonly minutes: number;
  /** A lesson's number; left out: what is done besides lessons, in words `teach.plan.<id>`. */
  readonly lesson?: number;
  /** Words `teach.plan.<id>`: what to do, or which steps to take and which to leave. */
  readonly id: string;
}

export interface Plan {
  /** Of the whole class. */
  readonly minutes: number;
  readonly parts: readonly PlanPart[];
}

export const PLANS: readonly Plan[] = [
  {
    minutes: 45,
    parts: [
      { minutes: 3, id: 'begin' },
      { minutes: 20, lesson: 1, id: 'late-short' },
      { minutes: 18, lesson: 4, id: 'lost-short' },
      { minutes: 4, id: 'end' },
    ],
  },
  {
    minutes: 90,
    parts: [
      { minutes: 4, id: 'begin' },
      { minutes: 25, lesson: 1, id: 'late' },
      { minutes: 22, lesson: 4, id: 'lost' },
      { minutes: 5, id: 'pause' },
      { minutes: 28, lesson: 7, id: 'split' },
      { minutes: 6, id: 'end' },
    ],
  },
];

/** When each part begins, in minutes from the start. */
export const beginsOf = ({ parts }: Plan): readonly number[] =>
  parts.map((_, index) => parts.slice(0, index).reduce((sum, { minutes }) => sum + minutes, 0));
