/** `lessons`: lists them, or examines each by every content rule. */
import { checkers, protocols } from '#catalog';
import english from '#i18n/en/index';
import { reportFinding, verifyLesson } from '#lesson/verify';
import { readArguments } from './arguments';
import { lessons, type LessonFiles } from './lesson-files';
import { refuse, say, succeed, table, type Outcome } from './outcome';

export function listLessons(args: readonly string[]): Outcome {
  const read = readArguments(args, { verify: 'boolean' }, []);
  if (read.fault) return refuse([{ reason: read.fault }]);
  if (read.flags.has('verify')) return verifyAll();
  return succeed(
    table(
      lessons.map(({ number, slug, prose, lesson }) => [
        String(number).padStart(2, '0'),
        slug,
        say('cli.lesson.minutes', { minutes: lesson.minutes }),
        prose.title,
      ]),
    ),
  );
}

const TERM = 'term.';
const terms = Object.keys(english.words).flatMap((id) =>
  id.startsWith(TERM) && !id.endsWith('.meaning') ? [id.slice(TERM.length)] : [],
);

const numbers = lessons.map(({ number }) => number);

function verifyAll(): Outcome {
  const examined = lessons.map((one) => ({ one, findings: examine(one) }));
  const out = table(
    examined.map(({ one, findings }) => [one.folder, say('cli.lesson.findings', { findings: findings.length })]),
  );
  const err = examined.flatMap(({ findings }) => findings.map((finding) => `${finding}\n`)).join('');
  return { out, err, code: err === '' ? 0 : 1 };
}

const examine = ({ folder, lesson, prose, notes }: LessonFiles): string[] =>
  verifyLesson({ folder, lesson, prose, notes, terms, numbers, protocols, checkers }).map((finding) =>
    reportFinding(finding, say),
  );
