/** From a file to the histories in it: which format it has, by its name or its first character, and the reader of that. */
import { readEdnHistory } from '#formats/edn';
import { type HistoriesRead, readHistories } from '#formats/history-json';
import { readJepsenText } from '#formats/jepsen-text';
import type { Input } from './input';

export const FORMATS = ['json', 'jsonl', 'edn', 'jepsen-text'] as const;
export type Format = (typeof FORMATS)[number];

const ENDINGS: Readonly<Record<string, Format>> = { json: 'json', jsonl: 'jsonl', edn: 'edn', log: 'jepsen-text' };

export function formatOf({ name, text }: Input): Format {
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending]! : formatOfText(text);
}

/** An object with a keyword in it is EDN's, as is a list; several objects of JSON are one a line. */
function formatOfText(text: string): Format {
  const start = text.slice(0, 100_000).trimStart();
  if (/^(?:\{\s*:|\[\s*[{#;]\s*:|[;#(]|\[\s*\{\s*:)/.test(start)) return 'edn';
  if (/^\{[^\n]*\}[ \t\r]*\n\s*\{/.test(start)) return 'jsonl';
  if (start === '' || /^[{["\d]/.test(start)) return 'json';
  return 'jepsen-text';
}

/** Never throws. `model` stands in for what the text says or lets guess. */
export function readObservations(text: string, format: Format, given: { readonly model?: string }): HistoriesRead {
  switch (format) {
    case 'json':
    case 'jsonl':
      return readHistories(text, given);
    case 'edn':
      return readEdnHistory(text, given);
    case 'jepsen-text':
      return readJepsenText(text, given);
  }
}
