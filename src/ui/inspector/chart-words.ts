/** What a statechart's transitions wait for, in words where XState has none or only a sign. */
import { say } from '#ui/words.svelte';

export function eventName(event: string): string {
  if (event === '') return say('chart.always');
  if (event === 'done') return say('chart.done');
  return event === '*' ? say('chart.any') : event;
}
