/** What a presenter does to the wall and not to the run, by button or key: one place, so that a key does what its button does. */
import { frameOf } from '#player/pictures';
import { NO_ZOOM } from '#player/talk/talk';
import type { Presenter } from '#player/talk/presenter.svelte';

const CLOSE = 2;

export class Wall {
  readonly presenter: Presenter;
  #isDrawing = $state(false);
  #isSolo = $state(false);

  constructor(presenter: Presenter) {
    this.presenter = presenter;
  }

  get isDrawing() {
    return this.#isDrawing;
  }
  /** True while this window shows what the room sees, and nothing else. */
  get isSolo() {
    return this.#isSolo;
  }
  /** A light falls on a replica: one has to be selected, or lit already. */
  get canLight() {
    return this.presenter.talk.spotlight !== null || this.#replica !== undefined;
  }

  hold = (): void => this.presenter.do({ do: this.presenter.holds ? 'release' : 'hold' });
  blank = (): void => this.presenter.do({ do: 'blank', blank: !this.presenter.talk.blank });
  look = (): void =>
    this.presenter.do({ do: 'look', look: this.presenter.talk.look === 'dark' ? 'projector' : 'dark' });
  ink = (): void => void (this.#isDrawing = !this.#isDrawing);
  solo = (): void => void (this.#isSolo = !this.#isSolo);

  spotlight = (): void => {
    const { talk } = this.presenter;
    const spotlight = this.#replica && this.#replica !== talk.spotlight ? this.#replica : null;
    this.presenter.do({ do: 'spotlight', spotlight });
  };

  /** To what is selected, or to the middle; and back. */
  zoom = (): void => {
    const { talk, session } = this.presenter;
    if (talk.zoom.scale > 1) return this.presenter.do({ do: 'zoom', zoom: NO_ZOOM });
    const { selection } = session.instrument;
    const { replicas, clients } = frameOf(session.instrument, { width: 16, height: 9 });
    const box = [...replicas, ...clients].find(({ id }) => id === selection)?.box;
    this.presenter.do({ do: 'zoom', zoom: { scale: CLOSE, x: box?.x ?? 0.5, y: box?.y ?? 0.5 } });
  };

  /** One thing back, the nearest first. */
  leave = (): void => {
    const { talk } = this.presenter;
    if (this.#isDrawing) this.#isDrawing = false;
    else if (talk.ink.length > 0) this.presenter.do({ do: 'wipe' });
    else if (talk.blank) this.blank();
    else if (talk.spotlight !== null) this.presenter.do({ do: 'spotlight', spotlight: null });
    else if (talk.zoom.scale > 1) this.presenter.do({ do: 'zoom', zoom: NO_ZOOM });
    else this.#isSolo = false;
  };

  get #replica(): string | undefined {
    const { selection } = this.presenter.session.instrument;
    return selection?.startsWith('replica:') ? selection : undefined;
  }
}
