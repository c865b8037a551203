/** Rule: the takeaway names where its claims can be read. */
import { inLesson, type Rule } from '#lesson/subject';

export const sources: Rule = ({ folder, lesson }) =>
  lesson.steps.flatMap((step) => {
    if (step.kind !== 'takeaway') return [];
    const place = { folder, step: step.id };
    const blank = step.sources.filter(({ text }) => text.trim().length < 10).map(() => inLesson(place, 'source.text'));
    const open = step.sources
      .filter(({ url }) => url !== undefined && !/^https:\/\/[^/\s]+\/?\S*$/.test(url))
      .map(({ url }) => inLesson(place, 'source.url', { url: url! }));
    return step.sources.length === 0 ? [inLesson(place, 'source')] : [...blank, ...open];
  });
