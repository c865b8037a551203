/** A run told in sentences, each with its cause: for the text log, the live region and the command line. */
import { phrase, type Phrase } from '#history/phrase';
import { isApplying, kindOf } from '#sim/lookup';
import type { Trace } from '#sim/trace';
import { carriedBy, factsOf, type Facts } from './narration/facts';
import { isKnown, isSending, narrateStage } from './narration/messages';
import { listOf, namesOf } from './narration/names';
import { narrate, type Describe } from './narration/record';

export { narrate } from './narration/record';

export interface Sentence {
  /** The record that it tells; others of the moment may be folded into it. */
  readonly record: number;
  readonly atUs: number;
  readonly moment: number;
  readonly phrase: Phrase;
}

/** The whole run in order: internal noise left out, and what happens in one moment told together. */
export function narrationOf(trace: Trace, describe?: Describe): Sentence[] {
  const { records } = trace;
  const sentences: Sentence[] = [];
  for (let first = 0; first < records.count;) {
    let end = first + 1;
    while (end < records.count && records.moment[end] === records.moment[first]) end += 1;
    sentences.push(...tellMoment(trace, { first, end }, describe));
    first = end;
  }
  return sentences;
}

interface Moment {
  readonly facts: Facts;
  readonly records: readonly number[];
  /** Records that another sentence of the moment tells. */
  readonly folded: Set<number>;
  readonly told: Map<number, Phrase>;
}

/** The sentences of one moment: the records from `first` up to `end`, itself left out. */
function tellMoment(trace: Trace, { first, end }: { first: number; end: number }, describe?: Describe): Sentence[] {
  const facts = factsOf(trace);
  const moment: Moment = {
    facts,
    records: Array.from({ length: end - first }, (_, offset) => first + offset),
    folded: new Set(),
    told: new Map(),
  };
  foldNoise(moment);
  foldCalls(moment);
  foldTurns(moment);
  joinSendings(moment);
  joinStorage(moment);
  foldReplies(moment);
  for (const record of moment.records) {
    const sentence =
      moment.folded.has(record) || moment.told.has(record) ? undefined : narrate(trace, record, describe);
    if (sentence) moment.told.set(record, sentence);
  }
  foldArrivals(moment);
  const told = moment.records.filter((record) => moment.told.has(record));
  return told.map((record) => ({
    record,
    atUs: trace.records.atUs[record]!,
    moment: trace.records.moment[record]!,
    phrase: moment.told.get(record)!,
  }));
}

const ofKind = ({ facts, records }: Moment, kind: ReturnType<typeof kindOf>): number[] =>
  records.filter((record) => kindOf(facts.trace, record) === kind);

const messageOf = ({ trace }: Facts, record: number) => trace.messages[trace.records.message[record]!]!;

/** Timers that show nothing, the hand-over to the operating system, and signs of life. */
function foldNoise(moment: Moment): void {
  const timers = ofKind(moment, 'timer').filter((record) => !isApplying(moment.facts.trace, record));
  for (const record of [...timers, ...ofKind(moment, 'written')]) moment.folded.add(record);
  for (const record of moment.records) {
    if (moment.facts.trace.records.message[record]! >= 0 && messageOf(moment.facts, record).kind === 'heartbeat')
      moment.folded.add(record);
  }
}

/** A call tells its first request. */
function foldCalls(moment: Moment): void {
  const { facts, folded } = moment;
  for (const call of ofKind(moment, 'call')) {
    const { id } = facts.trace.operations[facts.trace.records.operation[call]!]!;
    const request = moment.records.find(
      (record) =>
        record > call &&
        isSending(facts, record) &&
        messageOf(facts, record).kind === 'request' &&
        messageOf(facts, record).about === id,
    );
    if (request !== undefined) folded.add(request);
  }
}

/** A cut and a heal count the messages that turn. */
function foldTurns(moment: Moment): void {
  if (ofKind(moment, 'step').length === 0) return;
  for (const record of ofKind(moment, 'travelling')) if (!isSending(moment.facts, record)) moment.folded.add(record);
}

/** Messages that differ only in their receiver are sent in one sentence. */
function joinSendings(moment: Moment): void {
  const { facts, folded, told } = moment;
  const groups = new Map<string, number[]>();
  for (const record of ofKind(moment, 'travelling')) {
    const { kind, from, about, twin, name } = messageOf(facts, record);
    if (folded.has(record) || twin || !isSending(facts, record)) continue;
    const key = `${kind} ${from} ${about} ${name.includes(' try ')}`;
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  for (const group of groups.values()) {
    const [first, ...others] = group;
    if (others.length === 0) continue;
    told.set(
      first!,
      narrateStage(
        facts,
        first!,
        group.map((record) => messageOf(facts, record).to),
      ),
    );
    for (const other of others) folded.add(other);
  }
}

/** What reaches a disk is told with those who hear of it. */
function joinStorage(moment: Moment): void {
  const { facts, folded, told } = moment;
  for (const record of ofKind(moment, 'flushed')) {
    const sendings = moment.records.filter(
      (each) =>
        each > record &&
        isSending(facts, each) &&
        ['copy', 'acknowledgement'].includes(messageOf(facts, each).kind) &&
        !messageOf(facts, each).twin,
    );
    const [first] = sendings;
    if (first === undefined) continue;
    const { kind } = messageOf(facts, first);
    const carried = [...new Set(sendings.flatMap((each) => carriedBy(messageOf(facts, each), facts.operations)))];
    const what = namesOf(facts, carried);
    if (what === undefined || sendings.some((each) => messageOf(facts, each).kind !== kind)) continue;
    const to = listOf([...new Set(sendings.map((each) => facts.trace.nodes[messageOf(facts, each).to]!))])!;
    told.set(
      record,
      phrase(kind === 'copy' ? 'narration.logs.sends' : 'narration.logs.confirms', {
        node: facts.trace.nodes[messageOf(facts, first).from]!,
        what,
        to,
      }),
    );
    for (const each of sendings) {
      folded.add(each);
      told.delete(each);
    }
  }
}

/** A machine that says why it acknowledges has told the answer. */
function foldReplies(moment: Moment): void {
  const { facts, folded } = moment;
  const notes = ofKind(moment, 'note').map((record) => facts.trace.notes[facts.trace.records.detail[record]!]!);
  const explained = new Set(
    notes.filter(({ id }) => id.startsWith('note.acknowledged')).map(({ args }) => args['operation']),
  );
  for (const record of ofKind(moment, 'travelling')) {
    const { kind, about, twin } = messageOf(facts, record);
    if (kind === 'reply' && !twin && explained.has(about) && isSending(facts, record)) folded.add(record);
  }
}

/** An arrival is told by what it leads to, if that is told; except one that brings what was known already. */
function foldArrivals(moment: Moment): void {
  const { facts, told } = moment;
  for (const record of ofKind(moment, 'delivered')) {
    if (told.size > 1 && !isKnown(facts, messageOf(facts, record), record)) told.delete(record);
  }
}
