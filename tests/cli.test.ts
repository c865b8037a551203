/** The command line as a shell sees it: what it prints, its exit codes, its errors with line and column. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkers, protocols } from '#catalog';
import { modelName } from '#cli/models';
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
    checkers.map((checker) => [
      modelName(checker.id),
      JSON.parse(JSON.stringify(checker.check(observation))) as unknown,
    ]),
  );
}

const REFERENCE = env['REFERENCE_DIR'] ?? '../shared/reference';
const isThere = existsSync(REFERENCE);
if (!isThere) console.info(`There is no folder ${REFERENCE}: what the command line says of it is skipped.`);

interface Result {
  readonly id: string | number;
  readonly verdicts: Readonly<Record<string, boolean | null>>;
  readonly unknown: Readonly<Record<string, string>>;
  readonly witness: Readonly<Record<string, { readonly ops: readonly unknown[]; readonly text: string }>>;
  readonly details?: Readonly<Record<string, unknown>>;
}
const resultsOf = (out: string): Result[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Result);

const op = (id: number, f: string, value: unknown, process = id): object => ({
  id,
  process,
  f,
  ...(f === 'read' ? { ret: value } : { arg: value }),
  status: 'ok',
  call: id * 2,
  return: id * 2 + 1,
});
const GOOD = JSON.stringify({ id: 'good', model: 'register', ops: [op(0, 'write', 1), op(1, 'read', 1)] });
const BAD = JSON.stringify({ id: 'bad', model: 'register', ops: [op(0, 'write', 1), op(1, 'read', null)] });

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
    const all = checkers.map(({ id }) => modelName(id)).join(',');
    const histories: Ran[] = [];
    for (let at = 0; at < scripts.length; at += 2)
      histories.push(
        ...(await Promise.all(
          scripts.slice(at, at + 2).map((input) => cli(['simulate', '-', '--history'], { input })),
        )),
      );
    const { out, code } = await cli(['check', '-', '--json', '--consistency', all], {
      input: histories.map((each) => each.out).join(''),
    });
    const judged = resultsOf(out).map(({ details }) => details);
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

  test('judges a history without evidence by what needs none, and says what it cannot know where it is asked', async () => {
    const { evidence: _, ...observation } = observe(simulated(FRESH).trace, simulated(FRESH).protocol);
    const input = writeHistory(observation);
    const [plain, asked] = await Promise.all([
      cli(['check', '-'], { input }),
      cli(['check', '-', '--consistency', 'converges,readYourWrites.state,linearizable'], { input }),
    ]);
    expect(plain.code).toBe(0);
    expect(plain.out).not.toMatch(/converges|state/);
    expect(asked.out).toMatch(/^linearizable +kept.*\nreadYourWrites\.state +not known.*\nconverges +not known.*\n$/);
    expect(asked.code).toBe(3);
  });

  test('gives one result a line for several histories, with the exit code of the worst', async () => {
    const { out, code } = await cli(['check', '-', '--consistency=linearizable,pram'], { input: `${GOOD}\n${BAD}\n` });
    expect(code).toBe(1);
    const [good, bad] = resultsOf(out);
    expect(good).toEqual({ id: 'good', verdicts: { linearizable: true, pram: true }, unknown: {}, witness: {} });
    expect(bad).toMatchObject({ id: 'bad', verdicts: { linearizable: false, pram: true } });
    expect(bad!.witness['linearizable']).toEqual({
      ops: [0, 1],
      text: expect.stringContaining('began at 2,') as string,
    });
  });

  test('goes on behind a file that is wrong, and names each', async () => {
    const [good, bad, wrong] = [
      file('good.json', GOOD),
      file('bad.json', BAD),
      file('wrong.json', '{"model":"register"\n"ops"'),
    ];
    const { out, err, code } = await cli(['check', good, wrong, bad]);
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`^${wrong}:2:1: “"” is no JSON here\\. Expected: , }\n$`));
    expect(out).toMatch(
      new RegExp(
        `^${good}\nlinearizable +kept[^]*${bad}\nlinearizable +violated.*The first answer still has an order; with 1 none is left`,
      ),
    );
  });

  test.concurrent.each([
    [
      '{"model":"register","ops":[{"id":0,"process":0,"f":"jump","status":"ok","call":0,"return":1}]}',
      ':1:52: ops.0.f is jump. Expected: read, write.',
    ],
    [
      '{"model":"cas-register","ops":[{"id":0,"process":0,"f":"cas","arg":1,"status":"ok","call":0,"return":1}]}',
      ':1:68: ops.0.arg of cas is of the wrong kind. Expected: such as [1,2].',
    ],
    ['[{:process 0 :type :invoke :f :jump}]', ':1:2: The operation jump is not known here. Expected: read, write, cas'],
    [
      'INFO jepsen.util - 0 :invoke :jump nil',
      ':1:1: The operation jump is not known here. Expected: read, write, cas',
    ],
    ['[{:process 0', ':1:13: The text breaks off here. Expected: a closing bracket.'],
  ])('refuses %j', async (input, expected) => {
    const { out, err, code } = await cli(['check', '-'], { input });
    expect({ out, code }).toEqual({ out: '', code: 2 });
    expect(err).toContain(`<stdin>${expected}`);
  });

  test('takes the spec, the format and the budget from its options', async () => {
    const edn = '[{:process 0 :type :invoke :f :write :value 1}{:process 0 :type :ok :f :write :value 1}]';
    const [guessed, given, unfit, poor] = await Promise.all([
      cli(['check', '-', '--json'], { input: edn }),
      cli(['check', '-', '--json', '--spec=register', '--format=edn'], { input: edn }),
      cli(['check', '-', '--spec=queue'], { input: edn }),
      cli(['check', '-', '--consistency=causal', '--budget=1'], {
        input: GOOD.replace('"ops":[', `"ops":[${JSON.stringify(op(9, 'write', 1))},`),
      }),
    ]);
    expect(Object.keys(resultsOf(guessed.out)[0]!.verdicts)).toEqual(['linearizable', 'sequential']);
    expect(resultsOf(given.out)[0]!.verdicts).toMatchObject({ linearizable: true, pram: true, boundedStaleness: true });
    expect(unfit).toMatchObject({ code: 2, err: expect.stringContaining('Expected: enq, deq, peek, len.') as string });
    expect([0, 3]).toContain(poor.code);
  });

  test.skipIf(!isThere)('says of the raw files of the reference what their tools say', async () => {
    const expected = { 'etcd_000.log': 1, 'etcd_002.log': 0, 'bad-analysis.edn': 1, 'memstress3-0.edn': 0 };
    const raw = (name: string) => join(REFERENCE, 'raw', name);
    const ran = await Promise.all(
      Object.keys(expected).map(async (name) => [
        name,
        (await cli(['check', raw(name), '--consistency=linearizable'])).code,
      ]),
    );
    expect(Object.fromEntries(ran)).toEqual(expected);
  });

  test.skipIf(!isThere)('agrees with the textbooks of the reference, line for line', async () => {
    const path = join(REFERENCE, 'textbook.jsonl');
    const claims = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; expect: object });
    const results = resultsOf((await cli(['check', path])).out);
    expect(results.map(({ id }) => id)).toEqual(claims.map(({ id }) => id));
    const compared = claims.flatMap(({ id, expect: all }, at) =>
      Object.entries(all)
        .filter(([, value]) => value !== null)
        .map(([model, value]) => ({ id, model, differs: results[at]!.verdicts[model] !== value })),
    );
    console.info(`check: ${compared.length} verdicts of ${claims.length} textbook histories compared`);
    expect(compared.filter(({ differs }) => differs)).toEqual([]);
    expect(compared.length).toBeGreaterThan(0);
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
    [['check'], /^replicarium: FILE is missing\.\n$/],
    [['check', 'a', '--spec=heap'], /^replicarium: “heap” is no value of --spec\. Expected: register, /],
    [
      ['check', 'a', '--format=xml'],
      /^replicarium: “xml” is no value of --format\. Expected: json, jsonl, edn, jepsen-text\.\n$/,
    ],
    [['check', 'a', '--budget=0'], /^replicarium: “0” is no value of --budget\./],
    [
      ['check', 'a', '--consistency=casual'],
      /^replicarium: “casual” is no value of --consistency\. Expected: causal\.\n$/,
    ],
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
