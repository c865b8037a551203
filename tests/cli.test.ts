/** The command line as a shell sees it: what it prints, its exit codes, its errors with line and column. */
import { beforeAll, describe, expect, test } from 'vitest';
import { readHistories, writeHistory } from '#formats/history-json';
import { traceHash } from '#sim/hash';
import { observe } from '#sim/observe';
import { cli, file, FRESH, prepare, simulated, STALE } from '#support/shell';

let stale = '';

beforeAll(async () => {
  ({ stale } = await prepare());
}, 60_000);

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

describe('sweep', () => {
  const SPREAD = STALE.replace('initially', 'link default 5ms~30ms\ninitially').replace(/^at .*(cut|heal).*\n/gm, '');
  const MANY = `${SPREAD}every 5ms from 50ms to 90ms Bo read x\n`;

  test('prints the same with any number of threads: figures, the curve, and a run to open', async () => {
    const many = file('many.txt', MANY);
    const args = ['sweep', many, '--runs', '60', '--vary', 'ack=async,sync'];
    const [one, three] = await Promise.all([cli([...args]), cli([...args, '--workers=3'])]);
    expect(one).toMatchObject({ err: '', code: 0 });
    expect(three).toEqual(one);
    expect(one.out).toMatch(/^ack=sync +100\.00%/m);
    const [, seed, operation] = /^Stale in ack=async: --seed (\d+), (Bo\.\d+), .+ after “done”$/m.exec(one.out)!;
    const { out } = await cli(['simulate', many, '--seed', seed!]);
    expect(out).toMatch(new RegExp(`${operation!.replace('.', '\\.')} +Bo +read x +→ x=1 `));
    expect(one.out).toContain('No stale read in ack=sync\n');
  });

  test('as JSON it counts every read once', async () => {
    const { out } = await cli(['sweep', '-', '--runs', '20', '--json'], { input: MANY });
    const { runs, variants } = JSON.parse(out) as {
      runs: number;
      variants: { fresh: { all: number }; curve: { fresh: { all: number } }[] }[];
    };
    expect([runs, variants.length, variants[0]!.fresh.all]).toEqual([20, 1, 200]);
    expect(variants[0]!.curve.reduce((sum, { fresh }) => sum + fresh.all, 0)).toBe(200);
  });

  test.concurrent.each([
    [['sweep'], /FILE is missing/],
    [['sweep', 'a', '--runs=0'], /“0” is no value of --runs\. Expected: 1 … 100000/],
    [['sweep', 'a', '--workers=many'], /“many” is no value of --workers/],
    [['sweep', 'no-such-lesson'], /There is no such file/],
  ])('refuses %j', async (args, expected) => {
    const { out, err, code } = await cli(args);
    expect({ out, code }).toEqual({ out: '', code: 2 });
    expect(err).toMatch(expected);
  });

  test('says what is wrong with what it is to vary', async () => {
    for (const [vary, expected] of [
      ['ack', /“ack” is nothing to vary/],
      ['acks=async', /acks/],
      ['ack=async,asink', /“asink” is no value of ack/],
    ] as const)
      expect((await cli(['sweep', '-', '--vary', vary], { input: MANY })).err).toMatch(expected);
  });
});
