/** Jepsen's text log: one event a line, `INFO jepsen.util - PROCESS :invoke :read nil`, among lines of other kinds. */
import { type Phrase, phrase } from '#history/phrase';
import { readEdn } from './edn-value';
import type { HistoriesRead } from './history-json';
import { type Event, type Given, pairEvents } from './jepsen-events';

/** There a compare-and-set fails when the value was another, and a register that holds nothing is read as nil. */
const JEPSEN = { refusals: true, nilIsSeen: true };

const EVENT = /^(.*?)(\S+)(\s+):(invoke|ok|fail|info)(\s+):(\S+)(\s*)(.*)$/;
/** Whatever else a log has: nothing, or a line with a level. */
const OTHER = /^\s*$|\b(?:INFO|WARN|ERROR|DEBUG|FATAL)\b/;

/** Never throws; the first error comes with line and column. */
export function readJepsenText(text: string, given: Given = {}): HistoriesRead {
  const events: Event[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const event = readLine(line.replace(/\r$/, ''), index);
    if (event && 'reason' in event) return refuse(index, event.column, event.reason);
    if (event) events.push(event);
  }
  if (events.length === 0) return refuse(0, 1, phrase('format.events.none'));
  const paired = pairEvents(events, JEPSEN, given);
  if (paired.fault) return refuse(paired.fault.at, 1, paired.fault.reason);
  return { observations: [{ history: paired.history }], errors: [] };
}

const refuse = (index: number, column: number, reason: Phrase): HistoriesRead => ({
  errors: [{ line: index + 1, column, reason }],
});

/** Lines longer than this are not taken apart. */
const LONGEST_LINE = 100_000;

function readLine(line: string, at: number): Event | { readonly column: number; readonly reason: Phrase } | undefined {
  const [, before, process, gap, type, space, f, rest, raw] = (line.length <= LONGEST_LINE && EVENT.exec(line)) || [];
  if (process === undefined) return OTHER.test(line) ? undefined : { column: 1, reason: phrase('format.events.line') };
  if (process.startsWith(':')) return undefined; // What the nemesis does is no operation.
  const start = [before, process, gap, type, space, f, rest].reduce((sum, part) => sum + part!.length, 2);
  const value = readEdn(raw!);
  if (value.fault && type !== 'info') return { column: start + value.fault.at + 1, reason: value.fault.expected };
  const isList = /^\s*[[(]/.test(raw!);
  const forms = value.forms?.map((form) => form.value) ?? [];
  return {
    process: /^\d{1,15}$/.test(process) ? Number(process) : process,
    type: type as Event['type'],
    f: f!,
    value: isList ? forms : (forms[0] ?? null),
    at,
  };
}
