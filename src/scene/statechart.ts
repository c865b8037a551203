/**
 * A statechart laid out: states as boxes within boxes, one below the other. Each transition is a row of the state that it
 * leaves; a wire leads from the row through a gutter at the side to the state that it enters. Wires to one state share a
 * track, so nothing overlaps however many there are. In pixels of a picture at its natural size.
 */
import type { Chart, ChartState, ChartTransition } from '#sim/machine/chart';
import { CHIP, GAP, HEADER, INDENT, LETTER, PAD, ROW, TRACK } from './statechart/sizes';
import { wiresOf, type ChartWire } from './statechart/wires';

export interface ChartBox {
  readonly id: string;
  /** The state's name; the root's is the machine's. */
  readonly name: string;
  readonly type: ChartState['type'];
  readonly depth: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Entered with the state around it. */
  readonly isInitial: boolean;
}

/** A transition that leads somewhere: its event and guard have room for `letters` letters from `x` on, around `y`. */
export interface ChartRow extends Pick<ChartTransition, 'id' | 'source' | 'targets' | 'event' | 'guard'> {
  readonly x: number;
  readonly y: number;
  readonly letters: number;
}

/** Reactions to one event that leave every state as it is. */
export interface ChartChip {
  readonly source: string;
  readonly event: string;
  readonly ids: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface ChartPicture {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly ChartBox[];
  readonly rows: readonly ChartRow[];
  readonly chips: readonly ChartChip[];
  readonly wires: readonly ChartWire[];
}

/** A width below this leaves no room for words. */
const LEAST = 200;

interface Space {
  readonly states: ReadonlyMap<string, ChartState>;
  readonly machine: string;
  readonly transitions: readonly ChartTransition[];
  readonly boxes: ChartBox[];
  readonly rows: ChartRow[];
  readonly chips: ChartChip[];
}

/** The same chart and width (px) give the same picture. */
export function layOutChart(chart: Chart, width: number): ChartPicture {
  const ample = layOutWith(chart, width, new Set(chart.transitions.flatMap(({ targets }) => targets)).size);
  const used = tracksIn(ample);
  const exact = layOutWith(chart, width, used); // Wider boxes break their lines elsewhere: wires may then need more.
  return tracksIn(exact) > used ? ample : exact;
}

const tracksIn = ({ wires }: ChartPicture): number => Math.max(0, ...wires.map(({ track }) => track + 1));

function layOutWith({ machine, states, transitions }: Chart, width: number, tracks: number): ChartPicture {
  const gutter = tracks === 0 ? 0 : tracks * TRACK + 8;
  const space: Space = {
    states: new Map(states.map((state) => [state.id, state])),
    ...{ machine, transitions, boxes: [], rows: [], chips: [] },
  };
  const wide = Math.max(width - gutter, LEAST);
  const height = place(space, '', { x: 0.5, y: 0.5, width: wide - 1, depth: 0 });
  const { boxes, rows, chips } = space;
  return { width: wide + gutter, height: height + 1, boxes, rows, chips, wires: wiresOf(rows, boxes, wide) };
}

interface Corner {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly depth: number;
}

/** Places a state with all that is in it; returns its height. */
function place(space: Space, id: string, { x, y, width, depth }: Corner): number {
  const { states, boxes, machine } = space;
  const state = states.get(id)!;
  const at = boxes.length;
  const box = {
    ...{ id, type: state.type, depth, x, y, width, height: 0 },
    name: id === '' ? machine : state.key,
    isInitial: state.parent !== undefined && states.get(state.parent)!.initial === id,
  };
  boxes.push(box);
  let bottom = placeChips(space, id, { x: x + PAD, y: y + HEADER, width: width - 2 * PAD, depth });
  bottom = placeRows(space, id, { x: x + PAD, y: bottom, width: width - 2 * PAD, depth });
  for (const child of state.children) {
    const inner = { x: x + INDENT, y: bottom + GAP / 2, width: width - INDENT - PAD, depth: depth + 1 };
    bottom = inner.y + place(space, child, inner) + GAP / 2;
  }
  const height = bottom - y + (state.children.length > 0 || bottom > y + HEADER ? GAP / 2 : 0);
  boxes[at] = { ...box, height };
  return height;
}

/** The events to which the state reacts without leaving, in lines; returns where they end. */
function placeChips({ transitions, chips }: Space, source: string, { x, y, width }: Corner): number {
  const ids = new Map<string, string[]>();
  for (const each of transitions)
    if (each.source === source && each.targets.length === 0)
      ids.set(each.event, [...(ids.get(each.event) ?? []), each.id]);
  let [left, top] = [x, y];
  for (const [event, own] of ids) {
    const wide = Math.min(width, event.length * LETTER + 10);
    if (left + wide > x + width) [left, top] = [x, top + CHIP];
    chips.push({ source, event, ids: own, x: left, y: top + CHIP / 2, width: wide });
    left += wide + 4;
  }
  return ids.size === 0 ? y : top + CHIP + 2;
}

function placeRows({ transitions, rows }: Space, source: string, { x, y, width }: Corner): number {
  let top = y;
  for (const { id, targets, event, guard } of transitions.filter((each) => each.source === source)) {
    if (targets.length === 0) continue;
    rows.push({ id, source, targets, event, guard, x, y: top + ROW / 2, letters: Math.floor(width / LETTER) });
    top += ROW;
  }
  return top;
}
