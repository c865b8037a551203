/** What a learner may take in hand: with it, a tap does the first gesture that fits what is tapped. */
import { gesturesFor, scopeOf, type Gesture, type Tool } from '#player/gestures';
import type { Instrument } from '#player/instrument.svelte';

/** The tool that a step must allow, and the gestures, the likeliest first; a second tap of the same kind takes it back. */
const HANDS = {
  cut: { tool: 'cut', does: ['gesture.heal', 'gesture.cut.heal', 'gesture.cut', 'gesture.isolate'] },
  crash: { tool: 'crash', does: ['gesture.restart', 'gesture.crash.machine'] },
  pause: { tool: 'disturb', does: ['gesture.resume', 'gesture.pause'] },
  slow: {
    tool: 'disturb',
    does: ['gesture.link.normal', 'gesture.link.slow', 'gesture.disk.normal', 'gesture.disk.slow', 'gesture.later'],
  },
  lose: { tool: 'lose', does: ['gesture.message.drop', 'gesture.link.normal', 'gesture.link.loss'] },
  skew: { tool: 'disturb', does: ['gesture.clock.true', 'gesture.clock.ahead'] },
} as const satisfies Readonly<Record<string, { tool: Tool; does: readonly string[] }>>;

export type Hand = keyof typeof HANDS;

export const handsFor = (tools: readonly Tool[]): readonly Hand[] =>
  (Object.keys(HANDS) as Hand[]).filter((hand) => tools.includes(HANDS[hand].tool));

/** What a tap on this thing does with that in hand; undefined where it does nothing. */
export function handGesture(
  instrument: Instrument,
  { id, hand, tools }: { id: string; hand: Hand; tools: readonly Tool[] },
): Gesture | undefined {
  const all = gesturesFor(id, scopeOf(instrument, tools));
  const { does } = HANDS[hand];
  return does.map((name) => all.find((gesture) => gesture.name.id === name)).find((gesture) => gesture !== undefined);
}
