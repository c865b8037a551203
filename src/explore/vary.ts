/** What a sweep varies: settings of the protocol with their values, as one text, made into all their combinations. */
import { phrase, type Phrase } from '#history/phrase';
import { planRun } from '#sim/plan';
import type { Protocol } from '#sim/protocol';
import type { Scenario } from '#sim/scenario';

export interface Axis {
  readonly setting: string;
  readonly values: readonly string[];
}

export interface Variant {
  /** What this one has of each axis, in their order. */
  readonly settings: readonly (readonly [setting: string, value: string])[];
  readonly scenario: Scenario;
}

export type Varied =
  | { readonly variants: readonly Variant[]; readonly fault?: never }
  | { readonly variants?: never; readonly fault: Phrase };

/** Combinations that a table and a curve still show. */
const MOST_VARIANTS = 27;
const MOST_VALUES = 100;

/** `R=1..3 ack=async,sync`: whole numbers from … to, or values with commas between. An empty text varies nothing. */
export function parseVary(text: string): { readonly axes: readonly Axis[] } | { readonly fault: Phrase } {
  const axes: Axis[] = [];
  for (const part of text.split(/\s+/).filter(Boolean)) {
    const match = /^([A-Za-z][\w-]*)=(.+)$/.exec(part);
    const values = match && valuesOf(match[2]!);
    if (!match || !values) return { fault: phrase('sweep.vary.form', { found: part }) };
    if (axes.some(({ setting }) => setting === match[1]))
      return { fault: phrase('sweep.vary.twice', { setting: match[1]! }) };
    axes.push({ setting: match[1]!, values });
  }
  return { axes };
}

function valuesOf(text: string): readonly string[] | undefined {
  const range = /^(\d{1,6})\.\.(\d{1,6})$/.exec(text);
  if (!range) {
    const values = text.split(',');
    return values.every((value) => value !== '') ? [...new Set(values)] : undefined;
  }
  const [low, high] = [Number(range[1]), Number(range[2])];
  if (high < low || high - low >= MOST_VALUES) return undefined;
  return Array.from({ length: high - low + 1 }, (_, step) => String(low + step));
}

/** Every combination as a scenario of its own; the last axis turns fastest. One that cannot run is a fault of the whole. */
export function varied(scenario: Scenario, axes: readonly Axis[], protocol: Protocol): Varied {
  let rows: Variant['settings'][] = [[]];
  for (const { setting, values } of axes) {
    rows = rows.flatMap((row) => values.map((value) => [...row, [setting, value] as const]));
    if (rows.length > MOST_VARIANTS) return { fault: phrase('sweep.vary.many', { limit: MOST_VARIANTS }) };
  }
  const variants = rows.map((settings) => ({ settings, scenario: withSettings(scenario, settings) }));
  for (const variant of variants) {
    const reason = planRun(variant.scenario, protocol).faults[0]?.reason;
    if (reason) return { fault: reason };
  }
  return { variants };
}

/** The scenario with these settings of its protocol, the others as they are. */
export const withSettings = (scenario: Scenario, settings: Variant['settings']): Scenario => ({
  ...scenario,
  protocol: { ...scenario.protocol, settings: { ...scenario.protocol.settings, ...Object.fromEntries(settings) } },
});

/** `R=1 W=2`; empty where nothing is varied. */
export const nameOf = ({ settings }: Pick<Variant, 'settings'>): string =>
  settings.map(([setting, value]) => `${setting}=${value}`).join(' ');
