/** Scripts in exact texts: the place and words of every error, the one order of printing, durations. */
import { describe, expect, test } from 'vitest';
import primaryBackup from '#protocols/primary-backup/index';
import { runScenario } from '#sim/run';
import { parseScript } from '#sim/script/parse';
import { printScript } from '#sim/script/print';
import { parseDuration } from '#sim/time';
import { showPhrase } from '#support/show';

describe('wrong scripts', () => {
  const HEAD = 'protocol primary-backup\nreplicas Frankfurt Virginia\nclients Ana@Frankfurt\n';

  test.each([
    [
      'sead 7',
      '4:1',
      'script.expected.near {expected: replicarium, title, seed, ends, protocol, replicas, clients, initially, link, node, delay, drop, duplicate, at, every, found: sead, near: seed}',
    ],
    ['seed -1', '4:6', 'script.expected {expected: 0 … 4294967295, found: -1}'],
    ['seed', '4:5', 'script.expected.end {expected: 0 … 4294967295}'],
    ['ends 0ms', '4:6', 'script.expected {expected: 100ms … 30d, found: 0ms}'],
    ['seed 1 2', '4:8', 'script.expected.nothing {found: 2}'],
    ['at 5 Ana read x', '4:4', 'script.expected {expected: 20ms, found: 5}'],
    [
      'at 5ms Anna read x',
      '4:8',
      'script.expected.near {expected: Ana, Frankfurt, Virginia, cut, heal, crash, restart, pause, resume, link, node, found: Anna, near: Ana}',
    ],
    ['at 5ms Ana write x=', '4:18', 'script.expected {expected: x, x=2, x="two words", found: x=}'],
    ['at 5ms Ana write __proto__=1', '4:18', 'script.expected {expected: x, x=2, x="two words", found: __proto__=1}'],
    [
      'at 5ms Ana write x=99999999999999999999',
      '4:18',
      'script.expected {expected: x, x=2, x="two words", found: x=99999999999999999999}',
    ],
    ['at 5ms Ana.0 read x', '4:8', 'script.expected {expected: Ana.2, found: Ana.0}'],
    [
      'at 5ms crash Frankfrut',
      '4:14',
      'script.expected.near {expected: Frankfurt, Virginia, found: Frankfrut, near: Frankfurt}',
    ],
    ['at 5ms crash Frankfurt gently', '4:24', 'script.expected {expected: process, machine, disk, found: gently}'],
    ['at 5ms cut Frankfurt', '4:21', 'script.expected.end {expected: cut Frankfurt | Singapore}'],
    [
      'at 5ms cut Frankfurt | Virginia position=101%',
      '4:33',
      'script.expected {expected: position=30%, found: position=101%}',
    ],
    [
      'link Frankfurt-Virginia 9',
      '4:25',
      'script.expected {expected: 9ms, 9ms..14ms, 9ms~40ms, 0:5ms,50:9ms,100:80ms, found: 9}',
    ],
    [
      'link Frankfurt 9ms',
      '4:6',
      'script.expected {expected: Frankfurt-Virginia, Frankfurt->Virginia, default, local, found: Frankfurt}',
    ],
    [
      'link default los=5%',
      '4:14',
      'script.expected.near {expected: loss, duplicate, reorder, bandwidth, transport, found: los, near: loss}',
    ],
    ['link default loss=5', '4:14', 'script.setting.value {setting: loss, found: 5, expected: 5%}'],
    ['every -5ms from 0ms to 9ms Ana read x', '4:7', 'script.expected {expected: 20ms, found: -5ms}'],
    ['every 5ms from 0ms', '4:19', 'script.expected.end {expected: to}'],
    [
      'delay copy(Ana.1) Frankfurt +4ms',
      '4:7',
      'script.expected {expected: copy(Ana.1) Frankfurt->Virginia, found: copy(Ana.1) Frankfurt}',
    ],
    ['delay copy(Ana.1) Frankfurt->Virginia soon', '4:39', 'script.expected {expected: +4ms, found: soon}'],
    ['initially x', '4:11', 'script.expected {expected: x=1, found: x}'],
    ['clients Bo', '4:1', 'script.name.twice {name: clients}'],
    ['  \t at   5ms   Ana   reed', '4:26', 'script.expected.end {expected: x, x=2}'],
  ])('%s', (line, place, reason) => {
    const { errors } = parseScript(`${HEAD}${line}\n`);
    expect(errors.map((error) => [`${error.line}:${error.column}`, showPhrase(error.reason)])).toEqual([
      [place, reason],
    ]);
  });

  test('each wrong line is reported, and the others are read', () => {
    const { errors, scenario } = parseScript(`${HEAD}seed x\nat 1ms Ana read x\nfoo\nat 2ms Ana read x`);
    expect(errors.map(({ line }) => line)).toEqual([4, 6]);
    expect(scenario.steps).toHaveLength(2);
  });

  test('a script without a protocol or replicas says so', () => {
    expect(parseScript('seed 1').errors.map(({ reason }) => showPhrase(reason))).toEqual([
      'script.missing {verb: protocol}',
      'script.missing {verb: replicas}',
    ]);
  });

  test.each([
    [
      'protocol primary-backup ack=sometimes',
      'script.setting.value {setting: ack, found: sometimes, expected: async, semi-sync, sync}',
    ],
    ['protocol primary-backup akc=sync', /^script.setting.unknown \{setting: akc/],
    ['protocol raft', 'script.protocol.unknown {protocol: raft, expected: primary-backup}'],
    ['clients Ana@Mars', 'script.name.unknown {name: Mars, expected: Frankfurt, Virginia}'],
    [
      'at 1ms Ana append x=1',
      'script.operation.unknown {operation: append, protocol: primary-backup, expected: write, read}',
    ],
    ['at 1ms Ana write x, write y', 'script.operation.many {protocol: primary-backup}'],
    ['at 1ms Frankfurt crown', /^script.command.unknown/],
    ['at 1ms cut Frankfurt | @Mars', /^script.name.unknown \{name: @Mars/],
    ['node Mars flush=1ms', /^script.name.unknown \{name: Mars/],
    ['at 1ms Ana.1 read x\nat 2ms Ana.1 read x', 'script.name.twice {name: Ana.1}'],
    ['every 1us from 0ms to 30d Ana read x', /^script.limit \{what: operations/],
  ])('cannot be run: %s', (line, reason) => {
    const verb = line.split(' ')[0]!;
    const others = HEAD.split('\n').filter((each) => !each.startsWith(`${verb} `));
    const { scenario, errors } = parseScript([...others, line].join('\n'));
    expect(errors).toEqual([]);
    const { faults } = runScenario(scenario, new Map([['primary-backup', primaryBackup]]));
    expect(faults.map((fault) => showPhrase(fault.reason))).toEqual([
      typeof reason === 'string' ? reason : expect.stringMatching(reason),
    ]);
  });
});

describe('scripts', () => {
  test('are printed in one order, with each comment before its line', () => {
    const text =
      '# what it shows\nreplicas A B\nclients Ana\n\n# who\nprotocol primary-backup\nat 5ms Ana write x="a # b" # the write\nseed 3\nat 6ms cut A | B position=0.5%\n# the end';
    expect(printScript(parseScript(text).scenario)).toBe(
      'replicarium 1\nseed 3\nends 100ms\n\n# who\nprotocol primary-backup\n# what it shows\nreplicas A B\nclients Ana@A\n# the write\nat 5ms Ana write x="a # b"\nat 6ms cut A | B position=0.5%\n# the end\n',
    );
  });

  test('a client that stands before the replicas is at the first of them', () => {
    expect(parseScript('protocol primary-backup\nclients Ana\nreplicas A B').scenario.clients).toEqual([
      { name: 'Ana', at: 'A' },
    ]);
  });

  test('names that every object has are names like others', () => {
    const { scenario } = parseScript(
      'protocol primary-backup\nreplicas A toString\nclients constructor\nat 1ms constructor write valueOf=1\nat 9ms constructor read valueOf',
    );
    const { trace } = runScenario(scenario, new Map([['primary-backup', primaryBackup]]));
    expect(trace!.operations.map(({ status, value }) => [status, value])).toEqual([
      ['ok', null],
      ['ok', 1],
    ]);
  });

  test.each([
    ['20ms', 20_000],
    ['1.5s', 1_500_000],
    ['+4ms', 4_000],
    ['-0ms', 0],
    ['0.4us', 0],
    ['2µs', 2],
    ['1d', 864e8],
    ['5', undefined],
    ['ms', undefined],
    ['1 ms', undefined],
    ['1e3ms', undefined],
    ['9999999d', undefined],
  ])('the duration %s is %s µs', (text, us) => expect(parseDuration(text)).toBe(us));
});
