/** What replicas tell each other and their clients: each function makes the parameters of one `send` effect. */
import type { Value } from '#history/operation';
import type { Told } from '#mechanisms/merkle';
import type { Confirm, Confirmation, Left, Members, Open } from './context';
import { identityOf, type Cell, type Rule, type Version } from './versions';

const HEADER_BYTES = 100;
const ENTRY_BYTES = 200;
const DIGEST_BYTES = 20;

const bytesOf = (entries: number): number => HEADER_BYTES + ENTRY_BYTES * entries;

/** A coordinator asks an owner what it has of a key: to answer a read, or to find the next version. */
export const question = ({ operation, key, f }: Open, to: string) => ({
  ...{ to, kind: 'request', about: f === 'read' ? operation : `version-${operation}`, bytes: HEADER_BYTES },
  body: { type: f === 'read' ? 'fetch' : 'version', operation, key },
});

export const versionsTo = (to: string, about: string, operation: string, { versions, taken }: Cell) => ({
  ...{ to, kind: 'reply', about, bytes: bytesOf(versions.length) },
  body: { type: 'versions', operation, entries: versions, taken },
});

/** `hint` names the owner in whose place the receiver keeps it. */
export const copyTo = (to: string, version: Version, hint: string | null) => ({
  ...{ to, kind: 'copy', about: version.operation ?? '', bytes: bytesOf(1) },
  body: { type: 'copy', operation: version.operation, hint, entries: [version], taken: [] },
});

/** The newest versions for one that answered a read with something older. */
export const mendTo = (to: string, operation: string, { versions, taken }: Cell, isAwaited: boolean) => ({
  ...{ to, kind: 'repair', about: operation, bytes: bytesOf(versions.length) },
  body: { type: 'mend', operation, isAwaited, entries: versions, taken },
});

export const confirmation = ({ to, about }: Confirm, { isDropped, winner }: Confirmation) => ({
  ...{ to, kind: 'acknowledgement', about, bytes: HEADER_BYTES },
  body: { type: 'confirm', operation: about, isDropped, winner },
});

const entriesOf = (cells: Readonly<Record<string, Cell>>): readonly Version[] =>
  Object.values(cells).flatMap(({ versions }) => versions);

export const handoffTo = (to: string, cells: Readonly<Record<string, Cell>>) => ({
  ...{ to, kind: 'repair', about: 'handoff', bytes: bytesOf(entriesOf(cells).length) },
  body: { type: 'handoff', entries: entriesOf(cells), cells },
});

export const handed = ({ to, identities }: Confirm) => ({
  ...{ to, kind: 'acknowledgement', about: 'handoff', bytes: HEADER_BYTES },
  body: { type: 'handed', identities },
});

export const identitiesOf = (rule: Rule, cells: Readonly<Record<string, Cell>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(cells).map(([key, { versions }]) => [key, identityOf(rule, versions)]));

/** Roots, and the word that they are the same, are signs of life; going down the tree is repair. */
export const treeTo = ({ peer, by, round }: Walking, nodes: readonly Told[]) => ({
  ...{ to: peer, kind: nodes.length === 0 || nodes[0]!.path === '' ? 'heartbeat' : 'repair', about: 'tree' },
  bytes: HEADER_BYTES + DIGEST_BYTES * nodes.length,
  body: { type: 'tree', by, round, nodes },
});

interface Walking {
  readonly peer: string;
  readonly by: string;
  readonly round: number;
}

export const syncTo = (
  { peer, by, round }: Walking,
  { leaves, cells, isAnswer }: { leaves: readonly string[]; cells: Readonly<Record<string, Cell>>; isAnswer: boolean },
) => ({
  ...{ to: peer, kind: 'repair', about: 'sync', bytes: bytesOf(entriesOf(cells).length) },
  body: { type: 'sync', by, round, leaves, entries: entriesOf(cells), cells, isAnswer },
});

export const newsTo = (to: string, members: Members) => ({
  ...{ to, kind: 'repair', about: 'members', bytes: HEADER_BYTES },
  body: { type: 'news', members },
});

export const heard = ({ to }: Confirm) => ({
  ...{ to, kind: 'acknowledgement', about: 'members', bytes: HEADER_BYTES },
  body: { type: 'heard' },
});

/** `writer`, `answeredBy` and `holds` are for the eye and for checkers: what the answer rests on. */
export const readAnswer = (
  { operation, client }: Open,
  {
    value,
    versions,
    answeredBy,
    holds,
    left,
  }: {
    value: Value;
    versions: readonly Version[];
    answeredBy: readonly string[];
    holds: readonly string[];
    left: Left | null;
  },
) => ({
  ...{ to: client, kind: 'reply', about: operation, bytes: bytesOf(versions.length) },
  body: {
    ...{ type: 'reply', operation, status: 'ok', value, answeredBy, holds },
    writers: versions.map((version) => version.operation),
    ...(left ? { leaves: left } : {}),
  },
});

export const writeDone = ({ operation, client }: Open, left: Left | null) => ({
  ...{ to: client, kind: 'reply', about: operation, bytes: HEADER_BYTES },
  body: { type: 'reply', operation, status: 'ok', value: null, ...(left ? { leaves: left } : {}) },
});

/** A read is refused; of a write nobody can say what will become of it. */
export const givenUp = ({ operation, client, f }: Open) => ({
  ...{ to: client, kind: 'reply', about: operation, bytes: HEADER_BYTES },
  body: { type: 'reply', operation, status: f === 'read' ? 'fail' : 'info', value: null },
});
