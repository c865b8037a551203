/** Histories as Jepsen and Knossos keep them in EDN: a vector of events, or one event after the other. */
import { type Phrase, phrase } from '#history/phrase';
import { fieldOf } from '#history/value';
import { type Form, readEdn } from './edn-value';
import type { HistoriesRead } from './history-json';
import { placeAt } from './json-error';
import { type Event, type Given, pairEvents } from './jepsen-events';

/** Knossos removes what failed before it judges, and takes a read of nil to say nothing. */
const KNOSSOS = { refusals: false, nilIsSeen: false };
const TYPES = ['invoke', 'ok', 'fail', 'info'] as const;

/** Never throws; the first error comes with line and column. */
export function readEdnHistory(text: string, given: Given = {}): HistoriesRead {
  const refuse = (at: number, reason: Phrase): HistoriesRead => ({ errors: [{ ...placeAt(text, at), reason }] });
  const read = readEdn(text.replace(/^\uFEFF/, ' '));
  if (read.fault) return refuse(read.fault.at, read.fault.expected);
  const events: Event[] = [];
  for (const form of read.forms) {
    const event = eventOf(form);
    if ('reason' in event) return refuse(form.at, event.reason);
    if (!isNemesis(event)) events.push(event);
  }
  if (events.length === 0) return refuse(0, phrase('format.events.none'));
  const paired = pairEvents(events, KNOSSOS, given);
  if (paired.fault) return refuse(paired.fault.at, paired.fault.reason);
  return { observations: [{ history: paired.history }], errors: [] };
}

const isNemesis = ({ process }: Event): boolean => typeof process === 'string' && process.startsWith(':');

function eventOf({ value, at }: Form): Event | { readonly reason: Phrase } {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return { reason: phrase('format.events.map') };
  const process = fieldOf(value, ':process');
  if (typeof process !== 'number' && typeof process !== 'string')
    return { reason: phrase('format.events.field', { field: ':process', expected: '0' }) };
  const type = TYPES.find((each) => `:${each}` === fieldOf(value, ':type'));
  if (!type)
    return {
      reason: phrase('format.events.field', { field: ':type', expected: TYPES.map((each) => `:${each}`).join(', ') }),
    };
  const f = fieldOf(value, ':f');
  if (typeof f !== 'string') return { reason: phrase('format.events.field', { field: ':f', expected: ':read' }) };
  return { process, type, f: f.replace(/^:/, ''), value: fieldOf(value, ':value'), at };
}
