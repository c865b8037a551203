/** Measures the checkers: reference histories where they are there, and registers of known size and concurrency. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { History, Operation } from '#history/operation';
import causal from '#checkers/causal/index';
import linearizable from '#checkers/linearizable/index';
import sequential from '#checkers/sequential/index';
import { checkers } from '#catalog';
import type { Checker } from '#history/verdict';
import { createRandom } from '#support/histories';
import { laggingRun } from '#support/lagging';
import type { Measurement } from './stepper';

const folder = process.env['REFERENCE_DIR'] ?? '../shared/reference';

export async function runCheckersBench(): Promise<Measurement[]> {
  const measurements = [
    ...referenceMeasurements(),
    ...registerMeasurements(),
    ...memoryMeasurements(),
    ladderMeasurement(),
  ];
  return Promise.resolve(measurements);
}

function referenceMeasurements(): Measurement[] {
  if (!existsSync(folder)) return [];
  const etcd = readHistories('linearizable-etcd.jsonl');
  const longest = readHistories('linearizable-kv.jsonl').reduce((a, b) => (b.ops.length > a.ops.length ? b : a));
  for (const history of etcd) judge(history); // Warm: one history's time is not to be the compiler's.
  const times = etcd.map((history) => judge(history));
  return [
    {
      label: `linearizable, ${etcd.length} etcd histories`,
      value: times.reduce((sum, ms) => sum + ms, 0),
      unit: 'ms',
      aim: '≤ 600',
    },
    { label: 'linearizable, the slowest etcd history', value: Math.max(...times), unit: 'ms', aim: '≤ 250' },
    {
      label: `linearizable, key-value, ${longest.ops.length} operations`,
      value: judge(longest),
      unit: 'ms',
      aim: '≤ 500',
    },
  ];
}

const readHistories = (file: string): History[] =>
  readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as History);

function registerMeasurements(): Measurement[] {
  const aims: Readonly<Record<number, string>> = { 2000: '≤ 15', 20_000: '≤ 40' };
  return [2000, 4000, 8000, 20_000].map((count) => {
    const history = uniqueWrites(count, 20);
    const times = Array.from({ length: 7 }, () => judge(history)).sort((a, b) => a - b);
    return {
      label: `linearizable, unique writes, ${count} operations, 20 clients`,
      value: times[3]!,
      unit: 'ms',
      aim: aims[count] ?? '',
    };
  });
}

function memoryMeasurements(): Measurement[] {
  return [1000, 2000, 5000].flatMap((operations) =>
    [causal, sequential].map((checker) => {
      const { history } = laggingRun({ operations, clients: 10, lag: 200 });
      const times = Array.from({ length: 5 }, () => judge(history, checker)).sort((a, b) => a - b);
      return { label: `${checker.id}, ${operations} operations, 10 clients`, value: times[2]!, unit: 'ms', aim: '' };
    }),
  );
}

/** All checkers on a run of a lesson's size, of which some promises are kept and some broken. */
function ladderMeasurement(): Measurement {
  const run = laggingRun({ operations: 40, clients: 4, lag: 80 });
  const takes = (): number => {
    const begunMs = performance.now();
    for (const checker of checkers) checker.check(run);
    return performance.now() - begunMs;
  };
  const times = Array.from({ length: 60 }, takes)
    .slice(30)
    .sort((a, b) => a - b);
  const label = `all ${checkers.length} checkers, 40 operations, 4 clients`;
  return { label, value: times[15]!, unit: 'ms', aim: '≤ 4' };
}

/** Milliseconds. An undecided verdict would make any time good. */
function judge(history: History, checker: Checker = linearizable): number {
  const begunMs = performance.now();
  const { verdict } = checker.check({ history });
  const tookMs = performance.now() - begunMs;
  if (verdict === 'unknown') throw new Error(`${history.id ?? 'a history'} was left undecided.`);
  return tookMs;
}

/** A linearizable history of clients that are never idle; every second operation writes a value of its own. */
export function uniqueWrites(count: number, clients: number): History {
  const random = createRandom(count);
  const freeAt = Array.from({ length: clients }, () => 0);
  const drafts = Array.from({ length: count }, (_, id) => {
    const process = freeAt.indexOf(Math.min(...freeAt));
    const call = freeAt[process]!;
    const end = call + 10 + random(100);
    freeAt[process] = end + 1;
    return {
      id,
      process,
      isWrite: random(2) === 0,
      call,
      return: end,
      point: call + random(end - call) + random(1000) / 1000,
    };
  });
  const answers = new Map<number, number | null>();
  let value: number | null = null;
  for (const draft of [...drafts].sort((a, b) => a.point - b.point)) {
    if (draft.isWrite) value = draft.id;
    answers.set(draft.id, value);
  }
  const ops = drafts.map(({ id, process, isWrite, call, return: end }): Operation => {
    const what = isWrite ? { f: 'write', arg: id, ret: null } : { f: 'read', arg: null, ret: answers.get(id)! };
    return { id, process, ...what, status: 'ok', call, return: end };
  });
  return { model: 'register', init: null, ops };
}
