/**
 * Random draws without streams: each is a hash of the seed, a name and a purpose, so that adding or delaying one message
 * changes no draw of any other.
 */

/** A number in [0, 1) with 53 random bits. */
export function draw(seed: number, name: string, purpose: string): number {
  const { high, low } = digest(`${purpose} ${name}`, seed);
  return (high * 2 ** 21 + (low >>> 11)) / 2 ** 53;
}

/** True with a chance of `percent` in a hundred. */
export const happens = (percent: number, seed: number, name: string, purpose: string): boolean =>
  percent > 0 && draw(seed, name, purpose) * 100 < percent;

/** Two 32-bit words over UTF-16 code units: two multiply–xor lanes that are mixed at the end (after cyrb53, public domain). */
export function digest(text: string, seed: number): { high: number; low: number } {
  let one = 0xdeadbeef ^ seed;
  let two = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 2654435761);
    two = Math.imul(two ^ unit, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return { high: two >>> 0, low: one >>> 0 };
}
