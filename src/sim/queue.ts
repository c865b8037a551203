/** The event queue: a binary heap in typed arrays, ordered by (time, sequence), so that no two events tie. */

export interface Queue {
  size: number;
  sequence: number;
  atUs: Float64Array;
  order: Float64Array;
  /** Index of the waiting event in the kernel's table. */
  event: Int32Array;
}

export const createQueue = (capacity = 256): Queue => ({
  size: 0,
  sequence: 0,
  atUs: new Float64Array(capacity),
  order: new Float64Array(capacity),
  event: new Int32Array(capacity),
});

export function push(queue: Queue, atUs: number, event: number): void {
  if (queue.size === queue.atUs.length) grow(queue);
  const order = queue.sequence++;
  let hole = queue.size++;
  while (hole > 0) {
    const parent = (hole - 1) >> 1;
    if (!isBefore(queue, { atUs, order }, parent)) break;
    copy(queue, parent, hole);
    hole = parent;
  }
  queue.atUs[hole] = atUs;
  queue.order[hole] = order;
  queue.event[hole] = event;
}

/** The earliest event's index in the kernel's table, taken out; -1 when the queue is empty. */
export function pop(queue: Queue): number {
  if (queue.size === 0) return -1;
  const first = queue.event[0]!;
  const last = --queue.size;
  if (last > 0) sink(queue, last);
  return first;
}

/** Moves the entry at `last` to its place below the root. */
function sink(queue: Queue, last: number): void {
  const moved = { atUs: queue.atUs[last]!, order: queue.order[last]! };
  const event = queue.event[last]!;
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= queue.size) break;
    const right = child + 1;
    if (right < queue.size && isBefore(queue, { atUs: queue.atUs[right]!, order: queue.order[right]! }, child))
      child = right;
    if (isBefore(queue, moved, child)) break;
    copy(queue, child, hole);
    hole = child;
  }
  queue.atUs[hole] = moved.atUs;
  queue.order[hole] = moved.order;
  queue.event[hole] = event;
}

const isBefore = (queue: Queue, key: { atUs: number; order: number }, index: number): boolean =>
  key.atUs < queue.atUs[index]! || (key.atUs === queue.atUs[index]! && key.order < queue.order[index]!);

function copy(queue: Queue, from: number, to: number): void {
  queue.atUs[to] = queue.atUs[from]!;
  queue.order[to] = queue.order[from]!;
  queue.event[to] = queue.event[from]!;
}

function grow(queue: Queue): void {
  const widen = <T extends Float64Array | Int32Array>(old: T, fresh: T): T => (fresh.set(old), fresh);
  const capacity = queue.atUs.length * 2;
  queue.atUs = widen(queue.atUs, new Float64Array(capacity));
  queue.order = widen(queue.order, new Float64Array(capacity));
  queue.event = widen(queue.event, new Int32Array(capacity));
}
