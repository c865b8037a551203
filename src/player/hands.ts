/** What a learner may take in hand: with it, a tap does the first gesture that fits what is tapped. */
import { TOOLS, type Tool } from '#lesson/lesson';

export { TOOLS, type Tool };

/** The tool that a step must allow, and the gestures, the likeliest first; a second tap of the same kind takes it back. */
export const HANDS = {
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
