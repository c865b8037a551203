/** A lesson that is being taken, as a record that the browser keeps; and back. */
import type { LessonRecord } from '#lesson/records';
import type { Changed, LessonSession } from '#player/lesson-session.svelte';
import { parseScript } from '#sim/script/parse';
import { printScript } from '#sim/script/print';

/** `savedAt` in milliseconds since 1970. */
export function recordOf(session: LessonSession, savedAt: number): LessonRecord {
  const { steps } = session.lesson;
  const { progress, changed } = session;
  return {
    progress,
    seen: steps.findIndex(({ id }) => id === progress.furthest) + 1,
    steps: steps.length,
    finished: progress.finished,
    savedAt,
    scripts: Object.fromEntries(changed.map(({ step, scenario }) => [steps[step]!.id, printScript(scenario)])),
  };
}

/** Puts a record back; a script that no longer runs, or whose step is gone, is left out. */
export function resumeRecord(session: LessonSession, { progress, scripts }: LessonRecord): void {
  const changed = session.lesson.steps.flatMap(({ id, script }, step): Changed[] => {
    const text = Object.hasOwn(scripts, id) && script !== undefined ? scripts[id] : undefined;
    const parsed = text === undefined ? undefined : parseScript(text);
    return parsed && parsed.errors.length === 0 ? [{ step, scenario: parsed.scenario }] : [];
  });
  session.resume(progress, changed);
}
