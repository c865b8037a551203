/** Runs the built command line as a shell would, on files in a folder that is gone when the process ends. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process, { execPath } from 'node:process';
import { protocols } from '#catalog';
import { runScenario } from '#sim/run';
import { parseScript } from '#sim/script/parse';

export const STALE = `title A cut before the read
ends 200ms
protocol primary-backup ack=async read=nearest
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Singapore
initially x=1
at 6ms Ana write x=2
at 10ms cut Frankfurt | Singapore
at 44ms Bo read x
at 75ms heal
`;
export const FRESH = STALE.replace(/^at .*(cut|heal).*\n/gm, '').replace('read=nearest', 'read=primary');

const folder = mkdtempSync(join(tmpdir(), 'replicarium-cli-'));
/** Writes a file and returns its path. */
export const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

export interface Ran {
  readonly out: string;
  readonly err: string;
  readonly code: number | null;
}

/** Runs a program and closes its output after the first piece, where `stopsReading` says so. */
function run(program: string, args: readonly string[], { input = '', stopsReading = false } = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(execPath, [program, ...args]);
    const texts = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      texts.out += text;
      if (stopsReading) child.stdout.destroy();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.err += text));
    child.on('error', reject).on('close', (code) => resolve({ ...texts, code }));
    child.stdin.on('error', () => {}); // A command that ends without reading.
    child.stdin.end(input);
  });
}

export const cli = (args: readonly string[], options?: { input?: string; stopsReading?: boolean }): Promise<Ran> =>
  run('.build/cli/main.mjs', args, options);

process.on('exit', () => rmSync(folder, { recursive: true }));

/** Builds the command line where it is outdated; returns the paths of the two scripts. */
export async function prepare(): Promise<{ stale: string; fresh: string }> {
  const { err, code } = await run('src/cli/launch.mjs', ['--version']);
  if (code !== 0) throw new Error(err);
  return { stale: file('stale.txt', STALE), fresh: file('fresh.txt', FRESH) };
}

/** The run of a script that has no faults. */
export function simulated(script: string) {
  const { scenario, errors } = parseScript(script);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const ran = runScenario(scenario, protocols);
  if (!ran.trace) throw new Error(JSON.stringify(ran.faults));
  return ran;
}
