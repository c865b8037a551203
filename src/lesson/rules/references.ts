/** Rule: what a word of the prose points to exists in its step's run, in the glossary, or among the claims. */
import { valueOf } from '#lesson/facts';
import { type Reference, passagesOf, referencesIn } from '#lesson/prose';
import type { Run } from '#lesson/run';
import { inProse, judged, situations, soundRun, type Rule, type Subject } from '#lesson/subject';
import { parseDuration } from '#sim/time';

export const references: Rule = (subject) => {
  const { folder, prose } = subject;
  const scriptOf = new Map(situations(subject).map(({ step, script }) => [step.id, script]));
  return Object.entries(prose.sections).flatMap(([step, section]) => {
    const run = soundRun(subject, scriptOf.get(step) ?? '');
    return passagesOf(section)
      .flatMap(([, passage]) => referencesIn(passage))
      .filter((reference) => !exists(subject, reference, run))
      .map(({ to, name }) => inProse({ folder, step }, 'reference', { to, name }));
  });
};

function exists(subject: Subject, { to, name }: Reference, run: Run | undefined): boolean {
  const { lesson, terms } = subject;
  switch (to) {
    case 'term':
      return terms.includes(name);
    case 'claim':
      return lesson.claims.some(({ id }) => id === name);
    case 'moment':
      return run !== undefined && isMoment(subject, name, run);
    case 'operation':
      return run !== undefined && run.trace.operations.some(({ id }) => id === name);
    case 'replica':
      return run !== undefined && run.trace.nodes.slice(0, run.trace.replicas).includes(name);
    case 'client':
      return run !== undefined && run.trace.nodes.slice(run.trace.replicas).includes(name);
  }
}

/** A time, or the name of a fact that is one. */
function isMoment(subject: Subject, name: string, run: Run): boolean {
  const { facts } = subject.lesson;
  const { value } = Object.hasOwn(facts, name)
    ? judged(() => valueOf(facts[name]!, run, (script) => soundRun(subject, script)!))
    : { value: undefined };
  const us = typeof value === 'object' ? value.us : parseDuration(name);
  return us !== undefined && us >= 0 && us <= run.trace.endsUs;
}
