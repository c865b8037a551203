/** Every `src/protocols/<id>/golden/*.txt` is a test: a script with today's run stored behind it. */
import { expect, test } from 'vitest';
import { checkers, protocols } from '#catalog';
import { experiments, loadExperiment } from '#player/experiments';
import { parseScript } from '#sim/script/parse';
import { rerunGolden } from '#support/show';

const goldens = import.meta.glob<string>('/src/protocols/*/golden/*.txt', {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** After an intended change run `npm test -- -u`, then read the diff line by line before committing. */
test.each(Object.entries(goldens))('%s', async (path, text) => {
  await expect(rerunGolden(text, protocols, checkers)).toMatchFileSnapshot(`..${path}`);
});

test.each(Object.entries(goldens))(
  '%s runs its own protocol, says what it shows, and gives the same bytes again',
  (path, text) => {
    const rerun = () => rerunGolden(text, protocols, checkers);
    expect(rerun()).toBe(rerun());
    expect(text).toMatch(/^# /);
    expect(/^protocol (\S+)/m.exec(text)?.[1]).toBe(path.split('/').at(-3));
  },
);

test('each experiment has a title, which no other has', () => {
  expect(experiments.filter(({ title }) => title.length < 5)).toEqual([]);
  expect(experiments.map(({ title }) => title).filter((title, at, all) => all.indexOf(title) !== at)).toEqual([]);
});

test('a list calls an experiment what the opened script calls itself', async () => {
  for (const experiment of experiments)
    expect(parseScript(await loadExperiment(experiment)).scenario.title, experiment.file).toBe(experiment.title);
});

test.each([...protocols.keys()])('%s has a golden', (id) => {
  expect(Object.keys(goldens).some((path) => path.startsWith(`/src/protocols/${id}/golden/`))).toBe(true);
});
