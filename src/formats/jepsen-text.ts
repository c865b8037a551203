/** Jepsen's text log: one event a line, `INFO jepsen.util - PROCESS :invoke :read nil`, among lines of other kinds. */
import { type Phrase, phrase } from '#history/phrase';
import { readEdn } from './edn-value';
import type { HistoriesRead } from './history-json';
import { type Event, type Given, pairEvents } from './jepsen-events';

/** There a compare-and-set fails when the value was another, and a register that holds nothing is read as nil. */
const JEPSEN = { refusals: true, nilIsSeen: true };

const EVENT = /\s:(invoke|ok|fail|info)\s+:(\S+)/;
/** Whatever else a log has: nothing, or a line with a level. */
const OTHER = /^\s*$|^.{0,200}\b(?:INFO|WARN|ERROR|DEBUG|FATAL)\b/;

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

function readLine(line: string, at: number): Event | { readonly column: number; readonly reason: Phrase } | undefined {
  const found = EVENT.exec(line);
  if (!found) return OTHER.test(line) ? undefined : { column: 1, reason: phrase('format.events.line') };
  const before = line.slice(0, found.index).trimEnd();
  const process = before.slice(Math.max(before.lastIndexOf(' '), before.lastIndexOf('\t')) + 1);
  if (process === '') return { column: 1, reason: phrase('format.events.line') };
  if (process.startsWith(':')) return undefined; // What the nemesis does is no operation.
  const start = found.index + found[0].length;
  const raw = line.slice(start);
  const read = readEdn(raw);
  const type = found[1] as Event['type'];
  if (read.fault && type !== 'info') return { column: start + read.fault.at + 1, reason: read.fault.expected };
  const values = read.forms?.map(({ value }) => value) ?? [];
  const value = /^\s*[[(]/.test(raw) ? values : (values[0] ?? null);
  return { process: /^\d{1,15}$/.test(process) ? Number(process) : process, type, f: found[2]!, value, at };
}
