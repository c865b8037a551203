/** What can be done to a link, and to a cut that stands on it. */
import { phrase } from '#history/phrase';
import { withCut, withHeal, withoutStep, withStep } from '#player/edits';
import type { Gesture, Scope } from '#player/gestures/gesture';
import { cutOf, intervalAt } from '#sim/lookup';
import type { LinkSpec, LinkTraits, Scenario } from '#sim/scenario';
import type { Trace } from '#sim/trace';

const SLOW_US = 200_000;
const SHARE_PERCENT = 30;

export function linkGestures(left: string, right: string, { trace, atUs }: Scope): readonly Gesture[] {
  const sides = { atUs, left: [left], right: [right] };
  const cut = (name: string, from: string, to: string, oneWay: boolean): Gesture => ({
    name: phrase(name, { left: from, right: to, atUs }),
    tool: 'cut',
    make: (scenario) => withCut(scenario, { atUs, left: [from], right: [to], oneWay }),
  });
  const cuts = isCutAt(trace, { left, right, atUs })
    ? [
        {
          name: phrase('gesture.heal', { left, right, atUs }),
          tool: 'cut' as const,
          make: (scenario: Scenario) => withHeal(scenario, sides),
        },
      ]
    : [
        cut('gesture.cut', left, right, false),
        cut('gesture.cut.way', left, right, true),
        cut('gesture.cut.way', right, left, true),
      ];
  return [...cuts, ...disturbances(left, right, { trace, atUs })];
}

function isCutAt(
  { nodes, cuts }: Trace,
  { left, right, atUs }: { left: string; right: string; atUs: number },
): boolean {
  const [a, b] = [nodes.indexOf(left), nodes.indexOf(right)];
  const pairs = [a * nodes.length + b, b * nodes.length + a];
  return cuts.some((cut) => intervalAt([cut], atUs) && cut.pairs.some((pair) => pairs.includes(pair)));
}

/** What a disturbed link is put back to, where the script's head says nothing of it. */
const PLAIN = { lossPercent: 0, duplicatePercent: 0 } as const;

function disturbances(from: string, to: string, { trace, atUs }: Pick<Scope, 'trace' | 'atUs'>): Gesture[] {
  const { scenario } = trace;
  const set = (name: string, traits: LinkTraits): Gesture => ({
    name: phrase(name, { left: from, right: to, atUs, slowUs: SLOW_US, percent: SHARE_PERCENT }),
    tool: 'disturb',
    make: (given) => withStep(given, atUs, { do: 'link', link: { ends: { from, to, oneWay: false }, ...traits } }),
  });
  const said = saidOf(scenario, { from, to, atUs });
  const disturbed = said.steps.reduce<LinkTraits>((sum, each) => ({ ...sum, ...each }), {});
  const normal: LinkTraits = { ...PLAIN, ...said.head };
  return [
    ...(disturbed.latency === undefined && said.head.latency !== undefined
      ? [set('gesture.link.slow', { latency: { kind: 'constant', us: SLOW_US } })]
      : []),
    ...(disturbed.lossPercent ? [] : [set('gesture.link.loss', { lossPercent: SHARE_PERCENT })]),
    ...(disturbed.duplicatePercent ? [] : [set('gesture.link.duplicate', { duplicatePercent: SHARE_PERCENT })]),
    ...(Object.keys(disturbed).length > 0 ? [set('gesture.link.normal', normal)] : []),
  ];
}

/** What the script's head says of the link, or of all of its kind; and what its steps have said up to that time. */
function saidOf(
  { links, steps, replicas }: Scenario,
  { from, to, atUs }: { from: string; to: string; atUs: number },
): { readonly head: LinkTraits; readonly steps: readonly LinkTraits[] } {
  const isReplica = (name: string) => replicas.some((replica) => replica.name === name);
  const kind = isReplica(from) && isReplica(to) ? 'default' : 'local';
  const isIt = ({ ends }: LinkSpec) =>
    ends === kind ||
    (typeof ends === 'object' && [ends.from, ends.to].toSorted().join() === [from, to].toSorted().join());
  const traitsOf = ({ ends: _, remarks: __, ...traits }: LinkSpec): LinkTraits => traits;
  const usual: LinkTraits = { latency: { kind: 'constant', us: kind === 'default' ? 10_000 : 1_000 } };
  return {
    head: links
      .filter(isIt)
      .map(traitsOf)
      .reduce((sum, each) => ({ ...sum, ...each }), usual),
    steps: steps.flatMap(({ atUs: at, action }) =>
      action.do === 'link' && at <= atUs && isIt(action.link) ? [traitsOf(action.link)] : [],
    ),
  };
}

export function cutGestures(step: number, { trace, atUs }: Scope): readonly Gesture[] {
  const cut = cutOf(trace, step);
  const index = trace.steps[step]?.index;
  const action = index === undefined ? undefined : trace.scenario.steps[index]?.action;
  if (!cut || action?.do !== 'cut') return [];
  const { left, right } = action;
  const heal: Gesture = {
    name: phrase('gesture.cut.heal', { atUs }),
    tool: 'cut',
    make: (scenario) => withHeal(scenario, { atUs, left, right }),
  };
  const remove: Gesture = {
    name: phrase('gesture.cut.remove'),
    tool: 'cut',
    make: (scenario) => withoutStep(scenario, index!),
  };
  return [...(intervalAt([cut], atUs) && atUs > cut.fromUs ? [heal] : []), remove];
}
