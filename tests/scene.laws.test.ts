/** Holds laws of pictures over many runs: the same instant gives the same frame, nothing overlaps, nothing strays. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goneUs } from '#scene/flights';
import { frameAt, type Frame } from '#scene/frame';
import { layOut } from '#scene/layout';
import { eased, overlaps, type Shape } from '#scene/unit';
import { runs } from '#support/runs';
import { sceneOf } from '#support/scenes';

describe('laws', () => {
  const scripts = fc.record({
    replicas: fc.integer({ min: 1, max: 9 }),
    seed: fc.nat(1000),
    loss: fc.constantFrom(0, 20),
    transport: fc.constantFrom('connection', 'datagram'),
    steps: fc.array(fc.tuple(fc.nat(95), fc.nat(5), fc.nat(8), fc.nat(8)), { maxLength: 14 }),
    times: fc.array(fc.nat(100_000), { minLength: 2, maxLength: 8 }),
  });
  type Case = typeof scripts extends fc.Arbitrary<infer Value> ? Value : never;

  function scriptOf({ replicas, seed, loss, transport, steps }: Case): string {
    const name = (index: number) => `R${index % replicas}`;
    const lines = steps.map(([ms, what, a, b]) => {
      const pair = `${name(a)} | ${name(b)}`;
      const alone = name(a) === name(b);
      const choices = [
        'Ana write x',
        'Bo read x',
        alone ? 'Ana write x' : `cut ${pair}`,
        'heal',
        `crash ${name(a)}`,
        `pause ${name(a)}`,
      ];
      return `at ${ms}ms ${choices[what]}`;
    });
    return [
      ...['replicarium 1', `seed ${seed}`, 'ends 100ms', 'protocol primary-backup read=nearest retransmit=20ms'],
      `replicas ${Array.from({ length: replicas }, (_, index) => name(index)).join(' ')}`,
      ...[
        `clients Ana@R0 Bo@${name(replicas - 1)}`,
        'initially x=1',
        `link default 5ms..15ms loss=${loss}% duplicate=${loss}% transport=${transport}`,
      ],
      ...[...lines].sort((one, other) => Number.parseInt(one.slice(3)) - Number.parseInt(other.slice(3))),
      '',
    ].join('\n');
  }

  test('going back and forward to an instant gives the very same frame', () => {
    fc.assert(
      fc.property(scripts, (drawn) => {
        const script = scriptOf(drawn);
        const wandering = sceneOf(script);
        const first = drawn.times.map((us) => frameAt(wandering, us));
        const again = [...drawn.times].reverse().map((us) => frameAt(wandering, us));
        expect(again.reverse()).toStrictEqual(first);
        expect(drawn.times.map((us) => frameAt(sceneOf(script), us))).toStrictEqual(first);
      }),
      { numRuns: runs(40, 1_000) },
    );
  });

  test('the messages in sight are those that a look through all finds, each on its way between its ends', () => {
    fc.assert(
      fc.property(scripts, (drawn) => {
        const wandering = sceneOf(scriptOf(drawn));
        for (const us of drawn.times) {
          const frame = frameAt(wandering, us);
          const inSight = wandering.trace.messages.filter((message) => message.sentAtUs <= us && us < goneUs(message));
          expect(frame.messages.map(({ facts }) => facts.id)).toEqual(inSight.map(({ name }) => `message:${name}`));
          for (const message of frame.messages) expectOnItsWay(frame, message);
        }
      }),
      { numRuns: runs(60, 2_000) },
    );
  });

  function expectOnItsWay({ links }: Frame, { facts, x, y, progress }: Frame['messages'][number]): void {
    expect(progress).toBeGreaterThanOrEqual(0);
    expect(progress).toBeLessThanOrEqual(1);
    const { curve } = links.find(
      ({ from, to }) => (from === facts.from && to === facts.to) || (from === facts.to && to === facts.from),
    )!;
    const corners = [curve.from, curve.control, curve.to];
    const [xs, ys] = [corners.map((point) => point.x), corners.map((point) => point.y)];
    expect(x).toBeGreaterThanOrEqual(Math.min(...xs) - 1e-9);
    expect(x).toBeLessThanOrEqual(Math.max(...xs) + 1e-9);
    expect(y).toBeGreaterThanOrEqual(Math.min(...ys) - 1e-9);
    expect(y).toBeLessThanOrEqual(Math.max(...ys) + 1e-9);
  }

  const shapes = ['wide', 'tall'] as const;
  const laidOut = (count: number, clients: number, shape: Shape) => {
    const names = Array.from({ length: count }, (_, index) => `R${index}`);
    const { scenario } = sceneOf(
      `protocol primary-backup\nreplicas ${names.join(' ')}\nclients ${Array.from({ length: clients }, (_, index) => `C${index}@R${index % count}`).join(' ')}\n`,
    ).trace;
    return layOut(scenario, shape);
  };

  test.each(
    shapes.flatMap((shape) => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 27, 28, 81].map((count) => [count, shape] as const)),
  )('no two of %i cards overlap (%s), and all are on the stage', (count, shape) => {
    const { replicas } = laidOut(count, 2, shape);
    expect(replicas).toHaveLength(count);
    const boxes = [...new Set(replicas)];
    if (count <= 27) expect(boxes).toHaveLength(count);
    boxes.forEach((box, index) => {
      expect(boxes.slice(index + 1).filter((other) => overlaps(box, other))).toEqual([]);
      expect([box.x - box.width / 2, box.y - box.height / 2].every((edge) => edge >= 0)).toBe(true);
      expect([box.x + box.width / 2, box.y + box.height / 2].every((edge) => edge <= 1)).toBe(true);
    });
  });

  test.each(shapes.flatMap((shape) => [1, 2, 3, 4, 5].map((count) => [count, shape] as const)))(
    'three clients of %i replicas (%s) stand clear of cards and of each other',
    (count, shape) => {
      const { replicas, clients } = laidOut(count, 3, shape);
      clients.forEach((box, index) =>
        expect([...replicas, ...clients.slice(index + 1)].filter((other) => overlaps(box, other))).toEqual([]),
      );
    },
  );

  test('easing keeps order, ends and middle', () => {
    expect([0, 0.5, 1].map(eased)).toEqual([0, 0.5, 1]);
    for (let u = 0; u < 1; u += 0.01) expect(eased(u + 0.01)).toBeGreaterThan(eased(u));
  });
});
