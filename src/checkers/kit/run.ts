/** A program once it is settled who read what: its operations as nodes in chains, ready to be put in order. */
import { type Inside, isRequired, type Program } from '#checkers/kit/program';

/** A read of the register's first value; a read whose source is left open, which binds nothing. */
export const FIRST = -1;
export const OPEN = -2;

/** The writes of one register in one chain, in the chain's order. */
export interface ChainWrites {
  readonly chain: number;
  readonly places: readonly number[];
  readonly nodes: readonly number[];
}

export interface Run {
  readonly program: Program;
  /** The operation of each node. Nodes are numbered in program order. */
  readonly ops: Int32Array;
  readonly size: number;
  /** A process's certain operations form a chain; every uncertain one is a chain of its own. Places count from 1. */
  readonly chain: Int32Array;
  readonly place: Int32Array;
  readonly chains: number;
  /** The node before it in program order, or -1. An uncertain one follows its predecessors and precedes nothing. */
  readonly previous: Int32Array;
  /** For a read the node that it reads from, or FIRST; for a write OPEN. */
  readonly source: Int32Array;
  readonly reads: readonly number[];
  /** By register. */
  readonly writes: ReadonlyMap<number, readonly ChainWrites[]>;
}

/**
 * `sources` gives for each read the write that it reads from, FIRST or OPEN. An uncertain write takes part only if it is
 * read: unread, it may as well not have happened.
 */
export function createRun(program: Program, inside: Inside, sources: Int32Array): Run {
  const isRead = new Uint8Array(program.ops.length);
  for (const source of sources) if (source >= 0) isRead[source] = 1;
  const ops: number[] = [];
  const chain: number[] = [];
  const place: number[] = [];
  const previous: number[] = [];
  const last = new Int32Array(program.processes).fill(-1);
  let chains = program.processes;
  for (let at = 0; at < program.ops.length; at++) {
    const process = program.process[at]!;
    const before = inside(at) ? last[process]! : -1;
    const node = ops.length;
    if (isRequired(program, at, inside)) {
      if (!program.isWrite[at] && sources[at] === OPEN) continue;
      chain.push(process);
      place.push(before < 0 ? 1 : place[before]! + 1);
      last[process] = node;
    } else if (isRead[at]) {
      chain.push(chains++);
      place.push(1);
    } else continue;
    ops.push(at);
    previous.push(before);
  }
  const nodeOf = new Map(ops.map((at, node) => [at, node]));
  const reads = [...ops.keys()].filter((node) => !program.isWrite[ops[node]!]);
  return {
    program,
    ops: Int32Array.from(ops),
    size: ops.length,
    chain: Int32Array.from(chain),
    place: Int32Array.from(place),
    chains,
    previous: Int32Array.from(previous),
    source: Int32Array.from(ops, (at) => nodeOf.get(sources[at]!) ?? sources[at]!),
    reads,
    writes: gatherWrites(program, ops, chain, place),
  };
}

function gatherWrites(
  program: Program,
  ops: readonly number[],
  chain: readonly number[],
  place: readonly number[],
): ReadonlyMap<number, readonly ChainWrites[]> {
  const found = new Map<number, Map<number, { chain: number; places: number[]; nodes: number[] }>>();
  for (const [node, at] of ops.entries()) {
    if (!program.isWrite[at]) continue;
    const object = program.object[at]!;
    const byChain = found.get(object) ?? new Map<number, { chain: number; places: number[]; nodes: number[] }>();
    found.set(object, byChain);
    const writes = byChain.get(chain[node]!) ?? { chain: chain[node]!, places: [], nodes: [] };
    byChain.set(chain[node]!, writes);
    writes.places.push(place[node]!);
    writes.nodes.push(node);
  }
  return new Map([...found].map(([object, byChain]) => [object, [...byChain.values()]]));
}

export const writesBeside = (run: Run, node: number): readonly ChainWrites[] =>
  run.writes.get(run.program.object[run.ops[node]!]!) ?? [];

/** The last of those writes among the first `count` of its chain, or -1. */
export function lastWithin({ places, nodes }: ChainWrites, count: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! <= count) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? -1 : nodes[low - 1]!;
}

/** The reads of each process that has some, in its order. */
export function readsByProcess({ program, ops, reads }: Run): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  for (const read of reads) {
    const process = program.process[ops[read]!]!;
    const group = groups.get(process);
    if (group) group.push(read);
    else groups.set(process, [read]);
  }
  return [...groups.values()];
}
