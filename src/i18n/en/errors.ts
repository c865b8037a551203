/** What is wrong with a script, a link, a file, and what was expected instead. */
import type { Words } from '#i18n/say';

export const errors: Words = {
  'script.expected': '“{found}” does not fit here. Expected: {expected}.',
  'script.expected.near': '“{found}” is not known here. Did you mean “{near}”? Expected: {expected}.',
  'script.expected.end': 'The line ends too soon. Expected: {expected}.',
  'script.expected.nothing': 'The line should have ended before “{found}”.',
  'script.missing': 'The script has no line that begins with “{verb}”.',
  'script.limit': 'Too many {what}: {size, number}. At most {limit, number} are allowed.',
  'crdt.refuses.operation': 'The type “{type}” takes no “{operation}”. Expected: {expected}.',
  'crdt.refuses.argument': 'The type “{type}” cannot {operation} that. Expected: {expected}.',
  'script.setting.value': '“{found}” is no value of {setting}. Expected: {expected}.',
  'script.setting.unknown': 'There is no setting “{setting}”. Expected: {expected}.',
  'script.name.unknown': '“{name}” is not known. Expected: {expected}.',
  'script.name.twice': 'The name “{name}” is used twice.',
  'script.replicas.none': '{protocol} needs at least one replica.',
  'script.operation.unknown': '{protocol} has no operation “{operation}”. Expected: {expected}.',
  'script.operation.many': '{protocol} takes one operation at a time.',
  'script.command.unknown': '{protocol} knows no command “{command}”. Expected: {expected}.',
  'script.protocol.unknown': 'There is no protocol “{protocol}”. Expected: {expected}.',
};
