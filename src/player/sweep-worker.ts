/** The worker's end of a sweep: it only calls what the page's thread could call as well. */
import { protocols } from '#catalog';
import { runChunk, type Chunk, type Tally } from '#explore/sweep';
import type { Variant } from '#explore/vary';

/** One chunk of one variant. */
export interface SweepJob {
  readonly variant: Variant;
  readonly chunk: Chunk;
}

export interface SweepAnswer {
  readonly chunk: Chunk;
  readonly tally: Tally;
}

addEventListener('message', ({ data: { variant, chunk } }: MessageEvent<SweepJob>) => {
  const tally = runChunk(variant, chunk, protocols.get(variant.scenario.protocol.id)!);
  postMessage({ chunk, tally } satisfies SweepAnswer);
});
