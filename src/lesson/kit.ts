/** What a `lesson.ts` may import: the definition's type, and small predicates over runs, so that lessons read as sentences. */
import type { Value } from '#history/operation';
import { sameValue } from '#history/value';
import type { Lesson, Question, RecallStep, Source } from '#lesson/lesson';
import type { Run } from '#lesson/run';
import { readOutcomes } from '#measure/freshness';
import { stateAt } from '#sim/lookup';

export { missChance } from '#measure/shares';

/** Checks nothing at run time: gives `lesson.ts` its type. The rules of `lesson/rules/` judge it when it is built and tested. */
export const defineLesson = (lesson: Lesson): Lesson => lesson;

/** A question about earlier lessons, its choices in their order; `right` is the one that is. */
export const question = <Choice extends string>(
  id: string,
  right: NoInfer<Choice>,
  choices: readonly Choice[],
): Question => ({ id, choices: choices.map((choice) => ({ id: choice, right: choice === right })) });

/** The questions with which a lesson begins, beside its first experiment. */
export const recall = (script: string, ...questions: readonly Question[]): RecallStep => ({
  ...{ id: 'before', kind: 'recall' },
  script,
  questions,
});

/** The ways between the cities where most experiments play, each in one direction: lines of a script's head. */
export const CITIES = `link Frankfurt-Virginia 45ms
link Frankfurt-Singapore 90ms
link Virginia-Singapore 110ms
`;

/** A chapter of the book that most lessons rest on; `part` says what of it. */
export const ddia = (chapter: number, part: string): Source => ({
  text: `Martin Kleppmann, Designing Data-Intensive Applications, first edition, O’Reilly 2017, chapter ${chapter}, ${part}`,
});

export const DYNAMO: Source = {
  text: 'Giuseppe DeCandia and others, “Dynamo: Amazon’s Highly Available Key-value Store”, 21st ACM Symposium on Operating Systems Principles, 2007',
  url: 'https://doi.org/10.1145/1294261.1294281',
};

/** Whole microseconds of so many milliseconds. */
export const ms = (count: number): number => Math.round(count * 1_000);

/** The script with one passage replaced. Throws unless `from` stands in it exactly once. */
export function changed(script: string, from: string, to: string): string {
  const parts = script.split(from);
  if (parts.length !== 2)
    throw new Error(`"${from}" stands ${parts.length - 1} times in the script; it must stand there once`);
  return parts.join(to);
}

/** The script with several passages replaced, one after the other. */
export const varied = (script: string, ...changes: readonly (readonly [from: string, to: string])[]): string =>
  changes.reduce((now, [from, to]) => changed(now, from, to), script);

/** The run has this setting of its protocol, said in its script. */
export const hasSetting = ({ trace }: Run, name: string, value: string): boolean =>
  trace.scenario.protocol.settings[name] === value;

/** The operation returned this value. */
export const returned = (run: Run, operation: string, value: Value): boolean => {
  const { status, value: found } = run.operation(operation);
  return status === 'ok' && sameValue(found, value);
};

/** The operation got an answer, whatever it was. */
export const isAnswered = (run: Run, operation: string): boolean => run.operation(operation).status === 'ok';

/** From call to answer in µs; Infinity while there is none. */
export function tookUs(run: Run, operation: string): number {
  const { callUs, returnUs } = run.operation(operation);
  return returnUs - callUs;
}

/** Request and answer of this operation went their way: neither was lost, dragged, dropped or doubled. */
export const isUntouched = (run: Run, operation: string): boolean =>
  run.trace.messages
    .filter(({ about, kind }) => about === operation && (kind === 'request' || kind === 'reply'))
    .every(({ edited, twin, outcome }) => !edited && !twin && outcome !== 'lost');

/** When a message of this kind about this operation reached a replica (µs); Infinity if none did. */
export function reachedUs(run: Run, { kind, about, to }: { kind: string; about: string; to: string }): number {
  const node = run.trace.nodes.indexOf(to);
  const arrivals = run.trace.messages.filter(
    (each) => each.kind === kind && each.about === about && each.to === node && each.outcome === 'delivered',
  );
  return Math.min(Infinity, ...arrivals.map(({ endedAtUs }) => endedAtUs));
}

/** The first time (µs) at which a read of this key at this replica would return this value; Infinity if there is none. */
export function shownFromUs(run: Run, { replica, key, value }: { replica: string; key: string; value: Value }): number {
  const { atUs } = run.trace.timelines[run.trace.nodes.indexOf(replica)]!;
  return atUs.find((us) => sameValue(run.shown(replica, key, us), value)) ?? Infinity;
}

const replicasOf = ({ trace }: Run): readonly string[] => trace.nodes.slice(0, trace.replicas);

/** What each replica shows of a key at the end of the run. */
export const endsOf = (run: Run, key: string): readonly Value[] =>
  replicasOf(run).map((replica) => run.shown(replica, key, run.trace.endsUs));

/** The least number that any replica shows of a key at any moment. */
export const leastShown = (run: Run, key: string): number =>
  Math.min(
    ...replicasOf(run).flatMap((replica, node) =>
      run.trace.timelines[node]!.atUs.map((us) => Number(run.shown(replica, key, us))),
    ),
  );

/** Both runs leave this replica in one and the same state at this time: disk, memory, all. */
export function isSameInside(run: Run, other: Run, { replica, atUs }: { replica: string; atUs: number }): boolean {
  const inside = ({ trace }: Run) => JSON.stringify(stateAt(trace, trace.nodes.indexOf(replica), atUs));
  return inside(run) === inside(other);
}

/** Acknowledged writes that the log of the last primary does not have, at the end of the run. */
export const lostWrites = (run: Run): number => run.ledger().missing.length;

/** Acknowledged writes that a rule has dropped in favour of one that did not know of them, at the end of the run. */
export const droppedWrites = (run: Run): number => run.ledger().dropped.length;

/** Writes whose clients were told that they are done. */
export const acknowledgedWrites = (run: Run): number => run.ledger().acknowledged.length;

/** Writes whose clients gave up: nobody took them, or nobody said so. */
export const unansweredWrites = (run: Run): number => run.ledger().unanswered.length;

/** Writes that a returned primary keeps out of the log until someone decides, at the end of the run. */
export const asideWrites = (run: Run): number => run.ledger().aside.length;

/** When this client was first told "done" of a write after a time (µs); Infinity if it never was. */
export const nextDoneUs = (run: Run, client: string, fromUs: number): number =>
  Math.min(Infinity, ...donesOf(run, client).filter((us) => us > fromUs));

/** When this client was told "done" of its writes, µs. */
export const donesOf = ({ trace }: Run, client: string): number[] =>
  trace.operations
    .filter(
      ({ id, status, micro }) => id.startsWith(`${client}.`) && status === 'ok' && micro.some(({ f }) => f !== 'read'),
    )
    .map(({ returnUs }) => returnUs);

/** Of the reads that began within this time (µs) after the last acknowledged write: how many there are, and how many are stale. */
export function readsSoon({ trace }: Run, withinUs = Infinity): { readonly all: number; readonly stale: number } {
  const soon = readOutcomes(trace).filter(({ sinceUs }) => sinceUs <= withinUs);
  return { all: soon.length, stale: soon.filter(({ isFresh }) => !isFresh).length };
}
