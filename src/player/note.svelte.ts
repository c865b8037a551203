/** Which note of a part of the page is open: one at a time, and a press on its word closes it. */

/** What a word means; it stands beside that. */
interface Open {
  readonly word: HTMLElement;
  readonly text: string;
}

/** A press ends within this. */
const PRESS_MS = 400;

export class NoteState {
  open: Open | undefined = $state.raw(undefined);
  /** The word whose note the press that is under way has closed: it is not opened again by it. */
  #closed: HTMLElement | undefined;

  toggle(word: HTMLElement, text: string): void {
    if (this.open?.word === word) this.open = undefined;
    else if (this.#closed !== word) this.open = { word, text };
    this.#closed = undefined;
  }

  readonly close = (): void => {
    this.#closed = this.open?.word;
    this.open = undefined;
    setTimeout(() => (this.#closed = undefined), PRESS_MS);
  };
}
