/** Why a replica gave the answer it gave: what it held, against the writes that had been acknowledged before the read began. */
import type { Value } from '#history/operation';
import { phrase, type Phrase } from '#history/phrase';
import { kindOf } from '#sim/lookup';
import type { MessageTrace, OperationTrace } from '#sim/trace';
import { carrierKey, receivedBefore, stageBefore, type Facts } from './facts';
import { answerText, listOf, nameOf } from './names';

/** The sentence of a read's answer as it is sent; `record` is the sending. */
export function narrateAnswer(
  facts: Facts,
  { message, operation, record }: { message: MessageTrace; operation: OperationTrace; record: number },
): Phrase {
  const { nodes } = facts.trace;
  const value = (message.body['value'] ?? null) as Value;
  const told = { replica: nodes[message.from]!, client: nodes[message.to]!, what: answerText(operation, value) };
  const answeredBy = message.body['answeredBy'];
  const whom = Array.isArray(answeredBy) ? listOf(answeredBy.map(String)) : undefined;
  const missed = findMissed(facts, { read: operation, value, node: message.from, record });
  if (whom !== undefined)
    return missed
      ? phrase('narration.answer.quorum.stale', { ...told, whom, missing: nameOf(facts, missed.id) })
      : phrase('narration.answer.quorum', { ...told, whom });
  if (!missed) return phrase('narration.answer', told);
  return phrase('narration.answer.stale', { ...told, why: whyMissed(facts, { missed, node: message.from, record }) });
}

interface Read {
  readonly read: OperationTrace;
  readonly value: Value;
  readonly node: number;
  readonly record: number;
}

/**
 * The latest write of the key that was acknowledged before the read began and that the answer does not reflect: the
 * replica has not been handed it, or the value comes from a write that ended before this one began (or from none).
 */
function findMissed(facts: Facts, { read, value, node, record }: Read): OperationTrace | undefined {
  const atUs = facts.trace.records.atUs[record]!;
  const sources = (facts.writers.get(answerText(read, value)) ?? []).filter(({ callUs }) => callUs <= atUs);
  const writes = facts.acknowledged.get(read.micro[0]!.key) ?? [];
  for (let at = writes.length - 1; at >= 0; at -= 1) {
    const write = writes[at]!;
    if (write.returnUs >= read.callUs || sources.includes(write)) continue;
    if (sources.some((source) => follows(source, write))) return undefined; // So it does every earlier one.
    const isOlder = sources.every((source) => follows(write, source));
    if (isOlder || !isHandedOver(facts, { write, node, record })) return write;
  }
  return undefined;
}

/** Real time, and a client's own order where times touch. */
const follows = (later: OperationTrace, earlier: OperationTrace): boolean =>
  later.callUs > earlier.returnUs || (later.client === earlier.client && later.callUs === earlier.returnUs);

/** Whether the node has ever been handed this write, crashes aside. */
const isHandedOver = (
  facts: Facts,
  { write, node, record }: { write: OperationTrace; node: number; record: number },
): boolean =>
  (facts.carriers.get(carrierKey(write.id, node)) ?? []).some((message) => {
    const stage = stageBefore(facts, message, record);
    return stage >= 0 && kindOf(facts.trace, stage) === 'delivered';
  });

function whyMissed(
  facts: Facts,
  { missed, node, record }: { missed: OperationTrace; node: number; record: number },
): Phrase {
  const what = { missing: nameOf(facts, missed.id) };
  if ((facts.drops.get(carrierKey(missed.id, node)) ?? Infinity) < record)
    return phrase('narration.missed.dropped', what);
  if (receivedBefore(facts, { operation: missed.id, node, record }) >= 0)
    return phrase('narration.missed.hidden', what);
  const sent = (facts.carriers.get(carrierKey(missed.id, node)) ?? []).filter(
    (message) => stageBefore(facts, message, record) >= 0,
  );
  const last = sent.at(-1);
  if (last === undefined) return phrase('narration.missed.unsent', what);
  const stage = stageBefore(facts, last, record);
  switch (kindOf(facts.trace, stage)) {
    case 'held':
      return phrase('narration.missed.held', what);
    case 'queued':
    case 'travelling':
      return phrase('narration.missed.travelling', what);
    case 'delivered':
      return phrase('narration.missed.crashed', what); // Else it would count as received.
    default:
      return phrase('narration.missed.lost', { ...what, reason: facts.trace.messages[last]!.reason });
  }
}
