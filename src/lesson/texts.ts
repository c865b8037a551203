/** Which blocks of words a step needs in `en.md`: the one list that the rules check and the pages read by. */
import type { LessonStep } from '#lesson/lesson';
import { HINTS } from '#lesson/progress';

const HINT_BLOCKS = Array.from({ length: HINTS }, (_, index) => `hint ${index + 1}`);

/** Names of a step's blocks; '' is the section's own text. */
export function textsOf(step: LessonStep): readonly string[] {
  const always = ['', 'title'];
  switch (step.kind) {
    case 'play':
    case 'explain':
    case 'takeaway':
      return always;
    case 'predict':
      return [...always, ...step.choices.flatMap(({ id }) => [`choice ${id}`, `because ${id}`]), ...HINT_BLOCKS];
    case 'goal':
      return [
        ...always,
        ...['reached', 'solution'],
        ...(step.ways ?? []).map(({ id }) => `way ${id}`),
        ...(step.misses ?? []).map(({ id }) => `miss ${id}`),
        ...HINT_BLOCKS,
      ];
    case 'recall':
      return [
        ...always,
        ...step.questions.flatMap(({ id, choices }) => [
          `question ${id}`,
          ...choices.flatMap((choice) => [`choice ${id}.${choice.id}`, `because ${id}.${choice.id}`]),
        ]),
      ];
  }
}
