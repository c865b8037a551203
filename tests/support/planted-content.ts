/** Lessons with one fault each in what they teach: answer keys, spoilers, goals, claims, sources, figures of many runs. */
import { changed, hasSetting, returned } from '#lesson/kit';
import type { Section } from '#lesson/prose';
import {
  goal,
  goalWith,
  LESSON,
  lessonWith,
  play,
  predict,
  predictWith,
  SCRIPT,
  SLOW_READ,
  takeaway,
  withSection,
  withStep,
  type Cases,
} from './sample-lesson';

const [old, fresh, none] = predict.choices;

/** A section one of whose blocks leads to a moment. */
const pointing = (section: Section, block: string, moment: string): Section => {
  const { text } = section.blocks[block]!;
  const html = `<p><button type="button" data-to="moment" data-name="${moment}">then</button></p>`;
  return { ...section, blocks: { ...section.blocks, [block]: { text, html } } };
};
const [still] = goal.misses!;

export const CONTENT: Cases = {
  spoilers: [
    [
      'a verdict before the prediction',
      { lesson: withStep({ ...play, shows: 'linearizable' }) },
      'lesson.ts, step meet: It opens the verdict on linearizable before the prediction “guess” is made. Show it in the explanation.',
    ],
    [
      'a step that opens beyond the lock',
      { lesson: withStep({ ...play, opensAt: '11ms' }) },
      'lesson.ts, step meet: It leads to 11ms, beyond the lock of the prediction “guess”, which is not made yet. Name a moment before the lock, or tell it in the explanation.',
    ],
    [
      'a hint that leads beyond the lock',
      { prose: withSection('guess', (section) => pointing(section, 'hint 2', '12ms')) },
      'en.md, step guess: It leads to 12ms, beyond the lock of the prediction “guess”, which is not made yet. Name a moment before the lock, or tell it in the explanation.',
    ],
    [
      'a figure of many runs',
      { lesson: withStep({ ...play, sweep: { vary: 'ack=async', runs: 100 } }) },
      'lesson.ts, step meet: Its figure of many runs tells what the prediction “guess” asks. Show it in the explanation.',
    ],
    [
      'the same run under another title',
      { lesson: { ...withStep({ ...predict, script: changed(SCRIPT, 'ends', 'title Another\nends') }) } },
      'lesson.ts, step meet: It shows the run of the prediction “guess” before it is made, under another title. Give both steps the same script: the page then locks it until the prediction is made.',
    ],
  ],
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
      'a way that does not see its example',
      goalWith({
        may: { settings: [], tools: ['drag'] },
        ways: [{ id: 'late', holds: () => false, example: SLOW_READ }],
      }),
      'lesson.ts, step repair: The example of the way “late” does not reach the goal by this way. Mend the example, widen its holds, or put it before a way that takes its place.',
    ],
    [
      'a way that does not lead there',
      goalWith({
        may: { settings: [], tools: ['drag'] },
        ways: [{ id: 'late', holds: () => true, example: SCRIPT }],
      }),
      'lesson.ts, step repair: The example of the way “late” does not reach the goal by this way. Mend the example, widen its holds, or put it before a way that takes its place.',
    ],
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
  attempts: [
    [
      'a combination that misses without a word',
      goalWith({
        may: { settings: ['read'], tools: [] },
        reached: (run) => returned(run, 'Bo.1', 2) && !hasSetting(run, 'read', 'primary'),
        misses: [],
      }),
      'lesson.ts, step repair: With read=primary the goal is not reached, and nothing says why. Add a miss that holds of this run, with its words, or widen one.',
    ],
    [
      'a combination that gets there in no way that is told',
      goalWith({
        may: { settings: ['read'], tools: [] },
        ways: [{ id: 'late', holds: (run) => !hasSetting(run, 'read', 'primary'), example: SLOW_READ }],
      }),
      'lesson.ts, step repair: With read=primary the goal is reached, and none of its ways says how. Add a way that holds of this run, with its words, or widen one.',
    ],
    [
      'too much to choose from',
      goalWith({ may: { settings: ['read', 'ack', 'gate', 'failover', 'fencing'], tools: [] } }),
      'lesson.ts, step repair: The goal offers 768 combinations of settings, more than 200. Offer fewer settings in may.',
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
};
