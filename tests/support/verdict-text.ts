/** A verdict as the lines that goldens keep. */
import type { Phrase, PhraseArgument } from '#history/phrase';
import type { Verdict } from '#history/verdict';

export function printVerdict(verdict: Verdict): string {
  switch (verdict.verdict) {
    case 'holds':
      return `holds tested ${verdict.tested}`;
    case 'unknown':
      return `unknown\n${printPhrase(verdict.reason)}`;
    case 'violated': {
      const { ops, completes, minimal } = verdict.witness;
      const witness = `witness ${ops.join(' ')} completes ${completes} ${minimal ? 'minimal' : 'perhaps not minimal'}`;
      return `violated tested ${verdict.tested}\n${witness}\n${printPhrase(verdict.reason)}`;
    }
  }
}

function printPhrase({ id, args }: Phrase): string {
  return [id, ...Object.entries(args).map(([name, value]) => `${name}=${printArgument(value)}`)].join(' ');
}

const printArgument = (value: PhraseArgument): string =>
  typeof value === 'object' ? `(${printPhrase(value)})` : String(value);
