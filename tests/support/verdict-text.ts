/** A verdict as the lines that goldens keep. */
import type { Phrase, PhraseArgument } from '#history/phrase';
import type { Staleness, Verdict } from '#history/verdict';

export function printVerdict(verdict: Verdict): string {
  switch (verdict.verdict) {
    case 'holds':
      return `holds tested ${verdict.tested}${printMeasured(verdict.measured)}`;
    case 'unknown':
      return `unknown\n${printPhrase(verdict.reason)}`;
    case 'violated': {
      const { ops, completes, minimal } = verdict.witness;
      const witness = `witness ${ops.join(' ')} completes ${completes} ${minimal ? 'minimal' : 'perhaps not minimal'}`;
      return `violated tested ${verdict.tested}${printMeasured(verdict.measured)}\n${witness}\n${printPhrase(verdict.reason)}`;
    }
  }
}

const printMeasured = (measured: Staleness | undefined): string =>
  measured ? `, at most ${measured.versions} versions and ${measured.time} of time behind` : '';

function printPhrase({ id, args }: Phrase): string {
  return [id, ...Object.entries(args).map(([name, value]) => `${name}=${printArgument(value)}`)].join(' ');
}

const printArgument = (value: PhraseArgument): string =>
  typeof value === 'object' ? `(${printPhrase(value)})` : String(value);
