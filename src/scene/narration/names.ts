/** How narration names things: operations as `x=2`, lists with "and", messages by what they bring. */
import type { Value } from '#history/operation';
import { phrase, type Phrase, type PhraseArgument } from '#history/phrase';
import { printValue } from '#sim/script/values';
import type { MessageTrace, OperationTrace } from '#sim/trace';
import { carriedBy, textOf, type Facts } from './facts';

/** Lists longer than this are told by their ends. */
const LISTED = 3;

/** `x=1`: what a read of this operation's first key returned. */
export const answerText = ({ micro }: OperationTrace, value: Value): string => `${micro[0]!.key}=${printValue(value)}`;

/** An operation's text, with its id where another has the same. */
export function nameOf({ writers, operations }: Facts, id: string): string {
  const operation = operations.get(id);
  if (!operation) return id;
  const text = textOf(operation);
  return (writers.get(text)?.length ?? 0) > 1 ? `${text} (${id})` : text;
}

/** "read", "write" or what has no words of its own: for choosing a sentence. */
export const kindOfOperation = ({ micro }: OperationTrace): string =>
  micro.length === 1 ? micro[0]!.f : 'transaction';

/** What a message is about, or undefined where it is about no operation. */
export function subjectOf(facts: Facts, message: MessageTrace): PhraseArgument | undefined {
  return namesOf(facts, carriedBy(message, facts.operations));
}

export function namesOf(facts: Facts, operations: readonly string[]): PhraseArgument | undefined {
  const names = operations.map((id) => nameOf(facts, id));
  if (names.length <= LISTED) return listOf(names);
  return phrase('narration.entries', { count: names.length, first: names[0]!, last: names.at(-1)! });
}

/** "Virginia, Oslo and Singapore"; undefined of an empty list. */
export function listOf(names: readonly string[]): PhraseArgument | undefined {
  const [first, second, ...rest] = names;
  if (first === undefined || second === undefined) return first;
  return rest.length === 0
    ? phrase('narration.and', { first, second })
    : phrase('narration.list', { first, rest: listOf([second, ...rest])! });
}

/** A message as the subject of a sentence: "The copy of x=2 to Virginia". */
export function messageName(facts: Facts, message: MessageTrace): Phrase {
  const { nodes } = facts.trace;
  const [from, to] = [nodes[message.from]!, nodes[message.to]!];
  const what = subjectOf(facts, message);
  switch (message.kind) {
    case 'request':
      return phrase('narration.message.request', { from, to, what: what ?? message.about });
    case 'reply':
      return phrase('narration.message.reply', { from, to });
    case 'copy':
      return what === undefined
        ? phrase('narration.message.question', { from, to })
        : phrase('narration.message.copy', { what, to });
    case 'acknowledgement':
      return what === undefined
        ? phrase('narration.message.report', { from, to })
        : phrase('narration.message.acknowledgement', { what, from });
    case 'repair':
      return phrase(message.type === 'hello' ? 'narration.message.repair' : 'narration.message.state', { from, to });
    default:
      return phrase('narration.message.other', { name: message.name });
  }
}
