/** The worker's end of `simulation`: it only calls what the page's thread could call as well. */
import { loadCheckers, loadProtocols } from '#catalog';
import { evaluate, judge, type Evaluation, type Judgement } from '#player/evaluate';
import type { Scenario } from '#sim/scenario';

export interface WorkerAnswer extends Pick<Evaluation, 'trace' | 'observation'> {
  readonly judgements: readonly Judgement[];
}

export interface WorkerProgress {
  readonly done: number;
  readonly all: number;
}

addEventListener('message', async ({ data }: MessageEvent<Scenario>) => {
  await Promise.all([loadProtocols([data.protocol.id]), loadCheckers()]);
  const { evaluation } = evaluate(data);
  if (!evaluation) throw new Error('the worker was sent a scenario that does not run');
  const { trace, observation } = evaluation;
  const judgements = judge(observation, (checked) => postMessage(checked satisfies WorkerProgress));
  postMessage({ trace, observation, judgements } satisfies WorkerAnswer);
});
