/** Paints the space–time diagram: bands, lanes, bars, arrows, the bracket of a broken promise, words, the axis and the cursor. */
import type { Bracket, Diagram, TimeMark } from '#scene/diagram';
import { drawArrows } from './arrows';
import { drawAxis, drawCursor, drawMark } from './axis';
import { bandCaptions, drawBands } from './bands';
import { barCaptions, drawBars } from './bars';
import { bracketLines, drawBracketLine, drawBracketWords } from './bracket';
import { apart, type Say, type Size } from './brush';
import { drawCaptions, placeCaptions } from './captions';
import type { DiagramBrush } from './diagram-brush';
import { plotOf, type Window } from './diagram-space';
import { drawLaneNames, drawLanes, stopCaptions } from './lanes';
import type { Theme } from './theme';

export interface DiagramLook {
  readonly theme: Theme;
  readonly size: Size;
  readonly say: Say;
  readonly window: Window;
  /** The cursor. */
  readonly atUs: number;
  readonly selection?: string | undefined;
  /** Ids of what contradicts each other. */
  readonly witness?: ReadonlySet<string> | undefined;
  readonly bracket?: Bracket | undefined;
  readonly mark?: TimeMark | undefined;
  /** Id of what the pointer is over. */
  readonly hover?: string | undefined;
}

/** Same diagram and look: same calls, in the same order. */
export function paintDiagram(ctx: CanvasRenderingContext2D, diagram: Diagram, look: DiagramLook): void {
  const { theme, size, say, window, selection, hover, witness } = look;
  const brush: DiagramBrush = { ctx, theme, size, say, scale: 1, diagram, window, selection, hover, witness };
  const { left, right } = plotOf(size);
  apart(ctx, () => {
    ctx.fillStyle = theme.panel;
    ctx.fillRect(0, 0, size.width, size.height);
    drawAxis(brush);
    drawLaneNames(brush);
    apart(ctx, () => {
      ctx.beginPath();
      ctx.rect(left - 8, 0, right - left + 16, size.height);
      ctx.clip();
      drawBands(brush);
      drawLanes(brush);
      drawBars(brush);
      drawArrows(brush);
      if (look.bracket) drawBracketLine(brush, look.bracket);
      const captions = [...barCaptions(brush), ...stopCaptions(brush), ...bandCaptions(brush)];
      drawCaptions(brush, placeCaptions(brush, captions, look.bracket ? bracketLines(brush, look.bracket) : []));
    });
    if (look.mark) drawMark(brush, look.mark);
    drawCursor(brush, look.atUs);
    if (look.bracket) drawBracketWords(brush, look.bracket);
  });
}
