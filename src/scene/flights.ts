/** Which messages are on their way at a time, and how far: a table of time buckets, since a run may have 50,000 of them. */
import type { MessageTrace, Trace } from '#sim/trace';

export interface Flights {
  readonly bucketUs: number;
  /** Messages of bucket i: `items` from `offsets[i]` up to `offsets[i + 1]`, in the order in which they were sent. */
  readonly offsets: Int32Array;
  readonly items: Int32Array;
  /** Columns by message: looking at thousands of objects would cost more than all arithmetic. */
  readonly sentUs: Float64Array;
  readonly endedUs: Float64Array;
  readonly goneUs: Float64Array;
  /** `from * nodes + to`. */
  readonly pair: Int32Array;
  /** When it left, and how long it takes, where its way is one leg without a stop; else NaN. */
  readonly leftUs: Float64Array;
  readonly spanUs: Float64Array;
  /** By message, where a cut stopped it: its place in the queue before the rift, by leg. */
  readonly queues: ReadonlyMap<number, readonly number[]>;
}

/** How far a message is at a time; written over, so that thousands of them leave no garbage. */
export interface Progress {
  /** Share of the way behind it. */
  share: number;
  held: boolean;
}

const BUCKETS = 2_000;

/** Share of its way's time for which a lost message stays in sight. */
const FADE = 0.4;

const fadeUs = ({ latencyUs }: MessageTrace): number => Math.max(1, latencyUs * FADE);

/** Until when a message is to be seen. */
export const goneUs = (message: MessageTrace): number =>
  message.endedAtUs + (message.outcome === 'lost' ? fadeUs(message) : 0);

export function indexFlights({ messages, nodes, reachedUs }: Trace): Flights {
  const buckets = Math.max(1, Math.min(BUCKETS, messages.length));
  const bucketUs = Math.max(1, (reachedUs + 1) / buckets);
  const bucketOf = (atUs: number) => Math.min(buckets - 1, Math.floor(atUs / bucketUs));
  const columns = columnsOf(messages, nodes.length);
  const offsets = new Int32Array(buckets + 1);
  const eachBucket = (number: number, visit: (bucket: number) => void) => {
    const last = bucketOf(columns.goneUs[number]!);
    for (let bucket = bucketOf(columns.sentUs[number]!); bucket <= last; bucket += 1) visit(bucket);
  };
  for (let number = 0; number < messages.length; number += 1)
    eachBucket(number, (bucket) => (offsets[bucket + 1]! += 1));
  for (let bucket = 0; bucket < buckets; bucket += 1) offsets[bucket + 1]! += offsets[bucket]!;
  const items = new Int32Array(offsets[buckets]!);
  const filled = offsets.slice(0, buckets);
  for (let number = 0; number < messages.length; number += 1)
    eachBucket(number, (bucket) => (items[filled[bucket]!++] = number));
  return { bucketUs, offsets, items, ...columns, queues: queuesOf(messages) };
}

function columnsOf(
  messages: readonly MessageTrace[],
  nodes: number,
): Pick<Flights, 'sentUs' | 'endedUs' | 'goneUs' | 'pair' | 'leftUs' | 'spanUs'> {
  const column = () => new Float64Array(messages.length);
  const columns = {
    sentUs: column(),
    endedUs: column(),
    goneUs: column(),
    pair: new Int32Array(messages.length),
    leftUs: column(),
    spanUs: column(),
  };
  messages.forEach((message, number) => {
    const { legs, from, to, sentAtUs, endedAtUs } = message;
    const leg = legs.length === 1 && legs[0]!.to === 1 ? legs[0]! : undefined;
    columns.sentUs[number] = sentAtUs;
    columns.endedUs[number] = endedAtUs;
    columns.goneUs[number] = goneUs(message);
    columns.pair[number] = from * nodes + to;
    columns.leftUs[number] = leg ? leg.fromUs : NaN;
    columns.spanUs[number] = leg ? leg.toUs - leg.fromUs : NaN;
  });
  return columns;
}

/** Numbers of the messages that are to be seen at this time, in the order in which they were sent. */
export function flyingAt({ bucketUs, offsets, items, sentUs, goneUs }: Flights, atUs: number): number[] {
  const bucket = Math.min(offsets.length - 2, Math.max(0, Math.floor(atUs / bucketUs)));
  const found: number[] = [];
  for (let at = offsets[bucket]!; at < offsets[bucket + 1]!; at += 1) {
    const number = items[at]!;
    if (sentUs[number]! <= atUs && atUs < goneUs[number]!) found.push(number);
  }
  return found;
}

/** How far a message is along its way: its place in the queue by leg, and the share of the way between two that wait. */
export interface Travel {
  readonly queue: readonly number[] | undefined;
  readonly gap: number;
  readonly atUs: number;
}

/** For ways with stops. Writes into `progress`. */
export function travel(progress: Progress, { legs }: Pick<MessageTrace, 'legs'>, { queue, gap, atUs }: Travel): void {
  let index = legs.length - 1;
  while (index > 0 && legs[index]!.fromUs > atUs) index -= 1;
  const leg = legs[index];
  progress.held = false;
  progress.share = 0;
  if (!leg) return;
  const from = queue ? stopBefore(leg.from, queue[index - 1], gap) : leg.from;
  const to = queue ? Math.max(from, stopBefore(leg.to, queue[index], gap)) : leg.to;
  progress.share =
    atUs >= leg.toUs
      ? to
      : atUs <= leg.fromUs
        ? from
        : from + ((to - from) * (atUs - leg.fromUs)) / (leg.toUs - leg.fromUs);
  progress.held = atUs >= leg.toUs && leg.to < 1;
}

/** Who waits stops short of the rift, behind those before it. */
const stopBefore = (rift: number, place: number | undefined, gap: number): number =>
  place === undefined || place < 0 ? rift : Math.max(0, rift - gap * (place + 1));

/** When a cut stops a message: from the end of a leg that did not arrive until the next one begins. */
export function holdsOf({
  legs,
  endedAtUs,
}: Pick<MessageTrace, 'legs' | 'endedAtUs'>): { fromUs: number; toUs: number }[] {
  return legs.flatMap(({ to, toUs }, index) => {
    const untilUs = legs[index + 1]?.fromUs ?? endedAtUs;
    return to < 1 && untilUs > toUs ? [{ fromUs: toUs, toUs: untilUs }] : [];
  });
}

/** Beyond so many they stand on one another. */
const QUEUE_SHOWN = 4;

/** Places in the queues before rifts, by leg; -1 for a leg at whose end nothing waits. */
function queuesOf(messages: readonly MessageTrace[]): Map<number, number[]> {
  const stops: { number: number; leg: number; fromUs: number; toUs: number }[] = [];
  messages.forEach((message, number) => {
    if (message.legs.length === 1 && message.legs[0]!.to === 1) return;
    for (const hold of holdsOf(message))
      stops.push({ number, leg: message.legs.findLastIndex(({ toUs }) => toUs === hold.fromUs), ...hold });
  });
  stops.sort((a, b) => a.fromUs - b.fromUs || a.number - b.number);
  const waiting = new Map<string, number[]>();
  const queues = new Map<number, number[]>();
  for (const { number, leg, fromUs, toUs } of stops) {
    const { from, to, legs } = messages[number]!;
    const pair = `${from} ${to}`;
    const ahead = (waiting.get(pair) ?? []).filter((untilUs) => untilUs > fromUs);
    waiting.set(pair, [...ahead, toUs]);
    const places = queues.get(number) ?? legs.map(() => -1);
    places[leg] = Math.min(QUEUE_SHOWN, ahead.length);
    queues.set(number, places);
  }
  return queues;
}
