/** Which write is which version of its key: the number picks the colour, and the label always stands beside it. */
import type { OperationId, Value } from '#history/operation';
import type { Trace } from '#sim/trace';
import { valueText } from './words';

export interface Version {
  /** 0 for "nothing written yet"; 1 is the key's first value, whatever wrote it. */
  readonly index: number;
  readonly key: string;
  /** The value's text. */
  readonly value: string;
  /** `x=2`. */
  readonly label: string;
  /** `x2`: for the squares of a log. */
  readonly short: string;
}

export interface Versions {
  /** The version that this write made; a null writer stands for the initial value. */
  of(key: string, writer: OperationId | null): Version | undefined;
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
    first.set(key, versionOf(key, value, 1));
    counts.set(key, 1);
  }
  const initial = [...first.values()];
  for (const { id, micro } of operations) {
    for (const { f, key, arg } of micro) {
      if (!counts.has(key)) counts.set(key, 0);
      if (f === 'read') continue;
      const index = counts.get(key)! + 1;
      counts.set(key, index);
      byWriter.set(`${id} ${key}`, versionOf(key, arg, index));
    }
  }
  const nothing = (key: string) => first.get(key) ?? versionOf(key, null, 0);
  return {
    of: (key, writer) => (writer === null ? nothing(key) : byWriter.get(`${writer} ${key}`)),
    initial,
    keys: [...counts.keys()],
  };
}

function versionOf(key: string, value: Value, index: number): Version {
  const text = valueText(value);
  return { index, key, value: text, label: `${key}=${text}`, short: `${key}${text}` };
}
