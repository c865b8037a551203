/** Links that carry a run: `#1.` and the deflated script with the trace's expected hash, in base64url. */
import { base64urlnopad } from '@scure/base';
import { phrase, type Phrase } from '#history/phrase';
import { LIMITS } from '#sim/scenario';

/** The link's format; older ones are migrated here. */
const FORMAT = '1';

export interface Linked {
  /** The scenario as a script. */
  readonly script: string;
  /** The trace hash that the sender saw, and the behaviour version of its protocol. */
  readonly hash: string;
  readonly behaviour: number;
}

export type ReadLink = { readonly linked: Linked } | { readonly linked?: never; readonly fault: Phrase };

export async function writeLink({ script, hash, behaviour }: Linked): Promise<string> {
  const text = `${hash} ${behaviour}\n${script}`;
  const deflated = await pass(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
  return `#${FORMAT}.${base64urlnopad.encode(deflated)}`;
}

/** Never throws: a link that is damaged, too large or of a newer format says so. */
export async function readLink(fragment: string): Promise<ReadLink> {
  const match = /^#?([^.]+)\.([A-Za-z0-9_-]+)$/.exec(fragment);
  if (!match) return { fault: phrase('link.damaged') };
  if (match[1] !== FORMAT)
    return {
      fault: /^\d+$/.test(match[1]!)
        ? phrase('link.newer', { format: match[1]!, known: FORMAT })
        : phrase('link.damaged'),
    };
  try {
    const bytes = await pass(base64urlnopad.decode(match[2]!), new DecompressionStream('deflate-raw'));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const head = /^([0-9a-f]{16}) (\d{1,6})\n/.exec(text);
    if (!head) return { fault: phrase('link.damaged') };
    return { linked: { hash: head[1]!, behaviour: Number(head[2]), script: text.slice(head[0].length) } };
  } catch (error) {
    return {
      fault:
        error instanceof TooLarge ? phrase('link.large', { limit: LIMITS.scriptCharacters }) : phrase('link.damaged'),
    };
  }
}

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
