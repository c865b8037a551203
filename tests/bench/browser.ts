/** What only a browser can measure: painting 1,000 messages on a canvas and as SVG, and a drag from the pointer to the last draw call. */
import { paintStage } from '#draw/stage';
import { themes } from '#draw/theme';
import { frameAt, type Frame } from '#scene/frame';
import { createScene } from '#scene/scene';
import { protocols } from '#catalog';
import { planRun } from '#sim/plan';
import { parseScript } from '#sim/script/parse';
import { simulate } from '#sim/simulate';
import type { Measurement } from './stepper';

const size = { width: 1280, height: 720 };
const rounds = 30;

/** A frame with so many messages in flight: long links and many clients that all write. */
function crowdedFrame(messages: number): Frame {
  const replicas = ['Frankfurt', 'Virginia', 'Singapore', 'Tokyo', 'Sydney'];
  const clients = Array.from({ length: 40 }, (_, number) => `C${number}@${replicas[number % 5]}`);
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

/** The same picture of the messages as nodes of a document: a capsule, its tail and its label each. */
function paintSvg(root: SVGSVGElement, frame: Frame): void {
  const node = (name: string, attributes: Record<string, string>) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  root.replaceChildren(
    ...frame.messages.map((message) => {
      const [x, y] = [message.x * size.width, message.y * size.height];
      const group = node('g', { transform: `translate(${x} ${y})` });
      const text = node('text', { 'text-anchor': 'middle', 'font-size': '11' });
      text.textContent = message.id;
      group.append(
        node('line', { x1: '0', y1: '0', x2: String(-20 * message.u), y2: '-12', stroke: '#aaa' }),
        node('rect', { x: '-20', y: '-10', width: '40', height: '20', rx: '10', fill: '#fff', stroke: '#888' }),
        text,
      );
      return group;
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
  ];
}

(globalThis as { runBrowserBench?: typeof runBrowserBench }).runBrowserBench = runBrowserBench;
