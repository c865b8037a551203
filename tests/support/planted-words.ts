/** Lessons with one fault each in their words: missing and stray texts, answers, figures, references, named lessons, notes. */
import { LESSON, lessonWith, notesWith, proseFor, withBlock, withSection, type Cases } from './sample-lesson';

export const WORDS: Cases = {
  texts: [
    [
      'no title',
      { prose: { ...proseFor(LESSON.steps), title: '' } },
      'en.md: The lesson has no title. Begin en.md with “# Title”.',
    ],
    [
      'no words for a step',
      { prose: withSection('free', () => undefined) },
      'en.md, step free: There is no section “## free”. Add it.',
    ],
    [
      'a step without a text of its own',
      { prose: withSection('free', (section) => ({ ...section, html: '', text: ' ' })) },
      'en.md, step free: The section “## free” has no text of its own. Write it right under the heading, before the first “###”.',
    ],
    [
      'a choice without words',
      { prose: withSection('guess', (section) => withBlock(section, 'choice new', undefined)) },
      'en.md, step guess: The block “### choice new” is missing or empty. Write it in the step’s section.',
    ],
    [
      'a choice without an answer',
      { prose: withSection('guess', (section) => withBlock(section, 'because new', '')) },
      'en.md, step guess: The block “### because new” is missing or empty. Write it in the step’s section.',
    ],
    [
      'a goal with two hints',
      { prose: withSection('repair', (section) => withBlock(section, 'hint 3', undefined)) },
      'en.md, step repair: The block “### hint 3” is missing or empty. Write it in the step’s section.',
    ],
    [
      'a section that no step shows',
      { prose: withSection('elsewhere', (section) => section) },
      'en.md, step elsewhere: No step belongs to the section “## elsewhere”. Rename it to one of about, meet, guess, why, repair, free, keep, or delete it.',
    ],
    [
      'a block that nothing shows',
      { prose: withSection('free', (section) => withBlock(section, 'hint 1', 'Look.')) },
      'en.md, step free: Nothing shows the block “### hint 1”. Rename it to one of title, or delete it.',
    ],
  ],
  answers: [
    [
      'two choices with one answer',
      {
        prose: withSection('guess', (section) =>
          withBlock(section, 'because none', section.blocks['because new']!.text),
        ),
      },
      'en.md, step guess: The block “### because none” says the same as “### because new”. Answer each in its own way.',
    ],
  ],
  figures: [
    [
      'a figure that no fact computes',
      { prose: withSection('free', (section) => ({ ...section, html: '<span data-fact="speed"></span>' })) },
      'en.md, step free: The prose shows the figure “speed”, which no fact computes. Add it to facts, or use one of asked, later.',
    ],
    [
      'a fact that nothing shows',
      lessonWith({ facts: { ...LESSON.facts, speed: () => 3 } }),
      'lesson.ts: No prose shows the fact “speed”. Show it, or delete it.',
    ],
    [
      'a figure where no run is',
      { prose: withSection('about', (section) => ({ ...section, html: '<span data-fact="asked"></span>' })) },
      'en.md, step about: The figure “asked” stands in a section that has no run. Move it into a step.',
    ],
    [
      'a fact that is no number',
      lessonWith({ facts: { ...LESSON.facts, asked: () => ({ us: Infinity }) } }),
      'lesson.ts, step why: The fact “asked” is no finite number here. Compute it from a run in which it happens.',
    ],
    [
      'a fact that cannot be computed',
      lessonWith({ facts: { ...LESSON.facts, asked: (run) => run.operation('Cy.1').callUs } }),
      'lesson.ts, step why: Its facts.asked cannot be computed: the run has no operation Cy.1; it has Ana.1, Bo.1. Ask only for operations, replicas and checkers that the run has.',
    ],
  ],
  references: (
    [
      ['moment', '300ms'],
      ['moment', 'soon'],
      ['operation', 'Bo.2'],
      ['replica', 'Bo'],
      ['client', 'A'],
      ['term', 'nonsense'],
      ['claim', 'nonsense'],
    ] as const
  ).map(([to, name]) => [
    `a ${to} that does not exist`,
    {
      prose: withSection('free', (section) => ({
        ...section,
        html: `<button type="button" data-to="${to}" data-name="${name}">x</button>`,
      })),
    },
    `en.md, step free: The prose points to ${to}:${name}, which does not exist here. Point to something in the step’s run, to a term of the glossary, or to a claim of the lesson.`,
  ]),
  notes: [
    [
      'no notes',
      { notes: undefined },
      'en.notes.md: There are no notes for teachers. Write en.notes.md: a section “## class” and one for each step.',
    ],
    [
      'no notes for a step',
      notesWith('free', () => undefined),
      'en.notes.md, step free: The notes have no section “## free”. Add “## free” to en.notes.md.',
    ],
    [
      'notes for no step',
      notesWith('elsewhere', (note) => note),
      'en.notes.md, step elsewhere: No step belongs to the section “## elsewhere”. Rename it to one of class, meet, guess, why, repair, free, keep, or delete it.',
    ],
    [
      'nothing on the class',
      notesWith('class', (note) => ({ ...note, parts: {} })),
      'en.notes.md, step class: The section “## class” of the notes is empty. Say how long the lesson takes in class, and what the class should leave with.',
    ],
    [
      'no misconception',
      notesWith('guess', ({ parts: { misconception: _, ...parts }, ...note }) => ({ ...note, parts })),
      'en.notes.md, step guess: The notes of this step have no line “**Misconception**”. Begin a line with **Misconception**, and say it in a sentence or two.',
    ],
    [
      'a figure that no fact computes',
      notesWith('guess', (note) => ({ ...note, html: '<span data-fact="speed"></span>' })),
      'en.notes.md, step guess: The prose shows the figure “speed”, which no fact computes. Add it to facts, or use one of asked, later.',
    ],
    [
      'a reference',
      notesWith('guess', (note) => ({ ...note, html: '<button data-to="term" data-name="lag">lag</button>' })),
      'en.notes.md, step guess: The notes point to term:lag, and nothing can be pressed there. Name it in plain words.',
    ],
  ],
  mentions: [
    [
      'a lesson that there is not',
      {
        prose: withSection('why', (section) =>
          withBlock(section, 'title', 'More in lesson 1, and in lessons 3 and 99'),
        ),
      },
      'en.md, step why: The words name lesson 99, which the course does not have. Say it without a number, or name one of 1, 3, 4, 7, 8, 9, 10, 19.',
    ],
    [
      'notes that name one',
      notesWith('guess', (note) => ({ ...note, text: 'See lesson 2.' })),
      'en.notes.md, step guess: The words name lesson 2, which the course does not have. Say it without a number, or name one of 1, 3, 4, 7, 8, 9, 10, 19.',
    ],
  ],
};
