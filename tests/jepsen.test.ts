/** Jepsen's EDN and text logs: what they say, where they are broken, and that nothing makes their readers throw. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import linearizable from '#checkers/linearizable/index';
import { readEdnHistory } from '#formats/edn';
import { readEdn } from '#formats/edn-value';
import type { HistoriesRead } from '#formats/history-json';
import { readJepsenText } from '#formats/jepsen-text';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import { createRandom } from '#support/histories';
import { runs } from '#support/runs';

const say = createSay(english);
const folder = join(process.env['REFERENCE_DIR'] ?? '../shared/reference', 'raw');
const isThere = existsSync(folder);
if (!isThere) console.info(`There is no folder ${folder}: the raw files of the reference are skipped.`);

const EDN = `; a comment
[{:process 0, :type :invoke, :f :write, :value 3}
 {:process :nemesis, :type :info, :f :start, :value nil}
 {:process 1 :type :invoke :f :cas :value [3 4]} #_ {:ignored true}
 {:process 0, :type :ok, :f :write, :value 3}
 {:process 1, :type :fail, :f :cas, :value [3 4]}
 {:process 2, :type :invoke, :f :read, :value nil}
 {:process 2, :type :ok, :f :read, :value nil}
 #knossos.op.Op{:process 3, :type :invoke, :f :write, :value 5}]`;

const LOG = `INFO  jepsen.core - Running test
INFO  jepsen.util - 0	:invoke	:write	3
INFO  jepsen.util - :nemesis	:info	:start	nil
INFO  jepsen.util - 1	:invoke	:cas	[3 4]
INFO  jepsen.util - 0	:ok	:write	3
INFO  jepsen.util - 1	:fail	:cas	[3 4]
INFO  jepsen.util - 2	:invoke	:read	nil
INFO  jepsen.util - 2	:ok	:read	nil
INFO  jepsen.util - 3	:invoke	:write	5
INFO  jepsen.util - 3	:info	:write	:timed-out
`;

const common = { process: 0, f: 'write', arg: 3, ret: null, status: 'ok', call: 0, return: 2 };

test('EDN is read as Knossos means it', () => {
  expect(readEdnHistory(EDN).observations?.[0]?.history).toEqual({
    model: 'cas-register',
    init: null,
    ops: [
      { id: 0, ...common },
      { id: 1, process: 1, f: 'cas', arg: [3, 4], ret: null, status: 'fail', call: 1, return: 3 },
      { id: 2, process: 2, f: 'read', arg: null, ret: null, status: 'timeout-read', call: 4, return: 5 },
      { id: 3, process: 3, f: 'write', arg: 5, ret: null, status: 'info', call: 6, return: null },
    ],
  });
});

test('a log is read as Jepsen means it', () => {
  expect(readJepsenText(LOG).observations?.[0]?.history).toEqual({
    model: 'cas-register',
    init: null,
    ops: [
      { id: 0, ...common },
      { id: 1, process: 1, f: 'cas', arg: [3, 4], ret: false, status: 'fail', call: 1, return: 3 },
      { id: 2, process: 2, f: 'read', arg: null, ret: null, status: 'ok', call: 4, return: 5 },
      { id: 3, process: 3, f: 'write', arg: 5, ret: null, status: 'info', call: 6, return: null },
    ],
  });
});

test('EDN knows all that its definition names', () => {
  const values = (text: string) => readEdn(text).forms?.map(({ value }) => value);
  expect(values('nil true -7 1.5e3 12N "a\\n\\u0041" :k/w sym \\c #{1} #inst "2020" {:a (1 2) 3 nil}')).toEqual([
    null,
    true,
    -7,
    1500,
    12,
    'a\nA',
    ':k/w',
    'sym',
    'c',
    [1],
    '2020',
    { ':a': [1, 2], '3': null },
  ]);
  expect(values('9007199254740993')).toEqual(['9007199254740993']);
});

const FAULTS: readonly (readonly [(text: string) => HistoriesRead, string, number, number, string])[] = [
  [readEdnHistory, '[{:process 0\n', 2, 1, 'closing bracket'],
  [readEdnHistory, '[\n {:process 0 :type}]', 2, 2, 'pairs'],
  [readEdnHistory, '{:process 0 :type :invoke :f :read :value "x', 1, 43, 'quotation mark'],
  [readEdnHistory, '[1]', 1, 2, 'map with :process'],
  [readEdnHistory, '{:process 0 :type :went :f :read}', 1, 1, ':invoke, :ok'],
  [readEdnHistory, '{:process 0 :type :invoke :f :jump}', 1, 1, 'read, write, cas'],
  [readEdnHistory, `${'['.repeat(1000)}`, 1, 202, 'at most 200'],
  [readEdnHistory, '1x', 1, 1, 'such as -1'],
  [readEdnHistory, '', 1, 1, 'a process'],
  [readJepsenText, 'INFO jepsen.util - 0\t:invoke\t:read\tnil\nINFO jepsen.util - 0 :invoke :read nil', 2, 1, 'first'],
  [readJepsenText, 'INFO jepsen.util - 0\t:ok\t:read\t3', 1, 1, ':invoke first'],
  [readJepsenText, 'INFO jepsen.util - 0\t:invoke\t:cas\t[1 2', 1, 39, 'closing bracket'],
  [readJepsenText, 'INFO jepsen.util - 0\t:invoke\t:cas\t7', 1, 1, '[1 2]'],
  [readJepsenText, 'INFO hello\nwhat is this', 2, 1, 'an operation'],
  [readJepsenText, 'INFO hello', 1, 1, 'an operation'],
];

const broken = FAULTS.map((fault) => [fault[1].slice(0, 60), ...fault] as const);

test.each(broken)('it is said where %j is broken', (_, read, text, line, column, expected) => {
  const [error] = read(text).errors;
  expect(error).toMatchObject({ line, column });
  expect(say(error!.reason)).toContain(expected);
});

test.skipIf(!isThere).each([
  ['bad-analysis.edn', readEdnHistory, 'violated'],
  ['memstress3-0.edn', readEdnHistory, 'holds'],
  ['etcd_000.log', readJepsenText, 'violated'],
  ['etcd_002.log', readJepsenText, 'holds'],
] as const)('the raw file %s comes out as its reference says', (file, read, expected) => {
  const { observations } = read(readFileSync(join(folder, file), 'utf8'));
  expect(observations).toHaveLength(1);
  expect(linearizable.check(observations![0]!).verdict).toBe(expected);
});

test('whatever is done to a text, its reader answers', () => {
  const random = createRandom(5);
  const junk = [
    '[',
    '{',
    '"',
    '\\',
    '#_',
    '#{',
    ';',
    ':ok',
    ' 9e999 ',
    '\u0000',
    '\uD800',
    '\n',
    '\t:info\t:cas\t',
    '#',
  ];
  let read = 0;
  for (let round = 0; round < runs(2000, 100_000); round++) {
    const source = random(2) ? EDN : LOG;
    const at = random(source.length);
    const cut = source.slice(0, at) + junk[random(junk.length)]! + source.slice(at + random(12));
    for (const reader of [readEdnHistory, readJepsenText]) {
      const { observations, errors } = reader(random(9) ? cut : cut.slice(0, random(cut.length)));
      if (!observations) expect(say(errors[0]!.reason)).toMatch(/Expected/);
      for (const observation of observations ?? []) {
        linearizable.check(observation, { budget: 10_000 });
        read++;
      }
    }
  }
  expect(read).toBeGreaterThan(100);
});

test('long texts end in an answer', { timeout: 30_000 }, () => {
  const size = runs(300_000, 10_000_000);
  for (const text of ['[', ' ', ',', '"\\"', '#_', '{:a ', 'x', ':info ', '1', ';'].map((part) =>
    part.repeat(size / 10),
  )) {
    expect(readEdnHistory(text).errors.length).toBeGreaterThan(0);
    expect(readJepsenText(text).errors.length).toBeGreaterThan(0);
  }
  const events = Array.from(
    { length: size / 10 },
    (_, at) => `{:process 0 :type ${at % 2 ? ':ok' : ':invoke'} :f :write :value ${at}}\n`,
  );
  expect(readEdnHistory(events.join('')).observations).toHaveLength(1);
});
