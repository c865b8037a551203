/** A sweep as text: a line for each variant, the curve as a table, and a run to open for each; or all of it as JSON. */
import { curveOf, figuresOf, widthFor, type Example, type Point, type Spread } from '#explore/curve';
import { seedOf, type Tally } from '#explore/sweep';
import { nameOf, type Variant } from '#explore/vary';
import type { Share } from '#measure/shares';
import { planRun } from '#sim/plan';
import type { Protocol } from '#sim/protocol';
import { formatDuration } from '#sim/time';
import { say, table } from './outcome';

interface Swept {
  readonly variants: readonly Variant[];
  /** One for each variant. */
  readonly tallies: readonly Tally[];
  readonly runs: number;
  readonly protocol: Protocol;
  readonly json: boolean;
}

export function printSweep(swept: Swept): string {
  const { variants, tallies, json } = swept;
  const widthUs = widthFor(tallies);
  const curves = tallies.map((tally) => curveOf(tally, widthUs));
  const names = operationNames(swept);
  if (json) return `${JSON.stringify(asObject(swept, curves, names))}\n`;
  const parts = [
    headOf(swept),
    table([
      [
        '',
        say('cli.sweep.fresh'),
        say('cli.sweep.interval'),
        say('cli.sweep.reads'),
        say('cli.sweep.read'),
        say('cli.sweep.change'),
      ],
      ...variants.map((variant, at) => figureCells(variant, tallies[at]!)),
    ]),
    table([[say('cli.sweep.since'), ...variants.map(label)], ...curveRows(curves, widthUs)]),
    examples(variants, curves, names),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

const label = (variant: Variant): string => nameOf(variant) || say('cli.sweep.as-written');

function headOf({ variants, runs, protocol }: Swept): string {
  const { title, seed } = variants[0]!.scenario;
  const facts = {
    protocol: protocol.id,
    runs,
    first: String(seed),
    last: String(seedOf(variants[0]!.scenario, runs - 1)),
  };
  return `${title || say('cli.summary.untitled')}\n${say('cli.sweep.run', facts)}\n`;
}

/** What the operations of these runs are called; the same in each. */
function operationNames({ variants, protocol }: Swept): string[] {
  const { plan } = planRun(variants[0]!.scenario, protocol);
  return plan!.steps.flatMap(({ action }) => (action.do === 'operation' ? [action.id] : []));
}

const percent = (share: number): string => (Number.isNaN(share) ? '–' : `${(share * 100).toFixed(2)}%`);
const interval = ({ low, high, all }: Share): string => (all === 0 ? '–' : `${percent(low)} … ${percent(high)}`);
const spread = ({ medianUs, p99Us }: Spread): string =>
  Number.isNaN(medianUs) ? '–' : `${formatDuration(medianUs)} / ${formatDuration(p99Us)}`;

function figureCells(variant: Variant, tally: Tally): string[] {
  const { fresh, readUs, changeUs, unanswered, refused } = figuresOf(tally);
  const missing = say('cli.sweep.unanswered', { unanswered, refused });
  return [
    ...[label(variant), percent(fresh.value), interval(fresh), String(fresh.all)],
    ...[spread(readUs), `${spread(changeUs)}${unanswered + refused > 0 ? `  ${missing}` : ''}`],
  ];
}

function curveRows(curves: readonly (readonly Point[])[], widthUs: number): string[][] {
  const starts = [...new Set(curves.flatMap((curve) => curve.map(({ fromUs }) => fromUs)))].sort((a, b) => a - b);
  return starts.map((fromUs) => [
    `${formatDuration(fromUs)} … ${formatDuration(fromUs + widthUs)}`,
    ...curves.map((curve) => percent(curve.find((point) => point.fromUs === fromUs)?.fresh.value ?? NaN)),
  ]);
}

/** For each variant the first run with a stale read: `simulate --seed` shows it. */
function examples(
  variants: readonly Variant[],
  curves: readonly (readonly Point[])[],
  names: readonly string[],
): string {
  return variants
    .map((variant, at) => {
      const found = curves[at]!.flatMap(({ staleExample }) => staleExample ?? []).sort((a, b) => a.run - b.run)[0];
      return found === undefined
        ? `${say('cli.sweep.never', { variant: label(variant) })}\n`
        : `${say('cli.sweep.stale', {
            variant: label(variant),
            seed: String(seedOf(variant.scenario, found.run)),
            operation: names[found.operation]!,
            sinceUs: found.sinceUs,
          })}\n`;
    })
    .join('');
}

function asObject({ variants, tallies, runs }: Swept, curves: readonly (readonly Point[])[], names: readonly string[]) {
  return {
    runs,
    variants: variants.map((variant, at) => {
      const shows = (example: Example | undefined) =>
        example && { seed: seedOf(variant.scenario, example.run), operation: names[example.operation]! };
      const curve = curves[at]!.map(({ staleExample, freshExample, ...point }) => ({
        ...point,
        staleExample: shows(staleExample),
        freshExample: shows(freshExample),
      }));
      return { settings: Object.fromEntries(variant.settings), ...figuresOf(tallies[at]!), curve };
    }),
  };
}
