/** The causal layer: whatever the network does to messages, each is handed on once, after all that its sender had seen. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { missing, receive, type Early, type Stamped } from '#mechanisms/causal-delivery';
import type { VersionVector } from '#mechanisms/version-vectors';
import { runs } from '#support/runs';

const sent = (origin: string, seq: number, past: VersionVector = {}): Stamped<string> => ({
  ...{ origin, seq, past, body: `${origin}${seq}` },
});

test('what comes early waits, and then goes with what it waited for', () => {
  const first = sent('A', 1);
  const second = sent('A', 2, { A: 1 });
  const answer = sent('B', 1, { A: 2 });
  const early = receive({}, [], [answer, second]);
  expect(early).toEqual({ ready: [], early: [answer, second], repeated: 0 });
  expect(receive({}, early.early, [first])).toEqual({ ready: [first, second, answer], early: [], repeated: 0 });
});

test('what was handed on, what waits and what comes twice at once is counted as repeated', () => {
  const late = sent('A', 3, { A: 2 });
  expect(receive({ A: 1 }, [late], [sent('A', 1), late, late])).toEqual({ ready: [], early: [late], repeated: 3 });
});

test('what somebody lacks is sent in order, and no further than asked', () => {
  const held = { A: [sent('A', 1), sent('A', 2), sent('A', 3)], B: [sent('B', 1)] };
  expect(missing(held, { A: 1 }).map(({ body }) => body)).toEqual(['A2', 'A3', 'B1']);
  expect(missing(held, { A: 1 }, { A: 2 }).map(({ body }) => body)).toEqual(['A2']);
});

/** Senders in turn, each having seen what the number says of what was sent before. */
const histories = fc.array(fc.record({ origin: fc.constantFrom('A', 'B', 'C'), sees: fc.nat({ max: 5 }) }), {
  minLength: 1,
  maxLength: 8,
});

function stampAll(history: readonly { origin: string; sees: number }[]): Stamped<string>[] {
  const all: Stamped<string>[] = [];
  for (const { origin, sees } of history) {
    const seen = all.filter((each, at) => each.origin === origin || at < sees);
    const past: Record<string, number> = {};
    for (const each of seen)
      for (const [name, count] of Object.entries({ ...each.past, [each.origin]: each.seq }))
        past[name] = Math.max(past[name] ?? 0, count);
    all.push(sent(origin, (past[origin] ?? 0) + 1, past));
  }
  return all;
}

test('in any order, with any doubles, all is handed on once and in causal order', () => {
  const arrivals = histories.chain((history) => {
    const all = stampAll(history);
    const doubled = fc.array(fc.nat({ max: all.length - 1 }), { maxLength: 4 });
    return doubled.chain((again) =>
      fc.shuffledSubarray([...all, ...again.map((at) => all[at]!)], { minLength: all.length + again.length }),
    );
  });
  fc.assert(
    fc.property(arrivals, (messages) => {
      let early: Early<string> = [];
      const delivered: Record<string, number> = {};
      const handed: string[] = [];
      for (const message of messages) {
        const received = receive(delivered, early, [message]);
        early = received.early;
        for (const { origin, seq, past, body } of received.ready) {
          for (const [name, count] of Object.entries(past)) expect(delivered[name] ?? 0).toBeGreaterThanOrEqual(count);
          delivered[origin] = seq;
          handed.push(body);
        }
      }
      expect(early).toEqual([]);
      expect([...handed].sort()).toEqual([...new Set(messages.map(({ body }) => body))].sort());
    }),
    { numRuns: runs(300, 20_000) },
  );
});
