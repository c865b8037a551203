/** A replica at a time t, described in shared marks: values, role, log with what it misses, and how it is. */
import type { OperationId } from '#history/operation';
import type { Phrase } from '#history/phrase';
import { leadingAt, leads } from '#sim/authority';
import { intervalAt, isDiskLost, stateAt } from '#sim/lookup';
import type { Description, LogEntryMark, LogMark } from '#sim/marks';
import { chipsOf, type Chip } from './chips';
import { missingBy, type Missing } from './holdings';
import { listsOf, tablesOf, type FrameList, type FrameTable } from './parts';
import type { FrameQuorum, Seat } from './quorums';
import { ownedBy } from './rings';
import { resolutionAt, type Resolution } from './resolutions';
import type { Scene } from './scene';
import { lostOf, type FrameLost } from './trays';
import { treesOf, type FrameTree } from './trees';
import type { Box } from './unit';
import type { Version } from './versions';
import { words } from './words';

/** `divergent`: the leading replica's log has another entry there, or none. `aside`: kept out of the log until someone decides. */
export type Gate = 'applied' | 'flushed' | 'received' | 'missing' | 'divergent' | 'aside';

export interface Square {
  readonly operation: OperationId | null;
  readonly version: Version;
  readonly gate: Gate;
}

export interface FrameLog {
  /** The newest entries, oldest first; with the initial values in front where the beginning is in sight. */
  readonly squares: readonly Square[];
  /** Entries before those that it has. */
  readonly hidden: number;
}

export interface Badge {
  readonly phrase: Phrase;
  readonly tone: 'role' | 'plain' | 'warn';
  readonly leads: boolean;
  readonly isEpoch: boolean;
}

export interface FrameReplica {
  readonly id: string;
  readonly name: string;
  readonly place: string | undefined;
  readonly box: Box;
  readonly badges: readonly Badge[];
  readonly chips: readonly Chip[];
  readonly log: FrameLog | undefined;
  /** It tells which writes it has taken in: else nobody knows whether it is behind. */
  readonly tells: boolean;
  /** Writes that the leading replica, or without one any other, has applied and this one has not. */
  readonly behind: number;
  /** It tells that it lacks nothing, has nothing that the log that decides contradicts, and does not say itself that it is catching up. */
  readonly inSync: boolean;
  /** It lacks a write whose client has been told that it is done: a read here would be stale. */
  readonly stale: boolean;
  readonly status: 'up' | 'down' | 'paused';
  /** It leads and may acknowledge, and so may another at the same time. */
  readonly rival: boolean;
  readonly lists: readonly FrameList[];
  readonly tables: readonly FrameTable[];
  /** Writes that a rule has dropped here. */
  readonly lost: readonly FrameLost[];
  readonly trees: readonly FrameTree[];
  /** Keys that it owns on a ring, as it sees that itself. */
  readonly owns: readonly string[];
  /** What it decides between just now. */
  readonly resolution: Resolution | undefined;
  /** Its places in quorums, its own and others'. */
  readonly seats: readonly Seat[];
  /** The quorums that it gathers. */
  readonly gathers: readonly FrameQuorum[];
}

/** Squares that a card may show at most. */
const SQUARES = 12;
/** Missing entries looked through for one that is acknowledged. */
const LOOKED_THROUGH = 64;

/** What the replicas of one instant have in common. */
export interface Surroundings {
  readonly atUs: number;
  readonly boxes: readonly Box[];
  /** By replica: what it tells of itself. */
  readonly marks: readonly Description[];
  readonly isDown: readonly boolean[];
  readonly quorums: readonly FrameQuorum[];
  readonly seats: ReadonlyMap<string, readonly Seat[]>;
}

const NOTHING: Description = [];

/** By replica: the marks of its state at this time; none of one that is down and has lost its disk. */
export const marksAt = (scene: Scene, atUs: number): Description[] =>
  scene.trace.scenario.replicas.map((_, node) => {
    const state = isDiskLost(scene.trace, node, atUs) ? undefined : stateAt(scene.trace, node, atUs);
    return state ? scene.marks(state) : NOTHING;
  });

export function replicasAt(scene: Scene, around: Surroundings): FrameReplica[] {
  const { atUs, boxes, marks, isDown } = around;
  const authority = authorityOf(marks);
  const missing = missingBy(scene, marks, atUs);
  const acts = marks.map((own, node) => !isDown[node] && leads(own) && !isBarred(own));
  const leaders = acts.filter((isActing) => isActing).length;
  return boxes.map((_, node) => ({
    ...replicaAt(scene, node, around),
    ...standingOf(scene, { own: marks[node]!, authority, missing: missing[node]!, atUs }),
    rival: leaders > 1 && acts[node]!,
  }));
}

/** Without its lease it leads in its own eyes alone: it may not say that anything is done. */
const isBarred = (marks: Description): boolean =>
  marks.some((mark) => mark.mark === 'badge' && mark.id === 'mode.no-lease');

/** What follows from a replica's marks alone: worked out once for each state, since most frames change only few. */
type Face = Pick<FrameReplica, 'chips' | 'lists' | 'tables' | 'lost' | 'trees' | 'owns'>;

const faces = new WeakMap<Scene, WeakMap<Description, Face>>();

function faceOf(scene: Scene, name: string, marks: Description): Face {
  const known = faces.get(scene) ?? new WeakMap<Description, Face>();
  faces.set(scene, known);
  const old = known.get(marks);
  if (old) return old;
  const fresh = {
    chips: chipsOf(scene, marks),
    lists: listsOf(scene, marks),
    tables: tablesOf(marks),
    lost: lostOf(scene, marks),
    trees: treesOf(marks),
    owns: ownedBy(marks, name),
  };
  known.set(marks, fresh);
  return fresh;
}

type Standing = Pick<FrameReplica, 'log' | 'tells' | 'behind' | 'inSync' | 'stale'>;

function replicaAt(
  scene: Scene,
  node: number,
  { atUs, boxes, marks, isDown, quorums, seats }: Surroundings,
): Omit<FrameReplica, keyof Standing | 'rival'> {
  const { trace } = scene;
  const { name, place } = trace.scenario.replicas[node]!;
  const own = marks[node]!;
  const face = faceOf(scene, name, own);
  return {
    id: `replica:${name}`,
    name,
    place,
    box: boxes[node]!,
    badges: badgesOf(own, !isDown[node]),
    ...face,
    status: isDown[node] ? 'down' : intervalAt(trace.pauses[node]!, atUs) ? 'paused' : 'up',
    resolution: resolutionAt(scene, { node, atUs, ...face }),
    seats: seats.get(name) ?? [],
    gathers: quorums.filter(({ coordinator }) => coordinator === name),
  };
}

/** By its log, held against the one that decides; without a log by the writes that others hold. */
function standingOf(
  scene: Scene,
  {
    own,
    authority,
    missing,
    atUs,
  }: { own: Description; authority: Authority | undefined; missing: Missing; atUs: number },
): Standing {
  const { writes, stale, tells } = missing;
  const log = logIn(own);
  const isWell = (behind: number) => behind === 0 && !isCatchingUp(own);
  if (!log) {
    const behind = authority?.applied ?? writes;
    return { log: undefined, tells, behind, inSync: tells && isWell(behind), stale };
  }
  const shown = squaresOf(scene, log, authority);
  const behind = Math.max(0, (authority?.applied ?? 0) - log.applied);
  return {
    log: shown,
    tells: true,
    behind,
    inSync: isWell(behind) && !shown.squares.some(({ gate }) => isStray(gate)),
    stale: isStale(scene, { log, authority, atUs }),
  };
}

const isCatchingUp = (marks: Description): boolean =>
  marks.some((mark) => mark.mark === 'badge' && mark.id === 'mode.catching-up');

/** Its own, and not part of the log that decides. */
export const isStray = (gate: Gate): boolean => gate === 'divergent' || gate === 'aside';

const logIn = (marks: Description): LogMark | undefined => marks.find((mark): mark is LogMark => mark.mark === 'log');

/** The log that the others are held against. */
interface Authority extends LogMark {
  /** False where nobody leads, and it is only the log that has come furthest: it contradicts nobody. */
  readonly decides: boolean;
}

function authorityOf(all: readonly Description[]): Authority | undefined {
  const leading = all[leadingAt(all)];
  const log = leading ? logIn(leading) : furthest(all);
  return log && { ...log, decides: leading !== undefined };
}

function furthest(all: readonly Description[]): LogMark | undefined {
  return all.map(logIn).reduce((best, log) => (log && log.applied > (best?.applied ?? -1) ? log : best), undefined);
}

/** Who is down is no longer what its badges say; its disk keeps the epoch. */
const badgesOf = (marks: Description, up: boolean): Badge[] =>
  marks.flatMap((mark) =>
    mark.mark === 'badge' && (up || mark.id === 'badge.epoch')
      ? [
          {
            phrase: words(mark.id, mark.args),
            tone: up ? (mark.tone ?? 'plain') : 'plain',
            leads: up && leads([mark]),
            isEpoch: mark.id === 'badge.epoch',
          },
        ]
      : [],
  );

function squaresOf(scene: Scene, log: LogMark, authority: Authority | undefined): FrameLog {
  const { versions } = scene;
  const length = Math.max(log.received, authority?.applied ?? 0);
  const first = Math.max(0, length - SQUARES);
  const squares: Square[] =
    first === 0 ? versions.initial.map((version) => ({ operation: null, version, gate: 'applied' })) : [];
  for (let index = first; index < length; index += 1) {
    const entry = index < log.received ? log.entries[index] : authority?.entries[index];
    const version = entry && versions.of(entry.key, entry.operation);
    if (version) squares.push({ operation: entry.operation, version, gate: gateOf(log, authority, index) });
  }
  for (const { operation, key } of (log.divergent ?? []).flatMap(({ entries }) => entries)) {
    const version = versions.of(key, operation);
    if (version) squares.push({ operation, version, gate: 'aside' });
  }
  return { squares, hidden: first === 0 ? 0 : Math.min(first, log.received) + versions.initial.length };
}

function gateOf(
  { applied, flushed, received, entries }: LogMark,
  authority: Authority | undefined,
  index: number,
): Gate {
  if (index < received && authority?.decides && !isShared(entries[index]!, authority, index)) return 'divergent';
  if (index < applied) return 'applied';
  if (index < flushed) return 'flushed';
  return index < received ? 'received' : 'missing';
}

function isStale(
  { trace, operation }: Scene,
  { log, authority, atUs }: { log: LogMark; authority: LogMark | undefined; atUs: number },
): boolean {
  if (!authority) return false;
  const isAcknowledged = (entry: LogEntryMark | undefined) => {
    const number = entry && operation(entry.operation);
    const asked = number === undefined ? undefined : trace.operations[number]!;
    return asked !== undefined && asked.status === 'ok' && asked.returnUs <= atUs;
  };
  const end = Math.min(authority.applied, log.applied + LOOKED_THROUGH);
  for (let index = log.applied; index < end; index += 1) if (isAcknowledged(authority.entries[index])) return true;
  return false;
}

const isShared = ({ operation }: LogEntryMark, { entries, received }: LogMark, index: number): boolean =>
  index < received && entries[index]!.operation === operation;
