/** Paper: stands in for a canvas context and remembers where words, lines and filled rectangles came to lie, in the order in which they were drawn. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Ink =
  | { readonly kind: 'words'; readonly text: string; readonly box: Box; readonly alpha: number }
  | { readonly kind: 'halo'; readonly text: string; readonly box: Box }
  | {
      readonly kind: 'line';
      readonly from: readonly [number, number];
      readonly to: readonly [number, number];
      readonly colour: string;
      /** Nothing of it is drawn outside. */
      readonly clip: Box | undefined;
    }
  | { readonly kind: 'plate'; readonly box: Box; readonly colour: string };

export interface Paper {
  readonly ctx: CanvasRenderingContext2D;
  readonly inks: Ink[];
}

/** Width of a letter in sizes of its type: about what the three typefaces of the site have. */
const LETTER = { mono: 0.6, sans: 0.56 } as const;

const typeOf = (font: string) => ({
  px: Number(/([\d.]+)px/.exec(font)?.[1] ?? 10),
  letter: font.includes('Mono') ? LETTER.mono : LETTER.sans,
});

interface Pen {
  style: Record<string, unknown>;
  at: [number, number];
  box: Box | undefined;
  clip: Box | undefined;
}

const FRESH = { globalAlpha: 1, font: '10px sans-serif', textAlign: 'start', textBaseline: 'alphabetic' };

export function createPaper(): Paper {
  const inks: Ink[] = [];
  const pen: Pen = { style: { ...FRESH }, at: [0, 0], box: undefined, clip: undefined };
  const stack: Pick<Pen, 'style' | 'clip'>[] = [];
  const widthOf = (text: string) => {
    const { px, letter } = typeOf(String(pen.style['font']));
    return [...text].length * px * letter;
  };
  const boxOf = (text: string, x: number, y: number): Box => {
    const [{ px }, width] = [typeOf(String(pen.style['font'])), widthOf(text)];
    const align = String(pen.style['textAlign']);
    const left = align === 'center' ? x - width / 2 : align === 'right' || align === 'end' ? x - width : x;
    const middle = pen.style['textBaseline'] === 'bottom' ? y - px / 2 : y;
    return { x: left, y: middle - px * 0.36, width, height: px * 0.72 }; // What letters without tails fill.
  };
  const calls: Record<string, (...args: never[]) => unknown> = {
    measureText: (text: string) => ({ width: widthOf(text) }),
    save: () => void stack.push({ style: { ...pen.style }, clip: pen.clip }),
    restore: () => void Object.assign(pen, stack.pop()),
    rect: (x: number, y: number, width: number, height: number) => void (pen.box = { x, y, width, height }),
    clip: () => void (pen.clip = pen.clip && pen.box ? shared(pen.clip, pen.box) : pen.box),
    moveTo: (x: number, y: number) => void (pen.at = [x, y]),
    lineTo: (x: number, y: number) => {
      inks.push({ kind: 'line', from: pen.at, to: [x, y], colour: String(pen.style['strokeStyle']), clip: pen.clip });
      pen.at = [x, y];
    },
    roundRect: (x: number, y: number, width: number, height: number) => void (pen.box = { x, y, width, height }),
    beginPath: () => void (pen.box = undefined),
    fill: () => {
      if (pen.box) inks.push({ kind: 'plate', box: pen.box, colour: String(pen.style['fillStyle']) });
    },
    strokeText: (text: string, x: number, y: number) => void inks.push({ kind: 'halo', text, box: boxOf(text, x, y) }),
    fillText: (text: string, x: number, y: number) => {
      if (text.trim() !== '')
        inks.push({ kind: 'words', text, box: boxOf(text, x, y), alpha: Number(pen.style['globalAlpha']) });
    },
  };
  const nothing = () => undefined;
  const ctx = new Proxy(pen.style, {
    get: (_, name: string) => calls[name] ?? (Object.hasOwn(pen.style, name) ? pen.style[name] : nothing),
    set: (_, name: string, value: unknown) => {
      pen.style[name] = value;
      return true;
    },
  });
  return { ctx: ctx as unknown as CanvasRenderingContext2D, inks };
}

function shared(a: Box, b: Box): Box {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const [right, bottom] = [Math.min(a.x + a.width, b.x + b.width), Math.min(a.y + a.height, b.y + b.height)];
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

/** Whether two boxes share more than this many pixels both ways. */
export const meet = (a: Box, b: Box, slack = 0.5): boolean =>
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > slack &&
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > slack;

export const within = ({ x, y, width, height }: Box, stage: { width: number; height: number }, slack = 0.5): boolean =>
  x >= -slack && y >= -slack && x + width <= stage.width + slack && y + height <= stage.height + slack;
