/** Draws a Merkle tree while it is compared: what is the same ends there, what differs leads further down. */
import type { FrameReplica } from '#scene/frame';
import { fit, roundRect, segment, type Brush, type Pixel, type Rect, type Size } from './brush';
import { sans } from './theme';

type Tree = FrameReplica['trees'][number];
type Node = Tree['nodes'][number];

const HEAD = 15;
const PAD = 8;

export const treeSize = (brush: Brush, tree: Tree): Size => ({
  width: Math.ceil(
    Math.max((tree.depth > 3 ? 170 : 120) * Math.max(0.9, brush.scale), titleWidth(brush, tree) + 2 * PAD + 2),
  ),
  height: Math.round(
    (HEAD + PAD * 2 + Math.min(6, tree.depth) * 16) * Math.max(0.9, brush.scale) * Math.sqrt(brush.theme.type),
  ),
});

const typeOf = ({ scale, theme }: Pick<Brush, 'scale' | 'theme'>): number => Math.max(9, 9.5 * scale) * theme.type;

function titleWidth(brush: Brush, tree: Tree): number {
  brush.ctx.font = sans(typeOf(brush), 600);
  return brush.ctx.measureText(brush.say({ id: 'tree.title', args: { peer: tree.with } })).width;
}

export function drawTree(brush: Brush, tree: Tree, rect: Rect): void {
  const { ctx, theme, scale, say } = brush;
  const px = typeOf(brush);
  ctx.fillStyle = theme.panel;
  ctx.strokeStyle = theme.hairline;
  ctx.lineWidth = 1.2 * theme.stroke;
  roundRect(ctx, rect, 8 * scale);
  ctx.fill();
  ctx.stroke();
  ctx.font = sans(px, 600);
  ctx.fillStyle = theme.muted;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  const title = say({ id: 'tree.title', args: { peer: tree.with } });
  ctx.fillText(fit(ctx, title, rect.width - 2 * PAD), rect.x + PAD, rect.y + PAD + px * 0.4);
  const plot = {
    x: rect.x + PAD,
    y: rect.y + PAD + px * 1.7,
    width: rect.width - 2 * PAD,
    height: rect.height - 2 * PAD - px * 2,
  };
  drawNodes(brush, tree, plot);
}

function drawNodes(brush: Brush, { nodes, depth }: Tree, plot: Rect): void {
  const { ctx, theme } = brush;
  const at = ({ x, y }: Node): Pixel => ({ x: plot.x + x * plot.width, y: plot.y + y * plot.height });
  const byPath = new Map(nodes.map((node) => [node.path, node]));
  for (const node of nodes) {
    const parent = node.path === '' ? undefined : byPath.get(node.path.slice(0, -1));
    if (!parent) continue;
    ctx.strokeStyle = node.state === 'differs' ? theme.violated : theme.muted;
    ctx.globalAlpha = node.state === 'differs' ? 1 : 0.45;
    ctx.lineWidth = (node.state === 'differs' ? 1.8 : 1) * theme.stroke;
    segment(ctx, at(parent), at(node));
  }
  ctx.globalAlpha = 1;
  const widest = plot.width / 2 ** depth;
  for (const node of nodes) drawNode(brush, node, { ...at(node), radius: Math.max(1.5, Math.min(4, widest * 0.4)) });
}

/** The same is a full square, a difference a diamond, what nobody has compared a hollow square. */
function drawNode({ ctx, theme }: Brush, { state }: Node, { x, y, radius }: Pixel & { radius: number }): void {
  ctx.lineWidth = 1.2 * theme.stroke;
  ctx.beginPath();
  if (state === 'differs') {
    const reach = radius * 1.35;
    ctx.moveTo(x, y - reach);
    ctx.lineTo(x + reach, y);
    ctx.lineTo(x, y + reach);
    ctx.lineTo(x - reach, y);
    ctx.closePath();
  } else ctx.rect(x - radius, y - radius, radius * 2, radius * 2);
  ctx.fillStyle = state === 'differs' ? theme.violated : state === 'same' ? theme.muted : theme.panel;
  ctx.strokeStyle = state === 'differs' ? theme.violated : theme.muted;
  ctx.fill();
  ctx.stroke();
}
