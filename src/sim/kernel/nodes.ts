/** Nodes at work: stepping their machines, performing the effects that they ask for, crashing, restarting, pausing. */
import { textNumber } from '#sim/kernel/recorder';
import { endTimer, setTimer, timerOf } from '#sim/kernel/timers';
import { send } from '#sim/kernel/traffic';
import { record, schedule, type Node, type World } from '#sim/kernel/world';
import type { Effect } from '#sim/machine/stepper';
import type { Birth } from '#sim/protocol';
import type { CrashKind } from '#sim/scenario';
import type { Status, Value } from '#history/operation';

/** Bytes of a message whose machine does not say. */
const DEFAULT_BYTES = 200;

/** What the node's own clock shows now, in µs since the start of the run as it believes. */
const clockUs = ({ traits, clockSinceUs }: Node, nowUs: number): number =>
  Math.round(nowUs + traits.skewUs + ((nowUs - clockSinceUs) * traits.driftPpm) / 1e6);

/** Hands an event to a node: at once, when it resumes, or (down) not at all. */
export function deliver(world: World, node: Node, event: { readonly type: string }, cause: number): void {
  if (!node.up) return;
  if (node.paused) node.inbox.push({ event, cause });
  else stepNode(world, node, { ...event, nowUs: clockUs(node, world.nowUs) } as { type: string }, cause);
}

function stepNode(world: World, node: Node, event: { readonly type: string }, cause: number): void {
  const before = node.state;
  const step = node.stepper.step(before, event);
  const { state, effects } = step;
  world.watcher?.stepped({ of: 'node', number: node.number, atUs: world.nowUs, cause, event, before, step });
  if (state !== before) {
    node.state = state;
    keepState(world, node, cause);
    if (stateText(before.value) !== stateText(state.value)) noteState(world, node, cause);
  }
  for (const effect of effects) perform(world, { node, effect, cause });
}

const stateText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const noteState = (world: World, node: Node, cause: number): number =>
  record(world, 'state', { node: node.number, detail: textNumber(world.recorder, stateText(node.state.value)), cause });

function keepState(world: World, node: Node, cause: number): void {
  node.timeline.atUs.push(world.nowUs);
  node.timeline.record.push(cause);
  node.timeline.states.push(node.state);
}

/** Brings a node's machine to life: at the start of the run, or with what its disk kept. */
export function start(
  world: World,
  node: Node,
  { disk, restarted, cause }: { disk: unknown; restarted: boolean; cause: number },
): void {
  const input = birthOf(world, node, { disk, restarted });
  const step = node.stepper.start(input);
  const { state, effects } = step;
  world.watcher?.stepped({
    ...{ of: 'node', number: node.number, atUs: world.nowUs, cause, step },
    event: { type: 'birth', input } as { type: string },
    before: restarted ? node.state : undefined,
  });
  node.state = state;
  node.up = true;
  node.writesEndUs = 0;
  if (!restarted || disk === undefined) node.flushed = (state.context as { disk?: unknown }).disk;
  keepState(world, node, cause);
  for (const effect of effects) perform(world, { node, effect, cause });
}

function birthOf(
  { plan }: World,
  { number, incarnation }: Node,
  { disk, restarted }: { disk: unknown; restarted: boolean },
): Birth {
  const self = plan.nodes[number]!;
  return {
    self,
    replicas: plan.replicas,
    peers: plan.replicas.filter((name) => name !== self),
    nearest: plan.replicas[plan.nearest[number]!]!,
    settings: plan.settings,
    initially: plan.initially,
    disk,
    restarted,
    life: incarnation,
  };
}

function perform(world: World, { node, effect, cause }: { node: Node; effect: Effect; cause: number }): void {
  const { type, params } = effect;
  switch (type) {
    case 'send':
      return sendAll(world, { node, params, cause });
    case 'setTimer':
      return setTimer(world, { node, ...timerOf(params), cause });
    case 'cancelTimer':
      return endTimer(world, node, timerOf(params).id);
    case 'write':
      return write(world, { node, params, cause });
    case 'flush':
      return flush(world, { node, params, cause });
    case 'begin':
      return begin(world, node, params, cause);
    case 'respond':
      return respond(world, node, params, cause);
    case 'note':
      return void record(world, 'note', {
        node: node.number,
        detail: world.notes.push(params as World['notes'][number]) - 1,
        cause,
      });
    default:
      throw new Error(`${world.plan.nodes[node.number]}: unknown effect ${type}`);
  }
}

function sendAll(world: World, { node, params, cause }: { node: Node; params: Effect['params']; cause: number }): void {
  const {
    to,
    kind,
    about = '',
    body,
    bytes = DEFAULT_BYTES,
    channel = 'plain',
  } = params as {
    to: string;
    kind: string;
    about?: string;
    body: { type?: string };
    bytes?: number;
    channel?: 'plain' | 'encrypted';
  };
  const from = world.plan.nodes[node.number]!;
  const targets = to === 'peers' ? world.plan.replicas.filter((name) => name !== from) : [to];
  for (const target of targets) {
    if (!world.plan.numbers.has(target)) throw new Error(`${from}: sends ${kind} to ${target}, which does not exist`);
    send(
      world,
      { kind, type: body.type ?? kind, about, from, to: target, bytes, principal: from, channel, body },
      cause,
    );
  }
}

export function fireTimer(
  world: World,
  { node: number, id, token }: { node: number; id: string; token: number },
): void {
  const node = world.nodes[number]!;
  const timer = node.timers.get(id);
  if (timer?.token !== token) return;
  endTimer(world, node, id);
  const cause = record(world, 'timer', { node: number, detail: textNumber(world.recorder, id), cause: timer.cause });
  deliver(world, node, timer.event, cause);
}

interface Storage {
  readonly node: Node;
  readonly params: Effect['params'];
  readonly cause: number;
}

/** None overtakes an earlier one, also where the disk has become faster meanwhile. The same holds for flushes. */
function write(world: World, { node, ...asked }: Storage): void {
  node.writesEndUs = Math.max(node.writesEndUs, world.nowUs + node.traits.writeUs);
  reportLater(world, node, { ...asked, do: 'written', atUs: node.writesEndUs, disk: undefined });
}

function flush(world: World, { node, ...asked }: Storage): void {
  node.flushesEndUs = Math.max(node.flushesEndUs, world.nowUs + node.traits.flushUs);
  const { disk } = node.state.context as { disk: unknown };
  reportLater(world, node, { ...asked, do: 'flushed', atUs: node.flushesEndUs, disk });
}

function reportLater(
  world: World,
  { number, incarnation }: Node,
  { atUs, ...report }: Omit<Storage, 'node'> & { do: 'written' | 'flushed'; atUs: number; disk: unknown },
): void {
  schedule(world, atUs, { ...report, node: number, incarnation });
}

/** The disk reports: void when the node has crashed since. */
export function finishStorage(
  world: World,
  due: {
    do: 'written' | 'flushed';
    node: number;
    incarnation: number;
    params: Effect['params'];
    disk: unknown;
    cause: number;
  },
): void {
  const node = world.nodes[due.node]!;
  if (node.incarnation !== due.incarnation) return;
  if (due.do === 'flushed') node.flushed = due.disk;
  const cause = record(world, due.do, { node: due.node, cause: due.cause });
  deliver(world, node, { ...due.params, type: due.do }, cause);
}

function begin(world: World, node: Node, params: Effect['params'], cause: number): void {
  const number = world.operationNumbers.get(params['operation'] as string)!;
  world.operations[number]!.callUs = world.nowUs;
  record(world, 'call', { node: node.number, operation: number, cause });
}

function respond(world: World, node: Node, params: Effect['params'], cause: number): void {
  const number = world.operationNumbers.get(params['operation'] as string)!;
  const operation = world.operations[number]!;
  Object.assign(operation, {
    returnUs: world.nowUs,
    status: params['status'] as Status,
    value: params['value'] as Value,
    reply: world.recorder.columns.message[cause] ?? -1,
  });
  record(world, 'return', { node: node.number, operation: number, message: operation.reply, cause });
}

/** A crash: what survives is what its kind leaves on the disk. A second crash of a node that is down can still take more. */
export function crash(world: World, node: Node, kind: CrashKind, cause: number): void {
  if (node.up) {
    node.surviving = (node.state.context as { disk: unknown }).disk;
    node.up = false;
    node.incarnation += 1;
    for (const id of [...node.timers.keys()]) endTimer(world, node, id);
    node.inbox.length = 0;
    if (node.paused) resume(world, node, cause);
    node.downs.push({ fromUs: world.nowUs, toUs: Infinity });
    record(world, 'down', { node: node.number, detail: textNumber(world.recorder, kind), cause });
  }
  if (kind === 'disk') node.flushed = undefined;
  if (kind !== 'process') node.surviving = node.flushed;
}

export function restart(world: World, node: Node, step: number): void {
  if (node.up) return;
  endInterval(node.downs, world.nowUs);
  const cause = record(world, 'up', { node: node.number, cause: step });
  start(world, node, { disk: node.surviving, restarted: true, cause });
}

export function pause(world: World, node: Node, cause: number): void {
  if (!node.up || node.paused) return;
  node.paused = true;
  node.pauses.push({ fromUs: world.nowUs, toUs: Infinity });
  record(world, 'paused', { node: node.number, cause });
}

export function resume(world: World, node: Node, cause: number): void {
  if (!node.paused) return;
  node.paused = false;
  endInterval(node.pauses, world.nowUs);
  record(world, 'resumed', { node: node.number, cause });
  for (const { event, cause: own } of node.inbox.splice(0)) deliver(world, node, event, own);
}

function endInterval(intervals: { fromUs: number; toUs: number }[], atUs: number): void {
  const last = intervals.at(-1)!;
  intervals[intervals.length - 1] = { ...last, toUs: atUs };
}
