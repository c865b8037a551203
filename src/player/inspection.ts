/** What the inspector shows of an instrument: derived from its run and cursor. Short runs are watched at once, long ones by a worker. */
import type { Evaluation } from '#player/evaluate';
import { PAGE_EVENTS } from '#player/evaluate';
import type { Instrument } from '#player/instrument.svelte';
import type { WatchOrder } from '#player/watch-worker';
import { lagSeries, queueSeries, type Series } from '#measure/series';
import { inspect, inspectedBy, type Inspected, type Inspection } from '#scene/inspection';
import { sparklineOf, type Sparkline } from '#scene/sparkline';
import { chartOf, type Chart } from '#sim/machine/chart';
import { messageMachine } from '#sim/message';
import type { Trace } from '#sim/trace';
import { watch, type Watched } from '#sim/watch';

export { layOutChart } from '#scene/statechart';
export { LETTER } from '#scene/statechart/sizes';
export type { Inspection, Row } from '#scene/inspection';
export type { Chart, ChartTransition } from '#sim/machine/chart';
export type { Watched } from '#sim/watch';

const known = new WeakMap<Trace, Map<string, Watched | Promise<Watched>>>();

const keyOf = ({ of, number }: Inspected): string => `${of} ${number}`;

/** True where the run is too long to be watched between two frames. */
const isLong = ({ records: { moment, count } }: Trace): boolean => (moment[count - 1] ?? 0) > PAGE_EVENTS;

/** What went on in it; a promise where a worker has to find out. The same run and thing give the same answer. */
export function watchedIn({ trace, protocol }: Evaluation, who: Inspected): Watched | Promise<Watched> {
  const answers = known.get(trace) ?? new Map<string, Watched | Promise<Watched>>();
  known.set(trace, answers);
  const key = keyOf(who);
  const answer = answers.get(key);
  if (answer) return answer;
  const maxEvents = trace.stoppedBy === 'limit' ? (trace.records.moment[trace.records.count - 1] ?? 0) : undefined;
  const order: WatchOrder = { scenario: trace.scenario, ...who, ...(maxEvents === undefined ? {} : { maxEvents }) };
  const fresh = isLong(trace) ? watchElsewhere(order) : watch(order.scenario, protocol, order);
  answers.set(key, fresh);
  if (fresh instanceof Promise) void fresh.then((watched) => answers.set(key, watched));
  return fresh;
}

function watchElsewhere(order: WatchOrder): Promise<Watched> {
  const worker = new Worker(new URL('./watch-worker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Watched>) => {
      worker.terminate();
      resolve(data);
    });
    worker.postMessage(order);
  });
}

/** Whom the page looks into, if this run has it. */
export const whom = ({ inspected, evaluation }: Instrument): Inspected | undefined =>
  inspected === undefined ? undefined : inspectedBy(evaluation.scene, inspected);

export const chartFor = ({ evaluation: { trace, protocol } }: Instrument, { of, number }: Inspected): Chart =>
  chartOf(of === 'message' ? messageMachine : number < trace.replicas ? protocol.replica : protocol.client);

/** The inside at the cursor. */
export const inspectionOf = (instrument: Instrument, who: Inspected, watched: Watched): Inspection | undefined =>
  inspect(instrument.evaluation.scene, who, {
    watched,
    chart: chartFor(instrument, who),
    atUs: instrument.head.atUs,
  });

const lags = new WeakMap<Trace, readonly Series[]>();
const queues = new WeakMap<Trace, Map<number, Series>>();

/** Made once for each run. */
function seriesOf({ trace, scene }: Evaluation, node: number): { lag: Series; queue: Series } {
  const all = lags.get(trace) ?? lagSeries(trace, scene.marks);
  lags.set(trace, all);
  const known = queues.get(trace) ?? new Map<number, Series>();
  queues.set(trace, known);
  const queue = known.get(node) ?? queueSeries(trace, node);
  known.set(node, queue);
  return { lag: all[node]!, queue };
}

/** A replica's small curves, as far as a prediction lets them be known. */
export function sparklinesFor(
  { evaluation, head }: Instrument,
  node: number,
  size: { readonly width: number; readonly height: number },
): readonly (Sparkline & { readonly id: 'lag' | 'queue' })[] {
  const { lag, queue } = seriesOf(evaluation, node);
  const frame = { ...size, atUs: head.atUs, endUs: head.endUs, untilUs: head.knownUs };
  return [
    { id: 'lag', ...sparklineOf(lag, frame) },
    { id: 'queue', ...sparklineOf(queue, frame) },
  ];
}
