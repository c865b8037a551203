/** Faults of a picture of which only the ink is known: words with a line through them, words on each other, words outside. */
import { meet, within, type Box, type Ink } from './paper';

type Line = Extract<Ink, { kind: 'line' }>;

/** By its points, a pixel apart: the words of a diagram are much higher and longer than that. */
function runsThrough({ from, to, clip }: Line, box: Box): boolean {
  const [x1, y1, x2, y2] = [...from, ...to];
  const isBeside = Math.max(x1, x2) <= box.x || Math.min(x1, x2) >= box.x + box.width;
  if (isBeside || Math.max(y1, y2) <= box.y || Math.min(y1, y2) >= box.y + box.height) return false;
  const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1));
  for (let step = 0; step <= steps; step += 1) {
    const share = step / Math.max(1, steps);
    const [px, py] = [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
    if (isIn(box, px, py) && (!clip || isIn(clip, px, py))) return true;
  }
  return false;
}

const isIn = ({ x, y, width, height }: Box, px: number, py: number): boolean =>
  px > x && px < x + width && py > y && py < y + height;

const covers = (plate: Box, box: Box): boolean =>
  plate.x <= box.x + 0.5 &&
  plate.y <= box.y + 0.5 &&
  plate.x + plate.width >= box.x + box.width - 0.5 &&
  plate.y + plate.height >= box.y + box.height - 0.5;

/** Words with a line through them: one that was drawn later, or earlier and is not hidden by paper. */
export function crossed(inks: readonly Ink[]): string[] {
  return inks.flatMap((ink, at) => {
    if (ink.kind !== 'words') return [];
    const paper = inks.findLastIndex(
      (other, index) =>
        index < at &&
        ((other.kind === 'plate' && covers(other.box, ink.box)) || (other.kind === 'halo' && other.text === ink.text)),
    );
    const isBare = inks.some((other, index) => index > paper && other.kind === 'line' && runsThrough(other, ink.box));
    return isBare ? [ink.text] : [];
  });
}

export function onEachOther(inks: readonly Ink[], size: { width: number; height: number }): string[] {
  const all = inks.flatMap((ink) => (ink.kind === 'words' && ink.alpha > 0.3 ? [ink] : []));
  return [
    ...all.filter(({ box }) => !within(box, size, 2)).map(({ text }) => `“${text}” leaves the picture`),
    ...all.flatMap((one, index) =>
      all
        .slice(index + 1)
        .flatMap((other) => (meet(one.box, other.box, 2) ? [`“${one.text}” on “${other.text}”`] : [])),
    ),
  ];
}
