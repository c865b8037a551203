/** The browser's storage for this site alone: names carry the base path, since two copies on one origin must not share. Never throws. */

/** The name under which the browser remembers that an arrow was dragged here. */
export const DRAGGED = 'dragged';

const keyOf = (base: string, name: string): string => `replicarium:${base}:${name}`;

/** Undefined where nothing is stored, or the browser lets us keep nothing. */
export function recall(base: string, name: string): string | undefined {
  try {
    return localStorage.getItem(keyOf(base, name)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** False where the browser did not keep it: storage is blocked or full. */
export function keep(base: string, name: string, text: string): boolean {
  try {
    localStorage.setItem(keyOf(base, name), text);
    return true;
  } catch {
    return false;
  }
}

export function forget(base: string, name: string): void {
  try {
    localStorage.removeItem(keyOf(base, name));
  } catch {
    // Nothing was kept either.
  }
}
