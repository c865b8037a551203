/** Figures for paper: the same painters write SVG that is well-formed, says every word that the screen shows, and stays as long as its text. */
import { expect, test } from 'vitest';
import { checkers, protocols } from '#catalog';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import { paintDiagram } from '#draw/diagram';
import { paintStage } from '#draw/stage';
import { createSvgCanvas } from '#draw/svg';
import { themes } from '#draw/theme';
import { diagramOf } from '#scene/diagram';
import { frameAt } from '#scene/frame';
import { createScene } from '#scene/scene';
import { runScript, scriptAt } from '#lesson/experiment';
import { lessons } from '#support/lessons';
import { createTape, writtenOn } from '#support/tape';

const say = createSay(english);
const size = { width: 780, height: 360 };
const widthOf = (text: string) => text.length * 6;

const cases = lessons.flatMap(({ folder, lesson }) =>
  [...new Set(lesson.steps.map((_, index) => scriptAt(lesson, index)))].map((script, index) => ({
    name: `${folder}, experiment ${index + 1}`,
    script,
  })),
);

const textsIn = (markup: string) =>
  [...markup.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) =>
    text!.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
  );

/** Every tag that is opened is closed, in order. */
function expectWellFormed(markup: string): void {
  const open: string[] = [];
  for (const [, isEnd, name, isWhole] of markup.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
    if (isEnd) expect(open.pop()).toBe(name);
    else if (!isWhole) open.push(name!);
  }
  expect(open).toEqual([]);
  expect(markup).not.toMatch(/NaN|undefined|Infinity/);
}

test.each(cases)('$name is drawn on paper with the words of the screen', ({ script }) => {
  const experiment = runScript(script, { protocols, checkers });
  if (!experiment.run) throw new Error(JSON.stringify(experiment.faults));
  const { run, protocol } = experiment;
  const scene = createScene(run.trace, protocol);
  const look = { theme: themes.projector, size, say };
  for (const share of [0, 0.2, 0.6, 1]) {
    const atUs = run.trace.endsUs * share;
    const window = { fromUs: 0, toUs: run.trace.endsUs };
    const [paper, tape] = [createSvgCanvas({ prefix: 'p', widthOf }), createTape()];
    for (const { ctx } of [paper, tape]) {
      paintStage(ctx, frameAt(scene, atUs), look);
      paintDiagram(ctx, diagramOf(scene), { ...look, window, atUs });
    }
    expectWellFormed(paper.markup());
    expect(textsIn(paper.markup())).toEqual(writtenOn(tape));
  }
});

test('clips inside clips, and gives back the style that was saved', () => {
  const { ctx, markup } = createSvgCanvas({ prefix: 'x', widthOf });
  ctx.save();
  ctx.fillStyle = 'red';
  ctx.beginPath();
  ctx.rect(0, 0, 10, 10);
  ctx.clip();
  ctx.beginPath();
  ctx.arc(5, 5, 2, 0, Math.PI * 2);
  ctx.clip();
  ctx.fillRect(0, 0, 5, 5);
  ctx.restore();
  ctx.fillRect(1, 1, 2, 2);
  expect(markup()).toMatch(/<clipPath id="x-2" clip-path="url\(#x-1\)">/);
  expect(markup()).toMatch(/fill="red" clip-path="url\(#x-2\)"\/><path d="M1 1h2v2h-2Z" fill="#000000"\/>$/);
});

test('refuses what no painter has needed so far', () => {
  const { ctx } = createSvgCanvas({ prefix: 'x', widthOf });
  expect(() => ctx.drawImage(undefined as never, 0, 0)).toThrow('cannot drawImage');
});
