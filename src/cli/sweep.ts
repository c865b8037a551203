/** `sweep`: many runs of one script over seeds and settings, in as many threads as are asked for, and how fresh their reads were. */
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { protocols } from '#catalog';
import { chunksOf, joinTallies, MOST_RUNS, runChunk, type Chunk, type Tally } from '#explore/sweep';
import { parseVary, varied, type Variant } from '#explore/vary';
import { phrase, type Phrase } from '#history/phrase';
import type { Protocol } from '#sim/protocol';
import { runScenario } from '#sim/run';
import { parseScript } from '#sim/script/parse';
import { readArguments, type Arguments } from './arguments';
import { readScriptInput } from './input';
import { refuse, succeed, type Outcome } from './outcome';
import { printSweep } from './sweep-lines';

const OPTIONS = { runs: 'string', vary: 'string', workers: 'string', json: 'boolean' } as const;
const RUNS = 1_000;
const MOST_WORKERS = 64;

export async function sweep(args: readonly string[]): Promise<Outcome> {
  const read = readArguments(args, OPTIONS, ['FILE']);
  if (read.fault) return refuse([{ reason: read.fault }]);
  const fault = faultOf(read);
  if (fault) return refuse([{ reason: fault }]);
  const found = await readScriptInput(read.positionals[0]!);
  if (!found.input) return refuse([found.complaint]);
  const file = found.input.name;
  const { scenario, errors, lines } = parseScript(found.input.text);
  if (errors.length > 0) return refuse(errors.map(({ line, column, reason }) => ({ file, line, column, reason })));
  const { faults } = runScenario(scenario, protocols, { maxEvents: 0 });
  if (faults.length > 0)
    return refuse(
      faults.map(({ item, reason }) => ({
        file,
        line: (item === undefined ? undefined : lines.get(item)) ?? 1,
        column: 1,
        reason,
      })),
    );
  const protocol = protocols.get(scenario.protocol.id)!;
  const axes = parseVary(read.values.get('vary') ?? '');
  const made = 'fault' in axes ? axes : varied(scenario, axes.axes, protocol);
  if (made.fault) return refuse([{ reason: made.fault }]);
  return run({ variants: made.variants, protocol }, read);
}

function faultOf({ values }: Arguments): Phrase | undefined {
  for (const [name, most] of [
    ['runs', MOST_RUNS],
    ['workers', MOST_WORKERS],
  ] as const) {
    const found = values.get(name);
    if (found !== undefined && !(/^\d{1,6}$/.test(found) && Number(found) >= 1 && Number(found) <= most))
      return phrase('cli.option.value', { option: `--${name}`, found, expected: `1 … ${most}` });
  }
  return undefined;
}

async function run(
  { variants, protocol }: { variants: readonly Variant[]; protocol: Protocol },
  { values, flags }: Arguments,
): Promise<Outcome> {
  const runs = Number(values.get('runs') ?? RUNS);
  const workers = Number(values.get('workers') ?? 1);
  const chunks = chunksOf(variants.length, runs);
  const done =
    workers === 1
      ? chunks.map((chunk) => ({ chunk, tally: runChunk(variants[chunk.variant]!, chunk, protocol) }))
      : await inThreads(variants, chunks, Math.min(workers, chunks.length));
  const tallies = variants.map((_, variant) => joinTallies(done.filter(({ chunk }) => chunk.variant === variant)));
  return succeed(printSweep({ variants, tallies, runs, protocol, json: flags.has('json') }));
}

interface Job {
  readonly variant: Variant;
  readonly chunk: Chunk;
}

/** Each thread takes the next chunk when it has done one: who computed what changes nothing. */
async function inThreads(variants: readonly Variant[], chunks: readonly Chunk[], count: number) {
  const done: { chunk: Chunk; tally: Tally }[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: count }, () => {
      const worker = new Worker(fileURLToPath(import.meta.url));
      return new Promise<void>((resolve, reject) => {
        const give = () => {
          const chunk = chunks[next];
          next += 1;
          if (chunk) worker.postMessage({ variant: variants[chunk.variant]!, chunk } satisfies Job);
          else void worker.terminate().then(() => resolve());
        };
        worker.on('error', reject);
        worker.on('message', (tally: Tally & { readonly chunk: Chunk }) => {
          done.push({ chunk: tally.chunk, tally });
          give();
        });
        give();
      });
    }),
  );
  return done;
}

/** A thread's end of it: the same file, started by `inThreads`. */
export function serveChunks(): void {
  parentPort?.on('message', ({ variant, chunk }: Job) => {
    const protocol = protocols.get(variant.scenario.protocol.id)!;
    parentPort?.postMessage({ ...runChunk(variant, chunk, protocol), chunk });
  });
}

/** True in a thread that `inThreads` has started. */
export const isChunkServer = !isMainThread;
