/** The script's language for the editor: colours for its words, and completion from the table of statements. */
import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { StreamParser } from '@codemirror/language';
import { LINE_WORDS, STATEMENTS } from '#sim/script/grammar';

const VERBS = new Set([
  ...LINE_WORDS,
  ...STATEMENTS.map(({ verb }) => verb),
  'from',
  'to',
  'process',
  'machine',
  'disk',
]);

export const scriptTokens: StreamParser<unknown> = {
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/#.*/)) return 'comment';
    if (stream.match(/[+-]?\d+(\.\d+)?(us|ms|s|min|h|d|%|ppm|[GMk]?bps)?(\.\.|~)?/)) return 'number';
    if (stream.match(/[\p{L}-]+=/u)) return 'propertyName';
    const word = stream.match(/[\p{L}_][\p{L}\p{N}_-]*/u);
    if (Array.isArray(word)) return VERBS.has(word[0]) ? 'keyword' : null;
    stream.next();
    return null;
  },
};

/** Verbs where a line or a time has just begun; names of this script elsewhere. */
export function completeScript(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/[\p{L}\p{N}_-]*/u);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const before = context.state.doc
    .lineAt(context.pos)
    .text.slice(0, word.from - context.state.doc.lineAt(context.pos).from);
  const statements = STATEMENTS.filter(({ where }) =>
    before.trim() === '' ? where !== 'timed' : where === 'timed' && /^\s*at\s+\S+\s+$/.test(before),
  );
  const verbs = statements.map(({ verb, form }) => ({ label: verb, detail: form, type: 'keyword' }));
  const names =
    before.trim() === '' ? [] : namesIn(context.state.doc.toString()).map((label) => ({ label, type: 'variable' }));
  const line = before.trim() === '' ? [{ label: 'at', detail: 'at <time> …', type: 'keyword' }] : [];
  return { from: word.from, options: [...verbs, ...line, ...names] };
}

const namesIn = (text: string): string[] =>
  [...text.matchAll(/^(?:replicas|clients)\s+(.*)$/gm)].flatMap(([, list]) =>
    list!.split(/\s+/).map((name) => name.replace(/@.*/, '')),
  );
