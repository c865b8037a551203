/** The worker's end of `simulation`: it only calls what the page's thread could call as well. */
import { loadProtocols } from '#catalog';
import { evaluate, type Evaluation } from '#player/evaluate';
import type { Scenario } from '#sim/scenario';

export type WorkerAnswer = Pick<Evaluation, 'trace' | 'observation' | 'judgements'>;

export interface WorkerProgress {
  readonly done: number;
  readonly all: number;
}

addEventListener('message', async ({ data }: MessageEvent<Scenario>) => {
  await loadProtocols([data.protocol.id]);
  const { evaluation } = evaluate(data, { onChecked: (checked) => postMessage(checked satisfies WorkerProgress) });
  if (!evaluation) throw new Error('the worker was sent a scenario that does not run');
  const { trace, observation, judgements } = evaluation;
  postMessage({ trace, observation, judgements } satisfies WorkerAnswer);
});
