/** Links carry a run whole, and whatever stands in an address ends in a run or a clear reason. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLink, writeLink, type Linked } from '#player/link';
import { WELCOME } from '#player/welcome';
import { runs } from '#support/runs';

const linked: Linked = {
  runs: [{ name: 'A', script: WELCOME }],
  active: 0,
  hash: '0123456789abcdef',
  behaviour: 3,
  atUs: 0,
};

const text = (maxLength: number) => fc.string({ unit: 'binary', maxLength }).map((given) => given.toWellFormed());
const shown: fc.Arbitrary<Linked> = fc
  .record(
    {
      runs: fc.array(fc.record({ name: text(12), script: text(300) }), { minLength: 1, maxLength: 6 }),
      active: fc.nat({ max: 5 }),
      hash: fc.constant(linked.hash),
      behaviour: fc.nat(),
      atUs: fc.nat(),
      selection: text(20),
      guarantee: text(20),
      progress: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
    },
    { requiredKeys: ['runs', 'active', 'hash', 'behaviour', 'atUs'] },
  )
  .map((given) => ({ ...given, active: given.active % given.runs.length }));

test('a link gives back what was put into it', async () => {
  await fc.assert(
    fc.asyncProperty(shown, async (given) => {
      expect(await readLink(await writeLink(given))).toEqual({ linked: given });
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
        fc
          .tuple(fc.constantFrom('1', '2'), fc.base64String({ maxLength: 200 }))
          .map(([format, rest]) => `#${format}.${rest}`),
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
  expect(await readLink('#9.AAAA')).toEqual({ fault: { id: 'link.newer', args: { format: '9', known: '2' } } });
});

test('a small link cannot unpack into more than a script may hold', async () => {
  const bomb = await writeLink({ ...linked, runs: [{ name: 'A', script: 'x'.repeat(3_000_000) }] });
  expect(bomb.length).toBeLessThan(20_000);
  expect((await readLink(bomb)).linked).toBeUndefined();
});
