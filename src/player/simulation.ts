/** Runs that are too large for the page's thread: in a worker, cancelled when a newer one comes. */
import { protocols } from '#catalog';
import { createScene } from '#scene/scene';
import type { Scenario } from '#sim/scenario';
import type { Evaluation, Judgement } from '#player/evaluate';
import type { WorkerAnswer, WorkerProgress } from '#player/simulation-worker';

export interface Later {
  /** After each checker. */
  readonly progress: (checked: WorkerProgress) => void;
  readonly done: (evaluation: Evaluation, judgements: readonly Judgement[]) => void;
}

/** Calls back with the whole run; returns how to call it off. */
export function simulateLater(scenario: Scenario, { progress, done }: Later): () => void {
  const worker = new Worker(new URL('./simulation-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer | WorkerProgress>) => {
    if ('done' in data) return progress(data);
    const protocol = protocols.get(scenario.protocol.id)!;
    worker.terminate();
    const { trace, observation, judgements } = data;
    done({ trace, observation, protocol, scene: createScene(trace, protocol) }, judgements);
  });
  worker.postMessage(scenario);
  return () => worker.terminate();
}
