/** Writes that stay on W owners, read by every set of R owners: the machines' answer to the closed form of PBS, section 3.1. */
import leaderless from '#protocols/leaderless/index';
import type { Edit, Scenario, Step } from '#sim/scenario';
import { traceOf } from './primary-backup';

export interface Quorums {
  readonly n: number;
  readonly r: number;
  readonly w: number;
}

const binomial = (n: number, k: number): number => {
  let product = 1;
  for (let factor = 1; factor <= k; factor += 1) product = (product * (n - k + factor)) / factor;
  return k > n ? 0 : product;
};

/** The share of sets of R owners that have none of the W in common. */
export const staleShare = ({ n, r, w }: Quorums): number => binomial(n - w, r) / binomial(n, r);

function subsets(n: number, size: number): number[][] {
  if (size === 0) return [[]];
  if (n < size) return [];
  return [...subsets(n - 1, size), ...subsets(n - 1, size - 1).map((rest) => [...rest, n - 1])];
}

/** Longer than any run: what is delayed by this never comes. */
const NEVER_US = 1e9;
const EVERY_US = 10_000;

const known = new Map<string, { readonly stale: number; readonly reads: number }>();

/**
 * One run: a coordinator outside the ring writes, and all copies but those to W owners are held up; then it reads once for
 * every set of R owners, with the questions to all others held up. By symmetry it does not matter which W owners they are.
 */
export function frozenReads({ n, r, w }: Quorums): { readonly stale: number; readonly reads: number } {
  const name = `${n} ${r} ${w}`;
  const old = known.get(name);
  if (old) return old;
  const owners = Array.from({ length: n }, (_, each) => `Owner${each}`);
  const sets = subsets(n, r);
  const delay = (message: string): Edit => ({ message, change: { do: 'delay', byUs: NEVER_US } });
  const step = (at: number, f: 'write' | 'read'): Step => ({
    atUs: at * EVERY_US,
    action: { do: 'operation', client: 'Ana', number: at + 1, micro: [{ f, key: 'x' }] },
  });
  const edits = [
    ...owners.slice(w).map((owner) => delay(`copy(Ana.1) Outsider→${owner}`)),
    ...sets.flatMap((set, at) =>
      owners.flatMap((owner, index) =>
        set.includes(index) ? [] : [delay(`request(Ana.${at + 2}) Outsider→${owner}`)],
      ),
    ),
  ];
  const scenario: Scenario = {
    ...{ title: '', seed: 1, endsUs: (sets.length + 2) * EVERY_US, initially: { x: 0 }, nodes: [], remarks: {} },
    protocol: {
      id: 'leaderless',
      settings: { n: String(n), r: String(r), w: String(w), outside: '1', readRepair: 'off', coordinator: 'Outsider' },
    },
    replicas: [...owners, 'Outsider'].map((each) => ({ name: each })),
    clients: [{ name: 'Ana', at: 'Outsider' }],
    // Held-up messages must not hold up those behind them.
    links: [{ ends: 'default', latency: { kind: 'constant', us: 1_000 }, transport: 'datagram' }],
    steps: [step(0, 'write'), ...sets.map((_, at) => step(at + 1, 'read'))],
    edits,
  };
  const reads = traceOf(scenario, leaderless).operations.filter(({ micro }) => micro[0]!.f === 'read');
  const unanswered = reads.find(({ status }) => status !== 'ok');
  if (unanswered) throw new Error(`${name}: ${unanswered.id} has no answer`);
  const counted = { stale: reads.filter(({ value }) => value === 0).length, reads: reads.length };
  known.set(name, counted);
  return counted;
}
