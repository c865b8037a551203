/** What can be done to a thing on the screen, in the same words for pointer, menu and keyboard. */
import type { Tool } from '#lesson/lesson';
import type { Gesture, Scope } from '#player/gestures/gesture';
import { cutGestures, linkGestures } from '#player/gestures/links';
import { clientGestures, moveClient, replicaGestures } from '#player/gestures/replicas';
import { messageGestures, operationGestures } from '#player/gestures/traffic';
import { lastEffectUs } from '#player/consequences';
import { HANDS, type Hand } from '#player/hands';
import type { Instrument } from '#player/instrument.svelte';

export { moveClient };
export type { Gesture, Scope };

/** What gestures look at, on a page. */
export const scopeOf = ({ evaluation, head }: Instrument, tools: readonly Tool[]): Scope => ({
  trace: evaluation.trace,
  atUs: Math.round(head.atUs),
  commands: evaluation.protocol.commands ?? [],
  tools,
});

/** Does it. An operator's words act later and elsewhere: the run is played on to where the last of it is seen. */
export function perform(instrument: Instrument, { tool, make }: Gesture): void {
  const { head } = instrument;
  const atUs = Math.round(head.atUs);
  instrument.edit(make);
  if (tool === 'command' && instrument.faults.length === 0)
    head.playTo(lastEffectUs(instrument.evaluation.trace, atUs));
}

/** `id` as the scene names things: `replica:Frankfurt`, `link:Frankfurt-Virginia`, `message:…`, `operation:Ana.1`, `cut:3`. */
export function gesturesFor(id: string, scope: Scope): readonly Gesture[] {
  const at = id.indexOf(':');
  const [kind, name] = [id.slice(0, at), id.slice(at + 1)];
  return gesturesOf(kind, name, scope).filter(({ tool }) => scope.tools.includes(tool));
}

function gesturesOf(kind: string, name: string, scope: Scope): readonly Gesture[] {
  switch (kind) {
    case 'replica':
      return replicaGestures(name, scope);
    case 'client':
      return clientGestures(name, scope);
    case 'link': {
      const [left = '', right = ''] = name.split('-');
      return linkGestures(left, right, scope);
    }
    case 'message':
      return messageGestures(name, scope);
    case 'operation':
      return operationGestures(name, scope);
    case 'cut':
      return cutGestures(Number(name), scope);
    default:
      return [];
  }
}

/** What a tap on this thing does with that in hand; undefined where it does nothing. */
export function handGesture(
  instrument: Instrument,
  { id, hand, tools }: { id: string; hand: Hand; tools: readonly Tool[] },
): Gesture | undefined {
  const all = gesturesFor(id, scopeOf(instrument, tools));
  const { does } = HANDS[hand];
  return does.map((name) => all.find((gesture) => gesture.name.id === name)).find((gesture) => gesture !== undefined);
}
