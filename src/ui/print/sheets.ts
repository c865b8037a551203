/** A lesson as what is printed of it: for each step its figure at its stop, what is asked, and apart from that the answer. */
import type { Lesson, LessonStep } from '#lesson/lesson';
import type { Note, Notes } from '#lesson/notes';
import type { Passage, Prose } from '#lesson/prose';
import { LessonSession } from '#player/lesson-session.svelte';
import { rightAnswer, standAt, stopsOf, type Stop } from '#player/talk/course';
import { busiestUs } from '#player/pictures';
import { figureOf, type Figure } from '#ui/print/figures';
import { asList, withoutButtons } from '#ui/present/words';
import { keepUnits, say } from '#ui/words.svelte';

export interface Question {
  /** Empty where the step's title asks already. */
  readonly text: string;
  readonly choices: readonly string[];
  readonly right: string;
  readonly because: string;
}

export interface Sheet {
  readonly id: string;
  readonly kind: LessonStep['kind'];
  readonly title: string;
  /** Markup of our own build. */
  readonly words: string;
  readonly figure: Figure | undefined;
  readonly questions: readonly Question[];
  /** The run once it has answered; of a goal the run of its solution. */
  readonly answered: Figure | undefined;
  readonly solution: string | undefined;
  readonly note: Readonly<Partial<Record<keyof Note['parts'], string>>> | undefined;
  readonly sources: readonly string[];
}

/** To be called in a browser, once its fonts have come: figures are measured by them. */
export function sheetsOf(lesson: Lesson, prose: Prose, notes: Notes | undefined): readonly Sheet[] {
  const session = new LessonSession(lesson);
  const stops = stopsOf(lesson, prose);
  return lesson.steps.map((step, index) => {
    const own = stops.filter((stop) => stop.step === index);
    return sheetOf({ session, step, own, prose, note: notes?.sections[step.id] });
  });
}

interface Given {
  readonly session: LessonSession;
  readonly step: LessonStep;
  /** The step's stops. */
  readonly own: readonly Stop[];
  readonly prose: Prose;
  readonly note: Note | undefined;
}

function sheetOf({ session, step, own, prose, note }: Given): Sheet {
  const { blocks } = prose.sections[step.id]!;
  const html = (passage: Passage | undefined) => keepUnits(withoutButtons(session.html(passage, say)));
  standAt(session, own.find(({ kind }) => kind === 'vote') ?? own[0]!);
  const { head } = session.instrument;
  if (step.kind === 'play') head.seek(busiestUs(session.instrument));
  const figure = step.kind === 'recall' ? undefined : figureOf(session.instrument, step.id);
  const words = {
    title: keepUnits(session.text(blocks['title'], say)) || prose.title,
    words: wordsOf(passagesOf(step, own, prose).map(html)),
    questions: questionsOf(session, step, prose),
    solution: step.kind === 'goal' ? html(blocks['solution']) : undefined,
    note: note && Object.fromEntries(Object.entries(note.parts).map(([part, passage]) => [part, html(passage)])),
  };
  const later = own.find(({ kind }) => kind === 'answer' || kind === 'solution');
  if (later) standAt(session, later);
  return {
    ...{ id: step.id, kind: step.kind, figure, ...words },
    answered: later && figureOf(session.instrument, `${step.id}-answer`),
    sources: step.kind === 'takeaway' ? step.sources.map(({ text }) => text) : [],
  };
}

/** A section has its lists already; pieces of one become lists again. */
const wordsOf = (pieces: readonly string[]): string => {
  const markup = pieces.join('');
  return markup.includes('<ul>') ? markup : asList(markup);
};

/** What the room reads at the step's stops, each once; a goal is its own first words. */
function passagesOf(step: LessonStep, own: readonly Stop[], prose: Prose): readonly Passage[] {
  if (step.kind === 'goal') return [prose.sections[step.id]!];
  if (step.kind === 'recall') return [];
  return [...new Map(own.flatMap(({ passages }) => passages.map((each) => [each.html, each] as const))).values()];
}

function questionsOf(session: LessonSession, step: LessonStep, prose: Prose): readonly Question[] {
  const { blocks } = prose.sections[step.id]!;
  const text = (block: string) => keepUnits(session.text(blocks[block], say));
  const html = (block: string) => keepUnits(withoutButtons(session.html(blocks[block], say)));
  if (step.kind === 'predict') {
    const right = session.rightChoice(step) ?? '';
    return [
      {
        ...{ text: '', choices: step.choices.map(({ id }) => text(`choice ${id}`)) },
        ...{ right: text(`choice ${right}`), because: html(`because ${right}`) },
      },
    ];
  }
  if (step.kind !== 'recall') return [];
  return step.questions.map(({ id, choices }) => {
    const right = rightAnswer(session.lesson, session.at, id) ?? '';
    return {
      ...{ text: text(`question ${id}`), choices: choices.map((choice) => text(`choice ${id}.${choice.id}`)) },
      ...{ right: text(`choice ${id}.${right}`), because: html(`because ${id}.${right}`) },
    };
  });
}
