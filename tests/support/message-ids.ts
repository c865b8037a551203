/** Collects the message ids that the code can say, from its sources: what a catalogue must have, and what it has in vain. */

/** Functions whose first argument is a message id. */
const SAYS = /(?<![\w.])(?:say|phrase|words)\(/g;

/** Ids that stand as a whole text in the first argument of a call that says something. */
export function saidIds(source: string): string[] {
  const code = withoutComments(source);
  return [...code.matchAll(SAYS)].flatMap((match) => literalsIn(firstArgument(code, match.index + match[0].length)));
}

/** Ids that any text of the code spells, wherever it stands: an id may be chosen first and said later. */
export function spelledIds(source: string): string[] {
  return [...withoutComments(source).matchAll(/(?<!\\)(['"`])([A-Za-z][\w.-]*)\1/g)].map((match) => match[2]!);
}

/** Patterns of ids that are put together: `guarantee.*` of the template `guarantee.${id}`. */
export function patternsIn(source: string): string[] {
  const code = withoutComments(source);
  return [...code.matchAll(SAYS)]
    .flatMap((match) =>
      [...firstArgument(code, match.index + match[0].length).matchAll(/`([^`]*)`/g)].map(([, text]) =>
        text!.replace(/\$\{[^}]*\}/g, '*'),
      ),
    )
    .filter((text) => text.includes('*'));
}

const withoutComments = (source: string): string => source.replace(/\/\*[^]*?\*\/|<!--[^]*?-->|(?<=^|\s)\/\/.*$/gm, '');

/** The source from the start of a call's arguments to the end of the first. */
function firstArgument(source: string, start: number): string {
  let depth = 0;
  let quote = '';
  for (let at = start; at < source.length; at += 1) {
    const character = source[at]!;
    if (quote !== '') {
      if (character === '\\') at += 1;
      else if (character === quote) quote = '';
    } else if (`'"\``.includes(character)) quote = character;
    else if ('([{'.includes(character)) depth += 1;
    else if (depth === 0 && ',)'.includes(character)) return source.slice(start, at);
    else if (')]}'.includes(character)) depth -= 1;
  }
  return source.slice(start);
}

/** Whole texts of an expression but those that it compares with or looks up. */
function literalsIn(expression: string): string[] {
  const plain = expression.replace(/`[^`]*`/g, '');
  return [...plain.matchAll(/'([^'\\]*)'/g)]
    .filter(({ index }) => !/(?:[=!]==\s*|\.includes\(|\[)$/.test(plain.slice(0, index)))
    .map((match) => match[1]!);
}
