/** What a command of the command line gives back: texts for the two streams and its exit code. Only `main.ts` writes them. */
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import type { Phrase } from '#history/phrase';

/** 0: done. 1: a check is violated, or a lesson fails. 2: the input is wrong. 3: nothing is violated, but something unknown. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Outcome {
  readonly out: string;
  readonly err: string;
  readonly code: ExitCode;
}

/** The command line speaks English: its words are a catalogue like any other, and its output is compared by machines. */
export const say = createSay(english);

export const succeed = (out: string, code: ExitCode = 0): Outcome => ({ out, err: '', code });

/** Something wrong in the input; without a place where it has none. */
export interface Complaint {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly reason: Phrase;
}

export const refuse = (complaints: readonly Complaint[]): Outcome => ({
  out: '',
  err: complaints.map((each) => `${printComplaint(each)}\n`).join(''),
  code: 2,
});

/** `file:line:column: sentence`, the form that editors jump to. */
function printComplaint({ file, line, column, reason }: Complaint): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${place === '' ? say('app.name').toLowerCase() : place}: ${say(reason)}`;
}

/** Columns of text, each as wide as its widest cell but the last. */
export function table(rows: readonly (readonly string[])[], gap = '  '): string {
  const widths: number[] = [];
  for (const row of rows)
    row.slice(0, -1).forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, [...cell].length)));
  const pad = (cell: string, width: number) => cell + ' '.repeat(Math.max(0, width - [...cell].length));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => (column === row.length - 1 ? cell : pad(cell, widths[column]!)))
          .join(gap)
          .trimEnd()}\n`,
    )
    .join('');
}
