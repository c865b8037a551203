/** The simulation's nodes in exact numbers: clocks, disks, crashes, pauses, limits, and what is observed of a run. */
import { describe, expect, test } from 'vitest';
import { observe } from '#sim/observe';
import primaryBackup from '#protocols/primary-backup/index';
import { runScenario } from '#sim/run';
import { parseScript } from '#sim/script/parse';
import { KIND_CODE } from '#sim/trace';
import { diskOf, endsOf, manyMessages as many, probe, seenBy } from '#support/probe';

describe('clocks', () => {
  test('a timer runs on its node’s own clock: one that is fast by a quarter ends it a fifth early', () => {
    const trace = probe('at 0ms A time 100000\nat 0ms B time 100000\nat 0ms C time 100000', {
      head: 'node B drift=+250000ppm skew=+3ms\nnode C drift=-200000ppm',
    });
    const firedAtUs = [...trace.records.kind.keys()]
      .filter((record) => trace.texts[trace.records.detail[record]!] === 'probe' && trace.records.node[record]! >= 0)
      .map((record) => [trace.nodes[trace.records.node[record]!], trace.records.atUs[record]]);
    expect(firedAtUs).toEqual([
      ['B', 80_000],
      ['A', 100_000],
      ['C', 125_000],
    ]);
    expect([seenBy(trace, 'A'), seenBy(trace, 'B'), seenBy(trace, 'C')]).toEqual([
      ['timer.probe 100000'],
      ['timer.probe 103000'],
      ['timer.probe 100000'],
    ]);
  });

  test('a drift that changes while a timer runs counts from then on, and a skew does not touch it', () => {
    const trace = probe('at 0ms A time 100000\nat 40ms node A drift=+500000ppm\nat 50ms node A skew=+1s');
    // 40 ms at the true rate, 60 ms of the clock in 40 ms of true time: 80 ms. By then the clock shows 1 s more than 50 ms + 30 ms · 1.5.
    expect(seenBy(trace, 'A')).toEqual(['timer.probe 1095000']);
  });

  test('a timer that is set again or cancelled does not fire', () => {
    expect(seenBy(probe('at 0ms A time 100000\nat 50ms A time 100000'), 'A')).toEqual(['timer.probe 150000']);
    expect(seenBy(probe('at 0ms A time 100000\nat 50ms A stop'), 'A')).toEqual([]);
  });
});

describe('disks', () => {
  const crash = (kind: string, atMs: number) =>
    diskOf(
      probe(`at 0ms A store one\nat 10ms A store two\nat ${atMs}ms crash A ${kind}\nat 100ms restart A`, {
        head: 'node A flush=5ms',
      }),
      'A',
    );

  test.each([
    ['process', 4, 'one'],
    ['machine', 4, 'empty'],
    ['machine', 6, 'one'],
    ['process', 11, 'two'],
    ['machine', 11, 'one'],
    ['machine', 16, 'two'],
    ['disk', 16, 'empty'],
  ])('a crash of the %s at %i ms leaves "%s"', (kind, atMs, left) => expect(crash(kind, atMs)).toBe(left));

  test('what is only written survives the process, not the machine, also when both fall one after the other', () => {
    expect(diskOf(probe('at 0ms A write one\nat 10ms crash A process\nat 20ms restart A'), 'A')).toBe('one');
    expect(
      diskOf(probe('at 0ms A write one\nat 10ms crash A process\nat 15ms crash A machine\nat 20ms restart A'), 'A'),
    ).toBe('empty');
    expect(
      diskOf(probe('at 0ms A store one\nat 10ms crash A disk\nat 15ms crash A machine\nat 20ms restart A'), 'A'),
    ).toBe('empty');
  });

  test('a crash ends flushes and timers under way, and a slow disk answers late, in order', () => {
    expect(
      seenBy(
        probe('at 0ms A store one\nat 1ms A time 5000\nat 2ms crash A process\nat 3ms restart A', {
          head: 'node A flush=5ms',
        }),
        'A',
      ),
    ).toEqual([]);
    expect(
      seenBy(
        probe('at 0ms A store one\nat 1ms node A flush=1ms\nat 1ms A store two', { head: 'node A flush=40ms' }),
        'A',
      ),
    ).toEqual(['flushed 40000', 'flushed 40000']);
  });

  test('a write does not overtake an earlier one, also where the disk has become faster', () => {
    const script = 'ends 100ms\nprotocol primary-backup\nreplicas A\nclients Ana@A Bo@A Cleo@A\nnode A write=20ms';
    const steps = 'at 0ms Ana write x\nat 2ms node A write=1ms\nat 3ms Bo write x\nat 40ms Cleo write x';
    const { scenario } = parseScript(`replicarium 1\n${script}\n${steps}\n`);
    const { records } = runScenario(scenario, new Map([['primary-backup', primaryBackup]])).trace!;
    const writtenUs = [...records.kind.keys()]
      .filter((record) => records.kind[record] === KIND_CODE.written)
      .map((record) => records.atUs[record]);
    expect(writtenUs).toEqual([21_000, 21_000, 42_000]);
  });
});

describe('nodes', () => {
  test('a paused node gets everything late and in order, its timers too', () => {
    const trace = probe(
      'at 0ms A time 20000\nat 5ms pause A\nat 0ms B send A one\nat 1ms C send A two\nat 60ms resume A',
    );
    expect(seenBy(trace, 'A')).toEqual(['probe one 60000', 'probe two 60000', 'timer.probe 60000']);
    expect(endsOf(trace)).toEqual({ 'probe(one) B→A': 'delivered 10', 'probe(two) C→A': 'delivered 11' });
    expect(trace.pauses[0]).toEqual([{ fromUs: 5_000, toUs: 60_000 }]);
  });

  test('a message to a node that is down is lost there, and a crash forgets what waited in a pause', () => {
    const trace = probe(
      'at 5ms pause A\nat 0ms B send A one\nat 20ms crash A\nat 15ms B send A two\nat 40ms restart A\nat 45ms resume A',
    );
    expect(endsOf(trace)).toEqual({ 'probe(one) B→A': 'delivered 10', 'probe(two) B→A': 'lost down 25' });
    expect(seenBy(trace, 'A')).toEqual([]);
    expect([trace.downs[0], trace.pauses[0]]).toEqual([
      [{ fromUs: 20_000, toUs: 40_000 }],
      [{ fromUs: 5_000, toUs: 20_000 }],
    ]);
  });

  test('an effect that the kernel does not know throws and names it', () => {
    expect(() => probe('at 0ms A oddity')).toThrow('A: unknown effect teleport');
  });
});

test('a run stops at its limit of events and says so', () => {
  const trace = probe(many(50), { maxEvents: 20 });
  expect([trace.stoppedBy, trace.reachedUs < trace.endsUs, trace.settled]).toEqual([
    'limit',
    true,
    { id: 'settled.not.limit', args: { events: 20 } },
  ]);
  expect(probe(many(50)).stoppedBy).toBe('end');
});

describe('observations', () => {
  const historyOf = (initially: string, lines: string) => {
    const { scenario } = parseScript(
      `protocol primary-backup\nreplicas A B\nclients Ana\ninitially ${initially}\n${lines}\n`,
    );
    const { trace } = runScenario(scenario, new Map([['primary-backup', primaryBackup]]));
    return observe(trace!, primaryBackup).history;
  };

  test('one key is a register, several are a register each with first values of their own', () => {
    expect(historyOf('x=1', 'at 0ms Ana read x')).toMatchObject({ model: 'register', init: 1, ops: [{ ret: 1 }] });
    expect(historyOf('x=1', 'at 0ms Ana read y')).toMatchObject({
      model: 'multi-register',
      init: { x: 1 },
      ops: [{ ret: null }],
    });
    expect(historyOf('x=1 y=2', 'at 0ms Ana read y')).toMatchObject({
      model: 'multi-register',
      init: { x: 1, y: 2 },
      ops: [{ ret: 2 }],
    });
  });
});
