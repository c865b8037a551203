/** Sentences about messages: who sends what to whom and why, where it stops, what its arrival means. */
import { phrase, type Phrase, type PhraseArgument } from '#history/phrase';
import { intervalAt, kindOf } from '#sim/lookup';
import { KIND_CODE, type MessageTrace } from '#sim/trace';
import { narrateAnswer } from './answers';
import { carriedBy, receivedBefore, type Facts } from './facts';
import { kindOfOperation, listOf, messageName, nameOf, subjectOf } from './names';

interface Stage {
  readonly message: MessageTrace;
  readonly record: number;
  /** All that are told in the same sentence: the message itself, and those that differ only in their receiver. */
  readonly receivers: readonly number[];
}

/** A message's stage `travelling`, `queued`, `held`, `delivered` or `lost`. */
export function narrateStage(facts: Facts, record: number, receivers?: readonly number[]): Phrase {
  const number = facts.trace.records.message[record]!;
  const message = facts.trace.messages[number]!;
  const stage: Stage = { message, record, receivers: receivers ?? [message.to] };
  switch (kindOf(facts.trace, record)) {
    case 'queued':
      return phrase('narration.queued', { message: messageName(facts, message) });
    case 'travelling':
      return isSending(facts, record) ? narrateSending(facts, stage) : narrateTurn(facts, stage);
    case 'held':
      return phrase('narration.held', { message: messageName(facts, message) });
    case 'delivered':
      return narrateArrival(facts, stage);
    default:
      return narrateLoss(facts, message);
  }
}

/** Whether a message leaves its sender by this record: its first stage, or the second where it had to wait for the link. */
export function isSending({ trace, courses }: Facts, record: number): boolean {
  const course = courses[trace.records.message[record]!]!;
  if (trace.records.kind[record] !== KIND_CODE.travelling) return false;
  return course[0] === record || (course[1] === record && trace.records.kind[course[0]!] === KIND_CODE.queued);
}

/** On its way again, or towards another stop than before: a cut fell or healed. */
function narrateTurn(facts: Facts, { message, record }: Stage): Phrase {
  const { records } = facts.trace;
  const course = facts.courses[records.message[record]!]!;
  const before = course[course.indexOf(record) - 1]!;
  const id = records.kind[before] === KIND_CODE.held ? 'narration.released' : 'narration.turned';
  return phrase(id, { message: messageName(facts, message) });
}

/** What replicas tell each other where the type says more than the kind. */
const TALK: Readonly<Record<string, string>> = {
  alive: 'narration.hears.heartbeat',
  canvass: 'narration.canvasses',
  vote: 'narration.votes',
  denial: 'narration.denies',
  refusal: 'narration.refuses.epoch',
  stop: 'narration.stops',
  stopped: 'narration.has-stopped',
  replay: 'narration.replays',
  replayed: 'narration.has-replayed',
  standing: 'narration.standing',
  borrow: 'narration.borrows',
  deny: 'narration.has-none',
  fetch: 'narration.fetches',
  version: 'narration.asks.version',
  versions: 'narration.tells.versions',
  mend: 'narration.mends',
  handoff: 'narration.hands.over',
  handed: 'narration.handed',
  tree: 'narration.compares',
  sync: 'narration.syncs',
  news: 'narration.members',
  heard: 'narration.members.heard',
};

function narrateSending(facts: Facts, stage: Stage): Phrase {
  const { message, receivers } = stage;
  const { nodes } = facts.trace;
  if (message.twin) return phrase('narration.twin', { message: messageName(facts, message) });
  const from = nodes[message.from]!;
  const to = listOf(receivers.map((node) => nodes[node]!))!;
  const talk = TALK[message.type];
  if (talk !== undefined) {
    const what = subjectOf(facts, message) ?? String(message.body['key'] ?? '');
    return phrase(talk, { from, to, epoch: Number(message.body['epoch'] ?? 0), what });
  }
  switch (message.kind) {
    case 'request':
      return narrateRequest(facts, stage);
    case 'reply':
      return narrateReply(facts, stage);
    case 'copy':
      return narrateCopy(facts, stage, { from, to });
    case 'acknowledgement': {
      const what = subjectOf(facts, message);
      return what === undefined
        ? phrase('narration.confirms.nothing', { from, to })
        : phrase('narration.confirms', { from, to, what });
    }
    case 'repair':
      return phrase('narration.returns', { from, to });
    case 'transfer':
      return phrase('narration.hands-rights', { from, to });
    case 'heartbeat':
      return phrase('narration.heartbeat', { from, to });
    default:
      return phrase('narration.sends', {
        from,
        to,
        message: message.about === '' ? message.kind : `${message.kind}(${message.about})`,
      });
  }
}

const causeKind = ({ trace }: Facts, cause: number): string => (cause < 0 ? 'birth' : kindOf(trace, cause));

/** A first request is told with its call; this one follows a time-out or another replica's word. */
function narrateRequest(facts: Facts, { message }: Stage): Phrase {
  const { records, nodes } = facts.trace;
  const operation = facts.operations.get(message.about)!;
  const told = {
    client: nodes[message.from]!,
    replica: nodes[message.to]!,
    f: kindOfOperation(operation),
    what: nameOf(facts, operation.id),
  };
  if (causeKind(facts, message.cause) === 'timer') {
    const waitedUs = records.atUs[message.cause]! - records.atUs[records.cause[message.cause]!]!;
    return phrase('narration.asks.again', { ...told, waitedUs });
  }
  const word =
    causeKind(facts, message.cause) === 'delivered'
      ? facts.trace.messages[records.message[message.cause]!]!
      : undefined;
  return word?.about === message.about
    ? phrase('narration.asks.redirected', { ...told, by: nodes[word.from]! })
    : phrase('narration.asks', told);
}

function narrateReply(facts: Facts, { message, record }: Stage): Phrase {
  const { nodes } = facts.trace;
  const [replica, client] = [nodes[message.from]!, nodes[message.to]!];
  const operation = facts.operations.get(message.about);
  if (message.type === 'redirect')
    return phrase('narration.redirects', { replica, client, to: String(message.body['to']) });
  if (!operation) return phrase('narration.replies', { replica, client });
  if (message.body['status'] === 'fail')
    return phrase('narration.refuses', { replica, client, what: nameOf(facts, operation.id) });
  const f = kindOfOperation(operation);
  if (f === 'read') return narrateAnswer(facts, { message, operation, record });
  const id = message.body['status'] === 'info' ? 'narration.replies.unsure' : 'narration.replies.done';
  return phrase(id, { replica, client, f, what: nameOf(facts, operation.id) });
}

function narrateCopy(facts: Facts, { message }: Stage, ends: { from: string; to: PhraseArgument }): Phrase {
  const { records, messages } = facts.trace;
  const what = subjectOf(facts, message);
  if (what === undefined) return phrase('narration.asks.position', ends);
  const cause = causeKind(facts, message.cause);
  if (cause === 'timer' && message.name.includes(' try ')) return phrase('narration.copies.again', { ...ends, what });
  const isRepair = cause === 'delivered' && messages[records.message[message.cause]!]!.kind === 'repair';
  return phrase(isRepair ? 'narration.copies.missed' : 'narration.copies', { ...ends, what });
}

function narrateLoss(facts: Facts, message: MessageTrace): Phrase {
  const told = { message: messageName(facts, message), to: facts.trace.nodes[message.to]! };
  switch (message.reason) {
    case 'cut':
      return phrase('narration.lost.cut', told);
    case 'down':
      return phrase('narration.lost.down', told);
    default: {
      const isDropped = facts.trace.scenario.edits.some(
        (edit) => edit.message === message.name && edit.change.do === 'drop',
      );
      return isDropped ? phrase('narration.lost.dropped', told) : phrase('narration.lost.loss', told);
    }
  }
}

/** Whether all that a message hands over had been handed to its receiver before. */
export function isKnown(facts: Facts, { to: node, ...message }: MessageTrace, record: number): boolean {
  const carried = carriedBy({ ...message, to: node }, facts.operations);
  return carried.length > 0 && carried.every((operation) => receivedBefore(facts, { operation, node, record }) >= 0);
}

function narrateArrival(facts: Facts, { message, record }: Stage): Phrase {
  const { nodes, pauses, records } = facts.trace;
  const [from, to] = [nodes[message.from]!, nodes[message.to]!];
  if (intervalAt(pauses[message.to]!, records.atUs[record]!))
    return phrase('narration.arrives.waits', { message: messageName(facts, message), to });
  const what = subjectOf(facts, message);
  switch (message.kind) {
    case 'request': {
      const operation = facts.operations.get(message.about);
      const told = { client: from, replica: to, f: operation ? kindOfOperation(operation) : '', what: what ?? '' };
      return phrase(
        isKnown(facts, message, record) ? 'narration.arrives.request.again' : 'narration.arrives.request',
        told,
      );
    }
    case 'copy':
      if (what === undefined) return phrase('narration.arrives', { message: messageName(facts, message), to });
      return phrase(isKnown(facts, message, record) ? 'narration.arrives.copy.again' : 'narration.arrives.copy', {
        what,
        to,
      });
    case 'acknowledgement':
      return what === undefined
        ? phrase('narration.arrives', { message: messageName(facts, message), to })
        : phrase('narration.hears', { from, to, what });
    case 'reply':
      return phrase(isAwaited(facts, message, record) ? 'narration.arrives.reply' : 'narration.arrives.reply.late', {
        from,
        to,
      });
    default:
      return phrase('narration.arrives', { message: messageName(facts, message), to });
  }
}

/** Whether the client was still waiting for this answer just before it came. */
function isAwaited({ operations, trace }: Facts, { about }: MessageTrace, record: number): boolean {
  const operation = operations.get(about);
  return (
    operation !== undefined &&
    (operation.returnUs > trace.records.atUs[record]! ||
      (operation.returnUs === trace.records.atUs[record]! &&
        trace.messages[operation.reply]?.name === trace.messages[trace.records.message[record]!]!.name))
  );
}
