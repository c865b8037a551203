/** Draws cuts as hatched bands above the lanes that they set apart, and says where a cut's name may stand. */
import type { Band, Diagram } from '#scene/diagram';
import { apart, hatch, type Size } from './brush';
import { inPlot, wordsEnd, type Caption } from './captions';
import type { DiagramBrush } from './diagram-brush';
import { laneHeight, laneY, plotOf, xAt } from './diagram-space';
import { sans } from './theme';

export function drawBands(brush: DiagramBrush): void {
  apart(brush.ctx, () => {
    for (const band of brush.diagram.bands)
      if (band.toUs >= brush.window.fromUs && band.fromUs <= brush.window.toUs) drawBand(brush, band);
  });
}

function drawBand({ ctx, theme, size, window, diagram, selection, hover }: DiagramBrush, band: Band): void {
  const { id, fromUs, toUs, lanes } = band;
  const { left, right } = plotOf(size);
  const x = Math.max(left, xAt(size, window, fromUs));
  const width = Math.min(right, xAt(size, window, toUs)) - x;
  ctx.strokeStyle = theme.violated;
  ctx.globalAlpha = id === selection || id === hover ? 0.6 : 0.28;
  ctx.lineWidth = 1.1 * theme.stroke;
  for (const lane of lanes) hatch(ctx, { ...heightOf(diagram, size, lane), x, width }, 8);
}

/** A band lies just above its lane. */
function heightOf(diagram: Diagram, size: Size, lane: number): { y: number; height: number } {
  const height = laneHeight(diagram, size, lane) * 0.52;
  return { y: laneY(diagram, size, lane) - 3 - height, height };
}

/** The name of a cut behind its band, or in it; a word for any cut where its sides have no room. */
export function bandCaptions(brush: DiagramBrush): Caption[] {
  const { ctx, theme, size, window, diagram, say } = brush;
  const px = 10.5 * Math.min(1.25, theme.type);
  const font = sans(px);
  ctx.font = font;
  return diagram.bands.flatMap(({ fromUs, toUs, lanes: [lane], name }): Caption[] => {
    const seen = inPlot(brush, xAt(size, window, fromUs), xAt(size, window, toUs));
    if (!seen || lane === undefined) return [];
    const [from, to] = seen;
    const band = heightOf(diagram, size, lane);
    const y = band.y + band.height / 2;
    const texts = [say(name), say({ id: 'rift.partition', args: {} })];
    const spots = texts.flatMap((text) => {
      const needed = ctx.measureText(text).width;
      const behind = needed + 8 <= wordsEnd(brush) - to ? [to + 6] : [];
      const inside = needed + 12 <= to - from ? [to - 4 - needed, (from + to - needed) / 2, from + 4] : [];
      return [...behind, ...inside].map((x) => ({ text, x, y, isLined: true }));
    });
    return [{ font, px, colour: theme.muted, spots }];
  });
}
