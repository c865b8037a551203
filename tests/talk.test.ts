/** The plain parts of presenting: stops, votes, notes, plans, and that light and dark are read from the last row through a weak lamp. */
import { describe, expect, test } from 'vitest';
import { readPassage } from '#cli/markdown';
import { readNotes } from '#cli/notes';
import { auditorium, themes } from '#draw/theme';
import { CLASS, minutesOf } from '#lesson/notes';
import { beginsOf, PLANS } from '#lesson/plans';
import { piecesOf, stopsOf } from '#lesson/stops';
import { isSplit, tallyOf } from '#player/talk/votes';
import { contrast, weakened } from '#support/contrast';
import { lessons } from '#support/lessons';
import { LESSON, proseFor, recall } from '#support/sample-lesson';

const passage = (markdown: string) => readPassage(markdown);

describe('Stops', () => {
  test('follow from the kinds of the steps and the moments of the prose', () => {
    const prose = proseFor([recall, ...LESSON.steps]);
    expect(stopsOf({ steps: [recall, ...LESSON.steps] }, prose).map(({ id }) => id)).toEqual([
      ...['before/open', 'before/ask one', 'before/tell one', 'before/ask two', 'before/tell two'],
      ...['meet/open', 'meet/play', 'guess/open', 'guess/vote', 'guess/run', 'guess/answer'],
      ...['why/open', 'repair/open', 'repair/solution', 'free/open', 'free/play', 'keep/open'],
    ]);
  });

  test('play to the moments of an explanation, one after the other, but not to that of its lead; what it lists besides stands at the moment before', () => {
    const { html, text } = passage(
      'At [5 ms](moment:5ms) it opens.\n\n- [6 ms](moment:6ms): one\n- no moment\n- [9 ms](moment:9ms): two\n',
    );
    const prose = { title: '', sections: { why: { html, text, blocks: {} } } };
    const stops = stopsOf({ steps: [{ id: 'why', kind: 'explain' }] }, prose);
    expect(stops.map(({ id, moment }) => [id, moment])).toEqual([
      ['why/open', undefined],
      ['why/moment 2', '6ms'],
      ['why/points 3', '6ms'],
      ['why/moment 4', '9ms'],
    ]);
    expect(stops[0]!.passages[0]!.text).toBe('At 5 ms it opens.');
  });

  test.each(lessons)('of $folder are many, each with an id of its own, and each in its step', ({ lesson, prose }) => {
    const stops = stopsOf(lesson, prose!);
    expect(new Set(stops.map(({ id }) => id)).size).toBe(stops.length);
    expect(new Set(stops.map(({ step }) => step)).size).toBe(lesson.steps.length);
    for (const { id, step } of stops) expect(id.startsWith(`${lesson.steps[step]!.id}/`)).toBe(true);
  });

  test('read paragraphs and list items, with their figures', () => {
    const pieces = piecesOf(passage('First {asked}.\n\n- one\n- [two](moment:5ms)\n'));
    expect(pieces.map(({ text }) => text)).toEqual(['First {asked}.', 'one', 'two']);
  });
});

describe('A show of hands', () => {
  test('is shared out among the hands that went up', () => {
    const tally = tallyOf({ votes: { guess: { old: 3, new: 1, gone: 9 } }, people: 5 }, 'guess', [
      'old',
      'new',
      'none',
    ]);
    expect(tally.bars.map(({ hands, share }) => [hands, share])).toEqual([
      [3, 0.75],
      [1, 0.25],
      [0, 0],
    ]);
    expect([tally.cast, tally.people, isSplit(tally)]).toEqual([4, 5, false]);
  });

  test('without hands has no bars, and with more hands than people does not speak of people', () => {
    expect(tallyOf({ votes: {}, people: 3 }, 'guess', ['a', 'b'])).toMatchObject({ cast: 0, people: 3 });
    const crowd = tallyOf({ votes: { guess: { a: 2, b: 2 } }, people: 3 }, 'guess', ['a', 'b']);
    expect([crowd.people, isSplit(crowd)]).toEqual([undefined, true]);
    expect(tallyOf({ votes: {}, people: 0 }, '__proto__', ['constructor']).cast).toBe(0);
  });
});

describe('Notes', () => {
  test('are read by section and by the words that begin a line, in any of the ways in which people write that', () => {
    const { sections } = readNotes(
      '# Title\n\n## class\n\nTo begin with.\n\n**Timing** 20 minutes.\n\n## meet\n\n- **Timing:** 3–5 min\n  and no more\n- **Ask**: “Why?”\n**If the room is split** wait.\n',
      passage,
    );
    expect(Object.keys(sections)).toEqual([CLASS, 'meet']);
    expect(sections[CLASS]!.text).toBe('To begin with.');
    expect(sections[CLASS]!.parts.timing!.text).toBe('20 minutes.');
    expect(Object.keys(sections['meet']!.parts)).toEqual(['timing', 'ask', 'split']);
    expect(sections['meet']!.parts.timing!.text).toBe('3–5 min and no more');
    expect(sections['meet']!.parts.ask!.text).toBe('“Why?”');
  });

  test('refuse a section or a part that stands there twice', () => {
    expect(() => readNotes('## a\n\n## a\n', passage, 'f')).toThrow('f: a second section "a"');
    expect(() => readNotes('## a\n**Ask** x\n**Ask** y\n', passage, 'f')).toThrow('a second line **Ask**');
  });

  test('plan minutes', () => {
    const planned = (text: string) => minutesOf({ html: '', text });
    expect([planned('4 minutes.'), planned('3–5 min'), planned('90 seconds'), planned('a while')]).toEqual([
      4,
      5,
      1.5,
      undefined,
    ]);
  });

  test.each(lessons.filter(({ notes }) => notes))('of $folder plan a time for every step', ({ lesson, notes }) => {
    const minutes = lesson.steps.map(({ id }) => minutesOf(notes!.sections[id]!.parts.timing!));
    expect(minutes.every((each) => each !== undefined && each > 0)).toBe(true);
    const whole = minutes.reduce((sum: number, each) => sum + each!, 0);
    expect(whole, 'no step is planned for longer than a class').toBeLessThanOrEqual(45);
  });
});

describe('A plan', () => {
  test.each(PLANS)('of $minutes minutes adds up, over lessons that stand', (plan) => {
    const last = plan.parts.length - 1;
    expect(beginsOf(plan)[last]! + plan.parts[last]!.minutes).toBe(plan.minutes);
    for (const { lesson } of plan.parts)
      if (lesson !== undefined) expect(lessons.some(({ folder }) => Number(folder.slice(0, 2)) === lesson)).toBe(true);
  });
});

describe('On the wall, with 20 % less contrast than the screen has,', () => {
  test.each([
    ['the projector’s look', themes.projector],
    ['the dark look', auditorium],
  ])('%s is still read at 4.5:1', (_, { panel, ink, muted, accent, violated, versions, onVersion, onViolated }) => {
    for (const colour of [ink, muted, accent, violated, ...versions])
      expect(contrast(weakened(colour), weakened(panel)), colour).toBeGreaterThanOrEqual(4.5);
    for (const version of versions)
      expect(contrast(weakened(onVersion), weakened(version)), version).toBeGreaterThanOrEqual(4.5);
    expect(contrast(weakened(onViolated), weakened(violated))).toBeGreaterThanOrEqual(4.5);
  });
});
