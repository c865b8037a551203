/** Laws of the simulation: scripts read back as they were written, runs repeat to the last digit, a change stays where it was made. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { traceHash } from '#sim/hash';
import { createQueue, pop, push } from '#sim/queue';
import type { Edit, Scenario } from '#sim/scenario';
import { parseScript } from '#sim/script/parse';
import { printScript } from '#sim/script/print';
import { formatDuration, parseDuration } from '#sim/time';
import type { MessageTrace, Trace } from '#sim/trace';
import { traceOf } from '#support/primary-backup';
import { assertLaw } from '#support/law';
import { runs } from '#support/runs';
import { scenarios } from '#support/scripts';

const HOUR_MS = 3_600_000;
const wild = scenarios({ crashes: ['process', 'machine', 'disk'], edits: true });

/** Link traits that change while the run goes on would give a message that is sent later another link. */
const steady = wild.map((scenario): Scenario => ({
  ...scenario,
  steps: scenario.steps.filter(({ action }) => action.do !== 'link'),
}));

describe('scripts', { timeout: HOUR_MS }, () => {
  test('what is printed reads back as the same scenario', () => {
    const numRuns = runs(300, 10_000);
    assertLaw(
      (scenario) => {
        const { scenario: read, errors } = parseScript(printScript(scenario));
        if (errors.length > 0) return `errors: ${JSON.stringify(errors)}`;
        return JSON.stringify(sorted(read)) === JSON.stringify(sorted(scenario))
          ? undefined
          : `read back: ${JSON.stringify(read)}`;
      },
      { scenarios: wild, numRuns },
    );
  });

  test('comments and blank lines anywhere are kept, in order, and printing again changes nothing', () => {
    const lines = fc.constantFrom('# a remark', '', '#', '# with "quotes" and # another');
    const remarked = fc.tuple(
      wild,
      fc.array(fc.tuple(fc.nat(), lines), { maxLength: 8 }),
      fc.array(fc.nat(), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(remarked, ([scenario, remarks, behind]) => {
        const script = printScript(scenario).trimEnd().split('\n');
        for (const at of behind) script[at % script.length] += ' # behind';
        for (const [at, remark] of remarks) script.splice(at % (script.length + 1), 0, remark);
        const { scenario: read, errors } = parseScript(`${script.join('\n')}\n`);
        expect(errors).toEqual([]);
        const printed = printScript(read);
        expect(remarksOf(printed)).toEqual(remarksOf(script.join('\n')));
        expect(printScript(parseScript(printed).scenario)).toBe(printed);
      }),
      { numRuns: runs(150, 5_000) },
    );
  });

  test('any value that can be written reads back', () => {
    const values = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.constantFrom('# no comment', '1', '-0', '∅', 'a b', '"', '\\', '1e3', 'true'),
      fc.constant(null),
    );
    fc.assert(
      fc.property(values, (arg) => {
        const base = parseScript('protocol primary-backup\nreplicas A B\nclients Ana\nat 1ms Ana write x=1\n').scenario;
        const scenario: Scenario = {
          ...base,
          initially: { x: arg },
          steps: base.steps.map((step) => ({
            ...step,
            action: { do: 'operation', client: 'Ana', number: 1, micro: [{ f: 'write', key: 'x', arg }] },
          })),
        };
        const read = parseScript(printScript(scenario));
        expect(read.errors).toEqual([]);
        expect(read.scenario.steps).toEqual(scenario.steps);
        expect(read.scenario.initially).toEqual(scenario.initially);
      }),
      { numRuns: runs(500, 20_000) },
    );
  });

  test('durations and their texts are each other’s inverse', () => {
    const whole = fc.oneof(
      fc.nat({ max: 100_000 }),
      fc.nat(),
      fc.maxSafeNat().map((us) => us % 1e14),
      fc.integer({ min: 0, max: 3000 }).map((minutes) => minutes * 6e7),
    );
    fc.assert(
      fc.property(whole, fc.boolean(), (us, negative) => {
        const signed = negative ? -us || 0 : us;
        expect(parseDuration(formatDuration(signed))).toBe(signed);
      }),
      { numRuns: runs(1000, 100_000) },
    );
  });
});

/** Fields in one order. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort()
            .map(([name, inner]) => [name, inner === Infinity ? '∞' : sorted(inner)]),
        )
      : value === Infinity
        ? '∞'
        : value;

const remarksOf = (script: string): string[] =>
  script
    .split('\n')
    .flatMap((line) => /(?:^|\s)(#.*)$/.exec(line)?.[1]?.trimEnd() ?? [])
    .sort();

describe('runs', { timeout: HOUR_MS }, () => {
  test('the same scenario gives the same trace twice', () => {
    assertLaw(
      (scenario) =>
        traceHash(traceOf(scenario)) === traceHash(traceOf(structuredClone(scenario))) ? undefined : 'two hashes',
      { scenarios: wild, numRuns: runs(150, 5_000) },
    );
  });

  test('a scenario that went through its text gives the same trace', () => {
    assertLaw(
      (scenario) =>
        traceHash(traceOf(scenario)) === traceHash(traceOf(parseScript(printScript(scenario)).scenario))
          ? undefined
          : 'two hashes',
      { scenarios: wild, numRuns: runs(100, 3_000) },
    );
  });

  test('delaying one message changes no draw of any message that occurs in both runs', () => {
    let compared = 0;
    assertLaw(
      (scenario) => {
        const before = traceOf(scenario);
        const target = before.messages[Math.floor(before.messages.length / 3)];
        if (!target) return undefined;
        const edit: Edit = { message: target.name, change: { do: 'delay', byUs: 17_000 } };
        const after = traceOf({ ...scenario, edits: [...scenario.edits, edit] });
        return otherDraw(before, after, (count) => (compared += count));
      },
      { scenarios: steady, numRuns: runs(150, 10_000) },
    );
    expect(compared).toBeGreaterThan(runs(150, 10_000));
  });

  test('inserting an operation keeps the names of all others', () => {
    assertLaw(
      (scenario) => {
        const client = scenario.clients[0]!.name;
        const added = {
          atUs: 1000,
          action: { do: 'operation', client, number: 900, micro: [{ f: 'read', key: 'x' }] },
        } as const;
        const wider = parseScript(printScript({ ...scenario, steps: [added, ...scenario.steps] })).scenario;
        const ids = (one: Scenario) =>
          traceOf(one).operations.map(({ id, dueUs, micro }) => `${id} ${dueUs} ${micro[0]!.f}`);
        const [before, after] = [ids(scenario), ids(wider)];
        const missing = before.find((id) => !after.includes(id));
        return (
          missing ??
          (after.length === before.length + 1 ? undefined : `${before.length} operations became ${after.length}`)
        );
      },
      { scenarios: wild, numRuns: runs(100, 3_000) },
    );
  });

  test('an edit is reported as unmatched exactly when its message does not occur', () => {
    assertLaw(
      (scenario) => {
        const { messages, unmatched } = traceOf(scenario);
        const wrong = scenario.edits.find(
          ({ message }, index) => messages.some(({ name }) => name === message) === unmatched.includes(index),
        );
        return wrong && `${wrong.message}: ${JSON.stringify(unmatched)}`;
      },
      { scenarios: wild, numRuns: runs(200, 5_000) },
    );
  });

  test('records, states and messages stand in order of time, each with an earlier cause', () => {
    assertLaw(({ ...scenario }) => disorder(traceOf(scenario)), { scenarios: wild, numRuns: runs(150, 5_000) });
  });
});

/** A draw shows as the latency, the loss and the twin of a message. Edited messages have their latency from the edit. */
function otherDraw(before: Trace, after: Trace, count: (compared: number) => void): string | undefined {
  const known = new Map(before.messages.map((message) => [message.name, message]));
  const twins = (trace: Trace) => new Set(trace.messages.filter(({ twin }) => twin).map(({ name }) => name));
  const [twinsBefore, twinsAfter] = [twins(before), twins(after)];
  for (const message of after.messages) {
    const old = known.get(message.name);
    if (!old || old.edited !== message.edited || message.edited) continue;
    count(1);
    if (old.latencyUs !== message.latencyUs)
      return `${message.name} took ${old.latencyUs} µs, then ${message.latencyUs}`;
    if (contradict(old, message) || contradict(message, old))
      return `${message.name}: ${old.outcome} ${old.reason}, then ${message.outcome} ${message.reason}`;
    if (!message.twin && twinsBefore.has(`${message.name} twin`) !== twinsAfter.has(`${message.name} twin`))
      return `${message.name} has a twin in one run only`;
  }
  return undefined;
}

const contradict = (a: MessageTrace, b: MessageTrace): boolean =>
  a.outcome === 'lost' && a.reason === 'loss' && b.outcome === 'delivered';

function disorder({ records, timelines, messages }: Trace): string | undefined {
  for (let index = 0; index < records.count; index += 1) {
    if (index > 0 && records.atUs[index]! < records.atUs[index - 1]!)
      return `record ${index} is earlier than the one before`;
    if (records.cause[index]! >= index) return `record ${index} is caused by ${records.cause[index]!}`;
  }
  for (const { atUs, record } of timelines)
    if (atUs.some((us, at) => at > 0 && (us < atUs[at - 1]! || record[at]! < -1))) return 'a timeline goes back';
  const odd = messages.find(
    ({ sentAtUs, endedAtUs, legs }) =>
      endedAtUs < sentAtUs ||
      legs.some(({ fromUs, toUs, from, to }) => fromUs > toUs || from > to || from < 0 || to > 1),
  );
  return odd && `${odd.name} goes back: ${JSON.stringify(odd.legs)}`;
}

test('the queue gives back what it got in order of time, and of one time in order of arrival', () => {
  const moves = fc.array(
    fc.oneof(
      fc.nat({ max: 20 }).map((atUs) => ({ atUs })),
      fc.constant(undefined),
    ),
    { maxLength: 600, size: 'max' },
  );
  fc.assert(
    fc.property(moves, (pushes) => {
      const queue = createQueue(2);
      const model: { atUs: number; event: number }[] = [];
      for (const [event, entry] of pushes.entries()) {
        if (entry) {
          push(queue, entry.atUs, event);
          model.push({ atUs: entry.atUs, event });
        } else {
          const first = [...model].sort((a, b) => a.atUs - b.atUs || a.event - b.event)[0];
          expect(pop(queue)).toBe(first?.event ?? -1);
          if (first) model.splice(model.indexOf(first), 1);
        }
      }
      const rest = model.sort((a, b) => a.atUs - b.atUs || a.event - b.event).map(({ event }) => event);
      expect(rest.map(() => pop(queue))).toEqual(rest);
      expect(pop(queue)).toBe(-1);
    }),
    { numRuns: runs(100, 3_000) },
  );
});
