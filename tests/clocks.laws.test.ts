/** Laws of the clocks that stamp writes and of version vectors, over random exchanges of messages between clocks that are wrong. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareStamps, NEVER, stampText, tick, witness, type ClockKind, type Stamp } from '#mechanisms/clocks';
import { compare, increment, merge, type VersionVector } from '#mechanisms/version-vectors';
import { runs } from '#support/runs';

const NODES = ['A', 'B', 'C'] as const;

/** An event of a node at some reading of its own clock; or, with `from`, the receipt of what an earlier event sent. */
interface Happening {
  readonly node: number;
  readonly nowUs: number;
  readonly from: number | null;
}

const happenings: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.record({
    node: fc.nat({ max: 2 }),
    nowUs: fc.integer({ min: -50, max: 50 }),
    from: fc.option(fc.nat({ max: 20 })),
  }),
  { minLength: 1, maxLength: 30 },
);

interface Played {
  readonly stamps: readonly Stamp[];
  readonly vectors: readonly VersionVector[];
  /** Which events led to which, itself included. */
  readonly causes: readonly ReadonlySet<number>[];
}

/** Every event gets a stamp and a vector; `causes` is what happened before it (Lamport 1978), kept as sets. */
function play(kind: ClockKind, all: readonly Happening[]): Played {
  const clocks: Stamp[] = NODES.map(() => (kind === 'lamport' ? { timeUs: 0, count: 0 } : NEVER));
  const knows: VersionVector[] = NODES.map(() => ({}));
  const past: Set<number>[] = NODES.map(() => new Set());
  const played = { stamps: [] as Stamp[], vectors: [] as VersionVector[], causes: [] as Set<number>[] };
  all.forEach(({ node, nowUs, from }, at) => {
    if (from !== null && at > 0) {
      const sent = from % at;
      clocks[node] = witness(kind, clocks[node]!, { seen: played.stamps[sent]!, nowUs });
      knows[node] = merge(knows[node]!, played.vectors[sent]!);
      for (const cause of played.causes[sent]!) past[node]!.add(cause);
    }
    clocks[node] = tick(kind, clocks[node]!, nowUs);
    knows[node] = increment(knows[node]!, NODES[node]!);
    past[node]!.add(at);
    played.stamps.push(clocks[node]!);
    played.vectors.push(knows[node]!);
    played.causes.push(new Set(past[node]));
  });
  return played;
}

const pairsOf = ({ stamps }: Played): (readonly [number, number])[] =>
  stamps.flatMap((_, b) => stamps.slice(0, b).map((_, a) => [a, b] as const));

const check = (property: (all: readonly Happening[]) => void) =>
  fc.assert(fc.property(happenings, property), { numRuns: runs(300, 5_000) });

describe.each(['lamport', 'hybrid'] as const)('A %s clock', (kind) => {
  test('stamps what led to an event lower than the event', () => {
    let led = 0;
    check((all) => {
      const played = play(kind, all);
      for (const [a, b] of pairsOf(played)) {
        if (!played.causes[b]!.has(a)) continue;
        led += 1;
        expect(compareStamps(played.stamps[a]!, played.stamps[b]!)).toBeLessThan(0);
      }
    });
    expect(led).toBeGreaterThan(300);
  });
});

test('A hybrid clock is never ahead of the highest wall clock that led to it, nor behind its own', () =>
  check((all) => {
    const { stamps, causes } = play('hybrid', all);
    stamps.forEach(({ timeUs }, at) => {
      const read = [...causes[at]!].map((cause) => all[cause]!.nowUs);
      expect(timeUs).toBe(Math.max(...read));
      expect(timeUs).toBeGreaterThanOrEqual(all[at]!.nowUs);
    });
  }));

test('A wall clock stamps an effect below its cause, where clocks are wrong', () => {
  let wrong = 0;
  check((all) => {
    const played = play('wall', all);
    for (const [a, b] of pairsOf(played))
      if (played.causes[b]!.has(a) && compareStamps(played.stamps[a]!, played.stamps[b]!) > 0) wrong += 1;
  });
  expect(wrong).toBeGreaterThan(100);
});

describe('Version vectors', () => {
  test('say exactly what led to what', () =>
    check((all) => {
      const played = play('lamport', all);
      for (const [a, b] of pairsOf(played))
        expect(compare(played.vectors[a]!, played.vectors[b]!)).toBe(
          played.causes[b]!.has(a) ? 'before' : 'concurrent',
        );
    }));

  const vectors: fc.Arbitrary<VersionVector> = fc.dictionary(fc.constantFrom(...NODES), fc.nat({ max: 3 }));

  test('merge is associative, commutative and idempotent, and knows what both know', () =>
    fc.assert(
      fc.property(vectors, vectors, vectors, (a, b, c) => {
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
        expect(merge(a, b)).toEqual(merge(b, a));
        expect(merge(a, a)).toEqual(a);
        expect(['before', 'equal']).toContain(compare(a, merge(a, b)));
      }),
    ));

  test('compare both ways round alike, and take an absent replica for none', () =>
    fc.assert(
      fc.property(vectors, vectors, (a, b) => {
        const turned = { before: 'after', after: 'before', equal: 'equal', concurrent: 'concurrent' } as const;
        expect(compare(b, a)).toBe(turned[compare(a, b)]);
        expect(compare(a, { A: 0, ...a })).toBe('equal');
      }),
    ));
});

test.each([
  ['wall', { timeUs: 7_000_000, count: 0 }, '00:00:07.000'],
  ['wall', { timeUs: 3_723_000_250, count: 0 }, '01:02:03.000250'],
  ['wall', { timeUs: -1_500_000, count: 0 }, '-00:00:01.500'],
  ['lamport', { timeUs: 0, count: 12 }, '12'],
  ['hybrid', { timeUs: 7_001_000, count: 2 }, '00:00:07.001+2'],
] as const)('a stamp of a %s clock is written as it is read: %o', (kind, stamp, text) => {
  expect(stampText(kind, stamp)).toBe(text);
});
