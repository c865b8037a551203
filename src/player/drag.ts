/** Dragging an arrow's head: which delay makes a message arrive where the pointer is, and what keeps it from there. */
import { phrase, type Phrase } from '#history/phrase';
import { delayOf, withDelay } from '#player/edits';
import type { Scenario } from '#sim/scenario';
import type { MessageTrace, Trace } from '#sim/trace';

/** A message cannot arrive before it was sent: this much of its way always remains, µs. */
const LEAST_WAY_US = 1;

export interface Grip {
  readonly message: string;
  readonly sentAtUs: number;
  /** Where the head was when it was seized, and the delay that the scenario gave it then. */
  readonly arrivedAtUs: number;
  readonly delayUs: number;
  readonly latencyUs: number;
}

export function seize(scenario: Scenario, { name, sentAtUs, endedAtUs, latencyUs }: MessageTrace): Grip {
  return { message: name, sentAtUs, arrivedAtUs: endedAtUs, latencyUs, delayUs: delayOf(scenario, name) };
}

/** The scenario in which the message arrives at `targetUs`, as near as it can: never before its sending, never through a cut. */
export function dragTo(
  grip: Grip,
  targetUs: number,
  runOf: (scenario: Scenario) => Trace | undefined,
): (scenario: Scenario) => Scenario {
  const least = grip.delayUs - grip.latencyUs + LEAST_WAY_US;
  const bounded = (delayUs: number) => Math.max(least, Math.round(delayUs));
  return (scenario) => {
    let [known, delayUs] = [
      { delayUs: grip.delayUs, arrivedAtUs: grip.arrivedAtUs },
      bounded(grip.delayUs + targetUs - grip.arrivedAtUs),
    ];
    let tried = withDelay(scenario, grip.message, delayUs);
    for (let correction = 0; correction < 2; correction += 1) {
      const arrivedAtUs = runOf(tried)?.messages.find(({ name }) => name === grip.message)?.endedAtUs;
      if (arrivedAtUs === undefined || arrivedAtUs === Infinity || Math.abs(arrivedAtUs - targetUs) < 50) break;
      // A cut on the way shortens what a delay does: how much, the last two runs tell.
      const effect = (arrivedAtUs - known.arrivedAtUs) / (delayUs - known.delayUs);
      known = { delayUs, arrivedAtUs };
      const next = bounded(delayUs + (targetUs - arrivedAtUs) / (effect > 0.01 ? effect : 1));
      if (next === delayUs) break;
      delayUs = next;
      tried = withDelay(scenario, grip.message, delayUs);
    }
    return tried; // The very scenario that was run, so that it need not be run again.
  };
}

/** So much of the run (a share) may an arrow's head lag behind the pointer before that must be explained. */
const SLACK = 1 / 150;

/** Why the head does not follow the pointer to this time (µs) in the run that the drag made; undefined where it does. */
export function hindranceOf(
  { message, sentAtUs }: Pick<Grip, 'message' | 'sentAtUs'>,
  targetUs: number,
  { messages, endsUs }: Pick<Trace, 'messages' | 'endsUs'>,
): Phrase | undefined {
  if (targetUs <= sentAtUs) return phrase('drag.resists');
  const found = messages.find(({ name }) => name === message);
  if (!found || found.outcome === 'lost' || found.endedAtUs <= targetUs + endsUs * SLACK) return undefined;
  const untilUs = heldUntilUs(found);
  if (untilUs === undefined) return phrase('drag.resists.before', { atUs: found.endedAtUs });
  return untilUs >= endsUs ? phrase('drag.resists.cut.open') : phrase('drag.resists.cut', { atUs: untilUs });
}

/** Until when a cut holds it last: Infinity where it is held to the end of the run, undefined where nothing holds it. */
function heldUntilUs({ legs }: MessageTrace): number | undefined {
  const at = legs.findLastIndex(({ to, toUs }, index) => to < 1 && (legs[index + 1]?.fromUs ?? Infinity) > toUs);
  return at < 0 ? undefined : (legs[at + 1]?.fromUs ?? Infinity);
}
