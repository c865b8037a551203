/** The network in exact numbers: latencies, loss, order, bandwidth, cuts, taps and edits. */
import { describe, expect, test } from 'vitest';
import { draw, happens } from '#sim/draws';
import { parseLatency, sampleLatency } from '#sim/latency';
import { endsOf, manyMessages as many, messageNamed, probe, seenBy } from '#support/probe';

describe('latency', () => {
  const quantiles = (text: string, draws: readonly number[]) =>
    draws.map((each) => sampleLatency(parseLatency(text)!, each));

  test('has exactly the stated quantiles', () => {
    expect(quantiles('11ms', [0, 0.5, 0.999])).toEqual([11_000, 11_000, 11_000]);
    expect(quantiles('10ms..14ms', [0, 0.25, 0.5])).toEqual([10_000, 11_000, 12_000]);
    expect(quantiles('11ms~40ms', [0.5, 0.99])).toEqual([11_000, 40_000]);
    expect(quantiles('0:5ms,50:9ms,100:80ms', [0, 0.25, 0.5, 0.75])).toEqual([5_000, 7_000, 9_000, 44_500]);
    expect(quantiles('0ms', [0.5])).toEqual([1]);
  });

  test('of many messages has them nearly', () => {
    const sample = Array.from({ length: 20_000 }, (_, index) =>
      sampleLatency(parseLatency('11ms~40ms')!, draw(7, `message ${index}`, 'latency')),
    ).sort((a, b) => a - b);
    expect(sample[10_000]! / 11_000).toBeCloseTo(1, 1);
    expect(sample[19_800]! / 40_000).toBeCloseTo(1, 0);
  });

  test('a way through the client’s own place is the sum of its hops', () => {
    const trace = probe('at 0ms Ana read x', { head: 'clients Ana@B\nlink local 2ms' });
    expect(messageNamed(trace, 'request(Ana.1) Ana→B').latencyUs).toBe(2_000);
  });
});

describe('links', () => {
  test('lose and double about as many messages as they say', () => {
    const trace = probe(many(2000), { head: 'link A-B loss=20% duplicate=10%' });
    const originals = trace.messages.filter(({ twin }) => !twin);
    const lost = originals.filter(({ outcome }) => outcome === 'lost').length;
    const twins = trace.messages.length - originals.length;
    expect(originals).toHaveLength(2000);
    // Four standard deviations: √(2000 · 0.2 · 0.8) = 17.9, √(2000 · 0.1 · 0.9) = 13.4.
    expect(Math.abs(lost - 400)).toBeLessThan(72);
    expect(Math.abs(twins - 200)).toBeLessThan(54);
    expect(
      Array.from({ length: 10_000 }, (_, index) => happens(5, 1, `m${index}`, 'loss')).filter(Boolean).length / 10_000,
    ).toBeCloseTo(0.05, 2);
  });

  const order = (head: string) =>
    seenBy(probe(many(300), { head }), 'B').map((seen) => Number(/m(\d+)/.exec(seen)![1]));
  const inversions = (all: readonly number[]) => all.filter((each, at) => at > 0 && each < all[at - 1]!).length;

  test('a connection keeps the order of its messages whatever their latencies', () => {
    expect(inversions(order('link A-B 1ms..50ms'))).toBe(0);
    expect(order('link A-B 1ms..50ms')).toHaveLength(300);
  });

  test('with reordering some overtake, as datagrams all may', () => {
    const [some, all] = [
      inversions(order('link A-B 1ms..50ms reorder=20%')),
      inversions(order('link A-B 1ms..50ms transport=datagram')),
    ];
    expect(some).toBeGreaterThan(10);
    expect(all).toBeGreaterThan(some);
  });

  test('a narrow link sends one message after the other', () => {
    // 1000 bytes at 1 Mbps take 8 ms; 10 ms on the way.
    const trace = probe('at 0ms A send B m0 1000\nat 0ms A send B m1 1000\nat 20ms A send B m2 1000', {
      head: 'link A-B 10ms bandwidth=1Mbps',
    });
    expect(endsOf(trace)).toEqual({
      'probe(m0) A→B': 'delivered 18',
      'probe(m1) A→B': 'delivered 26',
      'probe(m2) A→B': 'delivered 38',
    });
  });

  test('names count attempts by sender, receiver and cause', () => {
    expect(
      probe('at 0ms A send B m\nat 1ms A send C m\nat 2ms A send B m\nat 3ms B send A m').messages.map(
        ({ name }) => name,
      ),
    ).toEqual(['probe(m) A→B', 'probe(m) A→C', 'probe(m) A→B try 2', 'probe(m) B→A']);
  });
});

describe('cuts', () => {
  const cutAt = (lines: string, head = '') =>
    endsOf(probe(`at 0ms A send B early\nat 3ms A send B late\nat 3ms B send A back\n${lines}`, { head }));

  test('a message past the cut arrives; on a connection those before it wait, and go on from there', () => {
    // Half way is 5 ms: the early one has passed it at 6 ms. The others wait at half of their way, and have 5 ms left at 50 ms.
    expect(cutAt('at 6ms cut A | B\nat 50ms heal')).toEqual({
      'probe(early) A→B': 'delivered 10',
      'probe(late) A→B': 'delivered 55',
      'probe(back) B→A': 'delivered 55',
    });
  });

  test('a cut that heals before a message gets to it changes nothing', () => {
    expect(cutAt('at 4ms cut A | B\nat 5ms heal')).toEqual({
      'probe(early) A→B': 'delivered 10',
      'probe(late) A→B': 'delivered 13',
      'probe(back) B→A': 'delivered 13',
    });
  });

  test('a message past the cut is not overtaken by one that is sent after the heal', () => {
    const trace = probe(
      'at 0ms A send B slow\nat 1ms link A-B 10ms\nat 20ms cut A | B position=30%\nat 21ms heal\nat 21ms A send B quick',
      { head: 'link A-B 40ms' },
    );
    expect(endsOf(trace)).toEqual({ 'probe(slow) A→B': 'delivered 40', 'probe(quick) A→B': 'delivered 40' });
    expect(seenBy(trace, 'B')).toEqual(['probe slow 40000', 'probe quick 40000']);
  });

  test('a datagram before the cut vanishes when it gets there', () => {
    expect(cutAt('at 6ms cut A | B\nat 50ms heal', 'link A-B transport=datagram')).toEqual({
      'probe(early) A→B': 'delivered 10',
      'probe(late) A→B': 'lost cut 8',
      'probe(back) B→A': 'lost cut 8',
    });
  });

  test('a cut in one direction stops that direction', () => {
    expect(cutAt('at 6ms cut A > B')).toEqual({
      'probe(early) A→B': 'delivered 10',
      'probe(late) A→B': 'flying',
      'probe(back) B→A': 'delivered 13',
    });
  });

  test.each([
    ['0%', { early: 'delivered 10', late: 'delivered 13' }],
    ['20%', { early: 'delivered 10', late: 'delivered 13' }],
    ['80%', { early: 'delivered 52', late: 'delivered 52' }],
    ['100%', { early: 'delivered 50.01', late: 'delivered 50.01' }],
  ])('stands where it is said: position=%s', (position, { early, late }) => {
    const ends = cutAt(`at 6ms cut A > B position=${position}\nat 50ms heal`);
    expect([ends['probe(early) A→B'], ends['probe(late) A→B']]).toEqual([early, late]);
  });

  test('a part of a cut heals, the rest stands', () => {
    const trace = probe('at 0ms cut A | B C\nat 1ms A send B m\nat 1ms A send C m\nat 20ms heal A | B');
    expect(endsOf(trace)).toEqual({ 'probe(m) A→B': 'delivered 25', 'probe(m) A→C': 'flying' });
    expect(trace.cuts.map(({ fromUs, toUs, pairs }) => [fromUs, toUs, pairs.length])).toEqual([
      [0, 20_000, 4],
      [20_000, Infinity, 2],
    ]);
    expect(trace.settled).toEqual({ id: 'settled.not.cut', args: {} });
  });

  test('of two cuts on one way a message stops at the first, then at the second', () => {
    const trace = probe(
      'at 0ms cut A > B position=30%\nat 0ms cut @A > @B position=60%\nat 0ms A send B m\nat 20ms heal',
    );
    expect(messageNamed(trace, 'probe(m) A→B').legs).toEqual([
      { fromUs: 0, toUs: 3000, from: 0, to: 0.3 },
      { fromUs: 20_000, toUs: 27_000, from: 0.3, to: 1 },
    ]);
  });

  test('a place brings its clients along, and a cut of a node from itself is none', () => {
    const trace = probe('at 0ms cut @A | @B\nat 1ms Ana read x\nat 1ms A send B m', { head: 'clients Ana@A' });
    expect(endsOf(trace)).toMatchObject({ 'request(Ana.1) Ana→A': 'delivered 2', 'probe(m) A→B': 'flying' });
    expect(probe('at 0ms cut A | A').settled).toBe(true);
  });
});

describe('taps', () => {
  const lines = 'at 0ms A send B m';
  const types = (taps: Parameters<typeof probe>[1]) => seenBy(probe(lines, taps), 'B');

  test('read, change, drop and add messages', () => {
    const read: string[] = [];
    expect(
      types({
        taps: [(envelope) => (read.push(`${envelope.principal} ${envelope.bytes} ${envelope.channel}`), [envelope])],
      }),
    ).toEqual(['probe m 10000']);
    expect(read).toEqual(['A 200 plain']);
    expect(types({ taps: [(envelope) => [{ ...envelope, body: { about: 'forged' } }]] })).toEqual([
      'probe forged 10000',
    ]);
    expect(types({ taps: [() => []] })).toEqual([]);
    expect(
      types({ taps: [(envelope) => [envelope, { ...envelope, about: 'extra', from: 'C', body: { about: 'extra' } }]] }),
    ).toEqual(['probe m 10000', 'probe extra 10000']);
  });

  test('see what the tap before them made', () => {
    expect(
      types({
        taps: [
          (envelope) => [{ ...envelope, body: { about: 'first' } }],
          (envelope) => [{ ...envelope, body: { about: `${String(envelope.body['about'])}-second` } }],
        ],
      }),
    ).toEqual(['probe first-second 10000']);
  });
});

describe('edits', () => {
  test('delay, drop and double one message, and name those that do not occur', () => {
    const trace = probe(
      'at 0ms A send B one\nat 0ms A send B two\nat 0ms A send B three\ndelay probe(one) A->B +4ms\ndrop probe(two) A->B\nduplicate probe(three) A->B\ndrop probe(four) A->B',
    );
    expect(endsOf(trace)).toEqual({
      'probe(one) A→B': 'delivered 14',
      'probe(two) A→B': 'lost loss 6',
      'probe(three) A→B': 'delivered 10',
      'probe(three) A→B twin': 'delivered 10',
    });
    expect(trace.unmatched).toEqual([3]);
  });
});
