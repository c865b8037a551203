/** What happened to a thing last: all of one instant, since the cursor cannot stand between events of the same time. */
import type { Phrase } from '#history/phrase';
import { lastAtOrBefore } from '#sim/lookup';
import type { Effect, MachineEvent, MachineState } from '#sim/machine/stepper';
import type { Watched, WatchedStep } from '#sim/watch';
import { narrate } from '../narration/record';
import type { Scene } from '../scene';
import { words } from '../words';
import { compact, compactly, shorten } from './tree';

export interface Last {
  readonly atUs: number;
  readonly steps: readonly WatchedStep[];
  /** Its machine before that instant; undefined at the start of the run. */
  readonly before: MachineState | undefined;
}

const times = new WeakMap<Watched, readonly number[]>();

/** The steps of the last instant at or before this time; none, and -1, before the first. */
export function lastOf(watched: Watched, atUs: number): Last {
  const known = times.get(watched) ?? watched.steps.map((step) => step.atUs);
  times.set(watched, known);
  const end = lastAtOrBefore(known, atUs) + 1;
  if (end === 0) return { atUs: -1, steps: [], before: undefined };
  const instantUs = known[end - 1]!;
  const steps = watched.steps.slice(lastAtOrBefore(known, instantUs - 1) + 1, end);
  return { atUs: instantUs, steps, before: steps[0]!.before };
}

const EVENT_LETTERS = 120;

/** One step as it is told: what the machine received, what it asked for, and the sentence of the record behind it. */
export function tell(
  { trace, protocol }: Scene,
  { event, step, cause }: WatchedStep,
): { phrase: Phrase | undefined; event: string; effects: Phrase[] } {
  return {
    phrase: cause < 0 ? undefined : narrate(trace, cause, protocol.describe),
    event: eventText(event),
    effects: step.effects.map(effectWords),
  };
}

/** `copy previous: 0, entries: […]`: what every event has, sender and clock, is told elsewhere. */
export function eventText(event: MachineEvent): string {
  const { type, nowUs: _, input, from, message: __, ...content } = event as MachineEvent & Fields;
  const sender = typeof from === 'string' ? ` ← ${from}` : '';
  const inside = input === undefined && Object.keys(content).length > 0 ? ` ${compactly(content)}` : '';
  return shorten(`${type}${sender}${inside}`, EVENT_LETTERS);
}

type Fields = Readonly<Record<string, unknown>>;

/** The effects are the kernel's vocabulary, the same for every protocol. */
function effectWords({ type, params }: Effect): Phrase {
  const text = (name: string) => compact(params[name]);
  switch (type) {
    case 'send':
      return words('effect.send', { kind: text('kind'), to: text('to') });
    case 'setTimer': {
      const timer = params['key'] === undefined ? text('name') : `${text('name')} ${text('key')}`;
      return words('effect.setTimer', { timer, delayUs: Number(params['delayUs'] ?? 0) });
    }
    case 'note':
      return words('effect.note', { note: text('id') });
    default:
      return words('effect.other', { type, params: shorten(compactly(params), EVENT_LETTERS) });
  }
}
