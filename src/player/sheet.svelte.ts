/** The sheet of a lesson's words on a small screen: where it stands, and how high that is. */
import { heightsIn, higher, lower, restOf, turned, type Measures, type Stand } from '#player/stand';

export class Sheet {
  #stand: Stand = $state('half');
  #measures: Measures = $state.raw({ room: 0, bar: 0, handle: 0, heading: 0 });
  /** The height (px) at which a finger holds it. */
  #held: number | undefined = $state(undefined);

  get stand() {
    return this.#stand;
  }
  get isHeld() {
    return this.#held !== undefined;
  }
  /** px. */
  get height() {
    return this.#held ?? this.#heights[this.#stand];
  }
  /** How much of the room the page leaves to it (px): where it covers more, what lies below stays as it is. */
  get share() {
    return this.#heights[this.#stand === 'peek' ? 'peek' : 'half'];
  }

  measure(found: Measures): void {
    this.#measures = found;
  }

  /** How far the words were scrolled before they were lowered to their heading, px. */
  left = 0;

  /** Other words: from their heading on. */
  begin(): void {
    this.left = 0;
    this.put('half');
  }
  put = (stand: Stand) => void (this.#stand = stand);
  turn = () => this.put(turned(this.#stand));
  raise = () => this.put(higher(this.#stand));
  lower = () => this.put(lower(this.#stand));

  hold(height: number): void {
    const { peek, full } = this.#heights;
    this.#held = Math.min(full, Math.max(peek, height));
  }
  /** `speed` is px a ms, up is positive. */
  drop(speed: number): void {
    if (this.#held !== undefined) this.put(restOf(this.#heights, { height: this.#held, speed }));
    this.#held = undefined;
  }

  get #heights() {
    return heightsIn(this.#measures);
  }
}
