/** Who leads, by what replicas say of themselves: of several at once the one of the highest epoch, since its log decides. */
import type { BadgeMark, Description } from '#sim/marks';

/** Badges of those who lead; one who is elected and still waits does not yet. */
const LEADING: ReadonlySet<string> = new Set(['role.primary', 'role.leader']);

const badges = (marks: Description): BadgeMark[] => marks.filter((mark) => mark.mark === 'badge');

export const leads = (marks: Description): boolean => badges(marks).some(({ id }) => LEADING.has(id));

/** The epoch that a replica's badge tells; 0 in designs without epochs. */
const epochOf = (marks: Description): number =>
  Number(badges(marks).find(({ id }) => id === 'badge.epoch')?.args?.['epoch'] ?? 0);

/** The place in the list of the replica whose log decides; -1 where nobody leads. */
export function leadingAt(all: readonly Description[]): number {
  let best = -1;
  all.forEach((marks, at) => {
    if (leads(marks) && (best < 0 || epochOf(marks) > epochOf(all[best]!))) best = at;
  });
  return best;
}
