/** Holds whole pictures in every theme and shape: nothing that is no number, nothing left changed, every word there. */
import { describe, expect, test } from 'vitest';
import { paintDiagram } from '#draw/diagram';
import { paintStage } from '#draw/stage';
import { themes } from '#draw/theme';
import { bracketOf, diagramOf } from '#scene/diagram';
import { frameAt } from '#scene/frame';
import { words } from '#scene/words';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import { CUT_BEFORE_READ, sceneOf } from '#support/scenes';
import { createTape, writtenOn } from '#support/tape';

const say = createSay(english);
const size = { width: 940, height: 390 };
const window = { fromUs: 0, toUs: 100_000 };
const scene = sceneOf(CUT_BEFORE_READ);
const diagram = diagramOf(scene);
const witness = { ops: ['Ana.1', 'Bo.1'], completes: 'Bo.1', minimal: true };
const bracket = bracketOf(diagram, { witness }, words('rift.partition'))!;

describe.each(['light', 'dark', 'projector'] as const)('a whole picture (%s)', (name) => {
  const paint = (ms: number, shape: 'wide' | 'tall') => {
    const tape = createTape();
    const frame = frameAt(scene, ms * 1_000, shape);
    const look = {
      theme: themes[name],
      size: shape === 'wide' ? size : { width: 360, height: 420 },
      say,
      selection: 'replica:Virginia',
      witness: new Set(['operation:Ana.1', 'operation:Bo.1']),
    };
    paintStage(tape.ctx, frame, look);
    paintDiagram(tape.ctx, diagram, {
      ...look,
      size: { width: look.size.width, height: 210 },
      window,
      atUs: ms * 1_000,
      bracket,
    });
    return tape;
  };

  test.each([0, 8, 25, 53, 81, 100])(
    'at %i ms leaves the context as it found it, and draws nothing that is no number',
    (ms) => {
      for (const shape of ['wide', 'tall'] as const) {
        const { lines } = paint(ms, shape);
        expect(lines.filter((line) => line === 'save()')).toHaveLength(
          lines.filter((line) => line === 'restore()').length,
        );
        expect(lines.filter((line) => /NaN|undefined|Infinity/.test(line))).toEqual([]);
        expect(paint(ms, shape).lines).toEqual(lines);
      }
    },
  );

  test('says every word that matters', () => {
    const said = writtenOn(paint(53, 'wide'));
    for (const text of [
      'Frankfurt',
      'primary',
      'Singapore',
      '1 behind',
      'in sync',
      'x=2',
      'partition',
      '1 message held',
      'Ana',
      'write x=2 ✓',
      'done in 32 ms',
      'read x → 1',
      '40 ms',
      'Frankfurt/Singapore cut',
    ])
      expect(said).toContain(text);
  });
});
