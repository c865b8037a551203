/** Many runs: what a sweep varies, what it found, and what is wrong with what it was asked. */
import type { Words } from '#i18n/say';

export const sweepWords: Words = {
  'sweep.vary.form': '“{found}” is nothing to vary. Expected: ack=async,sync or R=1..3.',
  'sweep.vary.twice': '{setting} stands twice among what is varied.',
  'sweep.vary.many': 'These are more than {limit} combinations.',
  'cli.sweep.run': '{protocol}, {runs, plural, one {# run} other {# runs}} of each, seeds {first} … {last}',
  'cli.sweep.as-written': 'as written',
  'cli.sweep.fresh': 'fresh',
  'cli.sweep.interval': '95 % interval',
  'cli.sweep.reads': 'reads',
  'cli.sweep.read': 'read, median / 99 %',
  'cli.sweep.change': 'write, median / 99 %',
  'cli.sweep.since': 'since “done”',
  'cli.sweep.unanswered': '{unanswered} unanswered, {refused} refused',
  'cli.sweep.stale': 'Stale in {variant}: --seed {seed}, {operation}, {sinceUs} after “done”',
  'cli.sweep.never': 'No stale read in {variant}',
};
