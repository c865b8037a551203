/** A small sound lesson for tests of the content rules: each test spoils one thing in it. */
import type { GoalStep, Lesson, LessonStep, PlayStep, PredictStep, RecallStep, TakeawayStep } from '#lesson/lesson';
import { changed, isAnswered, returned } from '#lesson/kit';
import { HEADS, type Note, type Notes } from '#lesson/notes';
import type { Passage, Prose, Section } from '#lesson/prose';
import { textsOf } from '#lesson/texts';

export const SCRIPT = `replicarium 1
ends 200ms
protocol primary-backup read=nearest
replicas A B
clients Ana@A Bo@B
initially x=1
link A-B 20ms
at 0ms Ana write x=2
at 10ms Bo read x
`;

export const SLOW_READ = changed(SCRIPT, 'at 10ms', 'at 50ms');
export const BROKEN = changed(SCRIPT, 'write x=2', 'wrote x=2');

export const play: PlayStep = { id: 'meet', kind: 'play', script: SCRIPT };
export const predict: PredictStep = {
  id: 'guess',
  kind: 'predict',
  locksAt: '10ms',
  revealsAt: '12ms',
  choices: [
    { id: 'old', holds: (run) => returned(run, 'Bo.1', 1) },
    { id: 'new', holds: (run) => returned(run, 'Bo.1', 2), wouldHold: SLOW_READ },
    { id: 'none', holds: (run) => !isAnswered(run, 'Bo.1'), lookAt: '12ms' },
  ],
};
const explain: LessonStep = { id: 'why', kind: 'explain', opensAt: '10ms', shows: 'linearizable' };
export const goal: GoalStep = {
  id: 'repair',
  kind: 'goal',
  may: { settings: ['read'], tools: ['drag'] },
  reached: (run) => returned(run, 'Bo.1', 2),
  solution: SLOW_READ,
  misses: [{ id: 'still', holds: (run) => returned(run, 'Bo.1', 1), example: SCRIPT }],
};
const free: LessonStep = { id: 'free', kind: 'play', may: { settings: ['ack'], tools: ['cut', 'crash'] } };
export const takeaway: TakeawayStep = {
  id: 'keep',
  kind: 'takeaway',
  sources: [{ text: 'Somebody, Some Book, 2017, chapter 5' }],
};
export const recall: RecallStep = {
  id: 'before',
  kind: 'recall',
  questions: ['one', 'two'].map((id) => ({
    id,
    choices: [
      { id: 'yes', right: true },
      { id: 'no', right: false },
    ],
  })),
};

export const LESSON: Lesson = {
  minutes: 12,
  roles: { core: ['dba'], useful: ['sre'] },
  steps: [play, predict, explain, goal, free, takeaway],
  claims: [{ id: 'answered', script: SCRIPT, seeds: 100, holds: (run) => isAnswered(run, 'Bo.1') }],
  facts: {
    asked: (run) => ({ us: run.operation('Bo.1').callUs }),
    later: { script: SLOW_READ, value: (run) => ({ us: run.operation('Bo.1').callUs }) },
  },
};

/** The lesson with one step replaced. */
export const withStep = (step: LessonStep): Lesson => ({
  ...LESSON,
  steps: LESSON.steps.map((each) => (each.id === step.id ? step : each)),
});

const passage = (text: string): Passage => ({ html: `<p>${text}</p>`, text });

/** Words for every block that the steps need, each different, with what the sample's rules look for. */
export function proseFor(steps: readonly LessonStep[]): Prose {
  const sectionOf = (step: LessonStep): Section => ({
    ...passage(`The text of ${step.id}.`),
    blocks: Object.fromEntries(
      textsOf(step)
        .filter((block) => block !== '')
        .map((block) => [block, passage(`The ${block} of ${step.id}.`)]),
    ),
  });
  const sections = Object.fromEntries(steps.map((step) => [step.id, sectionOf(step)]));
  const why = sections['why'];
  if (why)
    sections['why'] = {
      ...why,
      html: '<p><span data-to="claim" data-name="answered">always</span> <button type="button" data-to="moment" data-name="later">then</button> <span data-fact="asked"></span></p>',
    };
  return { title: 'A sample', sections: { about: { ...passage('What it is about.'), blocks: {} }, ...sections } };
}

/** Notes for the class and for every step. */
export function notesFor(steps: readonly Pick<LessonStep, 'id'>[]): Notes {
  const noteOf = (id: string): Note => ({
    ...passage(''),
    parts: Object.fromEntries(Object.values(HEADS).map((head) => [head, passage(`The ${head} of ${id}.`)])),
  });
  return { sections: Object.fromEntries(['class', ...steps.map(({ id }) => id)].map((id) => [id, noteOf(id)])) };
}

/** The sample's notes with one section changed; `undefined` takes it out. */
export function notesWith(id: string, change: (note: Note) => Note | undefined): { notes: Notes } {
  const { [id]: note, ...sections } = notesFor(LESSON.steps).sections;
  const fresh = change(note ?? { ...passage('A new note.'), parts: {} });
  return { notes: { sections: fresh ? { ...sections, [id]: fresh } : sections } };
}

/** The sample's prose with one section changed; `undefined` takes it out. */
export function withSection(id: string, change: (section: Section) => Section | undefined): Prose {
  const prose = proseFor(LESSON.steps);
  const { [id]: section, ...sections } = prose.sections;
  const fresh = change(section ?? { ...passage('A new section.'), blocks: {} });
  return { ...prose, sections: fresh ? { ...sections, [id]: fresh } : sections };
}

/** A section with one block changed; `undefined` takes it out. */
export function withBlock(section: Section, name: string, text: string | undefined): Section {
  const { [name]: _, ...blocks } = section.blocks;
  return { ...section, blocks: text === undefined ? blocks : { ...blocks, [name]: passage(text) } };
}

/** A lesson with a fault; prose is made to fit where none is given. */
export interface Bad {
  readonly folder?: string;
  readonly lesson?: Lesson;
  readonly prose?: Prose;
  readonly notes?: Notes | undefined;
}

/** By rule: the fault's name, the lesson, and what is said of it. */
export type Cases = Readonly<Record<string, readonly (readonly [fault: string, bad: Bad, found: string])[]>>;

export const lessonWith = (change: Partial<Lesson>): Bad => ({ lesson: { ...LESSON, ...change } });
export const predictWith = (change: Partial<PredictStep>): Bad => ({ lesson: withStep({ ...predict, ...change }) });
export const goalWith = (change: Partial<GoalStep>): Bad => ({ lesson: withStep({ ...goal, ...change }) });
