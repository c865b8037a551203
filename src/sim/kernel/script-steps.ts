/** The script's steps as they fall due: operations begin, cuts fall and heal, nodes crash and come back. */
import { crash, deliver, pause, restart, resume } from '#sim/kernel/nodes';
import { setTraits } from '#sim/kernel/timers';
import { reroute } from '#sim/kernel/traffic';
import { record, type World } from '#sim/kernel/world';
import { addCut, heal, setLink, type Cut } from '#sim/network';
import type { PlannedStep } from '#sim/operations';

export function act(world: World, number: number): void {
  const step = world.plan.steps[number]!;
  const cause = record(world, 'step', { detail: number });
  const { action } = step;
  switch (action.do) {
    case 'operation':
      return invoke(world, { id: action.id, client: action.client, cause });
    case 'cut':
      return cut(world, addCut(world.network, { ...action, step: number }), action.positionPercent / 100);
    case 'heal':
      return healCuts(world, action);
    case 'crash':
      return crash(world, nodeNamed(world, action.node), action.kind, cause);
    case 'restart':
      return restart(world, nodeNamed(world, action.node), cause);
    case 'pause':
      return pause(world, nodeNamed(world, action.node), cause);
    case 'resume':
      return resume(world, nodeNamed(world, action.node), cause);
    case 'link':
      return setLink(world.network, action.link);
    case 'node': {
      const { node, remarks: _, ...traits } = action.node;
      return setTraits(world, nodeNamed(world, node), traits);
    }
    case 'command':
      return command(world, action, cause);
  }
}

const nodeNamed = (world: World, name: string) => world.nodes[world.plan.numbers.get(name)!]!;

function invoke(world: World, { id, client, cause }: { id: string; client: string; cause: number }): void {
  const { micro } = world.operations[world.operationNumbers.get(id)!]!;
  deliver(world, nodeNamed(world, client), { type: 'invoke', request: { id, micro } } as { type: string }, cause);
}

function command(world: World, action: Extract<PlannedStep['action'], { do: 'command' }>, step: number): void {
  const node = nodeNamed(world, action.node);
  const cause = record(world, 'command', { node: node.number, cause: step });
  deliver(world, node, { type: `command.${action.command}`, args: action.args } as { type: string }, cause);
}

function cut(world: World, fresh: Cut, position: number): void {
  const pairs = [...fresh.riftByPair.keys()];
  if (pairs.length === 0) return;
  world.cuts.push({ fromUs: world.nowUs, toUs: Infinity, pairs, step: fresh.step, position, source: fresh });
  reroute(world, [fresh], new Set(pairs));
}

function healCuts(world: World, sides: { left: readonly string[]; right: readonly string[] }): void {
  const changed = heal(world.network, sides);
  const pairs = new Set<number>();
  for (const source of changed) {
    const open = world.cuts.find((each) => each.source === source && each.toUs === Infinity)!;
    open.toUs = world.nowUs;
    for (const pair of open.pairs) pairs.add(pair);
    if (world.network.cuts.includes(source))
      world.cuts.push({ ...open, fromUs: world.nowUs, toUs: Infinity, pairs: [...source.riftByPair.keys()] });
  }
  reroute(world, changed, pairs);
}
