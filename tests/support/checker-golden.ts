/** Replays the goldens of a checker: histories as text, each followed by `----` and the verdict on it. */
import type { Checker } from '#history/verdict';
import { parseHistory } from '#formats/history-text';
import { printVerdict } from '#support/verdict-text';

/** Replaces each verdict with what the checker says today. Throws where a history cannot be read. */
export function rejudge(text: string, checker: Checker): string {
  return text.replace(
    /((?:^(?!----).+\n)+)----\n(?:.+\n)*/gm,
    (_, history: string) => `${history}----\n${judge(history, checker)}\n`,
  );
}

function judge(text: string, checker: Checker): string {
  const parsed = parseHistory(text);
  if (!parsed.ok) throw new Error(`line ${parsed.line}, column ${parsed.column}: ${parsed.expected.id} in\n${text}`);
  return printVerdict(checker.check(parsed.observation));
}
