/** Puts a fault into a source text: found by its words alone, so that laying the code out anew does not lose it. */

/** Throws unless the text occurs exactly once: a fault must not silently vanish. */
export function plant(source: string, { from, to, where }: { from: string; to: string; where: string }): string {
  const words = from.match(/\w+|[^\s\w]/g) ?? [];
  // A formatter may break the line anywhere, and then puts a comma before a closing bracket.
  const pattern = words
    .map((word) => (/^[)\]}]$/.test(word) ? `,?\\s*\\${word}` : word.replace(/\W/, '\\$&')))
    .join('\\s*');
  const found = [...source.matchAll(new RegExp(pattern, 'g'))];
  if (found.length !== 1)
    throw new Error(`The text of a fault occurs ${found.length} times in ${where}, not once: ${from}`);
  const { index, 0: text } = found[0]!;
  return source.slice(0, index) + to + source.slice(index + text.length);
}
