/** A fast stream of numbers for one chunk of trials. Runs of the simulation draw by name instead (`sim/draws.ts`); trials have no names. */
import { digest } from '#sim/draws';

/** Numbers in [0, 1) with 32 random bits (sfc32, public domain), the same for the same seed and chunk. */
export function createRandom(seed: number, chunk: number): () => number {
  const start = digest(`trials ${chunk}`, seed);
  let [a, b, c, counter] = [start.high | 0, start.low | 0, seed | 0, 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warm = 0; warm < 12; warm += 1) next();
  return next;
}
