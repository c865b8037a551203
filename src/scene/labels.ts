/** What stands on a message or an operation: a short label and the version it speaks of. */
import type { Phrase } from '#history/phrase';
import type { MessageTrace, OperationTrace } from '#sim/trace';
import { lastAtOrBefore } from '#sim/lookup';
import type { LogMark } from '#sim/marks';
import type { MachineState } from '#sim/machine/stepper';
import type { Scene } from './scene';
import type { Version } from './versions';
import { listOf, valueText, words } from './words';

/** What of a message does not change while it flies. */
export interface MessageFacts {
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly label: Phrase;
  readonly version: Version | undefined;
  /** Acknowledgements and the like: drawn smaller. */
  readonly small: boolean;
  readonly twin: boolean;
  /** A no: it goes back from who would not take something, and says why. */
  readonly refuses: boolean;
}

/** Types of the shared vocabulary that turn something down. */
const REFUSALS = new Set(['refusal', 'denial']);

/** Types that say more than their kind. */
const BY_TYPE: Readonly<Record<string, string>> = {
  canvass: 'message.canvass',
  alive: 'message.alive',
  stop: 'message.stop',
  stopped: 'message.stopped',
  replay: 'message.replay',
  replayed: 'message.replayed',
  version: 'message.version',
  news: 'message.news',
  heard: 'message.heard',
  handed: 'message.handed',
};

const SMALL = new Set(['acknowledgement', 'vote', 'heartbeat']);

/** Worked out when a message first comes into sight, and then kept with it. */
export function factsOf(scene: Scene, number: number): MessageFacts {
  const known = scene.facts[number];
  if (known) return known;
  const message = scene.trace.messages[number]!;
  const { name, kind, type, from, to, twin } = message;
  const { nodes } = scene.trace;
  const facts = {
    id: `message:${name}`,
    number,
    kind,
    from: nodes[from]!,
    to: nodes[to]!,
    ...labelOf(scene, message),
    small: SMALL.has(kind),
    twin,
    refuses: REFUSALS.has(type),
  };
  scene.facts[number] = facts;
  return facts;
}

/** A label by the kinds of the shared vocabulary and the operation that the message is about. */
function labelOf(scene: Scene, message: MessageTrace): { label: Phrase; version: Version | undefined } {
  const { kind, type, about, body } = message;
  const number = scene.operation(about);
  const operation = number === undefined ? undefined : scene.trace.operations[number]!;
  const version = operation && writtenBy(scene, operation);
  if (type === 'refusal') return { label: words('message.refusal', { epoch: Number(body['refused']) }), version };
  if (type === 'denial') return { label: words('message.denial', { reason: String(body['reason']) }), version };
  if (BY_TYPE[type]) return { label: words(BY_TYPE[type]), version };
  if (type === 'tree' || type === 'sync' || type === 'versions') return dataLabel(scene, message);
  switch (kind) {
    case 'request':
      return operation ? { label: requestLabel(operation), version } : { label: words('message.request'), version };
    case 'reply':
      return replyLabel(scene, { message, operation, version });
    case 'acknowledgement':
      return { label: words('message.acknowledgement'), version };
    case 'copy':
    case 'repair': {
      if (version) return { label: words('label.version', { label: version.label }), version };
      const entries = body['entries'];
      const count = Array.isArray(entries) ? entries.length : 0;
      const only = count === 1 ? onlyEntry(scene, message) : undefined;
      if (only) return { label: words('label.version', { label: only.label }), version: only };
      return { label: count > 0 ? words('message.writes', { count }) : words('message.position'), version };
    }
    default:
      return { label: words(`message.${kind}`), version };
  }
}

/** Replicas compare digests or show each other versions: a single version is told as what it is. */
function dataLabel(scene: Scene, message: MessageTrace): { label: Phrase; version: Version | undefined } {
  const { type, body } = message;
  const count = (body[type === 'tree' ? 'nodes' : 'entries'] as readonly unknown[]).length;
  if (type === 'tree') return { label: words(count === 0 ? 'message.tree.same' : 'message.tree'), version: undefined };
  const version = count === 1 ? onlyEntry(scene, message) : undefined;
  if (version) return { label: words('label.version', { label: version.label }), version };
  return { label: words(type === 'sync' ? 'message.sync' : 'message.versions', { count }), version };
}

/** The version of a message's one entry. */
function onlyEntry({ versions }: Scene, { body }: MessageTrace): Version | undefined {
  const [entry] = body['entries'] as readonly { readonly key: string; readonly operation: string | null }[];
  return entry && versions.of(entry.key, entry.operation);
}

const requestLabel = ({ micro }: OperationTrace): Phrase => {
  const { f, key, arg } = micro[0]!;
  if (micro.length > 1) return words('message.transaction', { count: micro.length });
  if (f === 'write') return words('label.version', { label: `${key}=${valueText(arg)}` });
  return f === 'read' ? words('operation.read', { key }) : words('operation.other', { f, key, value: valueText(arg) });
};

function replyLabel(
  scene: Scene,
  {
    message,
    operation,
    version,
  }: { message: MessageTrace; operation: OperationTrace | undefined; version: Version | undefined },
): { label: Phrase; version: Version | undefined } {
  if (message.type !== 'reply') return { label: words('message.redirect'), version };
  if (message.body['status'] === 'info') return { label: words('message.unsure'), version };
  if (operation?.micro[0]!.f !== 'read') return { label: words('message.done'), version };
  const { key } = operation.micro[0]!;
  const shown = shownIn(scene, { message, key });
  return shown
    ? { label: words('label.version', { label: shown.label }), version: shown }
    : { label: words('message.reply'), version };
}

/** The version that an operation writes; undefined for reads. */
export function writtenBy({ versions }: Scene, { id, micro }: OperationTrace): Version | undefined {
  const write = micro.find(({ f }) => f !== 'read');
  return write && versions.of(write.key, id);
}

/** The version of a key that an answer says it is of, else the one that the sender showed when it sent the message. */
function shownIn(scene: Scene, { message, key }: { message: MessageTrace; key: string }): Version | undefined {
  const writers = message.body['writers'] as readonly (string | null)[] | undefined;
  if (writers) return writers.length === 1 ? scene.versions.of(key, writers[0]!) : undefined;
  const state = senderState(scene, message);
  const mark = state && scene.marks(state).find((each) => each.mark === 'value' && each.key === key);
  return mark?.mark === 'value' ? scene.versions.of(key, mark.writer) : undefined;
}

function senderState({ trace }: Scene, { from, cause }: MessageTrace): MachineState | undefined {
  const { record, states } = trace.timelines[from]!;
  return states[lastAtOrBefore(record, cause)];
}

/** The version that a read was told; undefined for writes and for what has no answer. */
export function answeredTo(scene: Scene, { micro, reply, status }: OperationTrace): Version | undefined {
  const message = scene.trace.messages[reply];
  const { f, key } = micro[0]!;
  return message && status === 'ok' && f === 'read' ? shownIn(scene, { message, key }) : undefined;
}

/** Acknowledged writes of its key that were over before a read began, and that stand behind the answer neither here nor in a quorum. */
export function staleBy(scene: Scene, operation: OperationTrace): number {
  const { trace } = scene;
  const message = trace.messages[operation.reply];
  const { f, key } = operation.micro[0]!;
  if (!message || operation.status !== 'ok' || f !== 'read') return 0;
  const state = senderState(scene, message);
  const log = state && scene.marks(state).find((mark): mark is LogMark => mark.mark === 'log');
  const stated = message.body['holds'] as readonly string[] | undefined;
  if (!log && !stated) return 0;
  const over = trace.operations.filter(
    ({ status, returnUs, micro }) =>
      status === 'ok' && returnUs < operation.callUs && micro.some((each) => each.f !== 'read' && each.key === key),
  );
  if (over.length === 0) return 0;
  const held = new Set(stated ?? log!.entries.slice(0, log!.applied).map((entry) => String(entry.operation)));
  return over.filter(({ id }) => !held.has(id)).length;
}

/** `write x=2`, `read x`, `read x → 1` once it is answered. */
export function operationLabel(scene: Scene, operation: OperationTrace, answered: boolean): Phrase {
  return listOf(
    operation.micro.map(({ f, key, arg }) => {
      if (f === 'write') return words('operation.write', { key, value: valueText(arg) });
      if (f !== 'read') return words('operation.other', { f, key, value: valueText(arg) });
      return answered && operation.status === 'ok'
        ? words('operation.read.answered', { key, value: valueText(operation.value) })
        : words('operation.read', { key });
    }),
  );
}
