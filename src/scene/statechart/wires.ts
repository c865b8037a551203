/** The wires of a statechart: from a transition's row out to its track in the gutter, along it, and into the state that it enters. */
import type { ChartBox, ChartRow } from '../statechart';
import { HEADER, TRACK } from './sizes';

export interface ChartWire {
  /** The transition's id. */
  readonly transition: string;
  readonly target: string;
  /** Place of the vertical stretch in the gutter, from 0. */
  readonly track: number;
  readonly fromY: number;
  readonly toY: number;
  /** An SVG path, which ends at the tip of the arrow. */
  readonly path: string;
  readonly tip: { readonly x: number; readonly y: number };
}

const BEND = 4;

interface Bus {
  readonly target: string;
  readonly fromY: number;
  readonly toY: number;
}

/** One bus a target; short ones lie inside. The gutter begins at `x`. */
export function wiresOf(rows: readonly ChartRow[], boxes: readonly ChartBox[], x: number): ChartWire[] {
  const boxOf = new Map(boxes.map((box) => [box.id, box]));
  const headY = (target: string) => boxOf.get(target)!.y + HEADER / 2;
  const tracks = tracksOf(rows, headY);
  return rows.flatMap((row) =>
    row.targets.map((target): ChartWire => {
      const track = tracks.get(target)!;
      const [source, entered] = [boxOf.get(row.source)!, boxOf.get(target)!];
      const tip = { x: entered.x + entered.width, y: headY(target) };
      const path = pathOf({ x: source.x + source.width, y: row.y }, x + 6 + track * TRACK, tip);
      return { transition: row.id, target, track, fromY: row.y, toY: tip.y, path, tip };
    }),
  );
}

/** Tracks by target: two buses on one track do not touch. */
function tracksOf(rows: readonly ChartRow[], headY: (target: string) => number): Map<string, number> {
  const targets = [...new Set(rows.flatMap((row) => row.targets))];
  const buses = targets.map((target): Bus => {
    const all = [headY(target), ...rows.filter((row) => row.targets.includes(target)).map(({ y }) => y)];
    return { target, fromY: Math.min(...all), toY: Math.max(...all) };
  });
  buses.sort((a, b) => a.toY - a.fromY - (b.toY - b.fromY) || a.fromY - b.fromY);
  const taken: Bus[][] = [];
  const tracks = new Map<string, number>();
  for (const bus of buses) {
    const isFree = (others: readonly Bus[]) =>
      others.every((other) => bus.toY + BEND < other.fromY || other.toY + BEND < bus.fromY);
    const free = taken.findIndex(isFree);
    const track = free < 0 ? taken.push([]) - 1 : free;
    taken[track]!.push(bus);
    tracks.set(bus.target, track);
  }
  return tracks;
}

function pathOf(from: { x: number; y: number }, trackX: number, to: { x: number; y: number }): string {
  const bend = Math.min(BEND, Math.abs(to.y - from.y) / 2);
  const turn = to.y > from.y ? bend : -bend;
  return [
    `M${from.x} ${from.y}H${trackX - bend}`,
    `Q${trackX} ${from.y} ${trackX} ${from.y + turn}`,
    `V${to.y - turn}`,
    `Q${trackX} ${to.y} ${trackX - bend} ${to.y}`,
    `H${to.x}`,
  ].join('');
}
