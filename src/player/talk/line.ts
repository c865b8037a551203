/**
 * The line between the windows of a talk: a BroadcastChannel, and messages between opener and opened window where that fails. Its name
 * carries the base path and the talk, so two copies of the site on one origin, or two lessons, do not hear one another.
 */

export interface Line {
  /** Says it to every window of the talk. */
  say(message: object): void;
  close(): void;
}

export interface LineOptions {
  /** The site's base path. */
  readonly base: string;
  /** The talk: a lesson's slug. */
  readonly talk: string;
  /** Whatever another window of the talk says; not yet checked. */
  readonly hears: (message: unknown) => void;
}

interface Letter {
  readonly line: string;
  readonly message: unknown;
}

export function openLine({ base, talk, hears }: LineOptions): Line {
  const name = `replicarium:${base}:talk:${talk}`;
  const windows = new Set<Window>(opener ? [opener as Window] : []);
  const channel = openChannel(name);
  let hasChannel = false;
  if (channel)
    channel.onmessage = ({ data }) => {
      hasChannel = true; // From now on nobody needs to be told twice.
      hears(data);
    };
  const read = ({ data, origin, source }: MessageEvent<Letter | undefined>) => {
    if (origin !== location.origin || data?.line !== name || !source) return;
    windows.add(source as Window);
    hears(data.message);
  };
  addEventListener('message', read);
  return {
    say(message) {
      channel?.postMessage(message);
      if (!hasChannel)
        for (const each of windows) each.postMessage({ line: name, message } satisfies Letter, location.origin);
    },
    close() {
      channel?.close();
      removeEventListener('message', read);
    },
  };
}

/** Undefined where the browser has none, or forbids it. */
function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
