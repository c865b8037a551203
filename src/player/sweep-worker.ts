/** The worker's end of a sweep: it only calls what the page's thread could call as well. */
import { loadProtocols, protocols } from '#catalog';
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

addEventListener('message', async ({ data: { variant, chunk } }: MessageEvent<SweepJob>) => {
  const { id } = variant.scenario.protocol;
  await loadProtocols([id]);
  const tally = runChunk(variant, chunk, protocols.get(id)!);
  postMessage({ chunk, tally } satisfies SweepAnswer);
});
