/** What stands over time of an instrument: the diagram with its peers, and the bracket of the explained verdict. Derived, never kept. */
import { phrase } from '#history/phrase';
import type { Instrument } from '#player/instrument.svelte';
import { bracketOf, diagramOf, type Bracket, type Diagram } from '#scene/diagram';
import { diagramPeersOf, type Peer } from '#scene/peers';
import type { Scene } from '#scene/scene';

interface Window {
  readonly fromUs: number;
  readonly toUs: number;
}

const diagrams = new WeakMap<Scene, Map<number, Diagram>>();

/** The diagram of the whole run, as far as a prediction lets it be known; made once for each run and lock. */
export function diagramFor({ evaluation: { scene }, head }: Instrument): Diagram {
  const made = diagrams.get(scene) ?? new Map<number, Diagram>();
  diagrams.set(scene, made);
  const known = made.get(head.lockUs);
  if (known) return known;
  const fresh = diagramOf(scene, head.lockUs);
  made.set(head.lockUs, fresh);
  return fresh;
}

/** Peers in a stretch of time, as far as a prediction lets it be known; `at` is a share of that stretch. */
export function diagramPeers(instrument: Instrument, { fromUs, toUs }: Window): Peer[] {
  const endUs = Math.max(fromUs + 1, Math.min(toUs, instrument.head.knownUs));
  const share = (endUs - fromUs) / (toUs - fromUs);
  return diagramPeersOf(knownBy(diagramFor(instrument), instrument.head.knownUs), { fromUs, toUs: endUs }).map(
    (peer) => ({
      ...peer,
      at: { x: peer.at.x * share, y: peer.at.y },
    }),
  );
}

/** What is over by as far as a prediction lets the run be known: the name of anything else would tell how it ends. */
function knownBy(diagram: Diagram, knownUs: number): Diagram {
  if (knownUs === Infinity) return diagram;
  const isOver = ({ toUs }: { toUs: number }) => toUs <= knownUs;
  return { ...diagram, bars: diagram.bars.filter(isOver), arrows: diagram.arrows.filter(isOver) };
}

/** The bracket that joins them on the diagram, with the reason in a few words. */
export function bracketFor(instrument: Instrument): Bracket | undefined {
  const verdict = instrument.head.isVeiled ? undefined : instrument.explained?.verdict;
  if (verdict?.verdict !== 'violated') return undefined;
  return bracketOf(diagramFor(instrument), verdict, phrase(`${verdict.reason.id}.short`, verdict.reason.args));
}
