/** What the keys do to an instrument: the commands that every page with a stage shares. */
import type { Command, Pressed } from '#player/keys';
import type { Instrument } from '#player/instrument.svelte';

export function instrumentCommands(instrument: Instrument): Partial<Record<Command, (pressed: Pressed) => void>> {
  return {
    toggle: instrument.toggle,
    stepOn: () => instrument.step(1),
    stepBack: () => instrument.step(-1),
    first: instrument.first,
    last: instrument.last,
    faster: () => instrument.changeSpeed(1),
    slower: () => instrument.changeSpeed(-1),
    seek: ({ key }) => instrument.seek((instrument.endUs * Number(key)) / 10),
    reset: instrument.reset,
    undo: instrument.undo,
    redo: instrument.redo,
    fullScreen: () => void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.()),
  };
}
