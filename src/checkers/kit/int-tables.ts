/** Exact hash tables over integers in flat arrays: a search asks them millions of times, so they allocate nothing per entry. */

const hashStep = (hash: number, word: number): number => {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
};

export interface VectorSet {
  /** Adds the first `length` words; false if that vector was there already. */
  add(words: Int32Array, length: number): boolean;
  readonly size: () => number;
}

/** A set of vectors of any length, kept one after the other in an arena (length first) behind open addressing. */
export function createVectorSet(): VectorSet {
  let slots = new Int32Array(256).fill(-1);
  let arena = new Int32Array(1024);
  let used = 0;
  let size = 0;

  const isAt = (offset: number, words: Int32Array, length: number): boolean => {
    if (arena[offset] !== length) return false;
    for (let i = 0; i < length; i++) if (arena[offset + 1 + i] !== words[i]) return false;
    return true;
  };
  const slotOf = (words: Int32Array, length: number): number => {
    const mask = slots.length - 1;
    let slot = hashWords(words, 0, length) & mask;
    while (slots[slot] !== -1 && !isAt(slots[slot]!, words, length)) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = (): void => {
    const old = slots;
    slots = new Int32Array(old.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (const offset of old) {
      if (offset === -1) continue;
      let slot = hashWords(arena, offset + 1, arena[offset]!) & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = offset;
    }
  };
  const append = (words: Int32Array, length: number): number => {
    if (used + length + 1 > arena.length) {
      const larger = new Int32Array(Math.max(arena.length * 2, used + length + 1));
      larger.set(arena);
      arena = larger;
    }
    const offset = used;
    arena[used++] = length;
    for (let i = 0; i < length; i++) arena[used++] = words[i]!;
    return offset;
  };
  return {
    size: () => size,
    add: (words, length) => {
      const slot = slotOf(words, length);
      if (slots[slot] !== -1) return false;
      slots[slot] = append(words, length);
      if (++size * 2 > slots.length) grow();
      return true;
    },
  };
}

function hashWords(words: Int32Array, from: number, length: number): number {
  let hash = length;
  for (let i = 0; i < length; i++) hash = hashStep(hash, words[from + i]!);
  return hash;
}

export interface PairMap {
  /** The number stored for the pair, or -2 where there is none. */
  get(a: number, b: number): number;
  set(a: number, b: number, value: number): void;
}

/** A map from pairs of non-negative integers to an integer. */
export function createPairMap(): PairMap {
  let cells = new Int32Array(3 * 256).fill(-1);
  let size = 0;

  const cellOf = (a: number, b: number): number => {
    const mask = cells.length / 3 - 1;
    let at = hashStep(hashStep(7, a), b) & mask;
    while (cells[at * 3] !== -1 && (cells[at * 3] !== a || cells[at * 3 + 1] !== b)) at = (at + 1) & mask;
    return at * 3;
  };
  const put = (a: number, b: number, value: number): void => {
    const cell = cellOf(a, b);
    if (cells[cell] === -1) size++;
    cells[cell] = a;
    cells[cell + 1] = b;
    cells[cell + 2] = value;
  };
  const grow = (): void => {
    const old = cells;
    cells = new Int32Array(old.length * 2).fill(-1);
    size = 0;
    for (let cell = 0; cell < old.length; cell += 3)
      if (old[cell] !== -1) put(old[cell]!, old[cell + 1]!, old[cell + 2]!);
  };
  return {
    get: (a, b) => {
      const cell = cellOf(a, b);
      return cells[cell] === -1 ? -2 : cells[cell + 2]!;
    },
    set: (a, b, value) => {
      put(a, b, value);
      if (size * 6 > cells.length) grow();
    },
  };
}
