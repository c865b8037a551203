/** How the editor's text follows the script: by the one stretch that differs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBetween } from '#ui/lab/change';

describe('a change between two texts', () => {
  it('is the stretch that differs, and nothing where they are the same', () => {
    expect(changeBetween('at 10ms write', 'at 12ms write')).toEqual({ from: 4, to: 5, insert: '2' });
    expect(changeBetween('one\nthree', 'one\ntwo\nthree')).toEqual({ from: 5, to: 5, insert: 'wo\nt' });
    expect(changeBetween('aaa', 'aa')).toEqual({ from: 2, to: 3, insert: '' });
    expect(changeBetween('', 'x')).toEqual({ from: 0, to: 0, insert: 'x' });
    expect(changeBetween('same', 'same')).toBeUndefined();
  });

  it('makes the one into the other, whatever they are', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { from, to, insert } = changeBetween(before, after) ?? { from: 0, to: 0, insert: '' };
        expect(before.slice(0, from) + insert + before.slice(to)).toBe(after);
      }),
    );
  });
});
