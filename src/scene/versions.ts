/** Which write is which version of its key: the number picks the colour, and the label always stands beside it. */
import type { OperationId, Value } from '#history/operation';
import type { ValueMark } from '#sim/marks';
import type { Trace } from '#sim/trace';
import { valueText } from './words';

export interface Version {
  /** 0 for "nothing written yet"; 1 is the key's first value, whatever wrote it. */
  readonly index: number;
  readonly key: string;
  /** The write that made it; null for the initial value, and where no single write did. */
  readonly writer: OperationId | null;
  /** The value's text. */
  readonly value: string;
  /** `x=2`; of what is no plain write what was asked: `add cart milk`. */
  readonly label: string;
  /** `x2`: for the squares of a log. */
  readonly short: string;
  /** The writes that it is made of, where no single one put it there; its own number is 0 then. */
  readonly from?: readonly Version[];
}

export interface Versions {
  /** The version that this write made; a null writer stands for the initial value. */
  of(key: string, writer: OperationId | null): Version | undefined;
  /** What a mark shows: its writer's version, or one with the mark's own text where that text is not the writer's alone. */
  shown(mark: ValueMark): Version | undefined;
  /** Siblings as one: what a read is told, or a lane holds, while nobody has decided. Itself where there is only one. */
  together(siblings: readonly Version[]): Version | undefined;
  /** The version of a value that a client was told; of equal ones the last that the script writes. */
  valued(key: string, value: Value): Version;
  /** The versions that stood before any write, by key in the script's order. */
  readonly initial: readonly Version[];
  /** All keys in the order of their first appearance. */
  readonly keys: readonly string[];
}

/** Numbers versions by the script's order of writes, not by when they took effect: a dragged message changes no colour. */
export function indexVersions({ scenario, operations }: Trace): Versions {
  const byWriter = new Map<string, Version>();
  const counts = new Map<string, number>();
  const first = new Map<string, Version>();
  for (const [key, value] of Object.entries(scenario.initially)) {
    first.set(key, versionOf(key, value, { index: 1, writer: null }));
    counts.set(key, 1);
  }
  const initial = [...first.values()];
  for (const { id, micro } of operations) {
    for (const { f, key, arg } of micro) {
      if (!counts.has(key)) counts.set(key, 0);
      if (f === 'read') continue;
      const index = counts.get(key)! + 1;
      counts.set(key, index);
      byWriter.set(`${id} ${key}`, {
        ...versionOf(key, arg, { index, writer: id }),
        ...(isPlain(f) ? {} : { label: labelOf(f, key, arg) }),
      });
    }
  }
  const nothing = (key: string) => {
    const version = first.get(key) ?? versionOf(key, null, { index: 0, writer: null });
    first.set(key, version);
    return version;
  };
  const of: Versions['of'] = (key, writer) => (writer === null ? nothing(key) : byWriter.get(`${writer} ${key}`));
  const all = [...initial, ...byWriter.values()];
  return { of, ...combine(of, all), initial, keys: [...counts.keys()] };
}

/** It puts its argument in place of what was there: what it makes is what it says. */
const isPlain = (f: string): boolean => f === 'write' || f === 'delete';

/** `add cart milk`, or `inc likes` where nothing more is asked. */
const labelOf = (f: string, key: string, arg: Value): string =>
  arg === null ? `${f} ${key}` : `${f} ${key} ${valueText(arg)}`;

/** Versions that no single write made; equal ones are the same object, so that looking twice gives the same frame. */
function combine(of: Versions['of'], all: readonly Version[]): Pick<Versions, 'shown' | 'together' | 'valued'> {
  const byValue = new Map(all.map((version) => [`${version.key}=${version.value}`, version]));
  const made = new Map<string, Version>();
  const make = (key: string, text: string, from: readonly Version[]): Version => {
    const id = JSON.stringify([key, text, ...from.map(({ writer }) => writer)]);
    const known = made.get(id) ?? combined(key, text, from);
    made.set(id, known);
    return known;
  };
  const valued: Versions['valued'] = (key, value) => {
    const found = byValue.get(`${key}=${valueText(value)}`);
    if (found) return found;
    const parts = Array.isArray(value)
      ? value.flatMap((each: Value) => byValue.get(`${key}=${valueText(each)}`) ?? [])
      : [];
    return make(key, valueText(value), parts);
  };
  return {
    shown({ key, value, writer, from = [] }) {
      const single = of(key, writer);
      const text = valueText(value);
      if (writer !== null ? !single || single.value === text : from.length === 0 && single?.value === text)
        return single;
      const parts = writer !== null ? [single!] : from.flatMap((each) => of(key, each) ?? []);
      return make(key, text, parts);
    },
    together(siblings) {
      const [first, second] = siblings;
      if (!first || !second) return first;
      return make(first.key, siblings.map(({ value }) => value).join(' | '), siblings);
    },
    valued,
  };
}

/** In the colour of its one writer, or in none where there are several. */
function combined(key: string, text: string, from: readonly Version[]): Version {
  const version = { key, value: text, label: `${key}=${text}`, short: `${key}${text}` };
  const [single, more] = from;
  return single && !more
    ? { index: single.index, writer: single.writer, ...version }
    : { index: 0, writer: null, ...version, from };
}

function versionOf(key: string, value: Value, made: Pick<Version, 'index' | 'writer'>): Version {
  const text = valueText(value);
  return { ...made, key, value: text, label: `${key}=${text}`, short: `${key}${text}` };
}

/** The writes behind a version; none for what stood before any. */
export const writersOf = ({ writer, from }: Version): readonly OperationId[] =>
  from ? from.flatMap((each) => writersOf(each)) : writer === null ? [] : [writer];
