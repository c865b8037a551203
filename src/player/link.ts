/**
 * Links that carry runs: `#2.` and what a page shows, as deflated JSON in base64url. Format 1 held the script of one run; it still opens.
 */
import { base64urlnopad } from '@scure/base';
import * as v from 'valibot';
import { phrase, type Phrase } from '#history/phrase';
import { LIMITS } from '#sim/scenario';

/** The link's format; older ones are migrated here. */
const FORMAT = '2';

/** One run: an experiment's tab, under its name. */
export interface LinkedRun {
  readonly name: string;
  /** The scenario as a script. */
  readonly script: string;
}

/** What a link brings back: which runs, and where their sender stood. */
export interface Linked {
  /** At least one. */
  readonly runs: readonly LinkedRun[];
  /** Index of the run that is shown. */
  readonly active: number;
  /** The shown run's trace hash that the sender saw, and the behaviour version of its protocol. */
  readonly hash: string;
  readonly behaviour: number;
  /** The cursor, µs. */
  readonly atUs: number;
  /** What is selected, as the scene names it. */
  readonly selection?: string | undefined;
  /** The promise whose verdict is explained. */
  readonly guarantee?: string | undefined;
  /** How far a lesson has come: `readProgress` reads it. */
  readonly progress?: unknown;
}

export type ReadLink = { readonly linked: Linked } | { readonly linked?: never; readonly fault: Phrase };

/** Tabs that a link may bring, and characters of their names. */
const MOST_RUNS = 20;
const NAME = v.pipe(v.string(), v.maxLength(LIMITS.nameCharacters));
const WORD = v.pipe(v.string(), v.maxLength(200));

const payload = v.pipe(
  v.object({
    runs: v.pipe(v.array(v.tuple([NAME, v.string()])), v.minLength(1), v.maxLength(MOST_RUNS)),
    active: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
    hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
    behaviour: v.pipe(v.number(), v.integer(), v.minValue(0)),
    at: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0)), 0),
    selection: v.optional(WORD),
    guarantee: v.optional(WORD),
    progress: v.optional(v.unknown()),
  }),
  v.check(({ runs, active }) => active < runs.length),
);

export async function writeLink({ runs, active, atUs, ...rest }: Linked): Promise<string> {
  const text = JSON.stringify({
    runs: runs.map(({ name, script }) => [name, script]),
    ...(active === 0 ? {} : { active }),
    ...(atUs === 0 ? {} : { at: atUs }),
    ...rest,
  });
  const deflated = await pass(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
  return `#${FORMAT}.${base64urlnopad.encode(deflated)}`;
}

/** Never throws: a link that is damaged, too large or of a newer format says so. */
export async function readLink(fragment: string): Promise<ReadLink> {
  const match = /^#?(\d+)\.([A-Za-z0-9_-]+)$/.exec(fragment);
  if (!match) return { fault: phrase('link.damaged') };
  const [format, encoded] = [match[1]!, match[2]!];
  const read = READERS[format];
  if (!read) return { fault: phrase('link.newer', { format, known: FORMAT }) };
  try {
    const bytes = await pass(base64urlnopad.decode(encoded), new DecompressionStream('deflate-raw'));
    const linked = read(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return linked ? { linked } : { fault: phrase('link.damaged') };
  } catch (error) {
    return {
      fault:
        error instanceof TooLarge ? phrase('link.large', { limit: LIMITS.scriptCharacters }) : phrase('link.damaged'),
    };
  }
}

/** By format; undefined or an error where the text is none of that format. */
const READERS: Readonly<Record<string, (text: string) => Linked | undefined>> = {
  '1': (text) => {
    const head = /^([0-9a-f]{16}) (\d{1,6})\n/.exec(text);
    const run = { name: 'A', script: text.slice(head?.[0].length) };
    return head ? { runs: [run], active: 0, hash: head[1]!, behaviour: Number(head[2]), atUs: 0 } : undefined;
  },
  '2': (text) => {
    const { runs, at, ...rest } = v.parse(payload, JSON.parse(text));
    return { ...rest, atUs: at, runs: runs.map(([name, script]) => ({ name, script })) };
  },
};

class TooLarge extends Error {}

/** Streams bytes through; stops where more come out than any script may hold, so that a small link cannot fill the memory. */
async function pass(bytes: Uint8Array, through: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const source = new Blob([bytes as BlobPart])
    .stream()
    .pipeThrough(through as ReadableWritablePair<Uint8Array, Uint8Array>);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = source.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > LIMITS.scriptCharacters * 2) {
      await reader.cancel();
      throw new TooLarge();
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
