/** What a protocol lets a learner choose: a schema that reads the script's texts and drives the page's controls. */
import { phrase, type Phrase } from '#history/phrase';
import { parseDuration } from '#sim/time';

export type SettingSpec = SettingKind & {
  /** It changes nothing while another setting has this value, or one of these. */
  readonly idle?: { readonly setting: string; readonly is: string | readonly string[] };
};

type SettingKind =
  | { readonly kind: 'choice'; readonly options: readonly string[]; readonly default: string }
  /** A whole number. */
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly default: number }
  | { readonly kind: 'duration'; readonly minUs?: number; readonly maxUs: number; readonly default: number }
  /** A word of `options` (kept as text) or a duration. */
  | {
      readonly kind: 'word-or-duration';
      readonly options: readonly string[];
      readonly maxUs: number;
      readonly default: string | number;
    }
  /** A word of `options` or the name of a replica. */
  | { readonly kind: 'word-or-replica'; readonly options: readonly string[]; readonly default: string };

export type SettingsSchema = Readonly<Record<string, SettingSpec>>;

type Read<S extends SettingSpec> = S extends { kind: 'choice'; options: readonly (infer Option)[] }
  ? Option
  : S extends { kind: 'number' | 'duration' }
    ? number
    : S extends { kind: 'word-or-replica' }
      ? string
      : string | number;

/** The values of a schema: durations in µs. */
export type Settings<Schema extends SettingsSchema> = { readonly [Name in keyof Schema]: Read<Schema[Name]> };

export interface SettingFault {
  readonly setting: string;
  readonly reason: Phrase;
}

/** Reads stated texts by the schema; what is not stated takes its default. Faults name the setting and what it takes. */
export function readSettings(
  schema: SettingsSchema,
  texts: Readonly<Record<string, string>>,
  replicas: readonly string[],
): { settings: Record<string, string | number>; faults: SettingFault[] } {
  const settings: Record<string, string | number> = {};
  const faults: SettingFault[] = [];
  for (const [name, spec] of Object.entries(schema)) {
    const text = texts[name];
    const value = text === undefined ? spec.default : readSetting(spec, text, replicas);
    if (value === undefined)
      faults.push({
        setting: name,
        reason: phrase('script.setting.value', { setting: name, found: text!, expected: expectation(spec, replicas) }),
      });
    else settings[name] = value;
  }
  for (const name of Object.keys(texts)) {
    if (!Object.hasOwn(schema, name))
      faults.push({
        setting: name,
        reason: phrase('script.setting.unknown', { setting: name, expected: Object.keys(schema).join(', ') }),
      });
  }
  return { settings, faults };
}

/** What a setting is, as the script's text: what was stated, else the default. */
export const statedSetting = (schema: SettingsSchema, texts: Readonly<Record<string, string>>, name: string): string =>
  texts[name] ?? String(schema[name]!.default);

/** The values of the other setting that keep this one out of work. */
export const idleValues = ({ is }: NonNullable<SettingSpec['idle']>): readonly string[] =>
  typeof is === 'string' ? [is] : is;

/** True where changing the setting would change nothing: another one keeps it out of work. */
export function isIdle(schema: SettingsSchema, texts: Readonly<Record<string, string>>, name: string): boolean {
  const idle = schema[name]?.idle;
  return idle !== undefined && idleValues(idle).includes(statedSetting(schema, texts, idle.setting));
}

function readSetting(spec: SettingSpec, text: string, replicas: readonly string[]): string | number | undefined {
  switch (spec.kind) {
    case 'choice':
      return spec.options.includes(text) ? text : undefined;
    case 'number': {
      const value = /^\d+$/.test(text) ? Number(text) : NaN;
      return value >= spec.min && value <= spec.max ? value : undefined;
    }
    case 'duration':
      return readDuration(text, spec.maxUs, spec.minUs);
    case 'word-or-duration':
      return spec.options.includes(text) ? text : readDuration(text, spec.maxUs);
    case 'word-or-replica':
      return spec.options.includes(text) || replicas.includes(text) ? text : undefined;
  }
}

function readDuration(text: string, maxUs: number, minUs = 0): number | undefined {
  const us = parseDuration(text);
  return us !== undefined && us >= minUs && us <= maxUs ? us : undefined;
}

function expectation(spec: SettingSpec, replicas: readonly string[]): string {
  switch (spec.kind) {
    case 'choice':
      return spec.options.join(', ');
    case 'number':
      return `${spec.min}…${spec.max}`;
    case 'duration':
      return '20ms, 1.5s';
    case 'word-or-duration':
      return [...spec.options, '200ms'].join(', ');
    case 'word-or-replica':
      return [...spec.options, ...replicas].join(', ');
  }
}
