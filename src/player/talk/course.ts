/** Moves a lesson session to a stop of a talk: on to the next one by playing, to any other by standing there at once. */
import type { Marks } from '#lesson/progress';
import type { Lesson, LessonStep } from '#lesson/lesson';
import { stopsOf, type Stop } from '#lesson/stops';
import type { LessonSession } from '#player/lesson-session.svelte';
import { parseDuration } from '#sim/time';

export { minutesOf as minutesFor } from '#lesson/notes';
export { stopsOf, type Stop };

/** On to a stop that follows the present one: the run plays from where it stands. */
export function playOn(session: LessonSession, stop: Stop): void {
  if (stop.step === session.at + 1) {
    if (!session.canGoOn) session.send({ type: 'skip' });
    session.send({ type: 'next' });
  }
  if (stop.step === session.at) enact(session, stop, true);
  else standAt(session, stop);
}

/** Stands at a stop, wherever the session was: steps before it count as passed, those behind it as not yet seen. */
export function standAt(session: LessonSession, stop: Stop): void {
  const { lesson } = session;
  const { id } = lesson.steps[stop.step]!;
  const passed = Object.fromEntries(lesson.steps.slice(0, stop.step).map((step) => [step.id, passedMarks(step)]));
  // Steps that look only need no marks; an empty record of them would be one more way to say the same.
  const marks = Object.fromEntries(Object.entries(passed).filter(([, mark]) => Object.keys(mark).length > 0));
  session.resume({ at: id, furthest: id, finished: false, marks });
  enact(session, stop, false);
}

function passedMarks({ kind }: LessonStep): Marks {
  switch (kind) {
    case 'predict':
      return { skipped: true, revealed: true };
    case 'recall':
    case 'goal':
      return { skipped: true };
    case 'play':
    case 'explain':
    case 'takeaway':
      return {};
  }
}

function enact(session: LessonSession, stop: Stop, plays: boolean): void {
  const { step } = session;
  switch (stop.kind) {
    case 'open': // The room sees how it comes to the question: the run is played up to it at the next stop.
      return step.kind === 'predict' && step.opensAt === undefined ? goTo(session, 0, false) : undefined;
    case 'moment':
      return goTo(session, session.timeOf(stop.moment!), plays);
    case 'play':
      return goTo(session, session.instrument.head.endUs, plays);
    case 'vote':
      return goTo(session, timeIn(step, 'locksAt'), plays);
    case 'run':
      session.send({ type: 'skip' });
      return goTo(session, timeIn(step, 'revealsAt'), plays);
    case 'answer':
      session.send({ type: 'skip' });
      goTo(session, Math.max(session.instrument.head.atUs, timeIn(step, 'revealsAt')), false);
      return session.send({ type: 'reveal' });
    case 'ask':
      return;
    case 'tell':
      return answer(session, stop.question!);
    case 'solution':
      session.send({ type: 'skip' });
      if (step.kind === 'goal') session.visit(step.solution);
      return plays ? undefined : session.instrument.head.last();
  }
}

/** Plays there where it lies ahead; else the cursor is put there. */
function goTo(session: LessonSession, atUs: number, plays: boolean): void {
  const { head } = session.instrument;
  if (plays && atUs > head.atUs) head.playTo(atUs);
  else {
    head.pause();
    head.seek(atUs);
  }
}

function timeIn(step: LessonStep, name: 'locksAt' | 'revealsAt'): number {
  if (step.kind !== 'predict') return 0;
  return parseDuration(step[name] ?? step.locksAt) ?? 0;
}

function answer(session: LessonSession, question: string): void {
  const right = rightAnswer(session.lesson, session.at, question);
  if (right !== undefined) session.send({ type: 'answer', question, choice: right });
}

/** The right choice of a question about earlier lessons. */
export function rightAnswer({ steps }: Lesson, at: number, question: string): string | undefined {
  const step = steps[at];
  const asked = step?.kind === 'recall' ? step.questions.find(({ id }) => id === question) : undefined;
  return asked?.choices.find(({ right }) => right)?.id;
}
