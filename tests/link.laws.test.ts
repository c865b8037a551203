/** Links carry a run whole, and whatever stands in an address ends in a run or a clear reason. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLink, writeLink } from '#player/link';
import { WELCOME } from '#player/welcome';
import { runs } from '#support/runs';

const linked = { script: WELCOME, hash: '0123456789abcdef', behaviour: 3 };

test('a link gives back what was put into it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (script) => {
      expect(await readLink(await writeLink({ ...linked, script }))).toEqual({
        linked: { ...linked, script: script.toWellFormed() },
      });
    }),
    { numRuns: runs(100, 2_000) },
  );
});

test('a lesson-sized link is short', async () => {
  expect((await writeLink(linked)).length).toBeLessThan(800);
});

test('a damaged link gives a reason and never throws', async () => {
  const link = await writeLink(linked);
  const damaged = fc
    .tuple(fc.nat(link.length), fc.nat(link.length), fc.string({ maxLength: 6 }))
    .map(([from, length, text]) => link.slice(0, from) + text + link.slice(from + length));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        damaged,
        fc.string(),
        fc.base64String({ maxLength: 200 }).map((text) => `#1.${text}`),
      ),
      async (fragment) => {
        const read = await readLink(fragment);
        expect(read.linked === undefined ? read.fault.id : read.linked.hash).toMatch(
          /^(link\.(damaged|newer|large)|[0-9a-f]{16})$/,
        );
      },
    ),
    { numRuns: runs(500, 20_000) },
  );
});

test('a newer link says so', async () => {
  expect(await readLink('#9.AAAA')).toEqual({ fault: { id: 'link.newer', args: { format: '9', known: '1' } } });
});

test('a small link cannot unpack into more than a script may hold', async () => {
  const bomb = await writeLink({ ...linked, script: 'x'.repeat(3_000_000) });
  expect(bomb.length).toBeLessThan(20_000);
  expect((await readLink(bomb)).linked).toBeUndefined();
});
