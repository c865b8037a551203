/** What a value consists of: the items of a set or a text, the cells of a table. */
import type { Phrase } from '#history/phrase';
import type { Description, ListMark, TableMark } from '#sim/marks';
import type { Scene } from './scene';
import { authorOf } from './trays';
import type { Version } from './versions';
import { valueText, words } from './words';

export interface FrameItem {
  readonly text: string;
  /** Who put it there: it lends its colour. */
  readonly version: Version | undefined;
  /** The client who put it there; '' for what was there before. */
  readonly author: string;
  /** Removed, and still remembered. */
  readonly gone: boolean;
}

export interface FrameList {
  readonly key: string;
  readonly ordered: boolean;
  readonly items: readonly FrameItem[];
}

export interface FrameTable {
  readonly title: Phrase;
  readonly columns: readonly Phrase[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
}

export const listsOf = (scene: Scene, marks: Description): FrameList[] =>
  marks.flatMap((mark) => (mark.mark === 'list' ? listAt(scene, mark) : []));

const listAt = (scene: Scene, { key, ordered, items }: ListMark): FrameList => ({
  key,
  ordered,
  items: items.map(({ value, writer, gone = false }) => ({
    text: valueText(value),
    version: writer === null ? undefined : scene.versions.of(key, writer),
    author: writer === null ? '' : authorOf(scene, writer),
    gone,
  })),
});

export const tablesOf = (marks: Description): FrameTable[] =>
  marks.flatMap((mark) => (mark.mark === 'table' ? tableAt(mark) : []));

const tableAt = ({ id, args, columns, rows }: TableMark): FrameTable => ({
  title: words(id, args),
  columns: columns.map((column) => words(column)),
  rows: rows.map(({ name, cells }) => ({ name, cells: cells.map(String) })),
});
