/** A scenario in the making, as the parser fills it line by line. */
import type { Value } from '#history/operation';
import type { ClientSpec, Edit, LinkSpec, NodeSpec, ReplicaSpec, Scenario, Step } from '#sim/scenario';
import type { Known } from '#sim/script/actions';

export interface Draft extends Known {
  title: string;
  seed: number;
  endsUs: number;
  protocol: { id: string; settings: Record<string, string> };
  replicaSpecs: ReplicaSpec[];
  clientSpecs: ClientSpec[];
  replicas: string[];
  clients: string[];
  initially: Record<string, Value>;
  links: LinkSpec[];
  nodes: NodeSpec[];
  steps: Step[];
  edits: Edit[];
  remarks: Record<string, string[]>;
  /** Comments since the last statement. */
  pending: string[];
  readonly lines: Map<object | string, number>;
}

export const createDraft = (): Draft => ({
  ...{ title: '', seed: 1, endsUs: 100_000, protocol: { id: '', settings: {} } },
  ...{
    replicaSpecs: [],
    clientSpecs: [],
    replicas: [],
    clients: [],
    initially: {},
    links: [],
    nodes: [],
    steps: [],
    edits: [],
    remarks: {},
    pending: [],
  },
  lines: new Map(),
  nextNumber: new Map(),
});

export function finish({
  title,
  seed,
  endsUs,
  protocol,
  replicaSpecs,
  clientSpecs,
  initially,
  links,
  nodes,
  steps,
  edits,
  remarks,
  pending,
}: Draft): Scenario {
  const all = pending.length > 0 ? { ...remarks, end: pending } : remarks;
  const clients = clientSpecs.map(({ name, at }) => ({ name, at: at || (replicaSpecs[0]?.name ?? '') }));
  return {
    title,
    seed,
    endsUs,
    protocol,
    replicas: replicaSpecs,
    clients,
    initially,
    links,
    nodes,
    steps,
    edits,
    remarks: all,
  };
}

/** Marks a single statement's line and hands it the comments before it. */
export function single(draft: Draft, verb: string, number: number): void {
  draft.lines.set(verb, number);
  if (draft.pending.length > 0) draft.remarks[verb] = draft.pending;
  draft.pending = [];
}

/** Adds an item with the comments before it. */
export function add<Item extends object>(
  draft: Draft,
  list: Item[],
  { item, number }: { item: Item; number: number },
): void {
  const remarked = draft.pending.length > 0 ? { ...item, remarks: draft.pending } : item;
  draft.pending = [];
  draft.lines.set(remarked, number);
  list.push(remarked);
}
