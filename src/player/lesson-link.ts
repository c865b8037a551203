/** Links into a lesson: the step, what was answered so far, the learner's experiment, and where the cursor stands. */
import { phrase, type Phrase } from '#history/phrase';
import type { LessonSession } from '#player/lesson-session.svelte';
import { readLink, writeLink } from '#player/link';
import { viewOf } from '#player/view';
import { traceHash } from '#sim/hash';
import { parseScript } from '#sim/script/parse';
import { printScript } from '#sim/script/print';

export function lessonLink(session: LessonSession): Promise<string> {
  const script = printScript(session.mine);
  return writeLink({
    runs: [{ name: 'A', script }],
    active: 0,
    ...viewOf(session.instrument),
    progress: session.progress,
  });
}

/** Opens a link in its lesson; gives what has to be said of it. A link that cannot be read leaves the lesson as it is. */
export async function openLessonLink(session: LessonSession, fragment: string): Promise<Phrase | undefined> {
  const read = await readLink(fragment);
  if (!read.linked) return read.fault;
  const { runs, active, hash, atUs, selection, guarantee, progress } = read.linked;
  session.resume(progress);
  const { instrument } = session;
  const { scenario, errors } = parseScript(runs[active]!.script);
  if (errors.length === 0 && printScript(scenario) !== printScript(session.mine)) session.bring(scenario, atUs);
  if (errors.length > 0 || instrument.faults.length > 0) {
    instrument.undo();
    return phrase('link.script');
  }
  instrument.head.seek(atUs);
  if (selection !== undefined) instrument.select(selection);
  instrument.explain(guarantee);
  return traceHash(instrument.evaluation.trace) === hash ? undefined : phrase('link.behaviour');
}
