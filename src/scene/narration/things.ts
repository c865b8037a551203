/** Which things a sentence speaks of, and which sentences speak of a thing: what joins the log to the pictures. */
import { kindOf } from '#sim/lookup';
import type { Trace } from '#sim/trace';
import type { Sentence } from '../narration';
import { factsOf } from './facts';

export interface Things {
  /** What it speaks of first, by the scene's id: a message, an operation, a cut, a replica, a client. */
  readonly thing: string | undefined;
  /** The node where it happens. */
  readonly at: string | undefined;
}

const nodeId = ({ nodes, replicas }: Trace, node: number): string | undefined =>
  node < 0 ? undefined : `${node < replicas ? 'replica' : 'client'}:${nodes[node]}`;

export function thingsOf(trace: Trace, record: number): Things {
  const { records, messages, operations } = trace;
  const at = nodeId(trace, records.node[record]!);
  const [message, operation] = [records.message[record]!, records.operation[record]!];
  if (operation >= 0) return { thing: `operation:${operations[operation]!.id}`, at };
  if (message >= 0) return { thing: `message:${messages[message]!.name}`, at };
  const step = kindOf(trace, record) === 'step' ? stepThing(trace, records.detail[record]!) : undefined;
  const asked = notedOperation(trace, record);
  return { thing: step ?? (asked === undefined ? at : `operation:${asked}`), at };
}

function stepThing(trace: Trace, step: number): string | undefined {
  const { scenario, steps, cuts, nodes, replicas } = trace;
  const { action } = scenario.steps[steps[step]!.index]!;
  switch (action.do) {
    case 'cut':
      return cuts.some((cut) => cut.step === step) ? `cut:${step}` : undefined;
    case 'operation':
    case 'workload': {
      const asked = factsOf(trace).operationByStep.get(step);
      return asked && `operation:${asked.id}`;
    }
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
    case 'command':
      return `${nodes.indexOf(action.node) < replicas ? 'replica' : 'client'}:${action.node}`;
    case 'node':
      return `${nodes.indexOf(action.node.node) < replicas ? 'replica' : 'client'}:${action.node.node}`;
    case 'heal':
    case 'link':
      return undefined;
  }
}

/** A note that says why an operation was answered as it was. */
function notedOperation(trace: Trace, record: number): string | undefined {
  if (kindOf(trace, record) !== 'note') return undefined;
  const { operation } = trace.notes[trace.records.detail[record]!]!.args;
  return typeof operation === 'string' && factsOf(trace).operations.has(operation) ? operation : undefined;
}

/** Places of the sentences that speak of a thing. A sentence also tells the records of its moment that follow it untold. */
export function sentencesAbout(trace: Trace, sentences: readonly Sentence[], id: string): number[] {
  const isAbout = matcherOf(trace, id);
  const { moment, count } = trace.records;
  return sentences.flatMap(({ record, moment: own }, index) => {
    const next = sentences[index + 1];
    const end = next?.moment === own ? next.record : count;
    for (let each = record; each < end && moment[each] === own; each += 1) if (isAbout(each)) return [index];
    return [];
  });
}

function matcherOf(trace: Trace, id: string): (record: number) => boolean {
  const { records, messages, nodes } = trace;
  const name = id.slice(id.indexOf(':') + 1);
  const messageAt = (record: number) => messages[records.message[record]!];
  switch (id.slice(0, id.indexOf(':'))) {
    case 'replica':
    case 'client': {
      const node = nodes.indexOf(name);
      return (record) => (node >= 0 && records.node[record] === node) || thingsOf(trace, record).thing === id;
    }
    case 'message': {
      const number = messages.findIndex((message) => message.name === name);
      return (record) => number >= 0 && records.message[record] === number;
    }
    case 'operation':
      return (record) => thingsOf(trace, record).thing === id || messageAt(record)?.about === name;
    case 'link': {
      const ends = new Set(name.split('-').map((end) => nodes.indexOf(end)));
      return (record) => {
        const message = messageAt(record);
        return message !== undefined && ends.has(message.from) && ends.has(message.to);
      };
    }
    default:
      return (record) => thingsOf(trace, record).thing === id;
  }
}
