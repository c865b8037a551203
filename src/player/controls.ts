/** What the page offers of a protocol's settings: those that can change something now, with their choices in words. */
import { phrase, type Phrase } from '#history/phrase';
import { takes } from '#player/askable';
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

/** The named settings in their order, without those that are idle, and without options under which what the script asks makes no sense. What the script states is offered even if the schema does not list it. */
export function controlsFor(
  scenario: Scenario,
  { protocol, trace }: Evaluation,
  names: readonly string[],
): readonly Control[] {
  const { settings } = scenario.protocol;
  const schema = protocol.settings;
  const asked = scenario.steps.flatMap(({ action }) => ('micro' in action ? action.micro : []));
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
      const offered = known.filter(
        (option) => option === value || takes(scenario, protocol, { texts: { ...settings, [name]: option }, asked }),
      );
      const options = offered.includes(value) ? offered : [...offered, value];
      return { name, value, options: options.map((option) => ({ value: option, label: labelOf(option) })) };
    });
}
