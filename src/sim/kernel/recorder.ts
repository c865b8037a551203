/** Writes the trace's records: growing columns and a table of texts that occur again and again. */
import { KIND_CODE, type Kind, type Records } from '#sim/trace';

export interface Recorder {
  count: number;
  columns: Omit<Records, 'count'>;
  readonly texts: string[];
  readonly textNumbers: Map<string, number>;
}

/** What a record names besides its kind and time; what is left out is none. */
export interface Named {
  readonly node?: number;
  readonly message?: number;
  readonly operation?: number;
  readonly detail?: number;
  readonly cause?: number;
}

const columnsOf = (capacity: number): Recorder['columns'] => ({
  atUs: new Float64Array(capacity),
  kind: new Uint8Array(capacity),
  node: new Int32Array(capacity),
  message: new Int32Array(capacity),
  operation: new Int32Array(capacity),
  detail: new Int32Array(capacity),
  cause: new Int32Array(capacity),
  moment: new Int32Array(capacity),
});

export const createRecorder = (): Recorder => ({
  count: 0,
  columns: columnsOf(512),
  texts: [],
  textNumbers: new Map(),
});

/** Appends a record and returns its index. */
export function append(recorder: Recorder, kind: Kind, at: { atUs: number; moment: number }, named: Named): number {
  if (recorder.count === recorder.columns.kind.length) recorder.columns = widen(recorder.columns);
  const index = recorder.count++;
  const { columns } = recorder;
  columns.atUs[index] = at.atUs;
  columns.moment[index] = at.moment;
  columns.kind[index] = KIND_CODE[kind];
  columns.node[index] = named.node ?? -1;
  columns.message[index] = named.message ?? -1;
  columns.operation[index] = named.operation ?? -1;
  columns.detail[index] = named.detail ?? -1;
  columns.cause[index] = named.cause ?? -1;
  return index;
}

/** The number of a text in the trace's table. */
export function textNumber({ texts, textNumbers }: Recorder, text: string): number {
  const known = textNumbers.get(text);
  if (known !== undefined) return known;
  textNumbers.set(text, texts.length);
  return texts.push(text) - 1;
}

/** The records so far, in columns of exactly their length. */
export function finishRecords({ count, columns }: Recorder): Records {
  return {
    count,
    atUs: columns.atUs.slice(0, count),
    kind: columns.kind.slice(0, count),
    node: columns.node.slice(0, count),
    message: columns.message.slice(0, count),
    operation: columns.operation.slice(0, count),
    detail: columns.detail.slice(0, count),
    cause: columns.cause.slice(0, count),
    moment: columns.moment.slice(0, count),
  };
}

const widen = (columns: Recorder['columns']): Recorder['columns'] => {
  const wide = columnsOf(columns.kind.length * 2);
  for (const name of Object.keys(columns) as (keyof Recorder['columns'])[]) wide[name].set(columns[name]);
  return wide;
};
