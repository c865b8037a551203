/** Walks through a lesson that has a step of every kind: what the tests of the flow share. */
import { createActor } from 'xstate';
import { flow, stepOf, type FlowEvent } from '#lesson/flow';
import type { LessonStep } from '#lesson/lesson';
import { outlineOf, type Progress } from '#lesson/progress';

const always = () => true;
const question = (id: string) => ({
  id,
  choices: [
    { id: 'a', right: true },
    { id: 'b', right: false },
  ],
});

const STEPS: readonly LessonStep[] = [
  { id: 'before', kind: 'recall', script: 'other', questions: [question('one'), question('two')] },
  { id: 'meet', kind: 'play', script: 'asked' },
  {
    id: 'guess',
    kind: 'predict',
    locksAt: '59ms',
    revealsAt: '61ms',
    choices: [
      { id: 'new', holds: always },
      { id: 'old', holds: always },
    ],
  },
  { id: 'why', kind: 'explain' },
  { id: 'repair', kind: 'goal', reached: always, solution: '' },
  { id: 'free', kind: 'play', script: 'other' },
  { id: 'keep', kind: 'takeaway', sources: [] },
];
export const OUTLINE = outlineOf({ steps: STEPS });

export const begin = (progress?: Progress) => {
  const actor = createActor(flow, { input: { outline: OUTLINE, ...(progress ? { progress } : {}) } }).start();
  const send = (...events: readonly (FlowEvent | FlowEvent['type'])[]) => {
    for (const event of events) actor.send(typeof event === 'string' ? ({ type: event } as FlowEvent) : event);
  };
  return {
    send,
    context: () => actor.getSnapshot().context,
    state: () => actor.getSnapshot().value,
    step: () => stepOf(actor.getSnapshot().context).id,
  };
};

/** A walker who stands in this step, with all before it passed. */
export const standingIn = (id: string) => {
  const walker = begin();
  for (let guard = 0; walker.step() !== id && guard < 20; guard += 1) walker.send('skip', 'next');
  if (walker.step() !== id) throw new Error(`nobody gets to ${id}`);
  return walker;
};

export const answer = (question: string, choice: string): FlowEvent => ({ type: 'answer', question, choice });
export const predict = (choice: string): FlowEvent => ({ type: 'predict', choice });
