/** Clocks that stamp writes: the wall clock, Lamport's counter (1978), and the hybrid logical clock (Kulkarni and others 2014). */

export type ClockKind = 'wall' | 'lamport' | 'hybrid';

/** Compared by time, then by count. A wall clock counts nothing, a Lamport clock has no time. */
export interface Stamp {
  /** µs as the node's own clock shows them. */
  readonly timeUs: number;
  readonly count: number;
}

/** Before every stamp that a clock gives: a wall clock may show less than 0. */
export const NEVER: Stamp = { timeUs: -Infinity, count: 0 };

/** Less than 0 where `a` is the earlier one by its stamp, whatever came first. */
export const compareStamps = (a: Stamp, b: Stamp): number =>
  (a.timeUs < b.timeUs ? -1 : a.timeUs > b.timeUs ? 1 : 0) || a.count - b.count;

const later = (a: Stamp, b: Stamp): Stamp => (compareStamps(a, b) < 0 ? b : a);

/** The stamp of an event that happens now, by a clock that last stood at `last`; the clock then stands at it. */
export function tick(kind: ClockKind, last: Stamp, nowUs: number): Stamp {
  switch (kind) {
    case 'wall':
      return { timeUs: nowUs, count: 0 };
    case 'lamport':
      return { timeUs: 0, count: last.count + 1 };
    case 'hybrid':
      return nowUs > last.timeUs ? { timeUs: nowUs, count: 0 } : { timeUs: last.timeUs, count: last.count + 1 };
  }
}

/** Where a clock stands after another's stamp has come in: a logical one never stands before what it has seen. */
export function witness(kind: ClockKind, last: Stamp, { seen, nowUs }: { seen: Stamp; nowUs: number }): Stamp {
  switch (kind) {
    case 'wall':
      return last;
    case 'lamport':
      return later(last, seen);
    case 'hybrid': {
      const latest = later(last, seen);
      return nowUs > latest.timeUs ? { timeUs: nowUs, count: 0 } : { ...latest, count: latest.count + 1 };
    }
  }
}

const two = (whole: number): string => String(whole).padStart(2, '0');

/** `00:00:07.001` of a wall clock that began at midnight, `5` of a counter, `00:00:07.001+2` of a hybrid clock. */
export function stampText(kind: ClockKind, { timeUs, count }: Stamp): string {
  if (kind === 'lamport') return String(count);
  const us = Math.abs(timeUs);
  const seconds = Math.floor(us / 1e6);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  const rest = String(Math.floor(us) % 1e6).padStart(6, '0');
  const fraction = rest.endsWith('000') ? rest.slice(0, 3) : rest;
  return `${timeUs < 0 ? '-' : ''}${clock}.${fraction}${kind === 'hybrid' ? `+${count}` : ''}`;
}
