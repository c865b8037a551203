/** Every `src/checkers/<id>/golden/*.txt` is a test: histories with today's verdicts stored in place. */
import { expect, test } from 'vitest';
import type { Checker } from '#history/verdict';
import { rejudge } from '#support/checker-golden';

const goldens = import.meta.glob<string>('/src/checkers/*/golden/*.txt', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const checkers = import.meta.glob<Checker>('/src/checkers/*/index.ts', { eager: true, import: 'default' });

/** After an intended change run `npm test -- -u`, then read the diff line by line before committing. */
test.each(Object.entries(goldens))('%s', async (path, text) => {
  await expect(rejudge(text, checkerBeside(path))).toMatchFileSnapshot(`..${path}`);
});

test.each(Object.keys(checkers))('%s has a golden that holds and one that is violated', (path) => {
  const folder = path.replace('index.ts', 'golden/');
  const texts = Object.entries(goldens).flatMap(([golden, text]) => (golden.startsWith(folder) ? [text] : []));
  expect(texts.join('\n')).toMatch(/^holds tested [1-9]/m);
  expect(texts.join('\n')).toMatch(/^violated tested/m);
});

function checkerBeside(golden: string): Checker {
  const checker = checkers[golden.replace(/golden\/.*/, 'index.ts')];
  if (!checker) throw new Error(`There is no checker beside ${golden}.`);
  return checker;
}
