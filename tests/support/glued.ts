/** Finds words in a text rendered in the pseudo-language that came from no catalogue: the catalogue has no unaccented letter left. */

/** Short names of units, which the platform writes in every language. */
const UNITS = ['ms', 'μs', 'sec', 'min', 'hr', 'hrs', 'day', 'days', 's'];

/**
 * Runs of two plain letters or more that are neither a name that the reader gave (nodes, keys, ids, values) nor a unit.
 *
 * @param names what the shown run is made of; what stands between brackets of a name's own is taken apart at non-letters
 */
export function gluedWords(text: string, names: readonly string[]): string[] {
  const known = new Set([...names, ...UNITS].flatMap((name) => name.split(/[^A-Za-z]+/)));
  const words = text.normalize('NFC').match(/(?<![\p{L}\p{M}])[A-Za-z]{2,}(?![\p{L}\p{M}])/gu) ?? [];
  return [...new Set(words)].filter((word) => !known.has(word));
}
