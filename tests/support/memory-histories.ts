/** Small histories of two registers for models of memory, where program order counts and time does not. */
import type { History, Operation, Value } from '#history/operation';
import { pick, type Random, readOf, type Shape, writeOf } from './histories';

/** Accesses of two registers, one of them with two values. */
export const MEMORY: readonly Shape[] = [
  { ...writeOf(1, 'ok'), key: 'x' },
  { ...writeOf(2, 'ok'), key: 'x' },
  { ...writeOf(1, 'ok'), key: 'y' },
  { ...readOf(null), key: 'x' },
  { ...readOf(1), key: 'x' },
  { ...readOf(2), key: 'x' },
  { ...readOf(null), key: 'y' },
  { ...readOf(1), key: 'y' },
];
export const UNCERTAIN: readonly Shape[] = [
  ...MEMORY,
  { ...writeOf(1, 'info'), key: 'x' },
  { ...writeOf(1, 'fail'), key: 'y' },
];

/** Every history of those operations on those processes, with one time for all: for models that go by program order alone. */
export function* memoryHistories(counts: readonly number[], shapes: readonly Shape[]): Generator<History> {
  const processes = counts.flatMap((count, process) => Array.from({ length: count }, () => process));
  for (let code = 0; code < shapes.length ** processes.length; code++) {
    let rest = code;
    const ops = processes.map((process, id): Operation => {
      const shape = shapes[rest % shapes.length]!;
      rest = Math.floor(rest / shapes.length);
      return { id, process, ...shape, call: id, return: shape.status === 'info' ? null : id };
    });
    yield { model: 'register', init: null, ops };
  }
}

/** A history of reads and writes of two registers by three processes, each read answered from what some copy may hold. */
export function randomMemory(random: Random, size: number): History {
  const count = 3 + random(size - 2);
  const written: Record<string, Value[]> = { x: [null], y: [null] };
  const ops = Array.from({ length: count }, (_, id): Operation => {
    const process = random(3);
    const key = random(3) ? 'x' : 'y';
    const values = written[key]!;
    const shape = random(2)
      ? writeOf(random(5) ? id : 1, random(8) ? 'ok' : pick(random, ['info', 'fail']))
      : readOf(pick(random, values));
    if (shape.f === 'write') values.push(shape.arg);
    return { id, process, key, ...shape, call: id, return: shape.status === 'info' ? null : id };
  });
  return { model: 'register', init: null, ops };
}
