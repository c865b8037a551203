/** A lesson's figures drawn again for paper: lines and letters, not the screen's pixels. */
import { paintDiagram } from '#draw/diagram';
import { plotOf, xAt } from '#draw/diagram-space';
import { paintStage } from '#draw/stage';
import { createSvgCanvas } from '#draw/svg';
import { themes, type Theme } from '#draw/theme';
import { paintVeil } from '#draw/veil';
import type { Instrument } from '#player/instrument.svelte';
import { bracketFor, diagramFor } from '#player/diagram-pictures';
import { frameOf, witnessOf } from '#player/pictures';
import { say } from '#ui/words.svelte';

export interface Figure {
  readonly stage: string;
  readonly diagram: string;
}

/** On paper: the projector's strong colours, and letters as large as the words beside them. */
const PAPER: Theme = { ...themes.projector, type: 1.1, stroke: 1.2 };

const STAGE = { width: 780, height: 360 };
const DIAGRAM = { width: 780, height: 230 };

/** Waits for the fonts, by which texts are measured. */
export const fontsReady = (): Promise<unknown> =>
  Promise.all(["12px 'Inter Variable'", "12px 'JetBrains Mono Variable'"].map((font) => document.fonts.load(font)));

const measure = (): ((text: string, font: string) => number) => {
  const ctx = document.createElement('canvas').getContext('2d');
  return (text, font) => {
    if (!ctx) return text.length * 7;
    ctx.font = font;
    return ctx.measureText(text).width;
  };
};

/** Stage and diagram as the instrument stands. `name` keeps the figures of a page apart. */
export function figureOf(instrument: Instrument, name: string): Figure {
  const widthOf = measure();
  const { head, selection } = instrument;
  const witness = witnessOf(instrument);
  const bracket = bracketFor(instrument);
  const window = { fromUs: 0, toUs: head.endUs };
  const marks = { theme: PAPER, say, witness, ...(selection ? { selection } : {}) };
  const stage = createSvgCanvas({ prefix: `${name}-stage`, widthOf });
  paintStage(stage.ctx, frameOf(instrument, STAGE), { ...marks, size: STAGE });
  const diagram = createSvgCanvas({ prefix: `${name}-diagram`, widthOf });
  paintDiagram(diagram.ctx, diagramFor(instrument), {
    ...{ ...marks, size: DIAGRAM, window, atUs: head.atUs },
    ...(bracket ? { bracket } : {}),
  });
  const veil = createSvgCanvas({ prefix: `${name}-veil`, widthOf });
  if (head.isVeiled) paintVeil(veil.ctx, { theme: PAPER, size: DIAGRAM, window, fromUs: head.knownUs });
  const open = head.isVeiled ? lettersBefore(xAt(DIAGRAM, window, head.knownUs), diagram.markup()) : diagram.markup();
  return {
    stage: svg(stage.markup(), STAGE, 'stage.label'),
    diagram: svg(open + veil.markup(), DIAGRAM, 'diagram.label'),
  };
}

/** Without the letters that a veil covers: paper can be searched and copied from. Those of the axis stay. */
const lettersBefore = (x: number, markup: string): string =>
  markup.replace(/<text x="([-\d.]+)" y="([-\d.]+)"[^]*?<\/text>/g, (text, left: string, top: string) =>
    Number(left) > x && Number(top) < plotOf(DIAGRAM).bottom ? '' : text,
  );

const svg = (markup: string, { width, height }: { width: number; height: number }, label: string): string =>
  `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${say(label)}">${markup}</svg>`;
