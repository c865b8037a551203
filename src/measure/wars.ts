/**
 * How stale, how often, without running machines: WARS trials over typed arrays. A trial draws the four legs of one write
 * and of one read for every replica and gives the time after the commit from which that read would have been fresh.
 *
 * After Bailis, Venkataraman, Franklin, Hellerstein and Stoica, "Probabilistically Bounded Staleness for Practical Partial
 * Quorums", PVLDB 5(8), 2012, section 4.1: the write is committed with the W-th acknowledgement, the read is answered by
 * the R fastest replicas, and is fresh where one of those had the write when the question came.
 */
import { sampleLeg, type Leg } from '#measure/leg';
import { createRandom } from '#measure/random';

export interface Wars {
  readonly replicas: number;
  /** R and W. */
  readonly reads: number;
  readonly writes: number;
  /** One way: the write, its acknowledgement, the question, the answer. All in one unit of time. */
  readonly legs: { readonly write: Leg; readonly acknowledge: Leg; readonly read: Leg; readonly answer: Leg };
  /** Added to each leg to or from a replica that is not at its coordinator's place; left out: none is away. Each coordinator stands beside a replica drawn anew. */
  readonly away?: number;
}

/** A row for each trial, in the unit of the legs. */
export interface Trials {
  /** From this long after the commit on the read is fresh; 0 or less: always. */
  readonly fresh: Float64Array;
  /** How long the read and the write took. */
  readonly read: Float64Array;
  readonly write: Float64Array;
}

/** Trials of one stream of numbers: results depend on a trial's number, never on how many are asked for at once. */
const CHUNK = 1_024;

/** The first `count` trials of this seed. */
export function sampleWars(wars: Wars, count: number, seed = 1): Trials {
  const trials = { fresh: new Float64Array(count), read: new Float64Array(count), write: new Float64Array(count) };
  const scratch = scratchFor(wars.replicas);
  for (let from = 0; from < count; from += CHUNK) {
    const random = createRandom(seed, from / CHUNK);
    for (let trial = from; trial < Math.min(from + CHUNK, count); trial += 1)
      runTrial(wars, random, scratch, trials, trial);
  }
  return trials;
}

type Scratch = Readonly<Record<'write' | 'acknowledged' | 'read' | 'answered', Float64Array>>;

const scratchFor = (replicas: number): Scratch => ({
  write: new Float64Array(replicas),
  acknowledged: new Float64Array(replicas),
  read: new Float64Array(replicas),
  answered: new Float64Array(replicas),
});

function runTrial(wars: Wars, random: () => number, scratch: Scratch, trials: Trials, trial: number): void {
  const { replicas, reads, writes, legs, away = 0 } = wars;
  const [writer, reader] = away > 0 ? [(random() * replicas) | 0, (random() * replicas) | 0] : [0, 0];
  for (let replica = 0; replica < replicas; replica += 1) {
    const toWriter = replica === writer ? 0 : away;
    const toReader = replica === reader ? 0 : away;
    const write = sampleLeg(legs.write, random()) + toWriter;
    const read = sampleLeg(legs.read, random()) + toReader;
    scratch.write[replica] = write;
    scratch.read[replica] = read;
    scratch.acknowledged[replica] = write + sampleLeg(legs.acknowledge, random()) + toWriter;
    scratch.answered[replica] = read + sampleLeg(legs.answer, random()) + toReader;
  }
  const committed = smallest(scratch.acknowledged, writes);
  const last = smallest(scratch.answered, reads);
  let fresh = Infinity;
  for (let replica = 0; replica < replicas; replica += 1)
    if (scratch.answered[replica]! <= last)
      fresh = Math.min(fresh, scratch.write[replica]! - committed - scratch.read[replica]!);
  trials.fresh[trial] = fresh;
  trials.read[trial] = last;
  trials.write[trial] = committed;
}

/** The `rank`-th smallest, counted from 1: a scan for each rank, since there are few. */
function smallest(values: Float64Array, rank: number): number {
  let least = -Infinity;
  for (let found = 0; found < rank; found += 1) {
    let next = Infinity;
    for (const value of values) if (value > least && value < next) next = value;
    least = next;
  }
  return least;
}
