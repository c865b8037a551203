/**
 * How a lesson is walked through, as a state machine: what is locked, what is answered, and when one may go on. Its context is plain
 * data, and what a learner has done (`progressOf`) fits into a link.
 */
import { assign, setup } from 'xstate';
import { freshProgress, HINTS, isPassed, type Marks, type Progress, type StepOutline } from '#lesson/progress';

export interface FlowContext {
  readonly outline: readonly StepOutline[];
  /** Index of the present step. */
  readonly at: number;
  /** Index of the last step that was seen. */
  readonly furthest: number;
  readonly finished: boolean;
  /** What was done, by step id. */
  readonly marks: Readonly<Record<string, Marks>>;
}

export interface FlowInput {
  readonly outline: readonly StepOutline[];
  /** Where to take up again: what `progressOf` gave, read back by `readProgress`. */
  readonly progress?: Progress;
}

export type FlowEvent =
  | { readonly type: 'predict'; readonly choice: string }
  /** Go on without predicting, answering or reaching the goal. */
  | { readonly type: 'skip' }
  /** The run has passed the moment that gives the answer away. */
  | { readonly type: 'reveal' }
  | { readonly type: 'hint' }
  /** The goal holds of the present run: stays so even if the next change loses it again. */
  | { readonly type: 'reach' }
  | { readonly type: 'answer'; readonly question: string; readonly choice: string }
  | { readonly type: 'next' }
  | { readonly type: 'back' }
  /** To a step that was seen before, by its index. */
  | { readonly type: 'go'; readonly step: number }
  | { readonly type: 'restart' };

/** The present step. */
export const stepOf = ({ outline, at }: FlowContext): StepOutline => outline[at]!;

/** What was done in the present step. */
export const marksOf = (context: FlowContext): Marks => context.marks[stepOf(context).id] ?? {};

const mark = (context: FlowContext, marks: Marks): Partial<FlowContext> => ({
  marks: { ...context.marks, [stepOf(context).id]: { ...marksOf(context), ...marks } },
});

const moveTo = ({ furthest }: FlowContext, at: number): Partial<FlowContext> => ({
  at,
  furthest: Math.max(furthest, at),
  finished: false,
});

const isKind =
  (...kinds: readonly StepOutline['kind'][]) =>
  ({ context }: { context: FlowContext }) =>
    kinds.includes(stepOf(context).kind);

const start = ({ outline, progress }: FlowInput): FlowContext => {
  const { at, furthest, ...rest } = progress ?? freshProgress(outline);
  const indexOf = (id: string) =>
    Math.max(
      0,
      outline.findIndex((step) => step.id === id),
    );
  return { outline, at: indexOf(at), furthest: indexOf(furthest), ...rest };
};

export const flow = setup({
  types: {} as { input: FlowInput; context: FlowContext; events: FlowEvent },
  guards: {
    isOver: ({ context }) => context.finished,
    recalls: isKind('recall'),
    predicts: isKind('predict'),
    seeks: isKind('goal'),
    looks: isKind('play', 'explain', 'takeaway'),
    isPassed: ({ context }) => isPassed(stepOf(context), marksOf(context)),
    isRevealed: ({ context }) => marksOf(context).revealed === true,
    isReached: ({ context }) => marksOf(context).reached === true,
    isConceded: ({ context }) => marksOf(context).skipped === true,
    hasChoice: ({ context, event }) => event.type === 'predict' && stepOf(context).choices.includes(event.choice),
    hasQuestion: ({ context, event }) =>
      event.type === 'answer' &&
      marksOf(context).answers?.[event.question] === undefined &&
      (stepOf(context).questions[event.question] ?? []).includes(event.choice),
    hasHint: ({ context }) => stepOf(context).hints && (marksOf(context).hints ?? 0) < HINTS,
    isLast: ({ context }) => context.at === context.outline.length - 1 && isPassed(stepOf(context), marksOf(context)),
    mayGoOn: ({ context }) => context.at < context.outline.length - 1 && isPassed(stepOf(context), marksOf(context)),
    mayGoBack: ({ context }) => context.at > 0,
    maySeeAgain: ({ context, event }) =>
      event.type === 'go' && Number.isInteger(event.step) && event.step >= 0 && event.step <= context.furthest,
  },
  actions: {
    commit: assign(({ context, event }) =>
      event.type === 'predict' ? mark(context, { prediction: event.choice }) : {},
    ),
    concede: assign(({ context }) => mark(context, { skipped: true })),
    reveal: assign(({ context }) => mark(context, { revealed: true })),
    takeHint: assign(({ context }) => mark(context, { hints: (marksOf(context).hints ?? 0) + 1 })),
    latch: assign(({ context }) => mark(context, { reached: true })),
    note: assign(({ context, event }) =>
      event.type === 'answer'
        ? mark(context, { answers: { ...marksOf(context).answers, [event.question]: event.choice } })
        : {},
    ),
    advance: assign(({ context }) => moveTo(context, context.at + 1)),
    retreat: assign(({ context }) => moveTo(context, context.at - 1)),
    revisit: assign(({ context, event }) => (event.type === 'go' ? moveTo(context, event.step) : {})),
    conclude: assign({ finished: true }),
    reopen: assign({ finished: false }),
    forget: assign(({ context }) => start({ outline: context.outline })),
  },
}).createMachine({
  id: 'lesson',
  context: ({ input }) => start(input),
  initial: 'entering',
  on: {
    next: [
      { guard: 'mayGoOn', target: '.entering', actions: 'advance' },
      { guard: 'isLast', target: '.finished', actions: 'conclude' },
    ],
    back: { guard: 'mayGoBack', target: '.entering', actions: 'retreat' },
    go: { guard: 'maySeeAgain', target: '.entering', actions: 'revisit' },
    restart: { target: '.entering', actions: 'forget' },
    hint: { guard: 'hasHint', actions: 'takeHint' },
  },
  states: {
    /** Decides by the step's kind and by what was done in it before. */
    entering: {
      always: [
        { guard: 'isOver', target: 'finished' },
        { guard: 'looks', target: 'looking' },
        { guard: 'recalls', target: 'recalling' },
        { guard: 'predicts', target: 'predicting' },
        { guard: 'seeks', target: 'seeking' },
      ],
    },
    looking: {},
    recalling: {
      initial: 'asked',
      on: { answer: { guard: 'hasQuestion', actions: 'note' } },
      states: {
        asked: { always: { guard: 'isPassed', target: 'answered' }, on: { skip: { actions: 'concede' } } },
        /** Or skipped: whoever comes back may still answer. */
        answered: {},
      },
    },
    predicting: {
      initial: 'locked',
      states: {
        /** The run stops at the lock. */
        locked: {
          always: { guard: 'isPassed', target: 'running' },
          on: { predict: { guard: 'hasChoice', actions: 'commit' }, skip: { actions: 'concede' } },
        },
        /** The run is free, but its answer has not been seen. */
        running: { always: { guard: 'isRevealed', target: 'revealed' }, on: { reveal: { actions: 'reveal' } } },
        revealed: {},
      },
    },
    seeking: {
      initial: 'open',
      on: { reach: { actions: 'latch', target: '.reached' } },
      states: {
        open: {
          always: [
            { guard: 'isReached', target: 'reached' },
            { guard: 'isConceded', target: 'conceded' },
          ],
          on: { skip: { target: 'conceded', actions: 'concede' } },
        },
        /** A solution is shown; the learner may still reach the goal. */
        conceded: {},
        reached: {},
      },
    },
    finished: {
      on: {
        next: {},
        back: { target: 'entering', actions: 'reopen' },
      },
    },
  },
});

/**
 * The run must not be shown beyond this (µs): what it does then is asked in this step, or in a later one about the same run. Infinity
 * where nothing is locked.
 */
export function lockUs({ outline, at, marks }: FlowContext): number {
  const { run } = outline[at]!;
  const ahead = outline
    .slice(at)
    .filter((step) => step.kind === 'predict' && step.run === run && !isPassed(step, marks[step.id] ?? {}));
  return Math.min(Infinity, ...ahead.map((step) => step.lockUs));
}

/** From here on (µs) the run has given the answer away: the page sends `reveal`. Infinity where there is nothing to reveal. */
export const revealUs = (context: FlowContext): number =>
  stepOf(context).kind === 'predict' && !isRevealed(context) ? stepOf(context).revealUs : Infinity;

/** From here on (µs) the run is shown only as it plays: it was predicted, and has not given its answer away. Infinity: all is shown. */
export const veilUs = (context: FlowContext): number =>
  revealUs(context) < Infinity ? stepOf(context).lockUs : Infinity;

/** True from a prediction, or from skipping it, until the run has given the answer away. */
export const isAwaited = (context: FlowContext): boolean =>
  revealUs(context) < Infinity && isPassed(stepOf(context), marksOf(context));

export const isRevealed = (context: FlowContext): boolean => marksOf(context).revealed === true;
export const canGoOn = (context: FlowContext): boolean =>
  !context.finished && isPassed(stepOf(context), marksOf(context));
export const canGoBack = (context: FlowContext): boolean => context.at > 0;
export const isLastStep = ({ at, outline }: FlowContext): boolean => at === outline.length - 1;

/** How many of the step's hints are open, and whether there is one more. */
export const hintsOf = (context: FlowContext): { readonly shown: number; readonly more: boolean } => {
  const shown = marksOf(context).hints ?? 0;
  return { shown, more: stepOf(context).hints && shown < HINTS };
};

/** What a link or a page's memory keeps: plain data, by step ids, so that it outlives a changed lesson. */
export const progressOf = ({ outline, at, furthest, finished, marks }: FlowContext): Progress => ({
  at: outline[at]!.id,
  furthest: outline[furthest]!.id,
  finished,
  marks,
});
