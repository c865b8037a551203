/** Renders phrases in one language: ICU messages by intl-messageformat, durations with their unit, nested phrases first. */
import { IntlMessageFormat, type Formatters } from 'intl-messageformat';
import type { Phrase, PhraseArgument } from '#history/phrase';

/** Message ids with ICU texts (in a built site, with what `cli/words.ts` has parsed them into). */
export type Words = Readonly<Record<string, string>>;

export interface Language {
  /** BCP 47, and the folder's name. */
  readonly id: string;
  /** The language's own name for itself. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  readonly words: Words;
}

export interface Say {
  (phrase: Phrase): string;
  (id: string, args?: Phrase['args']): string;
}

type Format = { format(args: Record<string, string | number>): unknown };

/**
 * Throws on an id that the language lacks, and on a missing argument: a hole in the words is a fault, never a blank. Only
 * where the rest of the language is still on its way (`isComing`) what it lacks is not said yet.
 */
export function createSay(language: Language, { isComing = false } = {}): Say {
  const formats = new Map<string, Format>();
  const formatOf = (id: string): Format => {
    const known = formats.get(id);
    if (known) return known;
    const text = language.words[id];
    if (text === undefined && isComing) return { format: () => '' };
    if (text === undefined) throw new Error(`i18n/${language.id}: no words for "${id}"`);
    const isPlain = typeof text === 'string' && !text.includes('{');
    const format: Format = isPlain
      ? { format: () => text }
      : new IntlMessageFormat(text, language.id, undefined, { ignoreTag: true, formatters });
    formats.set(id, format);
    return format;
  };
  const render = (name: string, value: PhraseArgument): string | number => {
    if (typeof value === 'object') return say(value);
    return typeof value === 'number' && isTime(name) ? sayDuration(value, language.id) : value;
  };
  const say: Say = (given: Phrase | string, args: Phrase['args'] = {}): string => {
    const { id, args: all } = typeof given === 'string' ? { id: given, args } : given;
    const rendered = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, render(name, value)]));
    return String(formatOf(id).format(rendered));
  };
  return say;
}

/** What messages format with: each would make its own otherwise, and to make one takes far longer than to use it. */
const formatters: Formatters = {
  getNumberFormat: shared((...how: Parameters<Formatters['getNumberFormat']>) => new Intl.NumberFormat(...how)),
  getDateTimeFormat: shared((...how: Parameters<Formatters['getDateTimeFormat']>) => new Intl.DateTimeFormat(...how)),
  getPluralRules: shared((...how: Parameters<Formatters['getPluralRules']>) => new Intl.PluralRules(...how)),
};

/** Gives what was made before for the same arguments, which are plain values. */
function shared<How extends unknown[], Made>(make: (...how: How) => Made): (...how: How) => Made {
  const made = new Map<string, Made>();
  return (...how) => {
    const key = JSON.stringify(how);
    const known = made.get(key) ?? make(...how);
    made.set(key, known);
    return known;
  };
}

/** Which of the reader's locales a message is in: nothing here asks that, and the first answer costs a page 14 ms before it stands. */
IntlMessageFormat.resolveLocale = () => undefined;

/** Arguments whose name ends so are µs: `…Us` from the simulator, `…At` from a checker that judged a simulated history. */
const isTime = (name: string): boolean => name.endsWith('Us') || name.endsWith('At');

/** From which duration on a unit is used, and its size (µs). Tenths of a millisecond stay comparable with the milliseconds around them. */
const DURATIONS = [
  [864e8, 864e8, 'day'],
  [36e8, 36e8, 'hour'],
  [6e7, 6e7, 'minute'],
  [1e6, 1e6, 'second'],
  [100, 1e3, 'millisecond'],
  [1, 1, 'microsecond'],
] as const;

/** A drag says durations by the hundred. */
const numberFormat = shared((locale: string, unit: string) => {
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 3 } as const;
  return new Intl.NumberFormat(locale, options);
});

/** Makes a first formatter, which takes some 14 ms in a browser and the others a tenth: while a page's scripts arrive, not when it stands. */
export function prepareFormats(locale: string): void {
  numberFormat(locale, 'millisecond');
}

/** "44 ms", "1.5 s", "0.5 ms": the largest unit that the number reaches, at most three digits behind the point. */
export function sayDuration(us: number, locale: string): string {
  const [, size, unit] = DURATIONS.find(([from]) => Math.abs(us) >= from) ?? [0, 1e3, 'millisecond'];
  return numberFormat(locale, unit).format(us / size);
}
