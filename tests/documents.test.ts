/** READMEs as pages: headings that can be linked to, tables that can be reached, and no link that leads nowhere on the site. */
import { expect, test } from 'vitest';
import { loadModel, loadTermUses, protocols } from '#catalog';
import { experiments } from '#player/experiments';
import { readDocument } from '../src/cli/documents';

test('a README becomes markup one level down, with ids, reachable tables and outside links only', () => {
  const { title, html } = readDocument(
    '# The thing\n\n## Its *parts*\n\nSee [the code](../x.ts) and [a paper](https://example.org/).\n\n| a | b |\n| - | - |\n| 1 | <b>2</b> |\n',
    'thing',
  );
  expect(title).toBe('The thing');
  expect(html).toContain('<h2 id="thing-the-thing">The thing</h2>');
  expect(html).toContain('<h3 id="thing-its-parts">Its <em>parts</em></h3>');
  expect(html).toContain('See the code and <a href="https://example.org/" rel="external noopener">a paper</a>.');
  expect(html).toContain(
    '<div class="table" role="region" tabindex="0" aria-labelledby="thing-the-thing thing-its-parts"><table>',
  );
  expect(html).toContain('&lt;b&gt;2&lt;/b&gt;');
});

test('the page of the model begins with the simulation, and ids stand once', async () => {
  const documents = await loadModel();
  const titles = documents.map(({ title }) => title);
  expect(titles[0]).toBe('The simulation');
  expect(titles).toContain('Primary-backup');
  expect(new Set(titles).size).toBe(1 + protocols.size);
  const ids = documents.flatMap(({ html }) => [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
  expect(new Set(ids).size).toBe(ids.length);
});

test('what speaks to those who read the code stays out of the page', async () => {
  const { html, parts } = readDocument(
    '# The thing\n\n## Its use\n\nA.\n\n## In the code\n\nB.\n\n## Sources\n\nC.\n',
    'thing',
  );
  expect(parts).toEqual([
    { id: 'thing-its-use', title: 'Its use' },
    { id: 'thing-sources', title: 'Sources' },
  ]);
  expect([html.includes('A.'), html.includes('B.'), html.includes('C.')]).toEqual([true, false, true]);
  for (const { title, html: shown } of await loadModel())
    expect(shown.match(/\b(?:tests|golden|src)\/\S+|\w+\.test\.ts/g), title).toBeNull();
});

test('the experiments that the page names are those that the lab has', async () => {
  const titles = experiments.map(({ title }) => title);
  const named = (await loadModel()).flatMap(({ html }) =>
    [...html.matchAll(/experiment “([^”]+)”/g)].map((match) => match[1]!),
  );
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !titles.includes(name))).toEqual([]);
});

test('each term knows the lessons that use it', async () => {
  const uses = await loadTermUses();
  expect(uses['split-brain']?.map(({ number }) => number)).toEqual([7]);
  expect(uses['primary']?.map(({ number }) => number)).toEqual(expect.arrayContaining([1, 4, 7]));
});
