/** Rule: a lesson takes 10 to 15 minutes in 5 to 8 steps, and is written for somebody. */
import { inLesson, type Rule } from '#lesson/subject';

const MINUTES = { least: 10, most: 15 };
const STEPS = { least: 5, most: 8 };

export const size: Rule = ({ folder, lesson: { minutes, steps, roles } }) => [
  ...(minutes < MINUTES.least || minutes > MINUTES.most
    ? [inLesson({ folder }, 'minutes', { minutes, ...MINUTES })]
    : []),
  ...(steps.length < STEPS.least || steps.length > STEPS.most
    ? [inLesson({ folder }, 'steps', { count: steps.length, ...STEPS })]
    : []),
  ...(roles.core.length === 0 ? [inLesson({ folder }, 'roles')] : []),
  ...roles.useful
    .filter((role) => roles.core.includes(role))
    .map((role) => inLesson({ folder }, 'roles.twice', { role })),
];
