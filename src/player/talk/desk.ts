/** The presenter's side of a talk: what they do, what of it the room sees, and what is tried first without the room. */
import { reduce, type Shown, type Talk, type TalkAction } from '#player/talk/talk';

export interface Desk {
  /** What the room sees. */
  readonly talk: Talk;
  /** Where the presenter's own lesson stands. */
  readonly own: Shown;
  /** True while the room does not see what the presenter tries. */
  readonly holds: boolean;
}

export type DeskAction =
  | TalkAction
  | { readonly do: 'hold' }
  /** Shows the room what was tried. */
  | { readonly do: 'release' };

/** What the presenter does, and the actions that reach the room. */
export function act(desk: Desk, action: DeskAction): { readonly desk: Desk; readonly told: readonly TalkAction[] } {
  switch (action.do) {
    case 'hold':
      return { desk: { ...desk, holds: true }, told: [] };
    case 'release':
      return tell({ ...desk, holds: false }, { do: 'show', shown: desk.own });
    case 'show':
      return follow({ ...desk, own: action.shown }, action);
    case 'cursor':
      return follow({ ...desk, own: { ...desk.own, atUs: action.atUs } }, action);
    default:
      return tell(desk, action);
  }
}

const follow = (desk: Desk, action: TalkAction) => (desk.holds ? { desk, told: [] } : tell(desk, action));

const tell = (desk: Desk, action: TalkAction) => ({
  desk: { ...desk, talk: reduce(desk.talk, action) },
  told: [action],
});

/** The shortest action that leads from one to the other: nothing where they are equal, the cursor where nothing else has changed. */
export function actionBetween(from: Shown, to: Shown): TalkAction | undefined {
  const isSame = (one: Shown, other: Shown) => JSON.stringify(one) === JSON.stringify(other);
  if (isSame(from, to)) return undefined;
  return isSame({ ...from, atUs: to.atUs }, to) ? { do: 'cursor', atUs: to.atUs } : { do: 'show', shown: to };
}
