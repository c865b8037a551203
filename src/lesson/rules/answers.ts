/** Rule: each choice and each near miss is answered in its own way: no two of a step share an answer. */
import { inProse, type Rule } from '#lesson/subject';

export const answers: Rule = ({ folder, lesson, prose }) =>
  lesson.steps.flatMap(({ id }) => {
    const blocks = Object.entries((Object.hasOwn(prose.sections, id) ? prose.sections[id]! : { blocks: {} }).blocks);
    const told = blocks.filter(([name, { text }]) => /^(?:because|way|miss|hint) /.test(name) && text.trim() !== '');
    return told.flatMap(([name, { text }], index) => {
      const [first] = told.find(([, other], at) => at < index && other.text === text) ?? [];
      return first === undefined ? [] : [inProse({ folder, step: id }, 'answer.same', { block: name, first })];
    });
  });
