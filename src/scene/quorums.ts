/** Quorums: whom an operation has asked, who has answered, and where the set of a read meets that of the write before it. */
import type { OperationId } from '#history/operation';
import { kindOf, lastAtOrBefore } from '#sim/lookup';
import type { Description, SetMark } from '#sim/marks';
import { lingerUs } from './resolutions';
import type { Scene } from './scene';
import type { Version } from './versions';

type Member = SetMark['members'][number];

export interface FrameQuorum {
  readonly id: SetMark['id'];
  readonly operation: OperationId;
  /** The replica that gathers it. */
  readonly coordinator: string;
  readonly needed: number;
  readonly members: readonly Member[];
  readonly answered: number;
  readonly version: Version | undefined;
  /** Of a read: the write before it whose set it is held against; and who is in both sets. */
  readonly against: OperationId | undefined;
  readonly overlap: readonly string[];
  /** 0 while it is being gathered, up to 1 when nothing of it is left to be seen. */
  readonly fade: number;
}

/** A replica's place in a quorum. */
export interface Seat {
  readonly id: SetMark['id'];
  readonly operation: OperationId;
  readonly state: Member['state'];
  readonly version: Version | undefined;
  /** It is in a read's set and in that of the write before. */
  readonly overlaps: boolean;
  /** Of a write that was done before: shown because a read is held against it. */
  readonly past: boolean;
  readonly fade: number;
}

interface Gathered {
  readonly mark: SetMark;
  readonly node: number;
  readonly fade: number;
}

/** States of a coordinator that are looked through for a set that has ended. */
const LOOKED_THROUGH = 48;

/** `marks`: what each replica tells at this time. */
export function quorumsAt(scene: Scene, atUs: number, marks: readonly Description[]): FrameQuorum[] {
  const gathered = marks.flatMap((own, node): Gathered[] => {
    const sets = setsIn(own);
    const open = sets.map((mark): Gathered => ({ mark, node, fade: fadeOf(scene, mark, atUs) }));
    const all = [...open, ...endedAt(scene, { node, atUs, known: new Set(sets.map(idOf)) })];
    return all.filter(({ fade }) => fade < 1);
  });
  return gathered.map((each) => quorumOf(scene, each, gathered));
}

const sets = new WeakMap<Description, readonly SetMark[]>();

/** Looked through again and again while a set fades. */
function setsIn(marks: Description): readonly SetMark[] {
  const known = sets.get(marks) ?? marks.filter((mark) => mark.mark === 'set');
  sets.set(marks, known);
  return known;
}

const idOf = ({ id, operation }: SetMark): string => `${id} ${operation}`;

/** A set whose client has its answer has done its work, however long the coordinator remembers it. */
function fadeOf({ trace, operation }: Scene, mark: SetMark, atUs: number): number {
  const { returnUs } = trace.operations[operation(mark.operation) ?? -1] ?? { returnUs: Infinity };
  return mark.id === 'quorum.repair' || atUs < returnUs ? 0 : (atUs - returnUs) / lingerUs(trace);
}

/** Sets that a coordinator has let go a moment ago: with the answer that ended them. */
function endedAt(scene: Scene, { node, atUs, known }: { node: number; atUs: number; known: Set<string> }): Gathered[] {
  const { atUs: times, states } = scene.trace.timelines[node]!;
  const last = lastAtOrBefore(times, atUs);
  const lingersUs = lingerUs(scene.trace);
  const ended: Gathered[] = [];
  for (let index = last; index > 0 && index > last - LOOKED_THROUGH; index -= 1) {
    const fade = (atUs - times[index]!) / lingersUs;
    if (fade >= 1) break;
    for (const mark of setsIn(scene.marks(states[index - 1]!))) {
      if (known.has(idOf(mark))) continue;
      known.add(idOf(mark));
      ended.push({ mark: withLast(scene, mark, { node, index }), node, fade });
    }
  }
  return ended;
}

/** A set with the answer by which it came to its end: the state that let it go was made by that message. */
function withLast({ trace }: Scene, mark: SetMark, { node, index }: { node: number; index: number }): SetMark {
  const record = trace.timelines[node]!.record[index]!;
  if (record < 0 || kindOf(trace, record) !== 'delivered') return mark;
  const { from, about } = trace.messages[trace.records.message[record]!]!;
  if (about !== String(mark.operation)) return mark;
  const name = trace.nodes[from]!;
  return {
    ...mark,
    members: mark.members.map((member) =>
      member.name === name && member.state === 'asked' ? { name, state: 'answered' as const } : member,
    ),
  };
}

const hasAnswered = ({ state }: Member): boolean => state !== 'asked';

function quorumOf(scene: Scene, { mark, node, fade }: Gathered, all: readonly Gathered[]): FrameQuorum {
  const { id, operation, needed, members } = mark;
  const write = id === 'quorum.read' ? writeBefore(scene, operation, all) : undefined;
  const kept = new Set((write?.members ?? []).filter(hasAnswered).map(({ name }) => name));
  return {
    id,
    operation,
    coordinator: scene.trace.nodes[node]!,
    needed,
    members,
    answered: members.filter(hasAnswered).length,
    version: versionOf(scene, operation),
    against: write?.operation,
    overlap: members.filter((member) => hasAnswered(member) && kept.has(member.name)).map(({ name }) => name),
    fade,
  };
}

function versionOf({ trace, versions, operation }: Scene, id: OperationId): Version | undefined {
  const write = trace.operations[operation(id) ?? -1]?.micro.find(({ f }) => f !== 'read');
  return write && versions.of(write.key, id);
}

/** The set of the last write of this key that was acknowledged before the read began; else of one that is being gathered. */
function writeBefore(scene: Scene, read: OperationId, all: readonly Gathered[]): SetMark | undefined {
  const { trace, operation } = scene;
  const asked = trace.operations[operation(read) ?? -1];
  const key = asked?.micro[0]?.key;
  if (!asked || key === undefined) return undefined;
  let best = -1;
  trace.operations.forEach(({ status, returnUs, micro }, number) => {
    if (status !== 'ok' || returnUs > asked.callUs || !micro.some((each) => each.f !== 'read' && each.key === key))
      return;
    if (best < 0 || returnUs >= trace.operations[best]!.returnUs) best = number;
  });
  if (best >= 0) return setOf(scene, best);
  return all.find(({ mark }) => mark.id === 'quorum.write' && versionOf(scene, mark.operation)?.key === key)?.mark;
}

const known = new WeakMap<Scene, Map<number, SetMark | undefined>>();

/** The fullest set that its coordinator has shown of an acknowledged write, up to the answer to the client. */
function setOf(scene: Scene, number: number): SetMark | undefined {
  const sets = known.get(scene) ?? new Map<number, SetMark | undefined>();
  known.set(scene, sets);
  if (!sets.has(number)) sets.set(number, findSet(scene, number));
  return sets.get(number);
}

function findSet(scene: Scene, number: number): SetMark | undefined {
  const { trace } = scene;
  const { id, reply, callUs } = trace.operations[number]!;
  const message = trace.messages[reply];
  if (!message) return undefined;
  const { atUs, states } = trace.timelines[message.from]!;
  const last = lastAtOrBefore(atUs, message.sentAtUs);
  for (let index = last; index >= 0 && atUs[index]! >= callUs; index -= 1) {
    const mark = setsIn(scene.marks(states[index]!)).find(
      (each) => each.id === 'quorum.write' && each.operation === id,
    );
    if (mark) return index === last ? mark : withLast(scene, mark, { node: message.from, index: index + 1 });
  }
  return undefined;
}

/** Seats by replica: of what is being gathered, and of the write that a read is held against. */
export function seatsOf(scene: Scene, quorums: readonly FrameQuorum[]): ReadonlyMap<string, readonly Seat[]> {
  const seats = new Map<string, Seat[]>();
  const add = (name: string, seat: Seat) => seats.set(name, [...(seats.get(name) ?? []), seat]);
  const shown = new Set(quorums.map(({ operation }) => operation));
  for (const { id, operation, members, version, overlap, against, fade } of quorums) {
    const before = against === undefined || shown.has(against) ? undefined : setOf(scene, scene.operation(against)!);
    if (against !== undefined) shown.add(against);
    for (const { name, state } of before?.members ?? [])
      if (state !== 'asked')
        add(name, {
          id: 'quorum.write',
          operation: against!,
          state,
          version: versionOf(scene, against!),
          overlaps: overlap.includes(name),
          past: true,
          fade,
        });
    for (const { name, state } of members)
      add(name, { id, operation, state, version, overlaps: overlap.includes(name), past: false, fade });
  }
  return seats;
}
