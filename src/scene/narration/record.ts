/** One record of a trace as a sentence that names its cause. */
import { phrase, type Phrase, type PhraseArgument } from '#history/phrase';
import { intervalAt, isApplying, kindOf, stateAt, stateBefore } from '#sim/lookup';
import type { Protocol } from '#sim/protocol';
import { printValue } from '#sim/script/values';
import type { MessageTrace, Trace } from '#sim/trace';
import { carriedBy, factsOf, type Facts } from './facts';
import { narrateStage } from './messages';
import { answerText, kindOfOperation, listOf, nameOf, namesOf } from './names';
import { narrateStep } from './steps';

/** A protocol's own marks: with them a change of role or mode is told too. */
export type Describe = Protocol['describe'];

/** Undefined where the record says nothing that another sentence does not say. */
export function narrate(trace: Trace, record: number, describe?: Describe): Phrase | undefined {
  const facts = factsOf(trace);
  switch (kindOf(trace, record)) {
    case 'step':
      return narrateStep(facts, record);
    case 'queued':
    case 'travelling':
    case 'held':
    case 'delivered':
    case 'lost':
      return narrateStage(facts, record);
    case 'timer':
      return isApplying(trace, record) ? narrateApplied(trace, record, describe) : narrateTimer(facts, record);
    case 'written':
      return narrateStorage(facts, record, 'narration.written');
    case 'flushed':
      return narrateStorage(facts, record, 'narration.logs');
    case 'state':
      return describe ? narrateState(trace, record, describe) : undefined;
    case 'down':
    case 'up':
    case 'paused':
    case 'resumed':
      return narrateNode(facts, record);
    case 'call':
      return narrateCall(facts, record);
    case 'return':
      return narrateReturn(facts, record);
    case 'note':
      return narrateNote(facts, record);
    case 'command':
      return narrateCommand(facts, record);
  }
}

const nodeName = ({ trace: { nodes, records } }: Facts, record: number): string => nodes[records.node[record]!]!;

/** Timers of which nothing is to be said: a heartbeat is seen when it flies, and the others' ends are told by a note. */
const QUIET = ['heartbeat', 'detect', 'lease', 'gossip'];

function narrateTimer(facts: Facts, record: number): Phrase | undefined {
  const { records, texts } = facts.trace;
  const [node, timer] = [nodeName(facts, record), texts[records.detail[record]!]!];
  if (QUIET.includes(timer)) return undefined;
  if (timer !== 'timeout' || records.node[record]! < facts.trace.replicas)
    return phrase('narration.timer', { node, timer });
  return phrase('narration.timer.timeout', { client: node, waitedUs: waitedUs(facts, record) });
}

/** What reads see from now on; nothing where the timer came too late to change it. */
function narrateApplied(trace: Trace, record: number, describe: Describe | undefined): Phrase | undefined {
  const node = trace.records.node[record]!;
  const [before, after] = [stateBefore(trace, node, record), stateAt(trace, node, trace.records.atUs[record]!)];
  if (!describe || !before || !after) return undefined;
  const old = describe(before);
  const fresh = describe(after).filter(
    (mark) =>
      mark.mark === 'value' &&
      !old.some((other) => other.mark === 'value' && other.key === mark.key && other.writer === mark.writer),
  );
  const what = listOf(
    fresh.flatMap((mark) => (mark.mark === 'value' ? [`${mark.key}=${printValue(mark.value)}`] : [])),
  );
  return what === undefined ? undefined : phrase('narration.applies', { node: trace.nodes[node]!, what });
}

/** From the record that set a timer to the one by which it ended. */
const waitedUs = ({ trace: { records } }: Facts, record: number): number =>
  records.atUs[record]! - records.atUs[Math.max(0, records.cause[record]!)]!;

/** The message that led to this record, nearest first. */
function messageBehind({ trace }: Facts, record: number): MessageTrace | undefined {
  let cause = trace.records.cause[record]!;
  while (cause >= 0 && kindOf(trace, cause) !== 'delivered') cause = trace.records.cause[cause]!;
  return cause < 0 ? undefined : trace.messages[trace.records.message[cause]!]!;
}

function narrateStorage(facts: Facts, record: number, id: 'narration.written' | 'narration.logs'): Phrase {
  const message = messageBehind(facts, record);
  if (message?.kind === 'transfer') return phrase('narration.safe', { node: nodeName(facts, record) });
  const what = message && namesOf(facts, carriedBy(message, facts.operations));
  const node = nodeName(facts, record);
  return what === undefined ? phrase('narration.logs.all', { node }) : phrase(id, { node, what });
}

/** A changed badge: a role or mode begins. */
function narrateState(trace: Trace, record: number, describe: Describe): Phrase | undefined {
  const node = trace.records.node[record]!;
  if (node >= trace.replicas) return undefined;
  const cause = trace.records.cause[record]!;
  const [before, after] = [stateBefore(trace, node, cause), stateAt(trace, node, trace.records.atUs[record]!)].map(
    (state) => (state ? describe(state).flatMap((mark) => (mark.mark === 'badge' ? [mark] : [])) : []),
  );
  const missing = (from: typeof before, among: typeof before) =>
    from!.find(({ id }) => !among!.some((other) => other.id === id));
  const [fresh, gone] = [missing(after, before), missing(before, after)];
  const name = trace.nodes[node]!;
  if (fresh) return phrase('narration.becomes', { node: name, mode: phrase(fresh.id, fresh.args) });
  return gone && phrase('narration.ceases', { node: name, mode: phrase(gone.id, gone.args) });
}

function narrateNode(facts: Facts, record: number): Phrase {
  const { records, texts } = facts.trace;
  const node = nodeName(facts, record);
  switch (kindOf(facts.trace, record)) {
    case 'down':
      return phrase('narration.down', { node, kind: texts[records.detail[record]!]! });
    case 'up':
      return phrase(isEmptied(facts, record) ? 'narration.up.empty' : 'narration.up', { node });
    case 'paused':
      return phrase('narration.paused', { node });
    default:
      return phrase('narration.resumed', { node, waiting: waitingAt(facts, record) });
  }
}

/** Whether the crash before this restart, or a second one while the node was down, took its disk. */
function isEmptied({ trace, crashes }: Facts, record: number): boolean {
  const { records, texts, scenario, steps, nodes } = trace;
  const node = records.node[record]!;
  const crash = crashes[node]!.findLast((each) => each < record)!;
  if (texts[records.detail[crash]!] === 'disk') return true;
  for (let each = crash + 1; each < record; each += 1) {
    if (kindOf(trace, each) !== 'step') continue;
    const { action } = scenario.steps[steps[records.detail[each]!]!.index]!;
    if (action.do === 'crash' && action.kind === 'disk' && action.node === nodes[node]) return true;
  }
  return false;
}

/** Messages that arrived while the node was paused. */
function waitingAt({ trace: { messages, pauses, records } }: Facts, record: number): number {
  const node = records.node[record]!;
  const pause = pauses[node]!.find(({ toUs }) => toUs === records.atUs[record])!;
  return messages.filter(
    ({ to, outcome, endedAtUs }) => to === node && outcome === 'delivered' && intervalAt([pause], endedAtUs),
  ).length;
}

function narrateCall(facts: Facts, record: number): Phrase {
  const { records, operations, nodes } = facts.trace;
  const operation = operations[records.operation[record]!]!;
  const told = { client: nodeName(facts, record), f: kindOfOperation(operation), what: nameOf(facts, operation.id) };
  const request = facts.requests.get(operation.id);
  return request
    ? phrase('narration.asks', { ...told, replica: nodes[request.to]! })
    : phrase('narration.begins', told);
}

function narrateReturn(facts: Facts, record: number): Phrase {
  const { records, operations } = facts.trace;
  const operation = operations[records.operation[record]!]!;
  const f = kindOfOperation(operation);
  const isRead = f === 'read';
  const told = { client: nodeName(facts, record), what: nameOf(facts, operation.id) };
  switch (operation.status) {
    case 'ok':
      return isRead
        ? phrase('narration.reads', { ...told, what: answerText(operation, operation.value) })
        : phrase('narration.done', { ...told, f });
    case 'fail':
      return phrase('narration.refused', told);
    case 'info':
      if (operation.reply >= 0) return phrase('narration.unsure', told);
      return phrase('narration.unknown', { ...told, f, waitedUs: operation.returnUs - operation.callUs });
    case 'timeout-read':
      return phrase('narration.unanswered', { ...told, waitedUs: operation.returnUs - operation.callUs });
  }
}

/** A machine's own word, with what it cannot know: whose operation it is, and whose acknowledgement led to it. */
function narrateNote(facts: Facts, record: number): Phrase {
  const { records, notes, nodes } = facts.trace;
  const { id, args } = notes[records.detail[record]!]!;
  const given = Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, argumentOf(facts, { id, name, value })]),
  );
  const operation = facts.operations.get(String(args['operation']));
  const about = operation ? { client: nodes[operation.client]!, what: nameOf(facts, operation.id) } : {};
  const cause = records.cause[record]!;
  const word =
    cause >= 0 && kindOf(facts.trace, cause) === 'delivered'
      ? facts.trace.messages[records.message[cause]!]!
      : undefined;
  const by = word?.kind === 'acknowledgement' ? nodes[word.from]! : 'none';
  return phrase(id, { node: nodeName(facts, record), by, ...about, ...given });
}

/** Arguments that name a write, which is told by what it wrote. */
const WRITES: readonly string[] = ['winner', 'loser', 'first', 'last'];
/** Arguments that name who wrote: nobody where it stood there from the beginning. */
const WRITERS: readonly string[] = ['winnerBy', 'loserBy'];

function argumentOf(facts: Facts, { id, name, value }: { id: string; name: string; value: unknown }): PhraseArgument {
  if (WRITES.includes(name)) return nameOf(facts, String(value));
  if (WRITERS.includes(name) && value === '') return 'none';
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new Error(`note ${id}: its argument "${name}" is neither a text nor a number`);
}

function narrateCommand(facts: Facts, record: number): Phrase {
  const { records, scenario, steps } = facts.trace;
  const { action } = scenario.steps[steps[records.detail[records.cause[record]!]!]!.index]!;
  if (action.do !== 'command') throw new Error(`record ${record}: a command that no step of the script gave`);
  return phrase('narration.command', { node: action.node, command: [action.command, ...action.args].join(' ') });
}
