/** What only a browser can measure: painting 1,000 messages on a canvas and as SVG, and a drag from the pointer to the last draw call. */
import { paintStage } from '#draw/stage';
import { themes } from '#draw/theme';
import { frameAt, type Frame } from '#scene/frame';
import { createScene } from '#scene/scene';
import { loadProtocols, protocols } from '#catalog';
import { planRun } from '#sim/plan';
import { parseScript } from '#sim/script/parse';
import { simulate } from '#sim/simulate';
import { busyFrame, writersScene } from './scene';
import type { Measurement } from './stepper';

const size = { width: 1280, height: 720 };
const rounds = 30;

/** A frame with so many messages in flight: long links and many clients that all write. */
function crowdedFrame(messages: number): Frame {
  const replicas = ['Frankfurt', 'Virginia', 'Singapore', 'Tokyo', 'Sydney'];
  const clients = Array.from({ length: 40 }, (_, number) => `C${number}@${replicas[0]}`);
  const each = Math.ceil(messages / 160) + 4;
  const script = [
    'ends 60s',
    'protocol primary-backup timeout=60s retransmit=60s',
    `replicas ${replicas.join(' ')}`,
    `clients ${clients.join(' ')}`,
    'link default 20s',
    'link local 1ms',
    ...clients.map(
      (name, number) => `every 30ms from ${number}ms to ${number + 30 * each}ms ${name.split('@')[0]} write x`,
    ),
  ].join('\n');
  const protocol = protocols.get('primary-backup')!;
  const { plan } = planRun(parseScript(script).scenario, protocol);
  const scene = createScene(simulate(plan!), protocol);
  const frame = frameAt(scene, 8_000_000);
  return { ...frame, messages: frame.messages.slice(0, messages) };
}

const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[numbers.length >> 1]!;

function timed(run: () => void): number {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  return median(times);
}

/** The same picture of the messages as nodes of a document: so many are drawn as dots. */
function paintSvg(root: SVGSVGElement, frame: Frame): void {
  root.replaceChildren(
    ...frame.messages.map(({ x, y }) => {
      const dot = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
      const place = { cx: x * size.width, cy: y * size.height, r: 4 };
      for (const [key, value] of Object.entries(place)) dot.setAttribute(key, String(value));
      dot.setAttribute('fill', themes.light.versions[0]!);
      return dot;
    }),
  );
  root.getBoundingClientRect();
}

export function runBrowserBench(): Measurement[] {
  const frame = crowdedFrame(1_000);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [size.width, size.height];
  document.body.append(canvas);
  const ctx = canvas.getContext('2d')!;
  const say = (phrase: { id: string }) => phrase.id;
  const onCanvas = timed(() => paintStage(ctx, frame, { theme: themes.light, size, say: say as never }));
  const scene = writersScene();
  const writers = busyFrame(scene, 500);
  const ofWriters = timed(() => {
    frameAt(scene, writers.atUs);
    paintStage(ctx, writers.frame, { theme: themes.light, size, say: say as never });
  });
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  document.body.append(svg);
  const asSvg = timed(() => paintSvg(svg, frame));
  return [
    {
      label: `JavaScript to draw ${frame.messages.length} messages on a canvas`,
      value: onCanvas,
      unit: 'ms',
      aim: '≤ 3.5',
    },
    { label: 'the same messages as SVG, against that', value: asSvg / onCanvas, unit: '×', aim: '≥ 8' },
    {
      label: `JavaScript for a frame of 27 replicas that all take writes, ${writers.frame.messages.length} messages`,
      value: ofWriters,
      unit: 'ms',
      aim: '≤ 8',
    },
  ];
}

await loadProtocols();
(globalThis as { runBrowserBench?: typeof runBrowserBench }).runBrowserBench = runBrowserBench;
