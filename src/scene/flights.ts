/** Which messages are on their way at a time, and how far: a table of time buckets, since a run may have 50,000 of them. */
import type { Leg, MessageTrace, Trace } from '#sim/trace';

export interface Flights {
  readonly bucketUs: number;
  /** Messages of bucket i: `items` from `offsets[i]` up to `offsets[i + 1]`, in the order in which they were sent. */
  readonly offsets: Int32Array;
  readonly items: Int32Array;
  /** By message, where a cut stopped it: its stretches as they are drawn, stopping short of the rift. */
  readonly stopped: ReadonlyMap<number, readonly Leg[]>;
}

export interface Progress {
  /** Share of the way behind it. */
  share: number;
  held: boolean;
}

const BUCKETS = 2_000;

/** Share of its way's time for which a lost message stays in sight. */
const FADE = 0.4;

export const fadeUs = ({ latencyUs }: MessageTrace): number => Math.max(1, latencyUs * FADE);

/** Until when a message is to be seen. */
export const goneUs = (message: MessageTrace): number => message.endedAtUs + (message.outcome === 'lost' ? fadeUs(message) : 0);

export function indexFlights({ messages, reachedUs }: Trace): Flights {
  const buckets = Math.max(1, Math.min(BUCKETS, messages.length));
  const bucketUs = Math.max(1, (reachedUs + 1) / buckets);
  const bucketOf = (atUs: number) => Math.min(buckets - 1, Math.floor(atUs / bucketUs));
  const offsets = new Int32Array(buckets + 1);
  for (const message of messages) for (let bucket = bucketOf(message.sentAtUs); bucket <= bucketOf(goneUs(message)); bucket += 1) offsets[bucket + 1]! += 1;
  for (let bucket = 0; bucket < buckets; bucket += 1) offsets[bucket + 1]! += offsets[bucket]!;
  const items = new Int32Array(offsets[buckets]!);
  const filled = offsets.slice(0, buckets);
  messages.forEach((message, number) => {
    for (let bucket = bucketOf(message.sentAtUs); bucket <= bucketOf(goneUs(message)); bucket += 1) items[filled[bucket]!++] = number;
  });
  return { bucketUs, offsets, items, stopped: stopShort(messages) };
}

/** Calls `visit` with each message that is to be seen at this time, in the order in which they were sent. */
export function eachFlying({ bucketUs, offsets, items }: Flights, { messages }: Trace, { atUs, visit }: { atUs: number; visit: (number: number, message: MessageTrace) => void }): void {
  const bucket = Math.min(offsets.length - 2, Math.max(0, Math.floor(atUs / bucketUs)));
  for (let at = offsets[bucket]!; at < offsets[bucket + 1]!; at += 1) {
    const number = items[at]!;
    const message = messages[number]!;
    if (message.sentAtUs <= atUs && atUs < goneUs(message)) visit(number, message);
  }
}

/** How far a message is along its way, into `progress`: no garbage for thousands of messages a frame. */
export function progressInto(progress: Progress, legs: readonly Leg[], atUs: number): void {
  let index = legs.length - 1;
  while (index > 0 && legs[index]!.fromUs > atUs) index -= 1;
  const leg = legs[index];
  progress.held = false;
  if (!leg || atUs <= leg.fromUs) {
    progress.share = leg?.from ?? 0;
    return;
  }
  progress.share = atUs >= leg.toUs ? leg.to : leg.from + ((leg.to - leg.from) * (atUs - leg.fromUs)) / (leg.toUs - leg.fromUs);
  progress.held = atUs >= leg.toUs && leg.to < 1;
}

/** When a cut stops a message: from the end of a leg that did not arrive until the next one begins. */
export function holdsOf({ legs, endedAtUs }: Pick<MessageTrace, 'legs' | 'endedAtUs'>): { fromUs: number; toUs: number }[] {
  return legs.flatMap(({ to, toUs }, index) => {
    const untilUs = legs[index + 1]?.fromUs ?? endedAtUs;
    return to < 1 && untilUs > toUs ? [{ fromUs: toUs, toUs: untilUs }] : [];
  });
}

/** Shares of the way before the rift: the first message stops one gap short, those behind it further back. */
const GAP = 0.085;
const QUEUE_SHOWN = 4;

function stopShort(messages: readonly MessageTrace[]): Map<number, readonly Leg[]> {
  const stops: { number: number; leg: number; fromUs: number; toUs: number }[] = [];
  messages.forEach((message, number) => {
    if (message.legs.length === 1 && message.legs[0]!.to === 1) return;
    for (const hold of holdsOf(message)) stops.push({ number, leg: message.legs.findIndex(({ toUs }) => toUs === hold.fromUs), ...hold });
  });
  stops.sort((a, b) => a.fromUs - b.fromUs || a.number - b.number);
  const waiting = new Map<string, number[]>();
  const drawn = new Map<number, readonly Leg[]>();
  for (const { number, leg, fromUs, toUs } of stops) {
    const { from, to, legs } = messages[number]!;
    const pair = `${from} ${to}`;
    const ahead = (waiting.get(pair) ?? []).filter((untilUs) => untilUs > fromUs);
    waiting.set(pair, [...ahead, toUs]);
    drawn.set(number, shorten(drawn.get(number) ?? legs, { leg, by: GAP * (1 + Math.min(QUEUE_SHOWN, ahead.length)) }));
  }
  return drawn;
}

/** The leg ends, and the next one begins, that much earlier on the way. */
function shorten(legs: readonly Leg[], { leg, by }: { leg: number; by: number }): Leg[] {
  const stop = Math.max(legs[leg]!.from, legs[leg]!.to - by);
  return legs.map((each, index) => (index === leg ? { ...each, to: stop } : index === leg + 1 ? { ...each, from: stop } : each));
}
