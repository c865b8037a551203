/** Session guarantees on the servers by definition, and random runs with a record of what each replica held. */
import type { Answer, Observation } from '#history/observation';
import type { Operation, OperationId } from '#history/operation';
import { pick, type Random } from './histories';
import type { Oracle } from './oracles';

interface Pair {
  readonly first: Operation;
  readonly second: Operation;
}

const pairs = ({ history }: Observation, f: string, g: string): readonly Pair[] =>
  history.ops.flatMap((first, at) =>
    history.ops
      .slice(at + 1)
      .filter((second) => first.process === second.process && first.f === f && second.f === g)
      .filter(
        (second) => first.status === 'ok' && (second.status === 'ok' || (second.status === 'info' && g === 'write')),
      )
      .map((second) => ({ first, second })),
  );

const heldAt = ({ evidence }: Observation, { id }: Operation): readonly OperationId[] => evidence!.answers[id]!.holds;

/** The last write of its register and value that its replica held. */
const restsOn = (observation: Observation, read: Operation): readonly OperationId[] =>
  heldAt(observation, read)
    .filter((id) => {
      const write = observation.history.ops.find((op) => op.id === id)!;
      return write.key === read.key && write.arg === read.ret;
    })
    .slice(-1);

/** Whether, wherever the second write is, the first one is too, and before it if both are of one register. */
const isKeptBefore = ({ history, evidence }: Observation, first: OperationId, second: OperationId): boolean => {
  const keyOf = (id: OperationId) => history.ops.find((op) => op.id === id)!.key;
  const everywhere = [...Object.values(evidence!.answers), ...evidence!.final];
  return everywhere
    .filter(({ holds }) => holds.includes(second))
    .every(
      ({ holds }) =>
        holds.includes(first) && (keyOf(first) !== keyOf(second) || holds.indexOf(first) < holds.indexOf(second)),
    );
};

export const readsItsWritesThere: Oracle = (observation) =>
  pairs(observation, 'write', 'read').every(({ first, second }) => heldAt(observation, second).includes(first.id));

export const readsMonotonicallyThere: Oracle = (observation) =>
  pairs(observation, 'read', 'read').every(({ first, second }) =>
    restsOn(observation, first).every((write) => heldAt(observation, second).includes(write)),
  );

export const writesMonotonicallyThere: Oracle = (observation) =>
  pairs(observation, 'write', 'write').every(({ first, second }) => isKeptBefore(observation, first.id, second.id));

export const writesAfterReadsThere: Oracle = (observation) =>
  pairs(observation, 'read', 'write').every(({ first, second }) =>
    restsOn(observation, first).every((write) => write === second.id || isKeptBefore(observation, write, second.id)),
  );

/** Two replicas that answer in turns and hand each other what they hold, mostly all of it and in order. */
export function randomServed(random: Random): Observation {
  const logs: OperationId[][] = [[], []];
  const ops: Operation[] = [];
  const answers: Record<string, Answer> = {};
  const count = 3 + random(6);
  for (let id = 0; id < count; id++) {
    const process = random(2);
    const at = random(3) ? process : 1 - process;
    const key = random(3) ? 'x' : 'y';
    const log = logs[at]!;
    const isWrite = random(2) === 0;
    const isKnown = !isWrite || random(6) > 0;
    if (isWrite) log.push(id);
    const latest = log.findLast((each) => ops[Number(each)]?.key === key);
    const ret = latest === undefined || isWrite ? null : ops[Number(latest)]!.arg;
    const status = isKnown ? 'ok' : 'info';
    ops.push({
      id,
      process,
      key,
      f: isWrite ? 'write' : 'read',
      arg: isWrite ? 1 + random(3) : null,
      ret,
      status,
      call: id,
      return: isKnown ? id : null,
    });
    if (isKnown) answers[id] = { replica: `r${at}`, at: id, holds: [...log] };
    if (random(2)) handOver(random, logs[at]!, logs[1 - at]!);
  }
  const final = logs.map((holds, at) => ({ replica: `r${at}`, up: true, holds, shows: {} }));
  return { history: { model: 'register', init: null, ops }, evidence: { settled: true, final, answers } };
}

function handOver(random: Random, from: readonly OperationId[], to: OperationId[]): void {
  const missing = from.filter((id) => !to.includes(id));
  if (random(4) === 0) missing.reverse();
  to.push(...(random(4) === 0 ? missing.filter(() => random(2)) : missing));
  if (random(12) === 0 && to.length > 0) to.splice(to.indexOf(pick(random, to)), 1); // A disk that forgets.
}
