/** Tests what lessons are made of besides their flow: addresses, scripts, figures, grading, and the kit's predicates. */
import { describe, expect, test } from 'vitest';
import { runScript, scriptAt } from '#lesson/experiment';
import { factsFor, fillHtml, fillText, momentUs } from '#lesson/facts';
import { gradeGoal, rightChoice } from '#lesson/grade';
import {
  changed,
  isAnswered,
  isSameInside,
  isUntouched,
  ms,
  reachedUs,
  returned,
  shownFromUs,
  tookUs,
} from '#lesson/kit';
import { lessonAddress, MODULES } from '#lesson/modules';
import type { Run } from '#lesson/run';
import { laboratory, say } from '#support/lessons';
import { goal, LESSON, predict, SCRIPT, SLOW_READ } from '#support/sample-lesson';

const runOf = (script: string): Run => {
  const { run, faults } = runScript(script, laboratory);
  if (!run) throw new Error(JSON.stringify(faults));
  return run;
};
const run = runOf(SCRIPT);

describe('an address', () => {
  test('comes from the folder’s name', () => {
    const address = { folder: '07-failover', number: 7, slug: 'failover', module: MODULES[1] };
    expect(lessonAddress('/lessons/07-failover/lesson.ts')).toEqual(address);
    expect(lessonAddress('07-failover')).toEqual(address);
  });

  test.each(['7-failover', '07-', '07-Failover', 'failover', '00-start', '25-more', '07-fail_over'])(
    'is not in “%s”',
    (name) => {
      expect(lessonAddress(name)).toBeUndefined();
    },
  );

  test('belongs to one part of the course, whose parts follow without a gap', () => {
    expect(MODULES.map(({ letter, first, last }) => `${letter}${first}-${last}`)).toEqual([
      'A1-3',
      'B4-13',
      'C14-19',
      'D20-24',
    ]);
  });
});

describe('an experiment', () => {
  test('is that of the nearest step before that has one', () => {
    const steps = [
      { id: 'a', kind: 'play' },
      { id: 'b', kind: 'play', script: 'one' },
      { id: 'c', kind: 'play' },
      { id: 'd', kind: 'play', script: 'two' },
    ] as const;
    expect(steps.map((_, index) => scriptAt({ steps }, index))).toEqual(['', 'one', 'one', 'two']);
  });

  test('is run with another seed where one is given', () => {
    expect(runScript(SCRIPT, laboratory, 9).run?.trace.scenario.seed).toBe(9);
  });

  test('says by line and column what is wrong', () => {
    const { faults } = runScript(`${SCRIPT}at 5ms Cy read x\n`, laboratory);
    expect(faults.map(({ line, column }) => [line, column])).toEqual([[10, 8]]);
  });
});

describe('figures', () => {
  const facts = factsFor(
    { facts: { time: () => ({ us: 1_500 }), count: () => 1_200, name: () => '<b>&', later: LESSON.facts['later']! } },
    run,
    runOf,
  );

  test('are said with their units and safe in HTML', () => {
    expect(
      fillHtml(
        '<p><span data-fact="time"></span>, <span data-fact="count"></span>, <span data-fact="name"></span></p>',
        facts,
        say,
      ),
    ).toBe(
      '<p><span data-fact="time">1.5 ms</span>, <span data-fact="count">1,200</span>, <span data-fact="name">&lt;b&gt;&amp;</span></p>',
    );
    expect(fillText('{time}, {name}, {x, y}, { z }', facts, say)).toBe('1.5 ms, <b>&, {x, y}, { z }');
  });

  test('may come from an experiment of their own, which is run once', () => {
    let count = 0;
    const counted = (script: string) => {
      count += 1;
      return runOf(script);
    };
    for (const each of [run, runOf(SLOW_READ)])
      expect(fillText('{later}', factsFor(LESSON, each, counted), say)).toBe('50 ms');
    expect(count).toBe(1);
  });

  test('that nobody computes are an error', () => {
    expect(() => fillText('{speed}', facts, say)).toThrow('the prose shows {speed}');
    expect(() => fillHtml('<span data-fact="speed"></span>', facts, say)).toThrow('the prose shows {speed}');
  });

  test('may name a moment', () => {
    expect([momentUs('20ms', facts), momentUs('time', facts)]).toEqual([20_000, 1_500]);
    for (const name of ['count', 'speed', 'toString']) expect(() => momentUs(name, facts)).toThrow(`moment:${name}`);
  });
});

describe('grading', () => {
  test('finds the one choice that holds', () => {
    expect([rightChoice(predict, run), rightChoice(predict, runOf(SLOW_READ))]).toEqual(['old', 'new']);
    expect(() => rightChoice({ ...predict, choices: [predict.choices[1]!] }, run)).toThrow(
      'step guess: no choice holds',
    );
    expect(() =>
      rightChoice({ ...predict, choices: [predict.choices[0]!, { ...predict.choices[0]!, id: 'twin' }] }, run),
    ).toThrow('old and twin hold at once');
  });

  test('says whether a goal is reached and how, or which miss explains why not', () => {
    const late = { id: 'late', holds: () => true, example: SLOW_READ };
    expect(gradeGoal(goal, run)).toEqual({ reached: false, block: 'miss still' });
    expect(gradeGoal({ ...goal, misses: [] }, run)).toEqual({ reached: false });
    expect(gradeGoal(goal, runOf(SLOW_READ))).toEqual({ reached: true });
    expect(gradeGoal({ ...goal, ways: [late] }, runOf(SLOW_READ))).toEqual({ reached: true, block: 'way late' });
    expect(gradeGoal({ ...goal, ways: [late] }, run)).toEqual({ reached: false, block: 'miss still' });
  });
});

describe('the kit', () => {
  test('changes a passage that stands in a script once, and no other', () => {
    expect(changed('a b', 'b', 'c')).toBe('a c');
    expect(() => changed('a b b', 'b', 'c')).toThrow('"b" stands 2 times');
    expect(() => changed('a', 'b', 'c')).toThrow('"b" stands 0 times');
  });

  test('reads answers and times off a run', () => {
    expect([returned(run, 'Bo.1', 1), returned(run, 'Bo.1', 2), isAnswered(run, 'Ana.1')]).toEqual([true, false, true]);
    expect([
      tookUs(run, 'Bo.1'),
      reachedUs(run, { kind: 'copy', about: 'Ana.1', to: 'B' }),
      reachedUs(run, { kind: 'copy', about: 'Ana.1', to: 'A' }),
    ]).toEqual([ms(2), ms(22), Infinity]);
    expect([
      shownFromUs(run, { replica: 'A', key: 'x', value: 2 }),
      shownFromUs(run, { replica: 'B', key: 'x', value: 2 }),
      shownFromUs(run, { replica: 'B', key: 'x', value: 3 }),
    ]).toEqual([ms(2), ms(23), Infinity]);
    expect(() => returned(run, 'Bo.2', 1)).toThrow('the run has no operation Bo.2');
  });

  test('sees a message that somebody touched, and leaves copies out of it', () => {
    const untouched = (edit: string) => isUntouched(runOf(`${SCRIPT}${edit}\n`), 'Bo.1');
    expect(
      [
        'delay request(Bo.1) Bo->B +5ms',
        'drop reply(Bo.1) B->Bo',
        'duplicate request(Bo.1) Bo->B',
        'delay copy(Ana.1) A->B -5ms',
      ].map(untouched),
    ).toEqual([false, false, false, true]);
    expect(isUntouched(runOf(`${SCRIPT}delay copy(Ana.1) A->B -5ms\n`), 'Ana.1')).toBe(true);
  });

  test('compares the insides of two replicas', () => {
    const quiet = runOf(changed(SCRIPT, 'at 0ms Ana write x=2\n', ''));
    const same = (atUs: number) => isSameInside(run, quiet, { replica: 'B', atUs });
    expect([same(ms(21)), same(ms(22))]).toEqual([true, false]);
  });
});
