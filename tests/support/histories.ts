/** Small histories to judge: all register histories of a size, and random ones of every spec. */
import type { History, Operation, Status, Value } from '#history/operation';
import type { Evidence, Observation } from '#history/observation';
import { findSpec } from '#history/specs';

/** A random number below `bound`. */
export type Random = (bound: number) => number;

/** xorshift32: the same seed gives the same numbers. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

export type Shape = Pick<Operation, 'f' | 'key' | 'arg' | 'ret' | 'status'>;

export const writeOf = (arg: Value, status: Status): Shape => ({ f: 'write', arg, ret: null, status });
export const readOf = (ret: Value): Shape => ({ f: 'read', arg: null, ret, status: 'ok' });

export const CERTAIN: readonly Shape[] = [writeOf(1, 'ok'), writeOf(2, 'ok'), readOf(null), readOf(1), readOf(2)];
export const ALL: readonly Shape[] = [...CERTAIN, writeOf(1, 'info'), writeOf(2, 'info'), writeOf(1, 'fail')];

/** Every way in which processes with so many operations each can call and return, as lists of process numbers. */
function* schedules(counts: readonly number[], soFar: readonly number[] = []): Generator<readonly number[]> {
  if (counts.every((count) => count === 0)) yield soFar;
  for (const [process, count] of counts.entries()) {
    if (count > 0) yield* schedules(counts.with(process, count - 0.5), [...soFar, process]);
  }
}

/** Every register history with those operations on those processes; with `touching` each two neighbouring events fall on one instant. */
export function* registerHistories(
  counts: readonly number[],
  shapes: readonly Shape[],
  touching: boolean,
): Generator<History> {
  const total = counts.reduce((sum, count) => sum + count, 0);
  for (const schedule of schedules(counts)) {
    const times = timesOf(schedule, touching);
    for (let code = 0; code < shapes.length ** total; code++) {
      let rest = code;
      const ops = times.map(({ process, call, end }, id): Operation => {
        const shape = shapes[rest % shapes.length]!;
        rest = Math.floor(rest / shapes.length);
        return { id, process, ...shape, call, return: shape.status === 'info' ? null : end };
      });
      yield { model: 'register', init: null, ops };
    }
  }
}

function timesOf(
  schedule: readonly number[],
  touching: boolean,
): readonly { process: number; call: number; end: number }[] {
  const open = new Map<number, { process: number; call: number; end: number }>();
  const all: { process: number; call: number; end: number }[] = [];
  for (const [rank, process] of schedule.entries()) {
    const at = touching ? rank >> 1 : rank;
    const current = open.get(process);
    if (current) {
      current.end = at;
      open.delete(process);
      continue;
    }
    const begun = { process, call: at, end: at };
    open.set(process, begun);
    all.push(begun);
  }
  return all;
}

interface Kind {
  readonly init: Value;
  readonly keys: number;
  readonly draw: (random: Random) => Pick<Operation, 'f' | 'arg'>;
  readonly answers: (random: Random) => Value;
}

const small = (random: Random): Value => 1 + random(3);
export const pick = <T>(random: Random, list: readonly T[]): T => list[random(list.length)]!;
const drawn = (f: string, arg: Value = null): Pick<Operation, 'f' | 'arg'> => ({ f, arg });
const step = (random: Random): Value =>
  random(2) ? ['r', pick(random, ['x', 'y']), null] : ['w', pick(random, ['x', 'y']), small(random)];

/** Of both, one end or length. */
const LINE = { init: [], keys: 1, answers: (random: Random): Value => pick(random, [null, 0, 1, 2, 3]) };

const KINDS: Readonly<Record<string, Kind>> = {
  register: { init: null, keys: 2, draw: (r) => (r(2) ? drawn('read') : drawn('write', small(r))), answers: small },
  'cas-register': {
    init: 1,
    keys: 1,
    draw: (r) => pick(r, [drawn('read'), drawn('write', small(r)), drawn('cas', [small(r), small(r)])]),
    answers: small,
  },
  'multi-register': {
    init: { x: 1 },
    keys: 0,
    draw: (r) => drawn('txn', r(2) ? [step(r)] : [step(r), step(r)]),
    answers: small,
  },
  mutex: { init: null, keys: 1, draw: (r) => drawn(pick(r, ['acquire', 'release'])), answers: () => null },
  'kv-append': {
    init: '',
    keys: 2,
    draw: (r) => pick(r, [drawn('get'), drawn('put', pick(r, ['a', 'b'])), drawn('append', pick(r, ['a', 'b']))]),
    answers: (r) => pick(r, ['', 'a', 'ab', 'b']),
  },
  counter: {
    init: 0,
    keys: 1,
    draw: (r) => pick(r, [drawn('read'), drawn('inc'), drawn('add', 2)]),
    answers: (r) => r(5),
  },
  set: {
    init: [],
    keys: 1,
    draw: (r) =>
      pick(r, [drawn('read'), drawn('add', small(r)), drawn('remove', small(r)), drawn('contains', small(r))]),
    answers: (r) => pick(r, [[], [1], [2, 1], true, false]),
  },
  list: {
    init: [],
    keys: 1,
    draw: (r) => (r(2) ? drawn('read') : drawn('append', small(r))),
    answers: (r) => pick(r, [[], [1], [2, 1], [1, 2]]),
  },
  queue: { ...LINE, draw: (r) => pick(r, [drawn('enq', small(r)), drawn('deq'), drawn('len')]) },
  stack: { ...LINE, draw: (r) => pick(r, [drawn('push', small(r)), drawn('pop'), drawn('len')]) },
  'multi-value': {
    init: 1,
    keys: 1,
    draw: (r) => (r(2) ? drawn('read') : drawn('write', pick(r, [1, 2, null]))),
    answers: (r) => pick(r, [[], [1], [2], [1, 2]]),
  },
  map: {
    init: 'a:1',
    keys: 1,
    draw: (r) => pick(r, [drawn('read'), drawn('write', pick(r, ['a:1', 'a:2', 'b:x'])), drawn('remove', 'a')]),
    answers: (r) => pick(r, [{}, { a: 1 }, { a: 2, b: 'x' }, { b: 'x' }]),
  },
  text: {
    init: 'ab',
    keys: 1,
    draw: (r) => pick(r, [drawn('read'), drawn('insert', '1:x'), drawn('erase', '0:2'), drawn('append', 'y')]),
    answers: (r) => pick(r, ['', 'ab', 'axb', 'aby', 'y']),
  },
};

export const MODELS = Object.keys(KINDS);

/**
 * A history of up to `size` operations on three processes that some order explains, in which then, two times in three,
 * one answer is changed, and in which some outcomes are unknown, some failed, and times may touch.
 */
export function randomHistory(model: string, random: Random, size: number): History {
  const kind = KINDS[model]!;
  const spec = findSpec(model)!;
  const count = 1 + random(size);
  const busyUntil = [0, 0, 0];
  const drafts = Array.from({ length: count }, (_, id) => {
    const process = random(3);
    const call = busyUntil[process]! + random(3);
    const end = call + random(5);
    busyUntil[process] = end;
    const key = kind.keys > 0 ? { key: pick(random, ['x', 'y'].slice(0, kind.keys)) } : {};
    return {
      id,
      process,
      ...key,
      ...kind.draw(random),
      call,
      end,
      point: call + random(end - call + 1) + random(100) / 100,
    };
  });
  const answers = answersOf(
    model,
    [...drafts].sort((a, b) => a.point - b.point),
  );
  const wrong = random(3) ? random(count) : -1;
  const ops = drafts.map(({ end, point: _, ...draft }): Operation => {
    const reads = spec.kinds[draft.f] === 'reads';
    const chance = random(12);
    const status: Status = chance > 2 ? 'ok' : chance === 0 ? (reads ? 'timeout-read' : 'fail') : 'info';
    const right = answers.get(draft.id) ?? null;
    const ret =
      draft.id === wrong && right !== null && draft.f !== 'cas' && draft.f !== 'txn' ? kind.answers(random) : right;
    return { ...draft, ret: status === 'ok' ? ret : null, status, return: status === 'info' ? null : end };
  });
  return { model, init: kind.init, ops };
}

/** What one copy would have answered, operation by operation; an answer that no kind explains is left out. */
function answersOf(
  model: string,
  ordered: readonly { id: number; f: string; key?: string; arg: Value }[],
): Map<number, Value> {
  const spec = findSpec(model)!;
  const states = new Map<string, Value>();
  const answers = new Map<number, Value>();
  for (const { id, f, key, arg } of ordered) {
    const object = model === 'multi-register' ? '' : (key ?? '');
    const state = states.get(object) ?? spec.initial(KINDS[model]!.init, ['x', 'y']);
    const candidates: readonly Value[] = [
      null,
      true,
      false,
      0,
      1,
      2,
      3,
      4,
      5,
      6,
      state,
      (state as readonly Value[])?.[0] ?? null,
      ...transactionAnswers(arg, state),
    ];
    const base = {
      id,
      process: 0,
      f,
      ...(key !== undefined && { key }),
      arg,
      status: 'ok',
      call: 0,
      return: 0,
    } as const;
    const ret = [...candidates]
      .reverse()
      .find((candidate) => spec.apply(state, { ...base, ret: candidate }) !== undefined);
    answers.set(id, spec.kinds[f] === 'writes' || ret === undefined ? null : ret);
    states.set(object, spec.apply(state, { ...base, ret: ret ?? null }) ?? state);
  }
  return answers;
}

function transactionAnswers(arg: Value, state: Value): readonly Value[] {
  if (!Array.isArray(arg) || !Array.isArray(arg[0])) return [];
  const now = { ...(state as Record<string, Value>) };
  return [
    (arg as readonly (readonly [string, string, Value])[]).map(([f, key, value]) => {
      if (f === 'w') now[key] = value;
      return [f, key, now[key] ?? null];
    }),
  ];
}

/** A register history in which one client writes and reads two values again and again, and another may write them too. */
export function randomSession(random: Random): History {
  const count = 3 + random(4);
  const ops = Array.from({ length: count }, (_, id): Operation => {
    const process = random(4) ? 0 : 1;
    const shape =
      random(2) && process === 0
        ? readOf(random(9) ? 1 + random(2) : null)
        : writeOf(1 + random(2), random(5) ? 'ok' : pick(random, ['info', 'fail']));
    return {
      id,
      process,
      key: random(5) ? 'x' : 'y',
      ...shape,
      call: id,
      return: shape.status === 'info' ? null : id + random(2),
    };
  });
  return { model: 'register', init: null, ops };
}

/** A random history of writes, and what replicas hold and show of it, more often right than wrong. */
export function randomEvidence(random: Random): Observation {
  const history = randomHistory('register', random, 5);
  const writes = history.ops.filter((op) => op.f === 'write' && op.status !== 'fail').map(({ id }) => id);
  const final = Array.from({ length: 1 + random(3) }, (_, at) => ({
    replica: `r${at}`,
    up: random(4) > 0,
    holds: random(3) ? writes : writes.filter(() => random(2)),
    shows: { x: random(3) ? 1 : 2, ...(random(2) && { y: random(2) }) } as Record<string, Value>,
  }));
  const evidence: Evidence = {
    settled: true,
    final,
    answers: {},
    ...(random(2) && { authority: pick(random, final).replica }),
  };
  return { history, evidence };
}
