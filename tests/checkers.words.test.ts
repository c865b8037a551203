/** Every reason that a golden shows has words: a full sentence, and a short form for the diagram. */
import { expect, test } from 'vitest';
import { createSay } from '#i18n/say';
import english from '#i18n/en/index';
import { parseHistory } from '#formats/history-text';
import type { Phrase } from '#history/phrase';
import type { Checker } from '#history/verdict';

const goldens = import.meta.glob<string>('/src/checkers/*/golden/*.txt', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const checkers = import.meta.glob<Checker>('/src/checkers/*/index.ts', { eager: true, import: 'default' });
const sources = import.meta.glob<string>('/src/{checkers,formats}/**/*.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const say = createSay(english);

test.each(Object.entries(goldens))('every reason in %s is a sentence', (path, text) => {
  const checker = checkers[path.replace(/golden\/.*/, 'index.ts')]!;
  for (const [, history] of text.matchAll(/((?:^(?!----).+\n)+)----\n/gm)) {
    const parsed = parseHistory(history!);
    if (!parsed.ok) throw new Error(`${path}: line ${parsed.line}`);
    const verdict = checker.check(parsed.observation);
    if (verdict.verdict === 'holds') continue;
    if (sentence(verdict.reason).includes('settling.')) continue; // A phrase of the simulator's, whose words are its own.
    expect(sentence(verdict.reason)).toMatch(/^.{12,}[.]$/);
    if (verdict.verdict === 'violated') expect(short(verdict.reason).split(' ').length).toBeLessThanOrEqual(6);
  }
});

test.each(Object.values(checkers).map((checker) => checker.id))('%s has a name and a promise', (id) => {
  expect(english.words[`guarantee.${id}`]).toBeDefined();
  expect(english.words[`guarantee.${id}.promise`]).toMatch(/[.]$/);
});

test('every message that checkers and formats name has words', () => {
  const named = Object.values(sources).flatMap((source) => [...source.matchAll(/phrase\(\s*'([\w.-]+)'/g)]);
  expect(named.map(([, id]) => id!).filter((id) => english.words[id] === undefined)).toEqual([]);
  expect(named.length).toBeGreaterThan(30);
});

/** Goldens name why a run is not settled by a word of their own. */
function sentence(reason: Phrase): string {
  const { why } = reason.args;
  return typeof why === 'object' && why.id.startsWith('settling.') ? why.id : say(reason);
}

const short = ({ id, args }: Phrase): string => say({ id: `${id}.short`, args });
