/** What the page offers of a protocol's settings: those that can change something now, with their choices in words. */
import { phrase, type Phrase } from '#history/phrase';
import type { Evaluation } from '#player/evaluate';
import type { Scenario } from '#sim/scenario';
import { isIdle, statedSetting } from '#sim/settings';

export interface Control {
  readonly name: string;
  /** What is chosen now, as the script says it. */
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: Phrase }[];
}

/** Numbers that a list still offers: how many replicas must do something, up to all of them. */
const MOST = 9;

const numbersUpTo = (most: number, least: number): string[] =>
  Array.from({ length: Math.max(0, most - least + 1) }, (_, each) => String(least + each));

/** The named settings in their order, without those that are idle. What the script states is offered even if the schema does not list it. */
export function controlsFor(
  { protocol: { settings } }: Scenario,
  { protocol, trace }: Evaluation,
  names: readonly string[],
): readonly Control[] {
  const schema = protocol.settings;
  return names
    .filter((name) => schema[name] && !isIdle(schema, settings, name))
    .map((name) => {
      const spec = schema[name]!;
      const value = statedSetting(schema, settings, name);
      const words = 'options' in spec ? spec.options : [];
      const replicas = spec.kind === 'word-or-replica' ? trace.nodes.slice(0, trace.replicas) : [];
      const numbers = spec.kind === 'number' ? numbersUpTo(Math.min(spec.max, trace.replicas, MOST), spec.min) : [];
      const known = [...words, ...replicas, ...numbers];
      const labelOf = (option: string): Phrase =>
        words.includes(option)
          ? phrase(`setting.${name}.${option}`)
          : replicas.includes(option)
            ? phrase(`setting.${name}.replica`, { replica: option })
            : spec.kind === 'number'
              ? phrase(`setting.${name}.number`, { number: Number(option) })
              : phrase('label.version', { label: option });
      const options = known.includes(value) ? known : [...known, value];
      return { name, value, options: options.map((option) => ({ value: option, label: labelOf(option) })) };
    });
}
