/** How long a message takes on a link: distributions sampled with + − × ÷, sqrt and tables only, so that every engine agrees. */
import { formatDuration, parseDuration } from '#sim/time';

export type Latency =
  | { readonly kind: 'constant'; readonly us: number }
  | { readonly kind: 'uniform'; readonly lowUs: number; readonly highUs: number }
  /** A Lomax tail of shape 2 given by its median and its 99th percentile. */
  | { readonly kind: 'long-tail'; readonly medianUs: number; readonly p99Us: number }
  /** Quantiles, linear in between: percent (0 to 100, rising) with its time. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly [percent: number, us: number])[] };

/** Whole microseconds, at least 1, for a draw in [0, 1). */
export function sampleLatency(latency: Latency, draw: number): number {
  return Math.max(1, Math.round(latencyAt(latency, draw)));
}

/** The time (µs, not rounded) that a share `draw` of the messages stay below. */
export function latencyAt(latency: Latency, draw: number): number {
  switch (latency.kind) {
    case 'constant':
      return latency.us;
    case 'uniform':
      return latency.lowUs + (latency.highUs - latency.lowUs) * draw;
    case 'long-tail': {
      const tail = (u: number) => 1 / Math.sqrt(1 - u) - 1;
      const scale = (latency.p99Us - latency.medianUs) / (tail(0.99) - tail(0.5));
      return latency.medianUs + scale * (tail(draw) - tail(0.5));
    }
    case 'table':
      return interpolate(latency.rows, draw * 100);
  }
}

function interpolate(rows: readonly (readonly [number, number])[], percent: number): number {
  let [leftPercent, leftUs] = rows[0]!;
  for (const [rightPercent, rightUs] of rows) {
    if (percent <= rightPercent) {
      const span = rightPercent - leftPercent;
      return span === 0 ? rightUs : leftUs + ((rightUs - leftUs) * (percent - leftPercent)) / span;
    }
    [leftPercent, leftUs] = [rightPercent, rightUs];
  }
  return leftUs;
}

/** `11ms`, `11ms..14ms`, `11ms~40ms` (median ~ 99th percentile), `0:5ms,50:9ms,100:80ms`; undefined where it is none of these. */
export function parseLatency(text: string): Latency | undefined {
  const constant = parseDuration(text);
  if (constant !== undefined) return constant >= 0 ? { kind: 'constant', us: constant } : undefined;
  if (text.includes(':')) return parseTable(text);
  const [left, right, ...rest] = text.split(text.includes('..') ? '..' : '~').map(parseDuration);
  if (left === undefined || right === undefined || rest.length > 0 || left < 0 || right < left) return undefined;
  if (text.includes('..')) return { kind: 'uniform', lowUs: left, highUs: right };
  const fits = left - ((right - left) / (9 - (Math.SQRT2 - 1))) * (Math.SQRT2 - 1) >= 0;
  return fits ? { kind: 'long-tail', medianUs: left, p99Us: right } : undefined;
}

function parseTable(text: string): Latency | undefined {
  const rows: [number, number][] = [];
  for (const part of text.split(',')) {
    const [percentText, durationText] = part.split(':');
    const percent = Number(percentText);
    const us = parseDuration(durationText ?? '');
    const [lastPercent, lastUs] = rows.at(-1) ?? [0, 0];
    if (us === undefined || !(percent >= lastPercent && percent <= 100) || us < lastUs) return undefined;
    rows.push([percent, us]);
  }
  return rows.length > 1 && rows[0]![0] === 0 && rows.at(-1)![0] === 100 ? { kind: 'table', rows } : undefined;
}

export function formatLatency(latency: Latency): string {
  switch (latency.kind) {
    case 'constant':
      return formatDuration(latency.us);
    case 'uniform':
      return `${formatDuration(latency.lowUs)}..${formatDuration(latency.highUs)}`;
    case 'long-tail':
      return `${formatDuration(latency.medianUs)}~${formatDuration(latency.p99Us)}`;
    case 'table':
      return latency.rows.map(([percent, us]) => `${percent}:${formatDuration(us)}`).join(',');
  }
}
