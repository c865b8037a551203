/** Pointers on a canvas told apart: one draws or taps, two pinch, one that stays asks for a menu, and one that the browser takes away ends what it began. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A pointer event, as far as it matters. */
export interface Contact {
  readonly id: number;
  readonly at: Point;
  readonly isTouch: boolean;
}

export interface Pinch {
  /** Between the two fingers. */
  readonly centre: Point;
  /** How much farther apart they are than at the last call. */
  readonly factor: number;
  /** How far the centre has moved since then, pixels. */
  readonly byX: number;
}

export interface PointerHandlers {
  readonly press?: (contact: Contact) => void;
  /** Also of a mouse that hovers. */
  readonly move?: (contact: Contact) => void;
  readonly release?: (contact: Contact) => void;
  /** What was pressed came to nothing. */
  readonly cancel?: () => void;
  readonly hold?: (contact: Contact) => void;
  readonly pinch?: (pinch: Pinch) => void;
}

/** A finger that stays so long, ms, within so many pixels, asks for the menu. */
const HOLD_MS = 500;
const STILL = 8;

/** `spent`: until the last finger has left, nothing more comes of them. */
type Mode = 'none' | 'one' | 'pinch' | 'spent';

/** What is known of the pointers that are down. */
interface State {
  readonly handlers: () => PointerHandlers;
  readonly contacts: Map<number, Contact>;
  mode: Mode;
  start: Point;
  stopWaiting: () => void;
}

export function createPointers(
  handlers: () => PointerHandlers,
  after: (ms: number, then: () => void) => () => void = wait,
) {
  const state: State = { handlers, contacts: new Map(), mode: 'none', start: { x: 0, y: 0 }, stopWaiting: () => {} };
  return {
    down: (contact: Contact) => down(state, contact, after),
    move: (contact: Contact) => move(state, contact),
    up: (contact: Contact) => void (leave(state, contact) && handlers().release?.(contact)),
    cancel: (contact: Contact) => void (leave(state, contact) && handlers().cancel?.()),
    /** The browser's own word for it: the right button, or a finger that stayed. */
    menu: (contact: Contact) => void (state.mode !== 'spent' && hold(state, contact)),
  };
}

function down(state: State, contact: Contact, after: (ms: number, then: () => void) => () => void): void {
  const { contacts, handlers } = state;
  if (leave(state, contact)) handlers().cancel?.(); // Its end was never told.
  contacts.set(contact.id, contact);
  if (contacts.size === 1) {
    [state.mode, state.start] = ['one', contact.at];
    if (contact.isTouch) state.stopWaiting = after(HOLD_MS, () => hold(state, contact));
    return handlers().press?.(contact);
  }
  if (state.mode === 'one') handlers().cancel?.();
  state.mode = contacts.size === 2 && state.mode !== 'spent' ? 'pinch' : 'spent';
}

function move(state: State, contact: Contact): void {
  const { contacts, handlers } = state;
  if (!contacts.has(contact.id)) return void (contacts.size === 0 && handlers().move?.(contact));
  const before = [...contacts.values()];
  contacts.set(contact.id, contact);
  if (state.mode === 'pinch') return pinch(state, before);
  if (state.mode !== 'one') return;
  if (distance(state.start, contact.at) > STILL) state.stopWaiting();
  handlers().move?.(contact);
}

function hold(state: State, contact: Contact): void {
  state.stopWaiting();
  if (state.mode === 'one') state.handlers().cancel?.();
  state.mode = state.contacts.size > 0 ? 'spent' : 'none';
  state.handlers().hold?.(contact);
}

function pinch({ contacts, handlers }: State, before: readonly Contact[]): void {
  const [a, b] = before;
  const [c, d] = [...contacts.values()];
  if (!a || !b || !c || !d) return;
  const [was, is] = [middle(a.at, b.at), middle(c.at, d.at)];
  const factor = distance(c.at, d.at) / Math.max(1, distance(a.at, b.at));
  handlers().pinch?.({ centre: is, factor, byX: is.x - was.x });
}

/** True where it was the only one, and what it pressed still stands. */
function leave(state: State, contact: Contact): boolean {
  state.stopWaiting();
  const isOnly = state.mode === 'one' && state.contacts.has(contact.id);
  state.contacts.delete(contact.id);
  if (state.contacts.size === 0) state.mode = 'none';
  else if (isOnly) state.mode = 'spent';
  return isOnly;
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

function wait(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}
