/** Holds what painters draw: their calls on a tape. */
import { describe, expect, test } from 'vitest';
import { drawArrows } from '#draw/arrows';
import { ticksOf } from '#draw/axis';
import { barCaptions, drawBars } from '#draw/bars';
import { drawBracketLine, drawBracketWords } from '#draw/bracket';
import { clearText, fit, type Brush } from '#draw/brush';
import { drawCaptions, placeCaptions } from '#draw/captions';
import { drawChip } from '#draw/chips';
import type { DiagramBrush } from '#draw/diagram-brush';
import { drawMessages } from '#draw/messages';
import { drawRifts } from '#draw/rifts';
import { themes } from '#draw/theme';
import { bracketOf, diagramOf } from '#scene/diagram';
import { frameAt } from '#scene/frame';
import { words } from '#scene/words';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import { CUT_BEFORE_READ, sceneOf } from '#support/scenes';
import { createTape } from '#support/tape';

const say = createSay(english);
const theme = themes.light;
const size = { width: 940, height: 390 };
const flat = { width: 940, height: 210 };
const window = { fromUs: 0, toUs: 100_000 };
const scene = sceneOf(CUT_BEFORE_READ);
const diagram = diagramOf(scene);
const witness = { ops: ['Ana.1', 'Bo.1'], completes: 'Bo.1', minimal: true };
const bracket = bracketOf(diagram, { witness }, words('rift.partition'))!;
const at = (ms: number) => frameAt(scene, ms * 1_000);

function record(paint: (brush: Brush) => void): string {
  const tape = createTape();
  paint({ ctx: tape.ctx, theme, size, say, scale: 1 });
  return tape.lines.join('\n');
}

const recordFlat = (paint: (brush: DiagramBrush) => void): string =>
  record((brush) =>
    paint({ ...brush, size: flat, diagram, window, selection: undefined, hover: undefined, witness: undefined }),
  );

describe('painters', () => {
  test('a message is a capsule with a label on a fading tail', () => {
    const frame = at(53);
    const only = { ...frame, messages: frame.messages.filter(({ state }) => state === 'travelling') };
    expect(record((brush) => drawMessages(brush, only, {}))).toMatchInlineSnapshot(`
      "save()
      font = '650 11.5px 'Inter Variable', system-ui, sans-serif'
      strokeStyle = '#0a6fb5'
      lineCap = 'round'
      lineWidth = 7
      globalAlpha = 0.1
      beginPath()
      moveTo(729.6, 244.5)
      lineTo(754.7, 199)
      stroke()
      globalAlpha = 0.1
      beginPath()
      moveTo(735.4, 234)
      lineTo(754.7, 199)
      stroke()
      globalAlpha = 0.2
      beginPath()
      moveTo(741.2, 223.5)
      lineTo(754.7, 199)
      stroke()
      globalAlpha = 1
      globalAlpha = 1
      fillStyle = '#ffffff'
      strokeStyle = '#0a6fb5'
      lineWidth = 1.7
      beginPath()
      roundRect(735.6, 188, 38.3, 22, 11)
      fill()
      stroke()
      globalAlpha = 1
      fillStyle = '#0a6fb5'
      font = '600 11.5px 'JetBrains Mono Variable', ui-monospace, monospace'
      textAlign = 'center'
      textBaseline = 'middle'
      fillText('x=1', 754.7, 199.5)
      globalAlpha = 1
      globalAlpha = 1
      restore()"
    `);
  });

  test('a rift is a torn line with its name and what it holds', () => {
    expect(record((brush) => drawRifts(brush, at(53)))).toMatchInlineSnapshot(`
      "save()
      lineJoin = 'miter'
      strokeStyle = '#ffffff'
      lineWidth = 12
      beginPath()
      moveTo(588.8, 150.1)
      lineTo(602.8, 167.1)
      lineTo(588.8, 184.1)
      lineTo(602.8, 201.1)
      lineTo(588.8, 218.1)
      stroke()
      strokeStyle = '#c2311c'
      globalAlpha = 0.2
      lineWidth = 9
      beginPath()
      moveTo(588.8, 150.1)
      lineTo(602.8, 167.1)
      lineTo(588.8, 184.1)
      lineTo(602.8, 201.1)
      lineTo(588.8, 218.1)
      stroke()
      globalAlpha = 1
      lineWidth = 2
      beginPath()
      moveTo(588.8, 150.1)
      lineTo(602.8, 167.1)
      lineTo(588.8, 184.1)
      lineTo(602.8, 201.1)
      lineTo(588.8, 218.1)
      stroke()
      font = '650 11.5px 'Inter Variable', system-ui, sans-serif'
      textAlign = 'left'
      textBaseline = 'middle'
      fillStyle = '#1b2030'
      font = '650 11.5px 'Inter Variable', system-ui, sans-serif'
      save()
      strokeStyle = '#ffffff'
      lineWidth = 4
      lineJoin = 'round'
      strokeText('partition', 544.8, 229.2)
      restore()
      fillText('partition', 544.8, 229.2)
      fillStyle = '#5f6779'
      font = '400 10.9px 'Inter Variable', system-ui, sans-serif'
      save()
      strokeStyle = '#ffffff'
      lineWidth = 4
      lineJoin = 'round'
      strokeText('1 message held', 544.8, 244)
      restore()
      fillText('1 message held', 544.8, 244)
      restore()"
    `);
  });

  test('a conflict is a disc in two colours', () => {
    const replica = at(53).replicas[0]!;
    const versions = [at(53).replicas[0]!, at(53).replicas[2]!].map(({ chips }) => chips[0]!.versions[0]!);
    const conflict = { ...replica, chips: [{ key: 'x', versions, vectors: [], relation: undefined }] };
    expect(record((brush) => drawChip(brush, conflict, { x: 20, y: 20, radius: 13 }))).toMatchInlineSnapshot(`
      "fillStyle = '#ad5a00'
      beginPath()
      moveTo(20, 20)
      arc(20, 20, 13, 1.6, 4.7)
      fill()
      fillStyle = '#0a6fb5'
      beginPath()
      moveTo(20, 20)
      arc(20, 20, 13, 4.7, 7.9)
      fill()
      fillStyle = '#ffffff'
      textAlign = 'center'
      textBaseline = 'middle'
      font = '650 12.3px 'Inter Variable', system-ui, sans-serif'
      fillText('≠', 20, 20.5)"
    `);
  });

  test('an operation is a bar from call to answer', () => {
    const first = { ...diagram, bars: diagram.bars.slice(0, 1) };
    const words = (brush: DiagramBrush) => drawCaptions(brush, placeCaptions(brush, barCaptions(brush)));
    expect(
      recordFlat((brush) => {
        drawBars({ ...brush, diagram: first });
        words({ ...brush, diagram: first });
      }),
    ).toMatchInlineSnapshot(`
        "save()
        beginPath()
        roundRect(154.6, 31.4, 259.2, 22, 5)
        fillStyle = '#ffffff'
        fill()
        fillStyle = '#ad5a00'
        globalAlpha = 0.2
        fill()
        globalAlpha = 1
        strokeStyle = '#ad5a00'
        lineWidth = 1.5
        setLineDash([])
        stroke()
        setLineDash([])
        restore()
        font = '550 11.0px 'JetBrains Mono Variable', ui-monospace, monospace'
        font = '550 11.0px 'JetBrains Mono Variable', ui-monospace, monospace'
        save()
        textAlign = 'left'
        textBaseline = 'middle'
        font = '550 11.0px 'JetBrains Mono Variable', ui-monospace, monospace'
        fillStyle = '#ad5a00'
        fillText('write x=2', 257.2, 42.9)
        restore()"
      `);
  });

  test('a message that a cut held is a dashed arrow', () => {
    const arrows = diagram.arrows.filter(({ holds }) => holds.length > 0);
    expect(recordFlat((brush) => drawArrows({ ...brush, diagram: { ...diagram, arrows } }))).toMatchInlineSnapshot(`
      "save()
      fillStyle = '#ad5a00'
      strokeStyle = '#ad5a00'
      lineWidth = 1.4
      setLineDash([4, 3])
      beginPath()
      moveTo(211.3, 75.2)
      lineTo(766.7, 140.8)
      stroke()
      setLineDash([])
      beginPath()
      moveTo(766.7, 140.8)
      lineTo(757.8, 143.3)
      lineTo(758.7, 136.3)
      closePath()
      fill()
      restore()"
    `);
  });

  test('a bracket joins two operations and says why', () => {
    expect(
      recordFlat((brush) => {
        drawBracketLine(brush, bracket);
        drawBracketWords(brush, bracket);
      }),
    ).toMatchInlineSnapshot(`
      "save()
      strokeStyle = '#c2311c'
      lineWidth = 1.6
      setLineDash([2, 3])
      beginPath()
      moveTo(413.8, 31.4)
      lineTo(413.8, 13)
      lineTo(511, 13)
      lineTo(511, 162.6)
      stroke()
      setLineDash([])
      restore()
      save()
      font = '650 10.5px 'Inter Variable', system-ui, sans-serif'
      fillStyle = '#c2311c'
      beginPath()
      roundRect(426.4, 4, 72, 18.1, 9)
      fill()
      fillStyle = '#ffffff'
      textAlign = 'center'
      textBaseline = 'middle'
      fillText('partition', 462.4, 13.5)
      restore()"
    `);
  });
});

describe('text', () => {
  test('is shortened with an ellipsis, or left out', () => {
    const { ctx } = createTape();
    expect([60, 36, 12, 6, 5].map((width) => fit(ctx, 'Singapore', width))).toEqual([
      'Singapore',
      'Singa…',
      'S…',
      '',
      '',
    ]);
  });

  test('over lines clears its ground first', () => {
    expect(record((brush) => clearText(brush, 'x', { x: 1, y: 2 }))).toMatchInlineSnapshot(`
      "save()
      strokeStyle = '#ffffff'
      lineWidth = 4
      lineJoin = 'round'
      strokeText('x', 1, 2)
      restore()
      fillText('x', 1, 2)"
    `);
  });

  test('of the axis stands at round times', () => {
    expect(ticksOf(0, 100_000, 5)).toEqual([0, 20_000, 40_000, 60_000, 80_000, 100_000]);
    expect(ticksOf(3e9, 11e9, 4)).toEqual([36e8, 72e8, 108e8]);
    expect(ticksOf(7, 13, 3)).toEqual([8, 10, 12]);
  });
});
