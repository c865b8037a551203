/** The command line as a shell sees it: what it prints, its exit codes, its errors with line and column. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkers, protocols } from '#catalog';
import { readHistories, writeHistory } from '#formats/history-json';
import { traceHash } from '#sim/hash';
import { observe } from '#sim/observe';
import { runScenario } from '#sim/run';
import { parseScript } from '#sim/script/parse';

const goldens = import.meta.glob<string>('/src/protocols/*/golden/*.txt', {
  eager: true,
  query: '?raw',
  import: 'default',
});

const STALE = `title A cut before the read
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
const FRESH = STALE.replace(/^at .*(cut|heal).*\n/gm, '').replace('read=nearest', 'read=primary');

const folder = mkdtempSync(join(tmpdir(), 'replicarium-cli-'));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

interface Ran {
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

const cli = (args: readonly string[], options?: { input?: string; stopsReading?: boolean }): Promise<Ran> =>
  run('.build/cli/main.mjs', args, options);

let stale = '';
let fresh = '';

beforeAll(async () => {
  stale = file('stale.txt', STALE);
  fresh = file('fresh.txt', FRESH);
  const { err, code } = await run('src/cli/launch.mjs', ['--version']); // Builds it where it is outdated.
  if (code !== 0) throw new Error(err);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

function simulated(script: string) {
  const { scenario, errors } = parseScript(script);
  expect(errors).toEqual([]);
  const ran = runScenario(scenario, protocols);
  if (!ran.trace) throw new Error(JSON.stringify(ran.faults));
  return ran;
}

/** What the verdict strip shows of a script. */
function strip(script: string): Record<string, unknown> {
  const { trace, protocol } = simulated(script);
  const observation = observe(trace, protocol);
  return Object.fromEntries(
    checkers.map((checker) => [checker.id, JSON.parse(JSON.stringify(checker.check(observation))) as unknown]),
  );
}

const withoutTexts = (verdicts: Record<string, Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(verdicts).map(([id, { text: _, ...verdict }]) => [id, verdict]));

describe('simulate', () => {
  test('prints a summary with answers and verdicts', async () => {
    const { out, err, code } = await cli(['simulate', stale]);
    expect({ err, code }).toEqual({ err: '', code: 0 });
    expect(out).toMatch(
      /^A cut before the read\nprimary-backup ack=async read=nearest, 3 replicas, 2 clients, seed 1, 200ms\n/,
    );
    expect(out).toMatch(/^6ms +Ana\.1 +Ana +write x=2 +done after 3ms$/m);
    expect(out).toMatch(/^44ms +Bo\.1 +Bo +read x +→ x=1 after 2ms$/m);
    expect(out).toMatch(/^linearizable +violated +.+\(.*Bo\.1.*\)$/m);
  });

  test('prints the hash that every engine computes, and another for another seed or end', async () => {
    const lossy = file('lossy.txt', STALE.replace('initially', 'link default 5ms..50ms\ninitially'));
    const hashes = await Promise.all(
      [[stale], [lossy], [lossy, '--seed', '2'], [lossy, '--until=30ms']].map((args) =>
        cli(['simulate', ...args, '--hash']),
      ),
    );
    expect(hashes[0]!.out).toBe(`${traceHash(simulated(STALE).trace)}\n`);
    expect(new Set(hashes.map(({ out }) => out)).size).toBe(4);
  });

  test('tells the run in sentences', async () => {
    const { out } = await cli(['simulate', '-', '--narrate'], { input: STALE });
    expect(out).toContain(
      '45ms  Singapore answers Bo with x=1. It has not received x=2: the copy is held at the cut.\n',
    );
  });

  test('lists every record of the trace with the record that led to it', async () => {
    const { out } = await cli(['simulate', stale, '--trace']);
    const { trace } = simulated(STALE);
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(trace.records.count);
    lines.forEach((line, record) => {
      const cause = trace.records.cause[record]!;
      expect(line).toMatch(new RegExp(`^${record} .*?${cause < 0 ? '(?<!<- \\d+)' : `<- ${cause}`}$`));
    });
  });

  test('reads a golden’s script and leaves its outcome', async () => {
    const { out } = await cli(['simulate', '-', '--hash'], { input: `${STALE}----\nwhatever came of it\n` });
    expect(out).toBe(`${traceHash(simulated(STALE).trace)}\n`);
  });

  test('says where a script is wrong, and what was expected', async () => {
    const bad = file('bad.txt', STALE.replace('Bo read x', 'Bob read x').replace('ack=async', 'ack=asink'));
    expect(await cli(['simulate', bad])).toEqual({
      out: '',
      err: expect.stringMatching(new RegExp(`^${bad}:9:9: “Bob” .*Did you mean “Bo”\\?.*\n$`)) as string,
      code: 2,
    });
    const unplanned = file('unplanned.txt', STALE.replace('ack=async', 'ack=asink'));
    expect((await cli(['simulate', unplanned])).err).toMatch(
      new RegExp(`^${unplanned}:3:1: “asink” is no value of ack\\. Expected: async, semi-sync, sync\\.\n$`),
    );
  });

  test('says which change to a message has no target, and goes on', async () => {
    const { err, code } = await cli(['simulate', '-', '--hash'], {
      input: `${STALE}drop copy(Ana.7) Frankfurt->Virginia\n`,
    });
    expect({ err, code }).toEqual({
      err: '<stdin>:11:1: The message “copy(Ana.7) Frankfurt→Virginia” does not occur in this run: the line changes nothing.\n',
      code: 0,
    });
  });

  test('ends quietly when its reader has read enough', async () => {
    const long = file('long.txt', `${STALE.replace('200ms', '10s')}every 5ms from 100ms to 5s Ana write x\n`);
    const { out, err, code } = await cli(['simulate', long, '--trace'], { stopsReading: true });
    expect(out.length).toBeGreaterThan(0);
    expect({ err, code }).toEqual({ err: '', code: 0 });
  });
});

describe('check', () => {
  test('of a run’s history equals the verdict strip, for every golden', async () => {
    const scripts = [STALE, FRESH, ...Object.values(goldens).map((text) => text.split(/^----$/m)[0]!)];
    const histories: Ran[] = [];
    for (let at = 0; at < scripts.length; at += 2)
      histories.push(
        ...(await Promise.all(
          scripts.slice(at, at + 2).map((input) => cli(['simulate', '-', '--history'], { input })),
        )),
      );
    const { out, code } = await cli(['check', '-', '--json'], { input: histories.map((each) => each.out).join('') });
    const judged = out
      .trimEnd()
      .split('\n')
      .map((line) =>
        withoutTexts((JSON.parse(line) as { verdicts: Record<string, Record<string, unknown>> }).verdicts),
      );
    expect(judged).toEqual(scripts.map(strip));
    expect(code).toBe(1); // The stale read is among them.
  }, 30_000);

  test('says with its exit code whether something is violated', async () => {
    const [bad, good] = await Promise.all(
      [stale, fresh].map(async (path) =>
        cli(['check', '-'], { input: (await cli(['simulate', path, '--history'])).out }),
      ),
    );
    expect(bad).toMatchObject({ err: '', code: 1 });
    expect(bad!.out).toMatch(/^linearizable +violated/m);
    expect(good).toMatchObject({ err: '', code: 0 });
    expect(good!.out).toMatch(/^linearizable +kept +tested once$/m);
  });

  test('judges a history without evidence, and says what it cannot know', async () => {
    const { evidence: _, ...observation } = observe(simulated(FRESH).trace, simulated(FRESH).protocol);
    const { out, code } = await cli(['check', '-'], { input: writeHistory(observation) });
    expect(out).toMatch(/^converges +not known/m);
    expect(code).toBe(0);
  });

  test('refuses what is no history, with the line and column of each fault', async () => {
    const input = '{"model":"register","ops":[]}\n{"model":"register","ops":{}}';
    expect(await cli(['check', '-'], { input })).toEqual({
      out: '',
      err: '<stdin>:2:27: ops is { … }. Expected: [ … ].\n',
      code: 2,
    });
  });
});

describe('The command line', () => {
  test('shows its help and its version', async () => {
    const [help, version] = await Promise.all([cli(['--help']), cli(['--version'])]);
    expect(help).toMatchObject({ err: '', code: 0 });
    for (const word of ['simulate FILE', 'check FILE', 'lessons', '--until TIME']) expect(help.out).toContain(word);
    expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.concurrent.each([
    [[], /^Usage: replicarium/],
    [['simualte'], /^replicarium: There is no command “simualte”\. Did you mean “simulate”\?\n$/],
    [['simulate'], /^replicarium: FILE is missing\.\n$/],
    [['simulate', 'a', 'b'], /^replicarium: “b” is one argument too many\.\n$/],
    [['simulate', 'a', '--hsah'], /^replicarium: There is no option --hsah here\. Did you mean --hash\?\n$/],
    [['simulate', 'a', '--hash', '--trace'], /^replicarium: --hash and --trace cannot stand together\.\n$/],
    [['simulate', 'a', '--seed'], /^replicarium: --seed needs a value\.\n$/],
    [['simulate', 'a', '--seed=-1'], /^replicarium: “-1” is no value of --seed\./],
    [['simulate', 'no-such-lesson'], /^no-such-lesson: There is no such file, and no lesson of this name\.\n$/],
    [['check', 'src'], /^src: This is a folder\. Expected: a file\.\n$/],
  ])('refuses %j with exit code 2', async (args, expected) => {
    const { out, err, code } = await cli(args);
    expect({ out, code }).toEqual({ out: '', code: 2 });
    expect(err).toMatch(expected);
  });

  test('lists the lessons and runs each by its name', async () => {
    const { out, code } = await cli(['lessons']);
    expect(code).toBe(0);
    for (const line of out.trimEnd().split('\n')) {
      const [, slug] = /^\d\d +(\S+) +\d+ min +\S/.exec(line)!;
      expect(await cli(['simulate', slug!, '--hash'])).toMatchObject({
        err: '',
        code: 0,
        out: expect.stringMatching(/^[0-9a-f]{16}\n$/) as string,
      });
    }
  });
});

test('A history that is written is read again as it was', () => {
  for (const script of [STALE, FRESH]) {
    const { trace, protocol } = simulated(script);
    const observation = observe(trace, protocol);
    expect(readHistories(writeHistory(observation))).toEqual({
      observations: [JSON.parse(JSON.stringify(observation))],
      errors: [],
    });
  }
});
