/** What is wrong with a file in an outside format: what stands there, and what was expected. */
import type { Words } from '#i18n/say';

export const formats: Words = {
  'format.empty': 'The file is empty. Expected: a history as JSON.',
  'format.json': '“{found}” is no JSON here. Expected: {expected}',
  'format.json.end': 'The JSON breaks off here. Expected: {expected}',
  'format.list': 'The file is a list. Expected: one history as an object, or one object a line.',
  'format.whole': 'the file',
  'format.missing': '“{where}” is missing.',
  'format.value': '{where} is {found}. Expected: {expected}.',
  'format.argument': '{where} of {kind} is of the wrong kind. Expected: such as {expected}.',
  'format.twice': '{where} is {found}, as another operation’s is. Expected: an id of its own.',
  'format.backwards':
    '{where} is {found, number}, before its call at {call, number}. Expected: a time at or after the call.',
};
