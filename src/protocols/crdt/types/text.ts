/**
 * Text in which runs that are typed at the same place at the same time do not interleave: Fugue (Weidner and Kleppmann 2023).
 * Characters form a tree. Each stands to the left or the right of its parent; to read is to walk from left to right.
 */
import type { OperationId, Value } from '#history/operation';
import { compareText, type DataType, type Dot, type Stamp } from './type';

export interface Character {
  readonly name: string;
  readonly dot: Dot;
  /** Its place in the run that was inserted with it. */
  readonly at: number;
  readonly char: string;
  /** '' for the root. */
  readonly parent: string;
  readonly side: 'left' | 'right';
  readonly writer: OperationId | null;
  /** Erased, and kept: others may stand beside it. */
  readonly gone: boolean;
}

export interface Text {
  readonly characters: Readonly<Record<string, Character>>;
}

export interface Edit {
  readonly inserted: readonly Character[];
  /** Names of characters. */
  readonly erased: readonly string[];
}

interface Children {
  readonly left: readonly Character[];
  readonly right: readonly Character[];
}

/** Siblings of one side in the order of their names, the same everywhere. */
const compareNames = (a: Character, b: Character): number =>
  compareText(a.dot.origin, b.dot.origin) || a.dot.seq - b.dot.seq || a.at - b.at;

function childrenByParent({ characters }: Text): ReadonlyMap<string, Children> {
  const found = new Map<string, { left: Character[]; right: Character[] }>();
  for (const character of Object.values(characters).sort(compareNames)) {
    const children = found.get(character.parent) ?? { left: [], right: [] };
    children[character.side].push(character);
    found.set(character.parent, children);
  }
  return found;
}

/** Each state is walked once, however often it is shown. */
const walks = new WeakMap<Text, readonly Character[]>();

/** All characters in the order of the text, those that are gone among them; those whose parent has not come are left out. */
function inOrder(text: Text): readonly Character[] {
  const known = walks.get(text);
  if (known) return known;
  const order = walk(childrenByParent(text));
  walks.set(text, order);
  return order;
}

/** Left children, the character, right children; with a stack of its own, since a long run is a deep tree. */
function walk(children: ReadonlyMap<string, Children>): Character[] {
  const order: Character[] = [];
  const stack: { character: Character; opened: boolean }[] = [];
  const push = (all: readonly Character[]) => {
    for (const character of [...all].reverse()) stack.push({ character, opened: false });
  };
  push(children.get('')?.right ?? []);
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { character, opened } = top;
    const own = children.get(character.name);
    if (opened) {
      order.push(character);
      continue;
    }
    push(own?.right ?? []);
    stack.push({ character, opened: true });
    push(own?.left ?? []);
  }
  return order;
}

const visible = (text: Text): readonly Character[] => inOrder(text).filter(({ gone }) => !gone);

/**
 * Where a character goes that is typed behind `left`: to its right, if nothing stands there yet; else to the left of what
 * follows it. Both so that what one person types hangs together in one branch.
 */
function placeBehind(text: Text, left: Character | undefined): Pick<Character, 'parent' | 'side'> {
  const parent = left?.name ?? '';
  const hasRight = Object.values(text.characters).some((each) => each.parent === parent && each.side === 'right');
  if (!hasRight) return { parent, side: 'right' };
  const order = inOrder(text);
  const next = order[left ? order.indexOf(left) + 1 : 0]!;
  return { parent: next.name, side: 'left' };
}

/** A run: the first character by its place, each other to the right of the one before. */
function typed(text: Text, { place, run }: { place: number; run: string }, { dot, operation }: RunStamp): Character[] {
  const left = place > 0 ? visible(text)[Math.min(place, visible(text).length) - 1] : undefined;
  const name = (at: number) => `${dot.origin}.${dot.seq}.${at}`;
  return [...run].map((char, at) => ({
    ...{ name: name(at), dot, at, char, writer: operation, gone: false },
    ...(at === 0 ? placeBehind(text, left) : { parent: name(at - 1), side: 'right' as const }),
  }));
}

type RunStamp = Pick<Stamp, 'dot'> & { readonly operation: OperationId | null };

/** `3:milk` of an insert, `3:2` of an erase; undefined where it has no such form. */
export function placed(arg: Value): { readonly place: number; readonly rest: string } | undefined {
  const match = typeof arg === 'string' ? /^(\d{1,9}):([^]+)$/.exec(arg) : null;
  return match ? { place: Number(match[1]), rest: match[2]! } : undefined;
}

const EMPTY: Text = { characters: {} };

const withCharacters = ({ characters }: Text, more: readonly Character[]): Text => {
  const both: Record<string, Character> = { ...characters };
  for (const each of more) {
    const known = both[each.name];
    both[each.name] = known && known.gone !== each.gone ? { ...each, gone: true } : each;
  }
  return { characters: both };
};

export const text: DataType<Text, Edit> = {
  first: (value) =>
    value === null
      ? EMPTY
      : withCharacters(
          EMPTY,
          typed(EMPTY, { place: 0, run: String(value) }, { dot: { origin: '', seq: 1 }, operation: null }),
        ),
  prepare(state, { f, arg }, stamp) {
    if (f === 'append')
      return { inserted: typed(state, { place: visible(state).length, run: String(arg) }, stamp), erased: [] };
    const { place, rest } = placed(arg)!;
    if (f === 'insert') return { inserted: typed(state, { place, run: rest }, stamp), erased: [] };
    const erased = visible(state).slice(place, place + Number(rest));
    return { inserted: [], erased: erased.map(({ name }) => name) };
  },
  apply(state, { inserted, erased }) {
    const { characters } = withCharacters(state, inserted);
    const gone = erased.flatMap((name) => (name in characters ? [[name, { ...characters[name]!, gone: true }]] : []));
    return { characters: { ...characters, ...(Object.fromEntries(gone) as Text['characters']) } };
  },
  merge: (a, b) => withCharacters(a, Object.values(b.characters)),
  read: (state) =>
    visible(state)
      .map(({ char }) => char)
      .join(''),
  parts: ({ characters }) => Object.keys(characters).length,
  marks: (key, state) => [
    {
      ...({ mark: 'value', key, value: text.read(state), writer: null } as const),
      from: [...new Set(visible(state).flatMap(({ writer }) => writer ?? []))],
    },
    {
      ...({ mark: 'list', key, ordered: true } as const),
      items: inOrder(state).map(({ char, writer, gone }) => ({ value: char, writer, ...(gone ? { gone } : {}) })),
    },
  ],
};
