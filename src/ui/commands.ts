/** What the keys do to an instrument: the commands that every page with a stage shares. */
import { toggleInspection } from '#player/inspected';
import type { Command, Pressed } from '#player/keys';
import type { Instrument } from '#player/instrument.svelte';

export function instrumentCommands(instrument: Instrument): Partial<Record<Command, (pressed: Pressed) => void>> {
  return {
    toggle: instrument.head.toggle,
    stepOn: () => instrument.step(1),
    stepBack: () => instrument.step(-1),
    first: instrument.head.first,
    last: instrument.head.last,
    faster: () => instrument.head.changeSpeed(1),
    slower: () => instrument.head.changeSpeed(-1),
    seek: ({ key }) => instrument.head.seek((instrument.head.endUs * Number(key)) / 10),
    inspect: () => toggleInspection(instrument),
    reset: instrument.reset,
    undo: instrument.undo,
    redo: instrument.redo,
    fullScreen: () => void toggleFullScreen(),
  };
}

/** Does nothing where the browser has no full screen, or refuses it. */
export async function toggleFullScreen(): Promise<void> {
  try {
    await (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.());
  } catch {
    // Asked without a gesture, or forbidden by who embeds the page: the window stays as it is.
  }
}
