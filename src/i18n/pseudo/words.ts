/** Turns a catalogue into a pseudo-language: same places for arguments, but longer, accented and bracketed, so that glued and clipped texts show. */
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js';
import type { Words } from '#i18n/say';

/** How much longer each text becomes: languages that need more room than English need about this much. */
const LONGER = 0.4;

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = 'àƀçđéƒğħíĵķļɱñöþǫŕšţúṽŵẋýžÀƁÇĐÉƑĞĦÍĴĶĻṀÑÖÞǪŔŠŢÚṼŴẊÝŽ';
const accents = new Map([...PLAIN].map((letter, at) => [letter, [...ACCENTED][at]!]));

export const pseudoWords = (words: Words): Words =>
  Object.fromEntries(Object.entries(words).map(([id, text]) => [id, pseudoWord(text)]));

/** In a built site, texts with arguments have been parsed already (`cli/words.ts`), and no parser is there. */
function pseudoWord(text: string | readonly MessageFormatElement[]): string {
  if (typeof text !== 'string') return [literal('⟦'), ...text.map(pseudoElement), literal('⟧')] as never;
  return text.includes('{') ? pseudoText(text) : `⟦${lengthen(text)}⟧`;
}

const literal = (value: string): MessageFormatElement => ({ type: TYPE.literal, value });

/** One ICU text: only its literal parts change. Throws where it is no ICU text. */
export function pseudoText(text: string): string {
  return `⟦${printAST(parse(text, { ignoreTag: true }).map(pseudoElement))}⟧`;
}

function pseudoElement(element: MessageFormatElement): MessageFormatElement {
  switch (element.type) {
    case TYPE.literal:
      return { type: TYPE.literal, value: lengthen(element.value) };
    case TYPE.plural:
    case TYPE.select: {
      const options = Object.entries(element.options).map(
        ([name, option]) => [name, { ...option, value: option.value.map(pseudoElement) }] as const,
      );
      return { ...element, options: Object.fromEntries(options) } as MessageFormatElement;
    }
    default:
      return element;
  }
}

/** Accented, with letters repeated (vowels first) until it is long enough. */
function lengthen(text: string): string {
  const letters = [...text].map((letter) => ({ letter, times: 1 }));
  const vowels = letters.filter(({ letter }) => 'aeiouAEIOU'.includes(letter));
  const stretched = vowels.length > 0 ? vowels : letters.filter(({ letter }) => accents.has(letter)).slice(-1);
  const more = stretched.length === 0 ? 0 : Math.ceil(letters.length * LONGER);
  for (let added = 0; added < more; added += 1) stretched[added % stretched.length]!.times += 1;
  return letters.map(({ letter, times }) => (accents.get(letter) ?? letter).repeat(times)).join('');
}
