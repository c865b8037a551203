/** Measures frames of a long run and of a crowded one, and a scene made anew for each frame of a drag. */
import { drawMessages } from '#draw/messages';
import { paintStage } from '#draw/stage';
import { themes } from '#draw/theme';
import { diagramOf } from '#scene/diagram';
import { frameAt, type Frame } from '#scene/frame';
import { createScene, type Scene } from '#scene/scene';
import { sceneOfWriters } from '#support/many-writers';
import { CUT_BEFORE_READ, sceneOf } from '#support/scenes';
import type { Measurement } from './stepper';

/** About 100,000 records, 2,000 messages in flight at any time: slow links under steady writes. */
const CROWDED = `replicarium 1
seed 1
ends 20s
protocol primary-backup read=nearest retransmit=1h
replicas A B C D E
clients ${Array.from({ length: 8 }, (_, index) => `P${index}@A`).join(' ')}
initially x=0
link default 2s..2200ms
${Array.from({ length: 8 }, (_, index) => `every 67ms from ${index * 8}ms to 20s P${index} write x`).join('\n')}
`;

/** Many writers at once: copies and answers of some twenty writes under way, siblings and quorums on every card. */
const WRITERS = `replicarium 1
seed 1
ends 2s
protocol many-writers keep=siblings need=2
replicas ${Array.from({ length: 27 }, (_, index) => `R${index}`).join(' ')}
clients ${Array.from({ length: 24 }, (_, index) => `P${index}@R${index}`).join(' ')}
initially x=0
link default 100ms..120ms
${Array.from({ length: 24 }, (_, index) => `every 240ms from ${index * 9}ms to 2s P${index} write x`).join('\n')}
`;

/** At the instant of the run at which most are under way; exactly so many are drawn. */
export function busyFrame(scene: Scene, messages: number): { atUs: number; frame: Frame } {
  const times = Array.from({ length: 60 }, (_, index) => 300_000 + index * 25_000);
  const flying = (atUs: number) => frameAt(scene, atUs).messages.length;
  const atUs = times.reduce((best, each) => (flying(each) > flying(best) ? each : best));
  const frame = frameAt(scene, atUs);
  return { atUs, frame: { ...frame, messages: frame.messages.slice(0, messages) } };
}

export const writersScene = (): Scene => sceneOfWriters(WRITERS);

function writersRows(): Measurement[] {
  const scene = writersScene();
  const { atUs, frame } = busyFrame(scene, 500);
  const ctx = silentContext();
  const look = { theme: themes.light, size: { width: 1280, height: 720 }, say: ({ id }: { id: string }) => id };
  const made = leastMs(() => frameAt(scene, atUs));
  const drawn = leastMs(() => (paintStage(ctx, frame, look), frame));
  return [
    {
      label: 'messages under way between 27 replicas that all take writes',
      value: frame.messages.length,
      unit: '',
      aim: '',
    },
    { label: 'frame of 27 replicas with siblings and quorums', value: made, unit: 'ms', aim: '' },
    { label: 'the same drawn, calls only', value: drawn, unit: 'ms', aim: '' },
    { label: 'both together', value: made + drawn, unit: 'ms', aim: '≤ 8' },
    { label: 'making it, against drawing it', value: made / drawn, unit: '×', aim: '' },
  ];
}

export function runSceneBench(): Measurement[] {
  const crowded = sceneOf(CROWDED);
  const times = Array.from({ length: 1_000 }, (_, index) => 5_000_000 + ((index * 7_919) % 14_000) * 1_000);
  const flying = times.map((atUs) => frameAt(crowded, atUs).messages.length);
  const frames = times.map((atUs) => leastMs(() => frameAt(crowded, atUs))).sort((a, b) => a - b);
  const lesson = sceneOf(CUT_BEFORE_READ);
  return [
    { label: 'records of the crowded run', value: crowded.trace.records.count, unit: '', aim: '' },
    { label: 'messages in flight, median', value: median(flying), unit: '', aim: '' },
    { label: 'frame of the crowded run, median', value: frames[500]!, unit: 'ms', aim: '' },
    { label: 'frame of the crowded run, p99', value: frames[990]!, unit: 'ms', aim: '≤ 0.2' },
    {
      label: 'scene of a lesson',
      value: repeatedMs(() => createScene(lesson.trace, lesson.protocol)),
      unit: 'ms',
      aim: '≤ 1',
    },
    {
      label: 'scene, frame and diagram of a lesson',
      value: repeatedMs(() => lookAt(createScene(lesson.trace, lesson.protocol))),
      unit: 'ms',
      aim: '≤ 1',
    },
    { label: 'stage of 1,000 messages, calls only', value: repeatedMs(paintingOf(crowded)), unit: 'ms', aim: '≤ 3.5' },
    ...writersRows(),
  ];
}

const lookAt = (scene: Scene): unknown => [frameAt(scene, 53_000), diagramOf(scene)];

/** Painting without a canvas: what our own code costs; the browser's part is measured in the browser. */
function paintingOf(scene: Scene): () => void {
  const frame = frameAt(scene, 6_000_000);
  const thousand = { ...frame, messages: frame.messages.slice(0, 1_000) };
  const ctx = silentContext();
  const look = { theme: themes.light, size: { width: 1280, height: 720 }, say: ({ id }: { id: string }) => id };
  return () => {
    paintStage(ctx, thousand, look);
    drawMessages({ ctx, ...look, scale: 1 }, thousand, {});
  };
}

function silentContext(): CanvasRenderingContext2D {
  const nothing = () => undefined;
  const names = [
    'save',
    'restore',
    'beginPath',
    'closePath',
    'moveTo',
    'lineTo',
    'arc',
    'rect',
    'roundRect',
    'quadraticCurveTo',
    'fill',
    'stroke',
    'fillRect',
    'strokeRect',
    'fillText',
    'strokeText',
    'clip',
    'setLineDash',
  ];
  const calls = Object.fromEntries(names.map((name) => [name, nothing]));
  return {
    ...calls,
    measureText: (text: string) => ({ width: text.length * 6 }),
  } as unknown as CanvasRenderingContext2D;
}

function elapsedMs(run: () => unknown): number {
  const begunMs = performance.now();
  if (run() === null) throw new Error('Nothing was measured.');
  return performance.now() - begunMs;
}

/** The least of several: a busy machine interrupts, and that is not ours to measure. */
const leastMs = (run: () => unknown): number => Math.min(...Array.from({ length: 7 }, () => elapsedMs(run)));

function repeatedMs(run: () => unknown): number {
  for (let warm = 0; warm < 50; warm += 1) run();
  return median(Array.from({ length: 101 }, () => elapsedMs(run)));
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
