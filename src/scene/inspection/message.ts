/** Inside a message at an instant: what it carries, where it was, and why it waits. Nothing of its future is told. */
import { KINDS, type MessageTrace } from '#sim/trace';
import type { Chart } from '#sim/machine/chart';
import type { Watched } from '#sim/watch';
import type { Fact, Inspection, Told } from '../inspection';
import { factsOf as coursesOf } from '../narration/facts';
import { narrate } from '../narration/record';
import { factsOf } from '../labels';
import type { Scene } from '../scene';
import { words } from '../words';
import { eventText, lastOf } from './last';
import { rowsOf } from './tree';

interface Inside {
  readonly watched: Watched;
  readonly chart: Chart;
  readonly atUs: number;
}

type Stage = 'queued' | 'travelling' | 'held' | 'delivered' | 'lost';

/** Undefined before it is sent. */
export function inspectMessage(scene: Scene, number: number, { watched, chart, atUs }: Inside): Inspection | undefined {
  const message = scene.trace.messages[number]!;
  if (atUs < message.sentAtUs) return undefined;
  const facts = factsOf(scene, number);
  const last = lastOf(watched, atUs);
  const stage = stageAt(scene, number, atUs);
  return {
    id: facts.id,
    kind: 'message',
    name: words('inspect.message', { label: facts.label, kind: words(`kind.${facts.kind}`) }),
    facts: [
      { label: words('inspect.route'), value: words('inspect.from-to', { from: facts.from, to: facts.to }) },
      { label: words('inspect.standing'), value: standingOf(scene, { message, stage, atUs }) },
      ...about(message),
    ],
    groups: [
      { id: 'body', title: words('inspect.body'), note: undefined, rows: rowsOf(message.body, message.body, 'body') },
    ],
    lastUs: last.atUs,
    last: last.steps.map(({ event }) => ({ phrase: undefined, event: eventText(event), effects: [] })),
    story: storyOf(scene, number, atUs),
    machine: { chart, active: ['', stage], taken: last.steps.flatMap(({ step }) => step.taken ?? []) },
  };
}

const courseOf = ({ trace }: Scene, number: number, atUs: number): readonly number[] =>
  coursesOf(trace).courses[number]!.filter((record) => trace.records.atUs[record]! <= atUs);

/** The trace's records of a message are the transitions of its machine. */
function stageAt(scene: Scene, number: number, atUs: number): Stage {
  const last = courseOf(scene, number, atUs).at(-1);
  return last === undefined ? 'queued' : (KINDS[scene.trace.records.kind[last]!] as Stage);
}

const storyOf = (scene: Scene, number: number, atUs: number): Told[] =>
  courseOf(scene, number, atUs).flatMap((record) => {
    const told = narrate(scene.trace, record, scene.protocol.describe);
    return told ? [{ atUs: scene.trace.records.atUs[record]!, phrase: told }] : [];
  });

/** What it does now, and why it waits where it does. */
function standingOf({ trace }: Scene, { message, stage, atUs }: { message: MessageTrace; stage: Stage; atUs: number }) {
  const { legs, endedAtUs, reason, sentAtUs } = message;
  const leg = legs.findLast(({ fromUs }) => fromUs <= atUs);
  switch (stage) {
    case 'queued':
      return words('inspect.queued', { sinceUs: sentAtUs, waitedUs: atUs - sentAtUs });
    case 'travelling': {
      const { fromUs, toUs, from, to } = leg!;
      const share = from + ((to - from) * (atUs - fromUs)) / Math.max(1, toUs - fromUs);
      return words('inspect.travelling', { percent: Math.round(Math.min(to, share) * 100) });
    }
    case 'held': {
      const { toUs, to } = leg!;
      const pair = message.from * trace.nodes.length + message.to;
      const cut = trace.cuts.find((each) => each.fromUs <= atUs && atUs < each.toUs && each.pairs.includes(pair));
      const args = { sinceUs: toUs, waitedUs: atUs - toUs, percent: Math.round(to * 100) };
      return cut ? words('inspect.held.cut', { ...args, cutUs: cut.fromUs }) : words('inspect.held', args);
    }
    case 'delivered':
      return words('inspect.delivered', { endedUs: endedAtUs, tookUs: endedAtUs - sentAtUs });
    case 'lost':
      return words('inspect.lost', { endedUs: endedAtUs, reason });
  }
}

function about({ about: operation, sentAtUs, bytes, twin, edited, name }: MessageTrace): Fact[] {
  const attempt = / try (\d+)/.exec(name)?.[1];
  return [
    ...(operation === ''
      ? []
      : [{ label: words('inspect.about'), value: words('label.version', { label: operation }) }]),
    { label: words('inspect.sent'), value: words('inspect.time', { atUs: sentAtUs }) },
    { label: words('inspect.size'), value: words('inspect.bytes', { bytes }) },
    ...(attempt === undefined
      ? []
      : [{ label: words('inspect.attempt'), value: words('label.version', { label: attempt }) }]),
    ...(twin ? [{ label: words('inspect.origin'), value: words('inspect.twin') }] : []),
    ...(edited ? [{ label: words('inspect.change'), value: words('inspect.edited') }] : []),
  ];
}
