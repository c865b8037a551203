/** A canvas context that writes SVG: what the painters draw becomes lines and letters that stay sharp on paper, with its text as text. */

export interface SvgCanvas {
  readonly ctx: CanvasRenderingContext2D;
  /** All that was drawn so far, as the inside of an `<svg>`. */
  readonly markup: () => string;
}

export interface SvgOptions {
  /** Stands before the ids of what is clipped, so that several pictures of one page keep theirs apart. */
  readonly prefix: string;
  /** Width of a text in a CSS font, px: the browser's own measure, or a test's. */
  readonly widthOf: (text: string, font: string) => number;
}

interface Style {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  font: string;
  textAlign: string;
  textBaseline: string;
  globalAlpha: number;
  dash: readonly number[];
  /** Id of the clip in force. */
  clip: string;
}

const FRESH: Style = {
  ...{ fillStyle: '#000000', strokeStyle: '#000000', lineWidth: 1, lineCap: 'butt', lineJoin: 'miter', globalAlpha: 1 },
  ...{ font: '10px sans-serif', textAlign: 'start', textBaseline: 'alphabetic', dash: [], clip: '' },
};

const round = (value: number): string => String(Math.round(value * 100) / 100);
const escape = (text: string): string => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** Throws on a call that no painter has made so far: it would be missing on paper without a word. */
export function createSvgCanvas(options: SvgOptions): SvgCanvas {
  const parts: string[] = [];
  const stack: Style[] = [];
  const pen: Pen = { style: { ...FRESH }, path: '', clips: 0, halo: { at: '', paint: '' } };
  const calls = { ...pathCalls(pen), ...paintCalls(pen, parts), ...stateCalls({ pen, parts, stack, options }) };
  const ctx = new Proxy(calls, {
    get(_, name: string) {
      if (Object.hasOwn(calls, name)) return calls[name as keyof typeof calls];
      if (Object.hasOwn(pen.style, name)) return pen.style[name as keyof Style];
      throw new Error(`a picture on paper cannot ${name}: add it to src/draw/svg.ts`);
    },
    set(_, name: string, value: unknown) {
      if (Object.hasOwn(pen.style, name)) Object.assign(pen.style, { [name]: value });
      return true; // Shadows are for the screen.
    },
  });
  return { ctx: ctx as unknown as CanvasRenderingContext2D, markup: () => parts.join('') };
}

interface Pen {
  style: Style;
  path: string;
  clips: number;
  /** What was stroked last, and where. */
  halo: { readonly at: string; readonly paint: string };
}

const boxPath = (x: number, y: number, width: number, height: number): string =>
  `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}Z`;

/** What adds to the path that is being drawn. */
function pathCalls(pen: Pen) {
  const add = (step: string) => void (pen.path += step);
  return {
    beginPath: () => void (pen.path = ''),
    closePath: () => add('Z'),
    moveTo: (x: number, y: number) => add(`M${round(x)} ${round(y)}`),
    lineTo: (x: number, y: number) => add(`${pen.path === '' ? 'M' : 'L'}${round(x)} ${round(y)}`),
    quadraticCurveTo: (...at: [number, number, number, number]) => add(`Q${at.map(round).join(' ')}`),
    bezierCurveTo: (...at: [number, number, number, number, number, number]) => add(`C${at.map(round).join(' ')}`),
    rect: (x: number, y: number, width: number, height: number) => add(boxPath(x, y, width, height)),
    roundRect: (x: number, y: number, width: number, height: number, radius: number | readonly number[] = 0) =>
      add(roundBox({ x, y, width, height }, typeof radius === 'number' ? radius : (radius[0] ?? 0))),
    arc: (...[x, y, radius, from, to, isBack = false]: [number, number, number, number, number, boolean?]) =>
      add(arcPath({ x, y, radius, from, to, isBack }, pen.path === '')),
  };
}

function roundBox(
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  radius: number,
): string {
  const r = Math.max(0, Math.min(radius, width / 2, height / 2));
  const corner = (dx: number, dy: number) => `a${round(r)} ${round(r)} 0 0 1 ${round(dx)} ${round(dy)}`;
  const [across, down] = [width - 2 * r, height - 2 * r];
  return `M${round(x + r)} ${round(y)}h${round(across)}${corner(r, r)}v${round(down)}${corner(-r, r)}h${round(-across)}${corner(-r, -r)}v${round(-down)}${corner(r, -r)}Z`;
}

interface Arc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly from: number;
  readonly to: number;
  readonly isBack: boolean;
}

/** A full turn is two halves: one arc cannot end where it begins. */
function arcPath({ x, y, radius, from, to, isBack }: Arc, isFirst: boolean): string {
  const turn = 2 * Math.PI;
  const at = (angle: number) => `${round(x + radius * Math.cos(angle))} ${round(y + radius * Math.sin(angle))}`;
  const isFull = Math.abs(to - from) >= turn - 1e-9;
  const swept = isFull ? turn : (((isBack ? from - to : to - from) % turn) + turn) % turn;
  const piece = (part: number) => {
    const angle = from + (isBack ? -1 : 1) * swept * part;
    return `A${round(radius)} ${round(radius)} 0 0 ${isBack ? 0 : 1} ${at(angle)}`;
  };
  return `${isFirst ? 'M' : 'L'}${at(from)}${piece(0.5)}${piece(1)}`;
}

/** What leaves a mark. */
function paintCalls(pen: Pen, parts: string[]) {
  const draw = (shape: string, paint: string) => {
    const { clip, globalAlpha } = pen.style;
    const alpha = globalAlpha === 1 ? '' : ` opacity="${round(globalAlpha)}"`;
    parts.push(`<${shape} ${paint}${alpha}${clip === '' ? '' : ` clip-path="url(#${clip})"`}/>`);
  };
  const filled = () => `fill="${pen.style.fillStyle}"`;
  const stroked = () => {
    const { strokeStyle, lineWidth, lineCap, lineJoin, dash } = pen.style;
    const dashes = dash.length === 0 ? '' : ` stroke-dasharray="${dash.map(round).join(' ')}"`;
    return `fill="none" stroke="${strokeStyle}" stroke-width="${round(lineWidth)}" stroke-linecap="${lineCap}" stroke-linejoin="${lineJoin}"${dashes}`;
  };
  return {
    fill: () => draw(`path d="${pen.path}"`, filled()),
    stroke: () => draw(`path d="${pen.path}"`, stroked()),
    fillRect: (x: number, y: number, width: number, height: number) =>
      draw(`path d="${boxPath(x, y, width, height)}"`, filled()),
    strokeRect: (x: number, y: number, width: number, height: number) =>
      draw(`path d="${boxPath(x, y, width, height)}"`, stroked()),
    fillText: (text: string, x: number, y: number) => {
      const halo = pen.halo.at === `${text} ${x} ${y}` ? pen.halo.paint : '';
      parts.push(textMarkup(pen.style, { text, x, y }, halo + filled()));
    },
    /** A halo behind letters: written with the letters themselves, or the text would stand on the paper twice. */
    strokeText: (text: string, x: number, y: number) =>
      void (pen.halo = {
        at: `${text} ${x} ${y}`,
        paint: `${stroked().replace('fill="none"', 'paint-order="stroke"')} `,
      }),
  };
}

const ANCHORS: Readonly<Record<string, string>> = { center: 'middle', right: 'end', end: 'end' };
const BASELINES: Readonly<Record<string, string>> = {
  ...{ middle: 'central', top: 'text-before-edge', hanging: 'hanging', bottom: 'text-after-edge' },
};

function textMarkup(style: Style, { text, x, y }: { text: string; x: number; y: number }, paint: string): string {
  const { font, textAlign, textBaseline, globalAlpha, clip } = style;
  const attributes = [
    `x="${round(x)}" y="${round(y)}" style="font:${escape(font)}"`,
    ANCHORS[textAlign] ? `text-anchor="${ANCHORS[textAlign]}"` : '',
    BASELINES[textBaseline] ? `dominant-baseline="${BASELINES[textBaseline]}"` : '',
    globalAlpha === 1 ? '' : `opacity="${round(globalAlpha)}"`,
    clip === '' ? '' : `clip-path="url(#${clip})"`,
  ];
  return `<text ${attributes.filter(Boolean).join(' ')} ${paint}>${escape(text)}</text>`;
}

/** What changes how the next mark looks. */
function stateCalls({
  pen,
  parts,
  stack,
  options,
}: {
  pen: Pen;
  parts: string[];
  stack: Style[];
  options: SvgOptions;
}) {
  return {
    save: () => void stack.push({ ...pen.style }),
    restore: () => void (pen.style = stack.pop() ?? pen.style),
    setLineDash: (dash: readonly number[]) => void (pen.style.dash = dash),
    measureText: (text: string) => ({ width: options.widthOf(text, pen.style.font) }),
    clip: () => {
      const id = `${options.prefix}-${(pen.clips += 1)}`;
      const outer = pen.style.clip === '' ? '' : ` clip-path="url(#${pen.style.clip})"`;
      parts.push(`<clipPath id="${id}"${outer}><path d="${pen.path}"/></clipPath>`);
      pen.style.clip = id;
    },
  };
}
