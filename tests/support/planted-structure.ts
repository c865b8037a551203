/** Lessons with one fault each in their structure: what the rules on names, size, order, scripts and permissions must find. */
import { TOOLS, type Tool } from '#lesson/lesson';
import { changed } from '#lesson/kit';
import { laboratory } from './lessons';
import {
  BROKEN,
  goalWith,
  LESSON,
  lessonWith,
  play,
  predict,
  predictWith,
  recall,
  SCRIPT,
  SLOW_READ,
  withStep,
  type Cases,
} from './sample-lesson';

const [old, fresh, none] = predict.choices;

/** Another run than the one that the steps before explain. */
const LONGER = changed(SCRIPT, 'ends 200ms', 'ends 210ms');

export const STRUCTURE: Cases = {
  ids: [
    [
      'a folder without a number',
      { folder: 'sample' },
      'lesson.ts: The folder’s name “sample” has not the form NN-slug, or no part of the course holds this number. Name it like 01-one-value-three-copies.',
    ],
    [
      'a claim named twice',
      lessonWith({ claims: [LESSON.claims[0]!, LESSON.claims[0]!] }),
      'lesson.ts: Two parts of kind claim have the id “answered”. Rename one of them, here and in en.md.',
    ],
    [
      'a step that is called as the lesson’s summary is',
      lessonWith({ steps: LESSON.steps.map((step) => (step.id === 'meet' ? { ...step, id: 'about' } : step)) }),
      'lesson.ts: “about” cannot be the id of a step. Use small letters, digits and hyphens, and any word but “about”.',
    ],
    [
      'a choice that no address could hold',
      predictWith({ choices: [old!, fresh!, { ...none!, id: 'No one' }] }),
      'lesson.ts, step guess: “No one” cannot be the id of a choice. Use small letters, digits and hyphens, and any word but “about”.',
    ],
  ],
  size: [
    [
      'too many minutes',
      lessonWith({ minutes: 16 }),
      'lesson.ts: The lesson takes 16 minutes. Bring it to between 10 and 15.',
    ],
    [
      'too few minutes',
      lessonWith({ minutes: 9 }),
      'lesson.ts: The lesson takes 9 minutes. Bring it to between 10 and 15.',
    ],
    [
      'too many steps',
      lessonWith({
        steps: [
          ...LESSON.steps.slice(0, 3),
          ...['a', 'b', 'c'].map((id) => ({ id, kind: 'play' }) as const),
          ...LESSON.steps.slice(3),
        ],
      }),
      'lesson.ts: The lesson has 9 steps. Bring it to between 5 and 8.',
    ],
    [
      'nobody to read it',
      lessonWith({ roles: { core: [], useful: ['sre'] } }),
      'lesson.ts: No role has this lesson on its core path. Name at least one in roles.core.',
    ],
    [
      'a role twice',
      lessonWith({ roles: { core: ['sre'], useful: ['sre'] } }),
      'lesson.ts: The role sre is in roles.core and in roles.useful. Take it out of roles.useful.',
    ],
  ],
  arc: [
    [
      'no free play before the takeaway',
      lessonWith({ steps: LESSON.steps.filter(({ id }) => id !== 'free') }),
      'lesson.ts: A step of kind play is missing, or stands too early. Follow the arc play → predict → explain → goal → play → takeaway.',
    ],
    [
      'an end without takeaway',
      lessonWith({ steps: [...LESSON.steps, { id: 'more', kind: 'play' }] }),
      'lesson.ts: The last step is of kind play. End with takeaway.',
    ],
    [
      'a second prediction that nothing explains',
      lessonWith({
        steps: LESSON.steps.flatMap((step) =>
          step.id === 'why' ? [step, { ...predict, id: 'again', script: LONGER }] : [step],
        ),
      }),
      'lesson.ts, step again: No explanation follows this prediction. Put a step of kind explain right behind it.',
    ],
    ['no recall in lesson 2', { folder: '02-sample' }, 'lesson.ts: The first step is of kind play. Begin with recall.'],
    [
      'a recall in lesson 1',
      lessonWith({ steps: [recall, ...LESSON.steps] }),
      'lesson.ts: The first step is of kind recall. Begin with play.',
    ],
  ],
  scripts: [
    [
      'a script that does not parse',
      lessonWith({ claims: [{ ...LESSON.claims[0]!, script: `${SCRIPT}at noon heal\n` }] }),
      'lesson.ts: Its claims.answered has a fault in line 10, column 4: “noon” does not fit here. Expected: 20ms. Mend that line; the lab shows the same fault while you type.',
    ],
    [
      'a script that does not run',
      goalWith({ solution: BROKEN }),
      'lesson.ts, step repair: Its solution has a fault in line 8, column 1: primary-backup has no operation “wrote”. Expected: write, read. Mend that line; the lab shows the same fault while you type.',
    ],
    [
      'no script to begin with',
      lessonWith({
        steps: LESSON.steps.map((step) =>
          step.id === 'meet' ? { id: 'meet', kind: 'play' } : step.id === 'guess' ? { ...step, script: SCRIPT } : step,
        ),
      }),
      'lesson.ts, step meet: The first step has no experiment. Give it a script.',
    ],
    [
      'an edit of a message that is never sent',
      goalWith({ solution: `${SLOW_READ}drop copy(Ana.7) A->B\n` }),
      'lesson.ts, step repair: Its solution changes a message that does not occur: copy(Ana.7) A→B. Copy the message’s name from the run’s log.',
    ],
  ],
  times: [
    [
      'a moment after the end',
      predictWith({ revealsAt: '201ms' }),
      'lesson.ts, step guess: Its revealsAt is “201ms”, which is no moment of the run. Write a time like 44ms, between 0ms and the end of the script.',
    ],
    [
      'a moment that is no time',
      predictWith({ choices: [old!, fresh!, { ...none!, lookAt: 'soon' }] }),
      'lesson.ts, step guess: Its choices.none.lookAt is “soon”, which is no moment of the run. Write a time like 44ms, between 0ms and the end of the script.',
    ],
    [
      'an answer before the lock',
      predictWith({ revealsAt: '9ms' }),
      'lesson.ts, step guess: The answer is revealed at 9ms, before the lock at 10ms. Reveal it at the lock or later.',
    ],
  ],
  permissions: [
    [
      'a tool that is taught and not offered',
      { lesson: withStep({ ...play, teaches: 'drag' }) },
      'lesson.ts, step meet: It teaches the tool “drag”, which it does not offer. Offer it in may.tools.',
    ],
    [
      'a setting that the protocol lacks',
      goalWith({ may: { settings: ['reads'], tools: [] } }),
      `lesson.ts, step repair: It offers the setting “reads”, which its protocol does not have. Choose among ${Object.keys(laboratory.protocols.get('primary-backup')!.settings).join(', ')}.`,
    ],
    [
      'a tool that does not exist',
      goalWith({ may: { settings: [], tools: ['hammer' as Tool] } }),
      `lesson.ts, step repair: It offers the tool “hammer”, which does not exist. Choose among ${TOOLS.join(', ')}.`,
    ],
    [
      'a guarantee that no checker judges',
      { lesson: withStep({ id: 'why', kind: 'explain', shows: 'perfect' }) },
      `lesson.ts, step why: It shows the guarantee “perfect”, which no checker judges. Choose among ${laboratory.checkers.map(({ id }) => id).join(', ')}.`,
    ],
    [
      'a goal with nothing to change',
      goalWith({ may: { settings: [], tools: [] } }),
      'lesson.ts, step repair: The goal offers nothing to change. Offer a setting or a tool in may.',
    ],
  ],
  recalls: [
    [
      'one question',
      {
        folder: '02-sample',
        ...lessonWith({ steps: [{ ...recall, questions: recall.questions.slice(0, 1) }, ...LESSON.steps] }),
      },
      'lesson.ts, step before: The recall asks 1 question. Ask 2.',
    ],
    [
      'a question with two right choices',
      {
        folder: '02-sample',
        ...lessonWith({
          steps: [
            {
              ...recall,
              questions: recall.questions.map((question) => ({
                ...question,
                id: question.id,
                choices: question.choices.map((choice) => ({
                  ...choice,
                  right: question.id === 'two' || choice.right,
                })),
              })),
            },
            ...LESSON.steps,
          ],
        }),
      },
      'lesson.ts, step before: The question “two” has not exactly one right choice among at least two. Mark one as right.',
    ],
  ],
};
