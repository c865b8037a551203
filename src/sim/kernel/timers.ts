/** Timers of nodes, which run on the node's own clock. */
import { schedule, type Node, type Timer, type World } from '#sim/kernel/world';
import type { Effect } from '#sim/machine/stepper';
import type { NodeTraits } from '#sim/scenario';

/** A timer is known by its name and, where several of a name run at once, its key. */
export function timerOf(params: Effect['params']): Pick<Timer, 'leftUs' | 'event' | 'background'> & { id: string } {
  const {
    name,
    key,
    delayUs = 0,
    data,
    background = false,
  } = params as { name: string; key?: string; delayUs?: number; data?: object; background?: boolean };
  return {
    id: key === undefined ? name : `${name} ${key}`,
    leftUs: delayUs,
    event: { type: `timer.${name}`, ...data },
    background,
  };
}

/** Timers run on the node's own clock: a fast clock ends them early. */
export function setTimer(
  world: World,
  timer: { node: Node; id: string } & Pick<Timer, 'leftUs' | 'event' | 'background' | 'cause'>,
): void {
  const { node, id, leftUs, event, background, cause } = timer;
  const token = ++world.tokens;
  node.timers.set(id, { event, background, cause, leftUs, token, sinceUs: world.nowUs });
  const dueUs = world.nowUs + Math.round(leftUs / (1 + node.traits.driftPpm / 1e6));
  world.watcher?.timer({ node: node.number, id, atUs: world.nowUs, dueUs: Math.max(dueUs, world.nowUs) });
  schedule(world, dueUs, {
    do: 'timer',
    node: node.number,
    id,
    token,
  });
}

/** The timer is no more: fired, cancelled, or gone with its node. */
export function endTimer(world: World, node: Node, id: string): void {
  if (node.timers.delete(id)) world.watcher?.timer({ node: node.number, id, atUs: world.nowUs, dueUs: undefined });
}

/** Sets what is said of a node; running timers go on at the new rate of its clock. */
export function setTraits(world: World, node: Node, traits: NodeTraits): void {
  const rate = 1 + node.traits.driftPpm / 1e6;
  const drifted = ((world.nowUs - node.clockSinceUs) * node.traits.driftPpm) / 1e6;
  const running = [...node.timers].map(([id, timer]) => ({
    ...timer,
    id,
    node,
    leftUs: timer.leftUs - (world.nowUs - timer.sinceUs) * rate,
  }));
  node.traits = { ...node.traits, skewUs: Math.round(node.traits.skewUs + drifted), ...traits };
  node.clockSinceUs = world.nowUs;
  if (traits.driftPpm !== undefined) for (const timer of running) setTimer(world, timer);
}
