/** Anti-entropy: two replicas compare Merkle trees of the keys that both own, and exchange only what lies under differing leaves. */
import { childrenOf, differing, leafAt, merkleTree, tell, type MerkleTree, type Told } from '#mechanisms/merkle';
import { placeOf } from '#mechanisms/consistent-hashing';
import { hear } from './coordinating';
import { cellOf, isMember, membersOf, ownersOf, ruleOf, type Change, type Comparing } from './context';
import type { Sync, Tree } from './events';
import { syncTo, treeTo } from './messages';
import { store } from './storing';
import { absorb, identityOf, NOTHING, type Cell, type Rule } from './versions';
import { learn, note, selfOf, send, setTimer, settingsOf, type Work } from './work';

/** Levels below the root: eight leaves. */
export const DEPTH = 3;

const sharedKeys = (work: Work, peer: string): readonly string[] =>
  Object.keys(work.memory.stored.cells).filter((key) => {
    const owners = ownersOf(work.memory, key);
    return owners.includes(peer) && owners.includes(selfOf(work));
  });

function treeWith(work: Work, peer: string): MerkleTree {
  const rule = ruleOf(work.memory);
  const items = sharedKeys(work, peer)
    .map((key) => ({ key, versions: cellOf(work.memory.stored, key).versions }))
    .filter(({ versions }) => versions.length > 0)
    .map(({ key, versions }) => ({ at: placeOf(key), text: `${key} ${identityOf(rule, versions)}` }));
  return merkleTree(items, DEPTH);
}

const peersOnRing = (work: Work): readonly string[] =>
  membersOf(work.memory.stored.members).filter((name) => name !== selfOf(work));

/** One comparison a round, with one after the other. While it is not known that all agree, the run is not settled. */
export function onCompareTimer(work: Work): void {
  const peers = isMember(work.memory) ? peersOnRing(work) : [];
  const { rounds, birth } = work.memory;
  const peer = peers[(birth.replicas.indexOf(birth.self) + rounds) % Math.max(1, peers.length)];
  if (peer !== undefined) begin(work, peer);
  scheduleComparison(work);
}

export function scheduleComparison(work: Work): void {
  const { antiEntropy } = settingsOf(work);
  if (typeof antiEntropy !== 'number') return;
  const isCalm = !isMember(work.memory) || work.memory.calm >= peersOnRing(work).length;
  setTimer(work, { name: 'compare', delayUs: Math.max(1_000, antiEntropy), background: isCalm });
}

/** An operator's word: with all others, now. */
export function compareWithAll(work: Work): void {
  for (const peer of isMember(work.memory) ? peersOnRing(work) : []) begin(work, peer);
}

/** A comparison under way: with whom, who has begun it, and which of that one's it is. */
interface Walk {
  readonly peer: string;
  readonly by: string;
  readonly round: number;
}

/** Two replicas may each have begun one with the other. */
const nameOf = ({ peer, by }: Walk): string => `${peer}, begun by ${by}`;

function begin(work: Work, peer: string): void {
  const walk = { peer, by: selfOf(work), round: work.memory.rounds + 1 };
  const nodes = tell(treeWith(work, peer), ['']);
  learn(work, { rounds: walk.round });
  keep(
    work,
    walk,
    nodes.map((node) => ({ ...node, state: 'unknown' })),
  );
  send(work, treeTo(walk, nodes));
}

const keep = (work: Work, walk: Walk, nodes: Comparing['nodes']): void =>
  learn(work, {
    comparing: { ...work.memory.comparing, [nameOf(walk)]: { with: walk.peer, round: walk.round, nodes } },
  });

function end(work: Work, walk: Walk): void {
  const { [nameOf(walk)]: _, ...others } = work.memory.comparing;
  learn(work, { comparing: others });
}

/** The other's digests of some nodes; none where it has found no difference. */
export function onTree(work: Work, { from, by, round, nodes }: Tree): void {
  hear(work, from);
  const walk = { peer: from, by, round };
  const known = work.memory.comparing[nameOf(walk)];
  const before = known?.round === round ? known.nodes : [];
  if (nodes.length === 0) return known?.round === round ? finishSame(work, walk) : undefined;
  const tree = treeWith(work, from);
  const paths = differing(tree, nodes);
  const judged = withJudged(before, tree, { nodes, paths });
  if (paths.length === 0) {
    send(work, treeTo(walk, []));
    return end(work, walk);
  }
  learn(work, { calm: 0 });
  if (paths[0]!.length < DEPTH) {
    const children = tell(tree, childrenOf(paths));
    keep(work, walk, [...judged, ...children.map((node) => ({ ...node, state: 'unknown' as const }))]);
    return send(work, treeTo(walk, children));
  }
  keep(work, walk, judged);
  note(work, 'note.tree.differs', { replica: from, count: paths.length });
  send(work, syncTo(walk, { leaves: paths, cells: cellsUnder(work, from, paths), isAnswer: false }));
}

function finishSame(work: Work, walk: Walk): void {
  note(work, 'note.tree.same', { replica: walk.peer });
  if (walk.by === selfOf(work)) learn(work, { calm: work.memory.calm + 1 });
  end(work, walk);
}

function withJudged(
  before: Comparing['nodes'],
  { digests }: MerkleTree,
  { nodes, paths }: { nodes: readonly Told[]; paths: readonly string[] },
): Comparing['nodes'] {
  const judged = nodes.map(({ path }) => ({
    path,
    digest: digests[path]!,
    state: paths.includes(path) ? ('differs' as const) : ('same' as const),
  }));
  return [...before.filter(({ path }) => !nodes.some((node) => node.path === path)), ...judged];
}

const cellsUnder = (work: Work, peer: string, leaves: readonly string[]): Readonly<Record<string, Cell>> =>
  Object.fromEntries(
    sharedKeys(work, peer)
      .filter((key) => leaves.includes(leafAt(placeOf(key), DEPTH)))
      .map((key) => [key, cellOf(work.memory.stored, key)])
      .filter((entry): entry is [string, Cell] => (entry[1] as Cell).versions.length > 0),
  );

/** The other's cells under the differing leaves are taken in; the first to send gets this one's in return. */
export function onSync(work: Work, { from, by, round, leaves, cells, isAnswer }: Sync): void {
  hear(work, from);
  const walk = { peer: from, by, round };
  const rule = ruleOf(work.memory);
  const own = cellsUnder(work, from, leaves);
  const changes = Object.entries(cells)
    .filter(([key, cell]) => adds(rule, own[key] ?? NOTHING, cell))
    .map(([key, cell]): Change => ({ do: 'keep', key, cell }));
  if (changes.length > 0) store(work, changes);
  if (!isAnswer) {
    const missing = Object.entries(own).filter(([key, cell]) => adds(rule, cells[key] ?? NOTHING, cell));
    send(work, syncTo(walk, { leaves, cells: Object.fromEntries(missing), isAnswer: true }));
  }
  end(work, walk);
}

/** Whether the one who has `known` would have something else after it has taken `cell` in. */
const adds = (rule: Rule, known: Cell, cell: Cell): boolean =>
  identityOf(rule, absorb(rule, known, cell).cell.versions) !== identityOf(rule, known.versions);
