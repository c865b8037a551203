/** What can be done to a thing on the screen, in the same words for pointer, menu and keyboard. */
import { phrase, type Phrase } from '#history/phrase';
import { delayOf, withCommand, withCrash, withCut, withDelay, withHeal, withRestart } from '#player/edits';
import { TOOLS, type Tool } from '#lesson/lesson';
import type { Instrument } from '#player/instrument.svelte';
import { intervalAt } from '#sim/lookup';
import type { CrashKind, Scenario } from '#sim/scenario';
import type { Trace } from '#sim/trace';

export { TOOLS, type Tool };

export interface Gesture {
  /** What the menu says. */
  readonly name: Phrase;
  readonly tool: Tool;
  readonly make: (scenario: Scenario) => Scenario;
}

export interface Scope {
  readonly trace: Trace;
  readonly atUs: number;
  /** Words that an operator may say to a replica under this protocol. */
  readonly commands: readonly string[];
  /** Tools that the lesson's step allows. */
  readonly tools: readonly Tool[];
}

/** What gestures look at, on a page. */
export const scopeOf = ({ evaluation, head }: Instrument, tools: readonly Tool[]): Scope => ({
  trace: evaluation.trace,
  atUs: head.atUs,
  commands: evaluation.protocol.commands ?? [],
  tools,
});

/** `id` as the scene names things: `replica:Frankfurt`, `link:Frankfurt-Virginia`, `message:…`. */
export function gesturesFor(id: string, scope: Scope): readonly Gesture[] {
  const at = id.indexOf(':');
  const [kind, name] = [id.slice(0, at), id.slice(at + 1)];
  const all =
    kind === 'replica'
      ? replicaGestures(name, scope)
      : kind === 'link'
        ? linkGestures(name.split('-'), scope)
        : kind === 'message'
          ? messageGestures(name, scope)
          : [];
  return all.filter(({ tool }) => scope.tools.includes(tool));
}

const CRASHES: readonly CrashKind[] = ['process', 'machine', 'disk'];

function replicaGestures(node: string, { trace, atUs, commands }: Scope): Gesture[] {
  const number = trace.nodes.indexOf(node);
  const others = trace.nodes.slice(0, trace.replicas).filter((name) => name !== node);
  if (intervalAt(trace.downs[number] ?? [], atUs))
    return [
      {
        name: phrase('gesture.restart', { node, atUs }),
        tool: 'crash',
        make: (scenario) => withRestart(scenario, atUs, node),
      },
    ];
  const crashes = CRASHES.map((kind): Gesture => ({
    name: phrase(`gesture.crash.${kind}`, { node, atUs }),
    tool: 'crash',
    make: (scenario) => withCrash(scenario, { atUs, node, kind }),
  }));
  const isolate: Gesture = {
    name: phrase('gesture.isolate', { node, atUs }),
    tool: 'cut',
    make: (scenario) => withCut(scenario, { atUs, left: [node], right: others }),
  };
  const told = commands.map((command): Gesture => ({
    name: phrase(`gesture.command.${command}`, { node, atUs }),
    tool: 'command',
    make: (scenario) => withCommand(scenario, { atUs, node, command }),
  }));
  return [...crashes, ...(others.length > 0 ? [isolate] : []), ...told];
}

function linkGestures([left = '', right = '']: readonly string[], { trace, atUs }: Scope): Gesture[] {
  const sides = { atUs, left: [left], right: [right] };
  const isCut = isCutAt(trace, { left, right, atUs });
  return isCut
    ? [
        {
          name: phrase('gesture.heal', { left, right, atUs }),
          tool: 'cut',
          make: (scenario) => withHeal(scenario, sides),
        },
      ]
    : [
        {
          name: phrase('gesture.cut', { left, right, atUs }),
          tool: 'cut',
          make: (scenario) => withCut(scenario, sides),
        },
      ];
}

function isCutAt(
  { nodes, cuts }: Trace,
  { left, right, atUs }: { left: string; right: string; atUs: number },
): boolean {
  const [a, b] = [nodes.indexOf(left), nodes.indexOf(right)];
  const pairs = [a * nodes.length + b, b * nodes.length + a];
  return cuts.some((cut) => intervalAt([cut], atUs) && cut.pairs.some((pair) => pairs.includes(pair)));
}

/** Steps by which the keyboard moves a message's arrival: 1 ms and 10 ms, or a twentieth and a half of its way where that is more. */
function messageGestures(message: string, { trace }: Scope): Gesture[] {
  const found = trace.messages.find(({ name }) => name === message);
  if (!found) return [];
  const nudge = (byUs: number): Gesture => ({
    name: byUs > 0 ? phrase('gesture.later', { byUs }) : phrase('gesture.earlier', { byUs: -byUs }),
    tool: 'drag',
    make: (scenario) => withDelay(scenario, message, delayOf(scenario, message) + Math.max(byUs, 1 - found.latencyUs)),
  });
  const [small, large] = [
    Math.max(1_000, roundTo(found.latencyUs / 20)),
    Math.max(10_000, roundTo(found.latencyUs / 2)),
  ];
  const undone: Gesture = {
    name: phrase('gesture.undelay'),
    tool: 'drag',
    make: (scenario) => withDelay(scenario, message, 0),
  };
  return [
    nudge(small),
    nudge(large),
    ...(found.latencyUs > small ? [nudge(-small)] : []),
    ...(found.latencyUs > large ? [nudge(-large)] : []),
    ...(found.edited ? [undone] : []),
  ];
}

const roundTo = (us: number): number => Math.round(us / 1_000) * 1_000;
