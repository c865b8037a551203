/** What is inside one thing at an instant: what a node keeps and does, what a message carries and where it was. A function of run and time. */
import type { Phrase } from '#history/phrase';
import type { Chart } from '#sim/machine/chart';
import type { Watched } from '#sim/watch';
import type { Row } from './inspection/tree';
import type { Scene } from './scene';
import { inspectMessage } from './inspection/message';
import { inspectNode } from './inspection/node';

export type { Row } from './inspection/tree';

export interface Fact {
  readonly label: Phrase;
  readonly value: Phrase;
}

/** A part of what it keeps: its disk, its memory, its timers. */
export interface Group {
  readonly id: string;
  readonly title: Phrase;
  /** What must be said of all of it: that a crash took it. */
  readonly note: Phrase | undefined;
  readonly rows: readonly Row[];
}

/** An event of the last instant at which something happened to it. */
export interface Happening {
  /** The sentence of the record that led to it. */
  readonly phrase: Phrase | undefined;
  /** What its machine received: `copy ← Frankfurt previous: 0, …`. */
  readonly event: string;
  /** Effects that it asked for. */
  readonly effects: readonly Phrase[];
}

export interface Told {
  readonly atUs: number;
  readonly phrase: Phrase;
}

export interface Inspection {
  readonly id: string;
  readonly kind: 'replica' | 'client' | 'message';
  readonly name: Phrase;
  readonly facts: readonly Fact[];
  readonly groups: readonly Group[];
  /** When something happened to it last. */
  readonly lastUs: number;
  readonly last: readonly Happening[];
  /** A message's way so far; empty for nodes. */
  readonly story: readonly Told[];
  readonly machine: {
    readonly chart: Chart;
    /** Ids of the active states; none while it does not run. */
    readonly active: readonly string[];
    /** Ids of the transitions taken at `lastUs`, in order. */
    readonly taken: readonly string[];
  };
}

/** Who can be looked into: by the id that the scene gives to things. */
export interface Inspected {
  readonly of: 'node' | 'message';
  readonly number: number;
}

/** An operation is looked into at its client. Undefined for what has no inside, and for what this run does not have. */
export function inspectedBy({ trace, operation }: Scene, id: string): Inspected | undefined {
  const at = id.indexOf(':');
  const [kind, name] = [id.slice(0, at), id.slice(at + 1)];
  if (kind === 'message')
    return found(
      'message',
      trace.messages.findIndex((message) => message.name === name),
    );
  if (kind === 'replica' || kind === 'client') return found('node', trace.nodes.indexOf(name));
  const asked = kind === 'operation' ? operation(name) : undefined;
  return asked === undefined ? undefined : found('node', trace.operations[asked]!.client);
}

const found = (of: Inspected['of'], number: number): Inspected | undefined => (number < 0 ? undefined : { of, number });

/** `watched` is what went on in it, `chart` its machine's. Undefined for a message that is not yet sent. */
export const inspect = (
  scene: Scene,
  { of, number }: Inspected,
  inside: { readonly watched: Watched; readonly chart: Chart; readonly atUs: number },
): Inspection | undefined =>
  of === 'node' ? inspectNode(scene, number, inside) : inspectMessage(scene, number, inside);
