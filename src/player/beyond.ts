/** What a change has pushed beyond the end of the run: it would arrive, and the run does not show it. */
import { phrase, type Phrase } from '#history/phrase';
import { runOf } from '#player/evaluate';
import type { Scenario } from '#sim/scenario';
import type { MessageTrace, Trace } from '#sim/trace';

const originals = new WeakMap<Scenario, ReadonlySet<string>>();

/** Names of the messages that arrive in the run of a scenario; worked out once. */
function arrivingIn(scenario: Scenario): ReadonlySet<string> {
  const known = originals.get(scenario);
  if (known) return known;
  const delivered = (runOf(scenario)?.messages ?? []).filter(({ outcome }) => outcome === 'delivered');
  const names = new Set(delivered.map(({ name }) => name));
  originals.set(scenario, names);
  return names;
}

/** When it would arrive (µs), were the run to go on; Infinity where it is held or has arrived. */
function arrivesUs({ outcome, legs }: MessageTrace): number {
  const last = legs.at(-1);
  return outcome === 'flying' && last?.to === 1 ? last.toUs : Infinity;
}

/** Messages that arrived in the original run and come too late for this one; signs of life are left out. */
export function saidBeyond({ messages, endsUs }: Trace, original: Scenario): Phrase | undefined {
  const arrived = arrivingIn(original);
  const late = messages
    .filter((message) => message.kind !== 'heartbeat' && arrivesUs(message) < Infinity && arrived.has(message.name))
    .sort((a, b) => arrivesUs(a) - arrivesUs(b));
  const [first] = late;
  return first && phrase('run.beyond', { count: late.length, message: first.name, atUs: arrivesUs(first), endsUs });
}
