/** The text form of histories: what is printed reads back as it was, and what cannot be read is named with its place. */
import { expect, test } from 'vitest';
import { parseHistory, printHistory } from '#formats/history-text';

const text = `cas-register init 0
Ana write x=1 0..10
Bo read x -> 1 2..4
Ana cas x=[1,3] -> false 11..12 fail
Bo write x={"a":[" ",null]} 5..?
Cy read x 1.5..2 timeout
settled
authority Rome
replica Rome up holds Ana.1 Bo.2 shows x=1 y="two"
replica Oslo down
answer Bo.1 by Rome at 3 holds Ana.1
`;

test('a history with evidence reads back as it was', () => {
  const parsed = parseHistory(text);
  expect(parsed.ok && printHistory(parsed.observation)).toBe(text);
});

test.each([
  ['', 1, 1, 'model'],
  ['register init', 1, 10, 'end'],
  ['register\nAna', 2, 4, 'kind'],
  ['register\nAna write 1', 2, 12, 'times'],
  ['register\nAna write x=[1 0..1', 2, 13, 'value'],
  ['register\nAna read x -> 0..1', 2, 16, 'times'],
  ['register\nAna read x -> 1 0..1 perhaps', 2, 22, 'end'],
  ['register\nreplica Rome sideways', 2, 14, 'replica'],
  ['register\nanswer A.1 at 3', 2, 12, 'answer'],
])('%j is refused at its place', (wrong, line, column, expected) => {
  expect(parseHistory(wrong)).toEqual({
    ok: false,
    line,
    column,
    expected: { id: `historyText.expected.${expected}`, args: {} },
  });
});
