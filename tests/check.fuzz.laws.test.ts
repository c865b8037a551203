/** Whatever bytes `check` is given, it ends in a verdict or in a complaint with line and column; it never throws and never hangs. */
import { expect, test } from 'vitest';
import { checkInput, settingsOf } from '#cli/check';
import { FORMATS } from '#cli/histories';
import { decode } from '#cli/input';
import type { Outcome } from '#cli/outcome';
import { SPECS } from '#history/specs';
import { createRandom, type Random } from '#support/histories';
import { runs } from '#support/runs';

const EVENTS = ['invoke', 'ok', 'fail', 'info'];
const KINDS = [...new Set(SPECS.flatMap(({ kinds }) => Object.keys(kinds)))];
const VALUES = [
  '1',
  '2',
  'null',
  '"a"',
  '[1,2]',
  '[]',
  '{}',
  '[["r","x",1]]',
  '[["w","x",1]]',
  'true',
  '-1e308',
  '0.1',
];
const NOISE = [
  '[',
  '{',
  '"',
  '\\',
  '#_',
  '9e999',
  `${'9'.repeat(500)}`,
  '\u0000',
  '\n',
  'é',
  '__proto__',
  ':ok',
  '}',
  ',',
  '-',
];

const pick = <T>(random: Random, all: readonly T[]): T => all[random(all.length)]!;

function jsonText(random: Random): string {
  const { id: model, kinds } = pick(random, SPECS);
  const ops = Array.from({ length: random(6) }, (_, id) => {
    const status = pick(random, ['ok', 'ok', 'ok', 'fail', 'info', 'timeout-read']);
    const f = pick(random, random(20) ? Object.keys(kinds) : KINDS);
    const end = status === 'info' ? 'null' : String(id + random(5));
    return `{"id":${id},"process":${random(3)},"f":"${f}","key":"${pick(random, ['x', '__proto__'])}","arg":${pick(random, VALUES)},"ret":${pick(random, VALUES)},"status":"${status}","call":${id},"return":${end}}`;
  });
  return `{"model":"${model}","init":${random(3) ? 'null' : pick(random, VALUES)},"ops":[${ops.join()}]}`;
}

function eventTexts(random: Random): string {
  const f = pick(random, [':read', ':write', ':cas', ':txn', ':get', ':append', ':enqueue', ':acquire']);
  const isLog = random(2) === 0;
  const lines = Array.from({ length: random(8) }, (_, at) => {
    const [process, type] = [random(2), at % 2 ? pick(random, EVENTS) : 'invoke'];
    const value = pick(random, VALUES).replaceAll(',', ' ');
    return isLog
      ? `INFO  jepsen.util - ${process}\t:${type}\t${f}\t${value}`
      : `{:process ${process}, :type :${type}, :f ${f}, :value ${value}}`;
  });
  return isLog ? lines.join('\n') : `[${lines.join('\n')}]`;
}

function spoil(random: Random, text: string): Buffer {
  const bytes = Buffer.from(text, pick(random, ['utf8', 'utf8', 'utf8', 'utf16le', 'latin1'] as const));
  const at = random(bytes.length + 1);
  switch (random(5)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(pick(random, NOISE)), bytes.subarray(at + random(3))]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([random(256), random(256)]), bytes.subarray(at)]);
    default:
      return bytes;
  }
}

const bytesOf = (random: Random): Buffer =>
  random(6) === 0
    ? Buffer.from(Array.from({ length: random(200) }, () => random(256)))
    : spoil(random, random(2) ? jsonText(random) : eventTexts(random));

function checked(bytes: Buffer, options: Readonly<Record<string, string>> = {}): Outcome {
  const settings = settingsOf({ values: new Map(Object.entries({ budget: '2000', ...options })), flags: new Set() });
  if ('id' in settings) throw new Error(JSON.stringify(settings));
  const read = decode('given', bytes);
  return read.input
    ? checkInput(read.input, settings)
    : { out: '', err: `given:${read.complaint.line}:${read.complaint.column}: Expected\n`, code: 2 };
}

/** Says what is wrong with an outcome. */
function faultOf({ out, err, code }: Outcome): string | undefined {
  if (code !== 2) return err === '' && out !== '' ? undefined : `code ${code} with “${err}” and “${out}”`;
  const lines = err.trimEnd().split('\n').slice(0, 1);
  return lines.every((line) => /^given:[1-9]\d*:[1-9]\d*: ./.test(line)) &&
    /Expected|as another|before its call|is missing/.test(err)
    ? undefined
    : `an unclear error: ${err}`;
}

test('any text ends in a verdict or in a clear error', { timeout: 240_000 }, () => {
  const codes = new Map<number, number>();
  for (let seed = 0; seed < runs(300, 10_000); seed++) {
    const random = createRandom(seed);
    const bytes = bytesOf(random);
    const options = {
      ...(random(3) ? {} : { format: pick(random, FORMATS) }),
      ...(random(5) ? {} : { spec: pick(random, SPECS).id }),
    };
    try {
      const outcome = checked(bytes, options);
      expect(faultOf(outcome)).toBeUndefined();
      codes.set(outcome.code, (codes.get(outcome.code) ?? 0) + 1);
    } catch (error) {
      throw new Error(`seed ${seed}, ${JSON.stringify(options)}: ${bytes.toString('latin1')}`, { cause: error });
    }
  }
  for (const code of [0, 1, 2]) expect(codes.get(code) ?? 0, `texts that end with ${code}`).toBeGreaterThan(5);
});

test.each(FORMATS)('brackets a hundred thousand deep are refused as %s', (format) => {
  for (const part of ['[', '{', '#_', '{"a":', '[{:a ', '('])
    expect(checked(Buffer.from(part.repeat(100_000)), { format })).toMatchObject({ out: '', code: 2 });
});

const operation = (id: number): string =>
  `{"id":${id},"process":${id % 20},"f":"${id % 2 ? 'read' : 'write'}","arg":${id % 2 ? null : id},"ret":${id % 2 ? id - 1 : null},"status":"ok","call":${id},"return":${id}.5}`;
const event = (at: number): string =>
  `{:process ${(at % 40) >> 1}, :type :${at % 2 ? 'ok' : 'invoke'}, :f :write, :value ${at >> 1}}\n`;

function large(part: (at: number) => string, bytes: number): string {
  const parts: string[] = [];
  for (let size = 0; size < bytes; size += parts.at(-1)!.length) parts.push(part(parts.length));
  return parts.join(part === operation ? ',' : '');
}

test('a large input ends in a verdict or a clear error', { timeout: 240_000 }, () => {
  const size = runs(200_000, 50_000_000);
  const json = checked(Buffer.from(`{"model":"register","ops":[${large(operation, size)}]}`), {
    consistency: 'linearizable,causal',
  });
  expect(json.code).toBe(size > 1e6 ? 3 : 0);
  expect(checked(Buffer.from(large(event, size)), { consistency: 'linearizable' }).code).toBe(0);
  const wrong = checked(Buffer.from(`[${'1,'.repeat(size / 2)}`), { format: 'json' });
  expect(faultOf(wrong)).toBeUndefined();
});
