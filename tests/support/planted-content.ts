/** Lessons with one fault each in what they teach: answer keys, goals, claims, sources, words, figures and references. */
import { changed, returned } from '#lesson/kit';
import {
  goal,
  goalWith,
  LESSON,
  lessonWith,
  notesWith,
  predict,
  predictWith,
  proseFor,
  SCRIPT,
  SLOW_READ,
  takeaway,
  withBlock,
  withSection,
  withStep,
  type Cases,
} from './sample-lesson';

const [old, fresh, none] = predict.choices;
const [still] = goal.misses!;

export const CONTENT: Cases = {
  sweeps: [
    [
      'a figure that varies what the protocol does not have',
      { lesson: withStep({ id: 'free', kind: 'play', sweep: { vary: 'ack=asink', runs: 100 } }) },
      'lesson.ts, step free: Its figure of many runs cannot vary “ack=asink”: “asink” is no value of ack. Expected: async, semi-sync, sync. Name settings of its protocol with values, such as ack=async,sync or r=1..2.',
    ],
    [
      'a figure without a read to count',
      {
        lesson: withStep({
          ...{ id: 'free', kind: 'play', sweep: { vary: '', runs: 100 } },
          script: changed(SCRIPT, 'at 10ms Bo read x\n', ''),
        }),
      },
      'lesson.ts, step free: Its figure of many runs has no read that follows an acknowledged write. Let clients read after a write is done.',
    ],
  ],
  predictions: [
    [
      'no choice that holds',
      predictWith({ choices: [fresh!, none!] }),
      'lesson.ts, step guess: No choice holds. Make exactly one hold of the step’s run.',
    ],
    [
      'two choices that hold',
      predictWith({ choices: [old!, { ...old!, id: 'one' }, fresh!] }),
      'lesson.ts, step guess: 2 choices hold at once: old, one. Make exactly one hold of the step’s run.',
    ],
    [
      'a wrong choice that no run answers',
      predictWith({ choices: [old!, fresh!, { id: 'none', holds: none!.holds }] }),
      'lesson.ts, step guess: No run answers the wrong choice “none”. Give it wouldHold, a run in which it is right, or lookAt, the moment that refutes it.',
    ],
    [
      'a run that does not make the choice right',
      predictWith({ choices: [old!, { ...fresh!, wouldHold: SCRIPT }] }),
      'lesson.ts, step guess: In the run that should make “new” right, these choices hold: old. Change its wouldHold so that it alone holds there.',
    ],
    [
      'a choice about an operation that does not happen',
      predictWith({ choices: [{ ...old!, holds: (run) => returned(run, 'Bo.2', 1) }] }),
      'lesson.ts, step guess: Its choices cannot be computed: the run has no operation Bo.2; it has Ana.1, Bo.1. Ask only for operations, replicas and checkers that the run has.',
    ],
  ],
  goals: [
    [
      'a goal that the start meets',
      goalWith({ reached: () => true, misses: [] }),
      'lesson.ts, step repair: The goal is reached before anything is changed. Sharpen reached, or start from another script.',
    ],
    [
      'a solution that misses',
      goalWith({ solution: SCRIPT }),
      'lesson.ts, step repair: Its solution does not reach the goal. Mend the script, or widen reached.',
    ],
    [
      'another way that misses',
      goalWith({ alsoReachedBy: [SLOW_READ, SCRIPT] }),
      'lesson.ts, step repair: Its alsoReachedBy[1] does not reach the goal. Mend the script, or widen reached.',
    ],
    [
      'a miss that is none',
      goalWith({ misses: [{ ...still!, example: SLOW_READ }] }),
      'lesson.ts, step repair: The example of the miss “still” reaches the goal. Give an example that fails, or sharpen reached.',
    ],
    [
      'a miss that does not see its example',
      goalWith({ misses: [{ ...still!, holds: () => false }] }),
      'lesson.ts, step repair: The miss “still” does not hold of its own example. Mend the example, or widen holds.',
    ],
  ],
  claims: [
    [
      'a claim that fails for one seed',
      lessonWith({ claims: [{ ...LESSON.claims[0]!, holds: (run) => run.trace.scenario.seed !== 37 }] }),
      'lesson.ts: The claim “answered” fails for seed 37. Run its script with that seed in the lab, then mend the claim or the prose.',
    ],
    [
      'a claim that is hardly tried',
      lessonWith({ claims: [{ ...LESSON.claims[0]!, seeds: 3 }] }),
      'lesson.ts: The claim “answered” is tried on 3 seeds. Try it on 100 or more.',
    ],
    [
      'a claim that no word makes',
      {
        prose: withSection('why', (section) => ({
          ...section,
          html: section.html.replace('claim', 'term').replace('answered', 'lag'),
        })),
      },
      'lesson.ts: No word of the prose makes the claim “answered”. Mark it as [always](claim:answered), or delete the claim.',
    ],
    [
      'a comparison that finds a difference',
      lessonWith({
        claims: [
          {
            ...LESSON.claims[0]!,
            against: SLOW_READ,
            holds: (run, other) => run.answer('Bo.1') === other.answer('Bo.1'),
          },
        ],
      }),
      'lesson.ts: The claim “answered” fails for seed 1. Run its script with that seed in the lab, then mend the claim or the prose.',
    ],
  ],
  sources: [
    [
      'no source',
      { lesson: withStep({ ...takeaway, sources: [] }) },
      'lesson.ts, step keep: The takeaway names no source. Name author, title, year and place of what was read.',
    ],
    [
      'a source that cannot be found',
      { lesson: withStep({ ...takeaway, sources: [{ text: 'a book' }] }) },
      'lesson.ts, step keep: A source is too short to be found. Name author, title, year and place.',
    ],
    [
      'an address that is not encrypted',
      { lesson: withStep({ ...takeaway, sources: [{ ...takeaway.sources[0]!, url: 'http://example.org/' }] }) },
      'lesson.ts, step keep: The address “http://example.org/” of a source is not of the form https://…. Correct it, or leave it out.',
    ],
  ],
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
};
