/** Rule: every step, choice, answer and hint has its words, and en.md has none that nothing shows. */
import { textsOf } from '#lesson/texts';
import { ABOUT } from '#lesson/prose';
import { inProse, type Rule } from '#lesson/subject';

export const texts: Rule = ({ folder, lesson, prose }) => {
  const wanted = new Map<string, readonly string[]>([
    [ABOUT, ['']],
    ...lesson.steps.map((step) => [step.id, textsOf(step)] as const),
  ]);
  const missing = [...wanted].flatMap(([step, blocks]) => {
    const section = Object.hasOwn(prose.sections, step) ? prose.sections[step] : undefined;
    if (!section) return [inProse({ folder, step }, 'section.missing', { section: step })];
    const isBlank = (block: string) =>
      (
        (block === '' ? section : Object.hasOwn(section.blocks, block) ? section.blocks[block] : undefined)?.text ?? ''
      ).trim() === '';
    return blocks
      .filter(isBlank)
      .map((block) =>
        block === ''
          ? inProse({ folder, step }, 'text.missing', { section: step })
          : inProse({ folder, step }, 'block.missing', { block }),
      );
  });
  const strays = Object.entries(prose.sections).flatMap(([section, { blocks }]) => {
    const known = wanted.get(section);
    if (!known)
      return [
        inProse({ folder, step: section }, 'section.unknown', { section, expected: [...wanted.keys()].join(', ') }),
      ];
    return Object.keys(blocks)
      .filter((block) => !known.includes(block))
      .map((block) =>
        inProse({ folder, step: section }, 'block.unknown', {
          block,
          expected: known.filter((each) => each !== '').join(', ') || '–',
        }),
      );
  });
  return [...(prose.title.trim() === '' ? [inProse({ folder }, 'title.missing')] : []), ...missing, ...strays];
};
