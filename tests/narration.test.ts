/** The run in sentences: exact words for what must be understood, and no hole in them for any run whatever. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { protocols } from '#catalog';
import english from '#i18n/en/index';
import pseudo from '#i18n/pseudo/index';
import { createSay } from '#i18n/say';
import { narrate, narrationOf } from '#scene/narration';
import type { Protocol } from '#sim/protocol';
import { runScenario } from '#sim/run';
import { parseScript } from '#sim/script/parse';
import { printScript } from '#sim/script/print';
import type { Trace } from '#sim/trace';
import { gluedWords } from '#support/glued';
import { runs } from '#support/runs';
import { scenarios } from '#support/scripts';

const say = createSay(english);

const HEAD = `replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Singapore
initially x=1
link Frankfurt-Virginia 9ms
link Frankfurt-Singapore 11ms`;

function run(protocol: string, steps: string, ends = '300ms'): { trace: Trace; protocol: Protocol } {
  const { scenario, errors } = parseScript(`ends ${ends}\nprotocol primary-backup ${protocol}\n${HEAD}\n${steps}`);
  expect(errors).toEqual([]);
  const ran = runScenario(scenario, protocols);
  if (!ran.trace) throw new Error(ran.faults.map(({ reason }) => say(reason)).join('\n'));
  return ran;
}

/** All sentences with their times. */
function tell(protocol: string, steps: string, ends?: string): string[] {
  const { trace, protocol: parts } = run(protocol, steps, ends);
  return narrationOf(trace, parts.describe).map(({ atUs, phrase }) => `${atUs / 1000} ${say(phrase)}`);
}

describe('A write', () => {
  test('is told from its call to its acknowledgement, each sentence with its cause', () => {
    expect(tell('ack=semi-sync', 'at 6ms Ana write x=2')).toEqual([
      '6 Ana asks Frankfurt to write x=2.',
      '7 Ana’s write of x=2 reaches Frankfurt.',
      '8 Frankfurt logs x=2 and sends it on to Virginia and Singapore.',
      '17 x=2 reaches Virginia.',
      '18 Virginia logs x=2 and confirms it to Frankfurt.',
      '19 x=2 reaches Singapore.',
      '20 Singapore logs x=2 and confirms it to Frankfurt.',
      '27 Frankfurt hears that Virginia has x=2.',
      '27 Ana’s write x=2 is acknowledged, because Virginia has it.',
      '28 Ana is told that x=2 is written.',
      '31 Frankfurt hears that Singapore has x=2.',
    ]);
  });

  test('without waiting is acknowledged before any other replica has it', () => {
    expect(tell('ack=async', 'at 6ms Ana write x=2')).toContain(
      '8 Ana’s write x=2 is acknowledged before any other replica has it.',
    );
  });

  test('at all backups counts them', () => {
    expect(tell('ack=sync', 'at 6ms Ana write x=2')).toContain(
      '31 Ana’s write x=2 is acknowledged, because 2 of 2 backups have it.',
    );
  });

  test('waits for its client’s answer', () => {
    expect(tell('ack=sync', 'at 6ms Ana write x=2\nat 7ms Ana write x=3')).toContain(
      '7 Ana is to write x=3, but waits for the answer to Ana.1 first.',
    );
  });

  test('that is sent again says how long its client has waited', () => {
    const told = tell('ack=async timeout=50ms retries=1', 'at 6ms Ana write x=2\ndrop request(Ana.1) Ana->Frankfurt');
    expect(told).toContain('6.6 The request of Ana to Frankfurt for x=2 is dropped, as the script says.');
    expect(told).toContain('56 Ana has had no answer for 50 ms and asks Frankfurt to write x=2 again.');
  });

  test('that never gets an answer is left open', () => {
    expect(tell('ack=async timeout=50ms', 'at 6ms Ana write x=2\ndrop request(Ana.1) Ana->Frankfurt').at(-1)).toBe(
      '56 Ana gives up waiting after 50 ms: x=2 may have been written or not.',
    );
  });

  test('that falls back says who goes on alone', () => {
    const told = tell('ack=semi-sync fallback=50ms', 'at 1ms cut Frankfurt | Virginia Singapore\nat 6ms Ana write x=2');
    expect(told).toContain('57 Frankfurt is now: on its own.');
    expect(told).toContain(
      '57 Ana’s write x=2 is acknowledged before any backup has confirmed it: Frankfurt goes on alone after waiting in vain.',
    );
  });

  test('that arrives twice is known', () => {
    expect(tell('ack=async', 'at 6ms Ana write x=2\nduplicate copy(Ana.1) Frankfurt->Virginia')).toEqual(
      expect.arrayContaining([
        '8 The copy of x=2 to Virginia is duplicated by the link: a second one is on its way.',
        '17 x=2 reaches Virginia.',
        '17 x=2 reaches Virginia once more, which has received it before.',
      ]),
    );
  });
});

describe('A cut', () => {
  const told = tell(
    'ack=async read=nearest',
    'at 6ms Ana write x=2\nat 10ms cut Frankfurt | Singapore\nat 44ms Bo read x\nat 75ms heal',
  );

  test('says what it holds, and a heal what it lets go', () => {
    expect(told).toContain('10 The link Frankfurt–Singapore is cut. One message is held.');
    expect(told).toContain('13.5 The copy of x=2 to Singapore is held at the cut.');
    expect(told).toContain('75 The cut is healed. One message goes on.');
  });

  test('is the cause of a stale answer', () => {
    expect(told).toContain('45 Singapore answers Bo with x=1. It has not received x=2: the copy is held at the cut.');
    expect(told).toContain('46 Bo reads x=1.');
  });

  test('makes datagrams vanish', () => {
    const lost = tell(
      'ack=async',
      'link Frankfurt-Singapore 11ms transport=datagram\nat 6ms Ana write x=2\nat 10ms cut Frankfurt > Singapore',
    );
    expect(lost).toContain(
      '10 The link from Frankfurt to Singapore is cut in this direction. One message will be lost there.',
    );
    expect(lost).toContain('13.5 The copy of x=2 to Singapore is lost at the cut.');
  });

  test('between sides names all who are cut off', () => {
    expect(tell('', 'at 10ms cut Frankfurt Virginia | Singapore')).toEqual([
      '10 Frankfurt and Virginia are cut off from Singapore.',
    ]);
  });
});

describe('A stale answer', () => {
  const stale = (protocol: string, steps: string): string =>
    tell(`ack=async read=nearest ${protocol}`, steps).find((line) => line.includes('answers Bo'))!;

  test('names a copy that is still on its way', () => {
    expect(stale('', 'at 6ms Ana write x=2\nat 12ms Bo read x')).toBe(
      '13 Singapore answers Bo with x=1. It has not received x=2: the copy is still on its way.',
    );
  });

  test('names a copy that was lost', () => {
    expect(stale('', 'at 6ms Ana write x=2\nat 22ms Bo read x\ndrop copy(Ana.1) Frankfurt->Singapore')).toBe(
      '23 Singapore answers Bo with x=1. It has not received x=2: the copy was lost on the way.',
    );
  });

  test('names a copy that came while the replica was down', () => {
    expect(
      stale('', 'at 6ms Ana write x=2\nat 10ms crash Singapore\nat 30ms restart Singapore\nat 35ms Bo read x'),
    ).toBe('36 Singapore answers Bo with x=1. It has not received x=2: the copy came while it was down.');
  });

  test('names a write that was received but is not shown yet', () => {
    expect(stale('apply=50ms', 'at 6ms Ana write x=2\nat 30ms Bo read x')).toBe(
      '31 Singapore answers Bo with x=1. It has received x=2 but does not show it yet.',
    );
  });

  test('names a write that a crash took', () => {
    expect(
      stale(
        '',
        'at 6ms Ana write x=2\nat 30ms crash Singapore disk\nat 32ms restart Singapore\nat 32.1ms cut Frankfurt | Singapore\nat 40ms Bo read x',
      ),
    ).toBe('41 Singapore answers Bo with x=1. It had received x=2 and lost it when it crashed.');
  });

  test('blames nothing when the answer is the newest, or the write had not been acknowledged', () => {
    expect(stale('', 'at 6ms Ana write x=2\nat 40ms Bo read x')).toBe('41 Singapore answers Bo with x=2.');
    expect(stale('ack=sync', 'at 6ms Ana write x=2\nat 12ms Bo read x')).toBe('13 Singapore answers Bo with x=1.');
  });
});

describe('Nodes', () => {
  test('crash by kind, and come back with what their disk kept', () => {
    const steps = ['process', 'machine', 'disk']
      .map((kind, at) => `at ${20 * at + 10}ms crash Virginia ${kind}\nat ${20 * at + 15}ms restart Virginia`)
      .join('\n');
    expect(tell('', steps).filter((line) => /crash|destroyed|starts/.test(line))).toEqual([
      '10 The process of Virginia crashes: what it had only in memory is gone.',
      '15 Virginia starts again with what its disk has kept.',
      '30 Virginia crashes: what its disk had not flushed is gone.',
      '35 Virginia starts again with what its disk has kept.',
      '50 Virginia is destroyed with its disk: all that it held is gone.',
      '55 Virginia starts again with an empty disk.',
    ]);
  });

  test('pause, keep what reaches them waiting, and go on', () => {
    expect(tell('', 'at 6ms Ana write x=2\nat 10ms pause Virginia\nat 40ms resume Virginia')).toEqual(
      expect.arrayContaining([
        '10 Virginia pauses: what reaches it waits.',
        '17 The copy of x=2 to Virginia arrives and waits, because Virginia is paused.',
        '40 Virginia goes on. 1 message was waiting.',
      ]),
    );
  });

  test('cannot be told twice what they are already', () => {
    expect(
      tell(
        '',
        'at 1ms restart Virginia\nat 2ms resume Virginia\nat 3ms crash Virginia\nat 4ms crash Virginia\nat 5ms pause Virginia\nat 6ms crash Virginia disk\nat 7ms heal',
      ),
    ).toEqual([
      '1 Virginia is already running.',
      '2 Virginia is not paused.',
      '3 Virginia crashes: what its disk had not flushed is gone.',
      '4 Virginia is already down.',
      '5 Virginia cannot pause: it is paused or down already.',
      '6 Virginia is already down. Now its disk is lost too.',
      '7 There is no such cut to heal.',
    ]);
  });
});

/** Every record of any run, each alone and all together. */
function speakOf(trace: Trace, { describe: marks }: Protocol, speak: typeof say): string[] {
  const each = Array.from({ length: trace.records.count }, (_, record) => narrate(trace, record, marks)).flatMap(
    (phrase) => (phrase ? [speak(phrase)] : []),
  );
  return [...each, ...narrationOf(trace, marks).map(({ phrase }) => speak(phrase))];
}

const everything = scenarios({ crashes: ['process', 'machine', 'disk'], rough: true, edits: true });

test('every record of random runs is told without a hole, in English and in the pseudo-language', () => {
  const inPseudo = createSay(pseudo);
  fc.assert(
    fc.property(everything, (scenario) => {
      const ran = runScenario(scenario, protocols);
      if (!ran.trace) return;
      for (const sentence of speakOf(ran.trace, ran.protocol, say))
        expect(sentence).not.toMatch(/undefined|NaN|\[object|\{|\}|Infinity| {2}|^\s|\s$/);
      const names = [
        ...ran.trace.nodes,
        ...ran.trace.operations.map(({ id }) => id),
        ...ran.trace.texts,
        printScript(scenario),
      ];
      for (const sentence of speakOf(ran.trace, ran.protocol, inPseudo))
        expect(gluedWords(sentence, names)).toEqual([]);
    }),
    { numRuns: runs(60, 3_000) },
  );
});

test('sentences follow the records, and every answer and every fault is among them', () => {
  fc.assert(
    fc.property(everything, (scenario) => {
      const ran = runScenario(scenario, protocols);
      if (!ran.trace) return;
      const { trace, protocol } = ran;
      const told = narrationOf(trace, protocol.describe);
      const records = told.map(({ record }) => record);
      expect(records).toEqual([...records].sort((a, b) => a - b));
      expect(new Set(records).size).toBe(records.length);
      const ids = told.map(({ phrase }) => phrase.id);
      const count = (pattern: RegExp) => ids.filter((id) => pattern.test(id)).length;
      expect(count(/^narration\.(reads|done|refused|unknown|unanswered)$/)).toBe(
        trace.operations.filter(({ returnUs }) => returnUs < Infinity).length,
      );
      expect(count(/^narration\.down$/)).toBe(trace.downs.flat().length);
      expect(count(/^narration\.paused$/)).toBe(trace.pauses.flat().length);
      expect(count(/^narration\.lost\./)).toBe(trace.messages.filter(({ outcome }) => outcome === 'lost').length);
    }),
    { numRuns: runs(60, 3_000) },
  );
});
