/** Between a lesson session and what a talk says of it: read off the presenter's, put into the room's. */
import type { Marks, Progress } from '#lesson/progress';
import type { LessonSession } from '#player/lesson-session.svelte';
import type { Shown } from '#player/talk/talk';
import { parseScript } from '#sim/script/parse';
import { printScript } from '#sim/script/print';

/** What a session shows, at a stop of the talk. A gesture that is still under way is shown too. */
export function shownOf(session: LessonSession, stop: string): Shown {
  const { instrument, isVisiting, progress } = session;
  return {
    stop,
    progress: progress as Shown['progress'],
    script: printScript(instrument.scenario),
    visits: isVisiting,
    atUs: instrument.head.atUs,
    selection: instrument.selection ?? null,
    guarantee: instrument.guarantee ?? null,
  };
}

/** Makes a session show this; what cannot be read of it is left as the lesson has it. Never plays. */
export function mirror(session: LessonSession, shown: Shown): void {
  const progress = { ...shown.progress, marks: shown.progress.marks as Record<string, Marks> } satisfies Progress;
  if (JSON.stringify(session.progress) !== JSON.stringify(progress)) session.resume(progress);
  if (!shown.visits) session.leave();
  if (shown.visits !== session.isVisiting || printScript(session.instrument.kept) !== shown.script) {
    if (shown.visits) session.visit(shown.script);
    else bring(session, shown);
  }
  const { head } = session.instrument;
  head.pause();
  head.seek(shown.atUs);
  session.instrument.select(shown.selection ?? undefined);
  session.instrument.explain(shown.guarantee ?? undefined);
}

function bring(session: LessonSession, { script, atUs }: Shown): void {
  const { scenario, errors } = parseScript(script);
  if (errors.length === 0) session.bring(scenario, atUs);
}
