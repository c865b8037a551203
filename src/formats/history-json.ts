/** Histories as JSON: one object, or one a line, `{id, model, init, ops: […]}`, with the evidence beside the history where there is some. */
import * as v from 'valibot';
import type { Evidence, Observation } from '#history/observation';
import type { History, Operation, Value } from '#history/operation';
import { phrase, type Phrase } from '#history/phrase';
import type { Spec } from '#history/spec';
import { findSpec, SPECS } from '#history/specs';
import { argumentFault, initFault } from './arguments';
import { readJson, type Place } from './json-error';

/** What is wrong with a file, and where. */
export interface FormatError extends Place {
  readonly reason: Phrase;
}

export type HistoriesRead =
  | { readonly observations: readonly Observation[]; readonly errors: readonly [] }
  | { readonly observations?: never; readonly errors: readonly FormatError[] };

/** More would outlast any reader's patience; the file is refused whole. */
const MOST_OPERATIONS = 1_000_000;
/** Errors that are listed of one file. */
const LISTED = 20;

const value: v.GenericSchema<unknown, Value> = v.custom<Value>(() => true); // Whatever JSON can say, `Value` can.
const time = v.pipe(v.number(), v.finite());
const identifier = v.union([v.string(), v.number()]);
const fields = {
  id: identifier,
  process: identifier,
  f: v.string(),
  key: v.optional(v.string()),
  arg: v.optional(value, null),
  ret: v.optional(value, null),
};
const operation = v.variant('status', [
  v.object({ ...fields, status: v.picklist(['ok', 'fail', 'timeout-read']), call: time, return: time }),
  v.object({ ...fields, status: v.literal('info'), call: time, return: v.optional(v.null(), null) }),
]);

const reason: v.GenericSchema<unknown, Phrase> = v.object({
  id: v.string(),
  args: v.record(v.string(), v.union([v.string(), v.number(), v.lazy(() => reason)])),
});
const evidence = v.object({
  settled: v.union([v.literal(true), reason]),
  final: v.array(
    v.object({
      replica: v.string(),
      up: v.boolean(),
      holds: v.array(identifier),
      shows: v.record(v.string(), value),
      dropped: v.exactOptional(v.array(v.object({ id: identifier, winner: v.nullable(identifier) }))),
      foreign: v.exactOptional(v.array(v.string())),
    }),
  ),
  authority: v.optional(v.string()),
  answers: v.record(v.string(), v.object({ replica: v.string(), at: time, holds: v.array(identifier) })),
});

const file = v.object({
  id: v.optional(v.string()),
  model: v.string(),
  init: v.optional(value, null),
  ops: v.pipe(v.array(v.unknown()), v.maxLength(MOST_OPERATIONS)), // Each is read by itself: errors are counted.
  evidence: v.optional(evidence),
});

/**
 * Reads one object over any number of lines, or one object a line. Never throws; errors are in the file's order.
 *
 * @param given `model` stands in for what the histories name
 */
export function readHistories(text: string, given: { readonly model?: string } = {}): HistoriesRead {
  const whole = text.replace(/^\uFEFF/, '');
  if (whole.trim() === '') return { errors: [{ line: 1, column: 1, reason: phrase('format.empty') }] };
  const observations: Observation[] = [];
  const errors: FormatError[] = [];
  for (const piece of splitObjects(whole)) {
    const read = readOne(piece, given);
    if (read.observation) observations.push(read.observation);
    for (const error of read.errors) errors.push(error);
    if (errors.length >= LISTED) break;
  }
  return errors.length > 0 ? { errors: errors.slice(0, LISTED) } : { observations, errors: [] };
}

interface Piece {
  readonly text: string;
  /** Lines of the file before it. */
  readonly before: number;
}

/** One object a line when every line that is not empty begins and ends like one. */
function splitObjects(text: string): Piece[] {
  const lines = text.split('\n').map((line, before) => ({ text: line, before }));
  const full = lines.filter((line) => line.text.trim() !== '');
  const isByLine = full.length > 1 && full.every((line) => /^\s*\{.*\}\s*$/.test(line.text));
  return isByLine ? full : [{ text, before: 0 }];
}

type PlaceOf = (path: readonly PropertyKey[]) => Place;
type OneRead = { readonly observation?: Observation; readonly errors: readonly FormatError[] };

function readOne({ text, before }: Piece, given: { readonly model?: string }): OneRead {
  const read = readJson(text);
  if (read.fault) {
    const { line, column, found, expected } = read.fault;
    const why =
      found.trim() === '' ? phrase('format.json.end', { expected }) : phrase('format.json', { found, expected });
    return { errors: [{ line: line + before, column, reason: why }] };
  }
  const at: PlaceOf = (path) => {
    const place = read.placeOf(path);
    return { ...place, line: place.line + before };
  };
  if (Array.isArray(read.value)) return { errors: [{ ...at([]), reason: phrase('format.list') }] };
  const isObject = read.value !== null && typeof read.value === 'object';
  const parsed = v.safeParse(file, isObject ? { ...read.value, ...given } : read.value);
  if (!parsed.success) return { errors: parsed.issues.slice(0, LISTED).map((issue) => describeIssue(issue, at)) };
  const { output } = parsed;
  const { ops, errors } = readOperations(output.ops, at);
  if (errors.length > 0) return { errors };
  const whole = { ...output, ops } as File;
  const faults = findFaults(whole, at);
  return faults.length > 0 ? { errors: faults } : { observation: toObservation(whole), errors: [] };
}

function readOperations(raw: readonly unknown[], at: PlaceOf): { ops: Operation[]; errors: FormatError[] } {
  const ops: Operation[] = [];
  const errors: FormatError[] = [];
  for (const [index, each] of raw.entries()) {
    const parsed = v.safeParse(operation, each);
    if (parsed.success) ops.push(parsed.output as Operation);
    else for (const issue of parsed.issues) errors.push(describeIssue(issue, at, ['ops', index]));
    if (errors.length >= LISTED) break;
  }
  return { ops, errors };
}

type File = Omit<History, 'id'> & { readonly id?: string | undefined; readonly evidence?: Evidence | undefined };

function describeIssue(issue: v.BaseIssue<unknown>, at: PlaceOf, inside: readonly PropertyKey[] = []): FormatError {
  const path = [...inside, ...(issue.path ?? []).map(({ key }) => key as PropertyKey)];
  const where = path.length === 0 ? phrase('format.whole') : path.join('.');
  const found = shorten(issue.received);
  if (issue.received === 'undefined') return { ...at(path), reason: phrase('format.missing', { where }) };
  return {
    ...at(path),
    reason: phrase('format.value', {
      where,
      found: inJson(found),
      expected: inJson(issue.expected ?? String(issue.requirement)),
    }),
  };
}

const SHAPES: Readonly<Record<string, string>> = {
  Object: '{ … }',
  Array: '[ … ]',
  string: '"…"',
  number: '0',
  boolean: 'true, false',
};

/** A schema's word for a type as JSON would show it, which is the same in every language. */
const inJson = (text: string): string =>
  text
    .replaceAll(/[()]/g, '')
    .split(' | ')
    .map((each) => SHAPES[each] ?? each)
    .join(', ');

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** What no schema of single values sees: an unknown model or kind, values that the model cannot take, ids that occur twice, a return before its call. */
function findFaults({ model, init, ops }: File, at: PlaceOf): FormatError[] {
  const spec = findSpec(model);
  if (!spec) {
    const expected = SPECS.map(({ id }) => id).join(', ');
    return [{ ...at(['model']), reason: phrase('format.value', { where: 'model', found: shorten(model), expected }) }];
  }
  const first = initFault(model, init);
  if (first)
    return [
      { ...at(['init']), reason: phrase('format.argument', { where: 'init', kind: model, expected: first.expected }) },
    ];
  const seen = new Set<string>();
  const errors: FormatError[] = [];
  for (const [index, op] of ops.entries()) {
    const fault = faultOf(spec, op, { where: `ops.${index}`, seen });
    if (fault) errors.push({ ...at(['ops', index, fault.field]), reason: fault.reason });
    if (errors.length >= LISTED) break;
  }
  return errors;
}

function faultOf(
  spec: Spec,
  op: Operation,
  { where, seen }: { readonly where: string; readonly seen: Set<string> },
): { readonly field: string; readonly reason: Phrase } | undefined {
  if (!Object.hasOwn(spec.kinds, op.f)) {
    const expected = Object.keys(spec.kinds).join(', ');
    return { field: 'f', reason: phrase('format.value', { where: `${where}.f`, found: shorten(op.f), expected }) };
  }
  const isTwice = seen.has(String(op.id));
  seen.add(String(op.id));
  if (isTwice)
    return { field: 'id', reason: phrase('format.twice', { where: `${where}.id`, found: shorten(String(op.id)) }) };
  if (op.return !== null && op.return < op.call)
    return {
      field: 'return',
      reason: phrase('format.backwards', { where: `${where}.return`, found: op.return, call: op.call }),
    };
  const fault = argumentFault(spec.id, op);
  if (!fault) return undefined;
  const args = { where: `${where}.${fault.field}`, kind: op.f, expected: fault.expected };
  return { field: fault.field, reason: phrase('format.argument', args) };
}

const toObservation = ({ evidence: known, ...history }: File): Observation => ({
  history: history as History,
  ...(known ? { evidence: known } : {}),
});

/** One object on one line, so that several of them are a file of one history a line; `readHistories` gives the same back. */
export function writeHistory({ history, evidence: known }: Observation): string {
  const { id, model, init, ops } = history;
  return JSON.stringify({
    ...(id === undefined ? {} : { id }),
    model,
    init,
    ops: ops.map(writeOperation),
    ...(known ? { evidence: known } : {}),
  });
}

function writeOperation({ id, process, f, key, arg, ret, status, call, return: returned }: Operation): object {
  return { id, process, f, ...(key === undefined ? {} : { key }), arg, ret, status, call, return: returned };
}
