/** The command line's judgement of histories: verdicts, exit codes, formats, and what it says of files that are wrong. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkers } from '#catalog';
import { modelName } from '#cli/models';
import { writeHistory } from '#formats/history-json';
import { observe } from '#sim/observe';
import { sample } from '#support/runs';
import { cli, file, FRESH, prepare, type Ran, simulated, STALE } from '#support/shell';

const goldens = import.meta.glob<string>('/src/protocols/*/golden/*.txt', {
  eager: true,
  query: '?raw',
  import: 'default',
});

let stale = '';
let fresh = '';

beforeAll(async () => {
  ({ stale, fresh } = await prepare());
}, 60_000);

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
/** One step does not show that this holds. */
const HARD = JSON.stringify({
  model: 'queue',
  ops: [
    ['enq', 1, null],
    ['enq', 2, null],
    ['deq', null, 2],
    ['deq', null, 1],
    ['enq', 3, null],
  ].map(([f, arg, ret], id) => ({ id, process: id, f, arg, ret, status: 'ok', call: id, return: 100 + id })),
});
const BAD = JSON.stringify({ id: 'bad', model: 'register', ops: [op(0, 'write', 1), op(1, 'read', null)] });

describe('check', () => {
  test('of a run’s history equals the verdict strip, for goldens of every protocol', async () => {
    const scripts = [STALE, FRESH, ...sample(Object.values(goldens)).map((text) => text.split(/^----$/m)[0]!)];
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
  }, 120_000);

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
        `^${good}\nlinearizable +kept[^]*${bad}\nlinearizable +violated.*A single copy could have given the first answer, but not also the one to 1`,
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
      cli(['check', '-', '--json', '--consistency=linearizable', '--budget=1'], { input: HARD }),
    ]);
    expect(Object.keys(resultsOf(guessed.out)[0]!.verdicts)).toEqual(['linearizable', 'sequential']);
    expect(resultsOf(given.out)[0]!.verdicts).toMatchObject({ linearizable: true, pram: true, boundedStaleness: true });
    expect(unfit).toMatchObject({ code: 2, err: expect.stringContaining('Expected: enq, deq, peek, len.') as string });
    expect(poor.code).toBe(3);
    expect(resultsOf(poor.out)[0]).toMatchObject({
      verdicts: { linearizable: null },
      unknown: { linearizable: 'The search was stopped after 1 step without an answer.' },
    });
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
