/** READMEs as pages: headings that can be linked to, tables that can be reached, and no link that leads nowhere on the site. */
import { expect, test } from 'vitest';
import { loadModel, loadTermUses, protocols } from '#catalog';
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
  expect(html).toContain('<div class="table" role="region" tabindex="0" aria-labelledby="thing-its-parts"><table>');
  expect(html).toContain('&lt;b&gt;2&lt;/b&gt;');
});

test('the page of the model begins with the simulation, and ids stand once', async () => {
  const documents = await loadModel();
  const [first, ...designs] = documents.map(({ title }) => title);
  expect(first).toBe('The simulation');
  expect(designs).toContain('Primary-backup');
  expect(designs).toHaveLength(protocols.size);
  const ids = documents.flatMap(({ html }) => [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
  expect(new Set(ids).size).toBe(ids.length);
});

test('each term knows the lessons that use it', async () => {
  const uses = await loadTermUses();
  expect(uses['split-brain']?.map(({ number }) => number)).toEqual([7]);
  expect(uses['primary']?.map(({ number }) => number)).toEqual([1, 4, 7]);
});
