/** What replicas tell each other and their clients: each function makes the parameters of one `send` effect. */
import { missing, type Stamped } from '#mechanisms/causal-delivery';
import { countOf, type VersionVector } from '#mechanisms/version-vectors';
import type { OperationId, Value } from '#history/operation';
import { vectorOf, type Core, type Memory, type Shipped, type Wanting } from './context';
import type { Sent } from './events';
import { KINDS } from './types';

const HEADER_BYTES = 100;
const PART_BYTES = 40;
const EFFECT_BYTES = 100;

/** Rights that were handed over for an operation: an update of the lender's that no client has asked for. */
export const rightsFor = (operation: OperationId, borrower: string): OperationId => `#${operation} ${borrower}`;
export const isOfClient = (operation: OperationId): boolean => !String(operation).startsWith('#');

/** What a message brings, by its ends. */
function aboutOf(operations: readonly OperationId[]): string {
  const named = operations.filter(isOfClient).map(String);
  const [first, last] = [named[0], named.at(-1)];
  if (first === undefined) return operations.length > 0 ? 'rights' : 'state';
  return first === last ? first : `${first}..${last}`;
}

/** Rights alone travel under another kind: they are no client's operation. */
const isNamed = (operations: readonly OperationId[]): boolean => operations.some(isOfClient);
const kindFor = (operations: readonly OperationId[]): string => (isNamed(operations) ? 'copy' : 'transfer');

const entriesOf = (operations: readonly OperationId[]) =>
  operations.filter(isOfClient).map((operation) => ({ operation }));

const toldBy = ({ birth, durable }: Memory) => ({ life: birth.life, has: vectorOf(durable) });

/** Operations in a core that somebody with this vector lacks. */
export const newsFor = ({ known }: Core, has: VersionVector): OperationId[] =>
  Object.entries(known).flatMap(([origin, operations]) => operations.slice(countOf(has, origin)));

/** State-based: everything that is safe on the disk. */
export function stateTo(memory: Memory, to: string, has: VersionVector): Sent {
  const { objects, known, order } = memory.durable;
  const { type } = KINDS[memory.birth.settings.type];
  const news = newsFor(memory.durable, has);
  const parts = Object.values(objects).reduce((sum, state) => sum + type.parts(state), 0);
  return {
    ...{ to, kind: kindFor(news), about: aboutOf(news), bytes: HEADER_BYTES + PART_BYTES * parts },
    body: { type: 'state', core: { objects, known, order }, ...toldBy(memory), entries: entriesOf(news) },
  };
}

/** Operation-based. */
export function effectsTo(to: string, stamped: readonly Stamped<Shipped>[]): Sent {
  const operations = stamped.map(({ body }) => body.operation);
  return {
    ...{
      to,
      kind: kindFor(operations),
      about: aboutOf(operations),
      bytes: HEADER_BYTES + EFFECT_BYTES * stamped.length,
    },
    body: { type: 'effects', stamped, entries: entriesOf(operations) },
  };
}

/** All effects that a peer lacks: of these origins, or of all. */
export function lackedBy(
  core: Core,
  has: VersionVector,
  { of, upTo }: { of?: readonly string[]; upTo?: VersionVector } = {},
) {
  const held = Object.entries(core.log).filter(([origin]) => !of || of.includes(origin));
  return missing(Object.fromEntries(held), has, upTo);
}

/** What has come from a peer is safe here. */
export const confirmTo = (memory: Memory, to: string, operations: readonly OperationId[]): Sent => ({
  ...{ to, kind: 'acknowledgement', about: aboutOf(operations), bytes: HEADER_BYTES },
  body: { type: isNamed(operations) ? 'confirm' : 'standing', ...toldBy(memory), entries: entriesOf(operations) },
});

/** Back again: where do I stand, and where do you? */
export const helloTo = (memory: Memory, to: string): Sent => ({
  ...{ to, kind: 'repair', about: '', bytes: HEADER_BYTES },
  body: { type: 'hello', ...toldBy(memory) },
});

export const replyTo = (client: string, operation: string, status: 'ok' | 'fail', value: Value = null): Sent => ({
  ...{ to: client, kind: 'reply', about: operation, bytes: HEADER_BYTES },
  body: { type: 'reply', operation, status, value },
});

export const borrowFrom = (memory: Memory, to: string, { operation, key }: Wanting, amount: number): Sent => ({
  ...{ to, kind: 'transfer', about: operation, bytes: HEADER_BYTES },
  body: { type: 'borrow', operation, key, amount, origin: memory.core.origin },
});

export const denyTo = (to: string, operation: string): Sent => ({
  ...{ to, kind: 'transfer', about: operation, bytes: HEADER_BYTES },
  body: { type: 'deny', operation },
});
