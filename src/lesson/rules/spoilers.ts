/** Rule: what a prediction asks is nowhere told before it: the page locks its run in every step up to it, and no step leads beyond the lock. */
import { valueOf } from '#lesson/facts';
import type { LessonStep } from '#lesson/lesson';
import { passagesOf, referencesIn } from '#lesson/prose';
import type { Run } from '#lesson/run';
import {
  inLesson,
  inProse,
  judged,
  situations,
  soundRun,
  type Finding,
  type Rule,
  type Situation,
  type Subject,
} from '#lesson/subject';
import { parseDuration } from '#sim/time';

export const spoilers: Rule = (subject) => {
  const all = situations(subject);
  return all.flatMap(({ step, index, script }) => {
    const lockUs = step.kind === 'predict' ? parseDuration(step.locksAt) : undefined;
    const run = soundRun(subject, script);
    if (lockUs === undefined || !run) return [];
    const asked = { id: step.id, lockUs, run };
    return all.slice(0, index + 1).flatMap((before) => {
      if (before.script === script) return toldIn(subject, before, asked);
      return isSameRun(subject, before.script, run)
        ? [inLesson({ folder: subject.folder, step: before.step.id }, 'told.run', { prediction: step.id })]
        : [];
    });
  });
};

interface Asked {
  readonly id: string;
  readonly lockUs: number;
  readonly run: Run;
}

/** The same but for its title: another text, which the page would not lock. */
function isSameRun(subject: Subject, script: string, { trace }: Run): boolean {
  const other = soundRun(subject, script)?.trace.scenario;
  return (
    other !== undefined && JSON.stringify({ ...other, title: '' }) === JSON.stringify({ ...trace.scenario, title: '' })
  );
}

function toldIn(subject: Subject, { step }: Situation, { id, lockUs, run }: Asked): Finding[] {
  const place = { folder: subject.folder, step: step.id };
  const isBeyond = (name: string) => (timeOf(subject, name, run) ?? 0) > lockUs;
  const opens = step.opensAt !== undefined && isBeyond(step.opensAt) ? [step.opensAt] : [];
  const shows = 'shows' in step && step.shows !== undefined ? [step.shows] : [];
  return [
    ...opens.map((moment) => inLesson(place, 'told.moment', { moment, prediction: id })),
    ...shows.map((name) => inLesson(place, 'told.verdict', { name, prediction: id })),
    ...(step.sweep ? [inLesson(place, 'told.many', { prediction: id })] : []),
    ...momentsIn(subject, step, id)
      .filter(isBeyond)
      .map((moment) => inProse(place, 'told.moment', { moment, prediction: id })),
  ];
}

/** Moments of the words that can be read before the prediction is made: its explanations come after it. */
function momentsIn({ prose }: Subject, step: LessonStep, prediction: string): string[] {
  const section = Object.hasOwn(prose.sections, step.id) ? prose.sections[step.id] : undefined;
  if (!section) return [];
  const isShown = (block: string) => step.id !== prediction || !block.startsWith('because ');
  return passagesOf(section)
    .filter(([block]) => isShown(block))
    .flatMap(([, passage]) => referencesIn(passage).flatMap(({ to, name }) => (to === 'moment' ? [name] : [])));
}

/** A time, or the name of a fact that is one; undefined for what is neither, which `rules/references` reports. */
function timeOf(subject: Subject, name: string, run: Run): number | undefined {
  const { facts } = subject.lesson;
  if (!Object.hasOwn(facts, name)) return parseDuration(name);
  const { value } = judged(() => valueOf(facts[name]!, run, (script) => soundRun(subject, script)!));
  return typeof value === 'object' ? value.us : undefined;
}
