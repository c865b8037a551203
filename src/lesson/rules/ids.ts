/** Rule: the folder is named `NN-slug`, and ids are well formed and unique where they are looked up. */
import { lessonAddress } from '#lesson/modules';
import { ABOUT } from '#lesson/prose';
import { inLesson, type Finding, type Rule } from '#lesson/subject';

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

export const ids: Rule = ({ folder, lesson }) => {
  const address = lessonAddress(folder) ? [] : [inLesson({ folder }, 'folder', { name: folder })];
  const among = (names: readonly string[], what: string, step?: string): Finding[] => {
    const place = { folder, ...(step === undefined ? {} : { step }) };
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    return [
      ...names.filter((name) => !ID.test(name) || name === ABOUT).map((name) => inLesson(place, 'id', { what, name })),
      ...twice.map((name) => inLesson(place, 'twice', { what, name })),
    ];
  };
  const inside = lesson.steps.flatMap((step) => {
    if (step.kind === 'predict') return among(namesOf(step.choices), 'choice', step.id);
    if (step.kind === 'goal')
      return [
        ...among(namesOf(step.ways ?? []), 'way', step.id),
        ...among(namesOf(step.misses ?? []), 'miss', step.id),
      ];
    if (step.kind !== 'recall') return [];
    return [
      ...among(namesOf(step.questions), 'question', step.id),
      ...step.questions.flatMap(({ choices }) => among(namesOf(choices), 'choice', step.id)),
    ];
  });
  return [...address, ...among(namesOf(lesson.steps), 'step'), ...inside, ...among(namesOf(lesson.claims), 'claim')];
};

const namesOf = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);
