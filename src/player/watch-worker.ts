/** The worker's end of looking into a long run: it only calls what the page's thread could call as well. */
import { protocols } from '#catalog';
import type { Scenario } from '#sim/scenario';
import { watch, type Subject } from '#sim/watch';

export type WatchOrder = Subject & { readonly scenario: Scenario; readonly maxEvents?: number };

addEventListener('message', ({ data: { scenario, ...order } }: MessageEvent<WatchOrder>) =>
  postMessage(watch(scenario, protocols.get(scenario.protocol.id)!, order)),
);
