/** Holds that the pointer finds what the eye sees. */
import { describe, expect, test } from 'vitest';
import { arrowEnds, laneY } from '#draw/diagram-space';
import { hitDiagram, hitStage, timeAt, xAt } from '#draw/hit';
import { cardRect } from '#draw/stage-space';
import { diagramOf } from '#scene/diagram';
import { frameAt } from '#scene/frame';
import { CUT_BEFORE_READ, sceneOf } from '#support/scenes';

const size = { width: 940, height: 390 };
const flat = { width: 940, height: 210 };
const window = { fromUs: 0, toUs: 100_000 };
const scene = sceneOf(CUT_BEFORE_READ);
const diagram = diagramOf(scene);
const at = (ms: number) => frameAt(scene, ms * 1_000);

describe('the pointer', () => {
  test('finds cards, clients, messages, rifts and links where they are drawn', () => {
    const frame = at(53);
    for (const replica of frame.replicas) {
      const { x, y, width, height } = cardRect(replica, size, 1);
      expect(hitStage(frame, size, { x: x + width / 2, y: y + height / 2 })).toBe(replica.id);
    }
    for (const { id, at: ring } of frame.clients)
      expect(hitStage(frame, size, { x: ring.x * 940, y: ring.y * 390 })).toBe(id);
    for (const { facts, x, y } of frame.messages)
      expect(hitStage(frame, size, { x: x * 940, y: y * 390 })).toBe(facts.id);
    expect(hitStage(frame, size, { x: frame.rifts[0]!.at.x * 940, y: frame.rifts[0]!.at.y * 390 + 20 })).toBe('cut:1');
    expect(hitStage(frame, size, { x: 470, y: 200 })).toBeUndefined();
    const { curve } = frame.links.find(({ id }) => id === 'link:Virginia-Singapore')!;
    const middle = {
      x: ((curve.from.x + 2 * curve.control.x + curve.to.x) / 4) * 940,
      y: ((curve.from.y + 2 * curve.control.y + curve.to.y) / 4) * 390,
    };
    expect(hitStage(frame, size, { ...middle, y: middle.y + 9 })).toBe('link:Virginia-Singapore');
    expect(hitStage(frame, size, { ...middle, y: middle.y + 20 })).toBeUndefined();
  });

  test('takes an arrow by its head, and the rest by its body', () => {
    for (const arrow of diagram.arrows) {
      const { tail, head } = arrowEnds(diagram, arrow, { size: flat, window });
      expect(hitDiagram(diagram, { size: flat, window, px: { x: head.x + 3, y: head.y - 2 } })).toMatchObject({
        part: 'head',
      });
      expect(Math.abs(head.x - xAt(flat, window, arrow.toUs))).toBeLessThan(1e-9);
      if (arrow.id.startsWith('message:copy'))
        expect(
          hitDiagram(diagram, { size: flat, window, px: { x: (tail.x + head.x) / 2, y: (tail.y + head.y) / 2 } }),
        ).toEqual({
          id: arrow.id,
          part: 'body',
        });
    }
    const heads = diagram.arrows.map(
      (arrow) =>
        hitDiagram(diagram, { size: flat, window, px: arrowEnds(diagram, arrow, { size: flat, window }).head })!.id,
    );
    expect(heads).toEqual(diagram.arrows.map(({ id }) => id));
  });

  test('finds bars, cuts and lanes', () => {
    const [bar] = diagram.bars;
    const x = xAt(flat, window, (bar!.fromUs + bar!.toUs) / 2);
    expect(hitDiagram(diagram, { size: flat, window, px: { x, y: laneY(diagram, flat, bar!.lane) + 4 } })).toEqual({
      id: 'operation:Ana.1',
      part: 'bar',
    });
    expect(
      hitDiagram(diagram, {
        size: flat,
        window,
        px: { x: xAt(flat, window, 30_000), y: laneY(diagram, flat, 3) - 14 },
      }),
    ).toEqual({ id: 'cut:1', part: 'band' });
    expect(hitDiagram(diagram, { size: flat, window, px: { x: 30, y: laneY(diagram, flat, 2) } })).toEqual({
      id: 'replica:Virginia',
      part: 'lane',
    });
    expect(hitDiagram(diagram, { size: flat, window, px: { x: 500, y: 5 } })).toBeUndefined();
  });

  test('reads times where they are written', () => {
    const zoomed = { fromUs: 20_000, toUs: 30_000 };
    for (const us of [20_000, 23_456, 30_000]) expect(timeAt(flat, zoomed, xAt(flat, zoomed, us))).toBeCloseTo(us, 6);
  });
});
