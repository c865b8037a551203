/** Keys in one table: it binds them, documents them in the help, and tests walk it. */

export interface KeyBinding {
  readonly command: Command;
  /** `KeyboardEvent.key` values; a letter stands for itself in either case. */
  readonly keys: readonly string[];
  readonly shift?: boolean;
  readonly ctrl?: boolean;
  /** Whose key it is: a presenter's keys come before a learner's, since a clicker sends what it was made to send. */
  readonly hands?: Hands;
}

export type Hands = 'learner' | 'presenter';

export type Command =
  | 'toggle'
  | 'stepOn'
  | 'stepBack'
  | 'nextStep'
  | 'previousStep'
  | 'first'
  | 'last'
  | 'faster'
  | 'slower'
  | 'seek'
  | 'inspect'
  | 'reset'
  | 'undo'
  | 'redo'
  | 'fullScreen'
  | 'help'
  | 'nextStop'
  | 'previousStop'
  | 'blank'
  | 'roomWindow'
  | 'solo'
  | 'unhand'
  | 'hold'
  | 'spotlight'
  | 'zoom'
  | 'ink';

export const KEYS: readonly KeyBinding[] = [
  { command: 'toggle', keys: [' ', 'k'] },
  { command: 'stepOn', keys: ['ArrowRight'] },
  { command: 'stepBack', keys: ['ArrowLeft'] },
  { command: 'nextStep', keys: ['ArrowRight'], shift: true },
  { command: 'previousStep', keys: ['ArrowLeft'], shift: true },
  { command: 'first', keys: ['Home'] },
  { command: 'last', keys: ['End'] },
  { command: 'faster', keys: ['>'] },
  { command: 'slower', keys: ['<'] },
  { command: 'seek', keys: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
  { command: 'inspect', keys: ['i'] },
  { command: 'reset', keys: ['r'] },
  { command: 'undo', keys: ['z'], ctrl: true },
  { command: 'redo', keys: ['z'], ctrl: true, shift: true },
  { command: 'redo', keys: ['y'], ctrl: true },
  { command: 'fullScreen', keys: ['f'] },
  { command: 'help', keys: ['?'] },
  // Clickers send PageDown and PageUp, "." or B, and F5 and Escape by turns.
  { command: 'nextStop', keys: [' ', 'ArrowRight', 'PageDown'], hands: 'presenter' },
  { command: 'previousStop', keys: ['ArrowLeft', 'PageUp'], hands: 'presenter' },
  { command: 'blank', keys: ['b', '.'], hands: 'presenter' },
  { command: 'roomWindow', keys: ['s'], hands: 'presenter' },
  { command: 'solo', keys: ['F5'], hands: 'presenter' },
  { command: 'unhand', keys: ['Escape'], hands: 'presenter' },
  { command: 'hold', keys: ['h'], hands: 'presenter' },
  { command: 'spotlight', keys: ['l'], hands: 'presenter' },
  { command: 'zoom', keys: ['z'], hands: 'presenter' },
  { command: 'ink', keys: ['i'], hands: 'presenter' },
];

const isSame = (one: KeyBinding, other: KeyBinding): boolean =>
  (one.shift ?? false) === (other.shift ?? false) && (one.ctrl ?? false) === (other.ctrl ?? false);

/** The table as these hands have it: without keys that do something else for them. */
export function keysFor(hands: Hands): readonly KeyBinding[] {
  const own = KEYS.filter((binding) => (binding.hands ?? 'learner') === hands);
  if (hands === 'learner') return own;
  const taken = (binding: KeyBinding, key: string) =>
    own.some((each) => isSame(each, binding) && each.keys.includes(key));
  const shared = KEYS.filter(({ hands }) => hands === undefined)
    .map((binding) => ({ ...binding, keys: binding.keys.filter((key) => !taken(binding, key)) }))
    .filter(({ keys }) => keys.length > 0);
  return [...own, ...shared];
}

/** Which keys act on their own: all, only together with Alt, or none (WCAG 2.1.4). */
export type KeyMode = 'all' | 'alt' | 'none';

export interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The command of a key press, if the table has one. Keys whose character needs Shift (`>`, `?`) do not ask for it. */
export function commandOf(pressed: Pressed, mode: KeyMode, hands: Hands = 'learner'): Command | undefined {
  const isCtrl = pressed.ctrlKey || pressed.metaKey;
  if (!isCtrl && (mode === 'none' || pressed.altKey !== (mode === 'alt'))) return undefined;
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  const isNamed = pressed.key.length > 1 || /[a-z ]/.test(key);
  return keysFor(hands).find(
    (binding) =>
      binding.keys.includes(key) &&
      (binding.ctrl ?? false) === isCtrl &&
      (!isNamed || (binding.shift ?? false) === pressed.shiftKey),
  )?.command;
}
