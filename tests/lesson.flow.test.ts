/** Tests how a lesson is walked through: what is locked, what opens it, and what a link brings back. */
import { describe, expect, test } from 'vitest';
import {
  canGoBack,
  canGoOn,
  hintsOf,
  isLastStep,
  isAwaited,
  isRevealed,
  lockUs,
  marksOf,
  progressOf,
  revealUs,
  veilUs,
} from '#lesson/flow';
import { readProgress } from '#lesson/progress';
import { answer, begin, OUTLINE, predict, standingIn } from '#support/walker';

test('the outline knows what locks when', () => {
  expect(OUTLINE[2]).toEqual({
    id: 'guess',
    kind: 'predict',
    run: 1,
    choices: ['new', 'old'],
    questions: {},
    hints: true,
    lockUs: 59_000,
    revealUs: 61_000,
  });
  expect(OUTLINE[0]!.questions).toEqual({ one: ['a', 'b'], two: ['a', 'b'] });
  expect(OUTLINE.map(({ lockUs }) => lockUs).filter(Number.isFinite)).toEqual([59_000]);
});

describe('a recall', () => {
  test('opens once every question is answered, rightly or wrongly, and keeps the first answer', () => {
    const { send, context, state } = begin();
    expect([state(), canGoOn(context()), canGoBack(context())]).toEqual([{ recalling: 'asked' }, false, false]);
    send(answer('one', 'b'), answer('one', 'a'), answer('three', 'a'), answer('two', 'c'), 'next');
    expect([state(), marksOf(context()).answers]).toEqual([{ recalling: 'asked' }, { one: 'b' }]);
    send(answer('two', 'a'));
    expect([state(), canGoOn(context())]).toEqual([{ recalling: 'answered' }, true]);
  });

  test('can be skipped', () => {
    const { send, state, step } = begin();
    send('skip');
    expect(state()).toEqual({ recalling: 'answered' });
    send('next');
    expect([state(), step()]).toEqual(['looking', 'meet']);
  });

  test('that was skipped counts as not answered, and can still be answered by whoever comes back', () => {
    const { send, context, state } = begin();
    send('skip');
    expect(marksOf(context())).toEqual({ skipped: true });
    send('next', 'back', answer('two', 'b'), answer('two', 'a'));
    expect([state(), marksOf(context())]).toEqual([
      { recalling: 'answered' },
      { skipped: true, answers: { two: 'b' } },
    ]);
  });
});

describe('a prediction', () => {
  test('locks its run already in the steps before that show the same one, and no other run', () => {
    const runs = OUTLINE.map(({ id, run }) => `${id} ${run}`).join(', ');
    expect(runs).toBe('before 0, meet 1, guess 1, why 1, repair 1, free 0, keep 0');
    expect(lockUs(begin().context())).toBe(Infinity);
    const { send, context } = standingIn('meet');
    expect(lockUs(context())).toBe(59_000);
    send('next', predict('old'), 'back');
    expect(lockUs(context())).toBe(Infinity);
  });

  test('locks the run, and no way leads past it', () => {
    const { send, context, state, step } = standingIn('guess');
    expect([state(), lockUs(context()), revealUs(context())]).toEqual([{ predicting: 'locked' }, 59_000, 61_000]);
    send('next', { type: 'go', step: 3 }, 'reveal', predict('neither'), 'reach');
    expect([step(), lockUs(context()), isRevealed(context()), marksOf(context())]).toEqual([
      'guess',
      59_000,
      false,
      {},
    ]);
  });

  test('unlocks by predicting, and is explained once the run has given the answer away', () => {
    const { send, context, state } = standingIn('guess');
    send(predict('new'), predict('old'));
    expect([state(), lockUs(context()), revealUs(context()), marksOf(context()).prediction]).toEqual([
      { predicting: 'running' },
      Infinity,
      61_000,
      'new',
    ]);
    send('reveal');
    expect([state(), isRevealed(context()), revealUs(context()), canGoOn(context())]).toEqual([
      { predicting: 'revealed' },
      true,
      Infinity,
      true,
    ]);
  });

  test('shows the run only as it plays, from the prediction to its answer', () => {
    const { send, context } = standingIn('guess');
    expect([isAwaited(context()), veilUs(context())]).toEqual([false, 59_000]);
    send(predict('new'));
    expect([isAwaited(context()), lockUs(context()), veilUs(context())]).toEqual([true, Infinity, 59_000]);
    send('next');
    expect([isAwaited(context()), veilUs(context())]).toEqual([false, Infinity]);
    send('back', 'reveal');
    expect([isAwaited(context()), veilUs(context())]).toEqual([false, Infinity]);
  });

  test('unlocks by skipping, without a prediction', () => {
    const { send, context, state } = standingIn('guess');
    send('skip', predict('old'));
    expect([state(), lockUs(context()), marksOf(context())]).toEqual([
      { predicting: 'running' },
      Infinity,
      { skipped: true },
    ]);
  });

  test('is found again as it was left', () => {
    const { send, context, state } = standingIn('guess');
    send(predict('old'), 'reveal', 'next', 'back');
    expect([state(), marksOf(context()), lockUs(context())]).toEqual([
      { predicting: 'revealed' },
      { prediction: 'old', revealed: true },
      Infinity,
    ]);
  });
});

test('hints come one by one, three in all, and only where there are some', () => {
  const { send, context } = standingIn('guess');
  expect(hintsOf(context())).toEqual({ shown: 0, more: true });
  send('hint', 'hint', 'hint');
  expect(hintsOf(context())).toEqual({ shown: 3, more: false });
  send('hint');
  expect(hintsOf(context())).toEqual({ shown: 3, more: false });
  send('skip', 'next', 'hint');
  expect(hintsOf(context())).toEqual({ shown: 0, more: false });
});

describe('a goal', () => {
  test('stays reached, and may be reached after its solution was shown', () => {
    const { send, context, state } = standingIn('repair');
    expect([state(), canGoOn(context())]).toEqual([{ seeking: 'open' }, false]);
    send('skip');
    expect([state(), canGoOn(context())]).toEqual([{ seeking: 'conceded' }, true]);
    send('next', 'back');
    expect(state()).toEqual({ seeking: 'conceded' });
    send('reach', 'next', 'back');
    expect([state(), marksOf(context())]).toEqual([{ seeking: 'reached' }, { skipped: true, reached: true }]);
  });
});

describe('the way', () => {
  test('leads to the end and back again', () => {
    const { send, context, state, step } = standingIn('keep');
    expect([state(), isLastStep(context()), canGoOn(context())]).toEqual(['looking', true, true]);
    send('next');
    expect([state(), context().finished, canGoOn(context())]).toEqual(['finished', true, false]);
    send('next', 'hint');
    expect(state()).toBe('finished');
    send('back');
    expect([state(), step(), context().finished]).toEqual(['looking', 'keep', false]);
  });

  test('leads directly only to what was seen', () => {
    const { send, step } = standingIn('why');
    for (const target of [4, -1, 0.5, NaN]) send({ type: 'go', step: target });
    expect(step()).toBe('why');
    send({ type: 'go', step: 0 });
    expect(step()).toBe('before');
    send({ type: 'go', step: 3 });
    expect(step()).toBe('why');
  });

  test('begins anew', () => {
    const { send, context, step } = standingIn('keep');
    send('next', 'restart');
    expect([step(), progressOf(context())]).toEqual([
      'before',
      { at: 'before', furthest: 'before', finished: false, marks: {} },
    ]);
  });
});

describe('progress', () => {
  const walked = () => {
    const walker = standingIn('guess');
    walker.send('hint', predict('old'), 'reveal', 'next', 'back');
    return walker;
  };

  test('survives a link', () => {
    const { context, state } = walked();
    const link = JSON.stringify(progressOf(context()));
    const again = begin(readProgress(JSON.parse(link), OUTLINE));
    expect([again.context(), again.state()]).toEqual([context(), state()]);
    expect(JSON.parse(link)).toEqual({
      at: 'guess',
      furthest: 'why',
      finished: false,
      marks: { before: { skipped: true }, guess: { hints: 1, prediction: 'old', revealed: true } },
    });
  });

  test('survives the end', () => {
    const walker = standingIn('keep');
    walker.send('next');
    expect(begin(readProgress(JSON.parse(JSON.stringify(progressOf(walker.context()))), OUTLINE)).state()).toBe(
      'finished',
    );
  });

  test.each([
    ['nothing', undefined],
    ['a text', 'keep'],
    ['an unknown step', { at: 'nowhere', furthest: 'toString', finished: true, marks: null }],
    ['a jump past a question', { at: 'keep', furthest: 'keep', finished: true, marks: {} }],
    [
      'an answer that does not exist',
      { at: 'meet', furthest: 'keep', finished: false, marks: { before: { answers: { one: 'z', two: 'a' } } } },
    ],
  ])('of %s begins at the first question', (_, data) => {
    const { step, state, context } = begin(readProgress(data, OUTLINE));
    expect([step(), state(), context().furthest]).toEqual(['before', { recalling: 'asked' }, 0]);
  });

  test('keeps of each step only what fits it', () => {
    const { marks, at, furthest } = readProgress(
      {
        at: 'keep',
        furthest: 'keep',
        finished: false,
        marks: {
          before: { skipped: true, answers: [] },
          guess: { prediction: 'new', hints: 99, reached: 'yes' },
          elsewhere: { skipped: true },
        },
      },
      OUTLINE,
    );
    expect(marks).toEqual({ before: { skipped: true }, guess: { prediction: 'new', hints: 3 } });
    expect([at, furthest]).toEqual(['repair', 'repair']);
  });
});
