/** Holds that nothing in the pictures lies on anything else: every experiment of every protocol, with 3, 5, 9 and 27 replicas, at a desk and on a phone. */
import { describe, expect, test } from 'vitest';
import { protocols } from '#catalog';
import type { Brush, Rect } from '#draw/brush';
import { layCapsules } from '#draw/capsules';
import { paintDiagram } from '#draw/diagram';
import { riftNames } from '#draw/rifts';
import { paintStage } from '#draw/stage';
import { cardRect, clientPlace, scaleOf } from '#draw/stage-space';
import { themes } from '#draw/theme';
import { trayOf } from '#draw/trays';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import { diagramOf } from '#scene/diagram';
import { frameAt, type Frame } from '#scene/frame';
import type { Scene } from '#scene/scene';
import { crowdedScene, experimentNames, instantsOf } from '#support/crowds';
import { createPaper, meet, within } from '#support/paper';
import { crossed, onEachOther } from '#support/crossed';
import { runs } from '#support/runs';

const say = createSay(english);
const INSTANTS = runs(2, 24);
const COUNTS = [3, 5, 9, 27] as const;

/** The stage of the lab at 1440 × 900, at 1280 × 800, and on a phone of 360 × 740. */
const STAGES = [
  { width: 1060, height: 369 },
  { width: 900, height: 286 },
  { width: 334, height: 328 },
] as const;

/** Their diagrams. */
const STRIPS = [
  { width: 1060, height: 229 },
  { width: 334, height: 188 },
] as const;

interface Thing extends Rect {
  readonly kind: 'card' | 'tray' | 'client' | 'name of a cut' | 'message';
  readonly name: string;
}

/** What is drawn with words in it, as the painters lay it out. */
function thingsOn(brush: Brush, frame: Frame): Thing[] {
  const { size, scale } = brush;
  const messages = frame.messages.filter(({ facts }) => facts.kind !== 'heartbeat');
  const capsules = messages.length > 240 ? [] : layCapsules(brush, frame, { messages, whole: new Set() });
  return [
    ...frame.replicas.flatMap((replica): Thing[] => {
      const tray = trayOf(brush, frame, replica)?.rect;
      const { name } = replica;
      return [
        { kind: 'card', name, ...cardRect(replica, size, scale) },
        ...(tray ? [{ kind: 'tray', name, ...tray } as const] : []),
      ];
    }),
    ...frame.clients.map((client): Thing => ({ kind: 'client', name: client.name, ...clientPlace(client, size).rect })),
    ...riftNames(brush, frame).map(({ name, rect }): Thing => ({ kind: 'name of a cut', name, ...rect })),
    ...capsules
      .filter(({ words }) => words > 0) // The others are dots, which may pass each other.
      .map(({ text, x, y, width, radius }): Thing => ({
        ...{ kind: 'message', name: text },
        ...{ x: x - width / 2, y: y - radius, width, height: radius * 2 },
      })),
  ];
}

const told = ({ kind, name }: Thing) => `${kind} ${name}`;

/** Pairs that lie on each other, and what leaves the stage. */
function faults(things: readonly Thing[], size: { width: number; height: number }): string[] {
  return [
    ...things.filter((thing) => !within(thing, size)).map((thing) => `${told(thing)} leaves the stage`),
    ...things.flatMap((one, index) =>
      things
        .slice(index + 1)
        .filter((other) => meet(one, other))
        .map((other) => `${told(one)} on ${told(other)}`),
    ),
  ];
}

function lookAt(scene: Scene, atUs: number, size: (typeof STAGES)[number]): string[] {
  const shape = size.height > size.width * 0.85 ? 'tall' : 'wide';
  const frame = frameAt(scene, atUs, shape);
  const { ctx, inks } = createPaper();
  const brush: Brush = { ctx, theme: themes.light, size, say, scale: scaleOf(size, shape) };
  const found = faults(thingsOn(brush, frame), size);
  inks.length = 0;
  paintStage(ctx, frame, { theme: themes.light, size, say });
  return [...found, ...onEachOther(inks, size)].map((fault) => `${size.width} px, ${atUs} µs: ${fault}`);
}

/** Its diagram as a whole: words that a line runs through, and words on each other. */
function lookAtDiagram(scene: Scene, size: (typeof STRIPS)[number]): string[] {
  const { ctx, inks } = createPaper();
  const window = { fromUs: 0, toUs: scene.trace.endsUs };
  paintDiagram(ctx, diagramOf(scene), { theme: themes.light, size, say, window, atUs: -1 }); // The cursor is out of sight.
  const bare = crossed(inks).map((text) => `a line runs through “${text}”`);
  return [...bare, ...onEachOther(inks, size)].map((fault) => `diagram of ${size.width} px: ${fault}`);
}

describe.each([...protocols.keys()])('in the pictures of %s nothing lies on anything', (protocol) => {
  test.each(COUNTS.flatMap((count) => experimentNames(protocol).map((name) => [count, name] as const)))(
    'with %i replicas: %s',
    (count, name) => {
      const scene = crowdedScene(name, count);
      const found = scene
        ? [
            ...instantsOf(scene, INSTANTS).flatMap((atUs) => STAGES.flatMap((size) => lookAt(scene, atUs, size))),
            ...STRIPS.flatMap((size) => lookAtDiagram(scene, size)),
          ]
        : [];
      expect([...new Set(found)].slice(0, 12)).toEqual([]);
    },
  );
});
