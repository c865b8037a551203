/** Rule: a step offers only settings that its protocol has, tools that exist, and guarantees that a checker judges. */
import { TOOLS } from '#lesson/lesson';
import { inLesson, situations, type Rule } from '#lesson/subject';

export const permissions: Rule = (subject) =>
  situations(subject).flatMap(({ step, script }) => {
    const { folder, laboratory } = subject;
    const place = { folder, step: step.id };
    const experiment = subject.experiment(script);
    const known = experiment.run ? Object.keys(experiment.protocol.settings) : undefined;
    const { settings = [], tools = [] } = step.may ?? {};
    const taught = (step.kind === 'play' || step.kind === 'explain') && step.teaches ? [step.teaches] : [];
    const shows = step.kind === 'play' || step.kind === 'explain' ? step.shows : undefined;
    const checkers = laboratory.checkers.map(({ id }) => id);
    return [
      ...settings
        .filter((name) => known && !known.includes(name))
        .map((name) => inLesson(place, 'setting', { name, expected: known!.join(', ') })),
      ...tools
        .filter((tool) => !TOOLS.includes(tool))
        .map((name) => inLesson(place, 'tool', { name, expected: TOOLS.join(', ') })),
      ...taught.filter((tool) => !tools.includes(tool)).map((name) => inLesson(place, 'teaches', { name })),
      ...(shows === undefined || checkers.includes(shows)
        ? []
        : [inLesson(place, 'shows', { name: shows, expected: checkers.join(', ') })]),
      ...(step.kind === 'goal' && settings.length === 0 && tools.length === 0 ? [inLesson(place, 'goal.hands')] : []),
    ];
  });
