/** Holds that no line runs through the words of the diagram: they stand where nothing passes, or on paper of their own. */
import { describe, expect, test } from 'vitest';
import { paintDiagram } from '#draw/diagram';
import { themes } from '#draw/theme';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import { bracketOf, diagramOf, type Bracket } from '#scene/diagram';
import type { Scene } from '#scene/scene';
import { words } from '#scene/words';
import { crossed } from '#support/crossed';
import { createPaper, type Ink } from '#support/paper';
import { CUT_BEFORE_READ, sceneOf } from '#support/scenes';

const say = createSay(english);

/** The diagram of the lab at 1440 × 900, and on a phone of 360 × 740. */
const SIZES = [
  { width: 1060, height: 229 },
  { width: 334, height: 188 },
] as const;

function inksOf(scene: Scene, size: (typeof SIZES)[number], bracket?: Bracket): Ink[] {
  const { ctx, inks } = createPaper();
  const window = { fromUs: 0, toUs: scene.trace.endsUs };
  paintDiagram(ctx, diagramOf(scene), {
    ...{ theme: themes.light, size, say, window, atUs: -1 }, // The cursor is out of sight.
    ...(bracket ? { bracket } : {}),
  });
  return inks;
}

describe('the words of operations', () => {
  const scene = sceneOf(CUT_BEFORE_READ);
  const witness = { ops: ['Ana.1', 'Bo.1'], completes: 'Bo.1', minimal: true };
  const bracket = bracketOf(diagramOf(scene), { witness }, words('rift.partition'))!;

  test('are all there, and the bracket’s lines do not run through them', () => {
    for (const size of SIZES) {
      const inks = inksOf(scene, size, bracket);
      expect(crossed(inks)).toEqual([]);
      const said = inks.flatMap((ink) => (ink.kind === 'words' ? [ink.text] : []));
      expect(said).toEqual(expect.arrayContaining(['write x=2', 'read x → 1']));
    }
  });

  test('are known to be crossed where paper is taken away', () => {
    const inks = inksOf(scene, SIZES[0], bracket).filter(({ kind }) => kind === 'words' || kind === 'line');
    expect(crossed(inks)).toContain('Frankfurt/Singapore cut');
  });
});
