/** The player's plain parts: undo, keys, chips, gestures and the drag of an arrow's head. */
import { describe, expect, test } from 'vitest';
import { saidBeyond } from '#player/beyond';
import { lastEffectUs } from '#player/consequences';
import { dragTo, hindranceOf, seize } from '#player/drag';
import { delayOf, withCut, withDelay, withSetting, withStep } from '#player/edits';
import { evaluate, runOf } from '#player/evaluate';
import { gesturesFor } from '#player/gestures';
import { begin, change, redo, undo } from '#player/history';
import { commandOf, KEYS, keysFor } from '#player/keys';
import { chipsOf, isTested } from '#player/ladder';
import { welcome } from '#player/welcome';
import type { Verdict } from '#history/verdict';
import { ledgerAt } from '#measure/ledger';
import { parseScript } from '#sim/script/parse';
import { printScript } from '#sim/script/print';
import { say } from '#support/lessons';

describe('Undo', () => {
  test('goes back and forth over what was kept', () => {
    const past = change(change(begin('a'), 'b'), 'c');
    expect(undo(past).now).toBe('b');
    expect(undo(undo(undo(past))).now).toBe('a');
    expect(redo(undo(past))).toEqual(past);
    expect(change(undo(past), 'd').after).toEqual([]);
  });
});

describe('Keys', () => {
  const press = (key: string, held: Partial<Record<'shiftKey' | 'ctrlKey' | 'altKey', boolean>> = {}) => ({
    key,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...held,
  });

  test('find every command of the table', () => {
    for (const hands of ['learner', 'presenter'] as const)
      for (const { command, keys, shift = false, ctrl = false } of keysFor(hands)) {
        for (const key of keys)
          expect(commandOf(press(key, { shiftKey: shift, ctrlKey: ctrl }), 'all', hands)).toBe(command);
      }
    expect(new Set([...keysFor('learner'), ...keysFor('presenter')].map(({ command }) => command))).toEqual(
      new Set(KEYS.map(({ command }) => command)),
    );
  });

  test('of a clicker are a presenter’s and nobody else’s', () => {
    const sold = {
      PageDown: 'nextStop',
      PageUp: 'previousStop',
      b: 'blank',
      '.': 'blank',
      F5: 'solo',
      Escape: 'unhand',
    };
    for (const [key, command] of Object.entries(sold)) {
      expect(commandOf(press(key), 'all', 'presenter')).toBe(command);
      expect(commandOf(press(key), 'all')).toBeUndefined();
    }
    expect(commandOf(press('ArrowRight'), 'all', 'presenter')).toBe('nextStop');
    expect(commandOf(press('ArrowRight'), 'all')).toBe('stepOn');
  });

  test('act with Alt alone, or not at all, where the setting says so', () => {
    expect(commandOf(press('k'), 'alt')).toBeUndefined();
    expect(commandOf(press('k', { altKey: true }), 'alt')).toBe('toggle');
    expect(commandOf({ ...press('˚', { altKey: true }), code: 'KeyK' }, 'alt')).toBe('toggle');
    expect(commandOf({ ...press('¡', { altKey: true }), code: 'Digit1' }, 'alt')).toBe('seek');
    expect(commandOf(press('k', { altKey: true }), 'all')).toBeUndefined();
    expect(commandOf(press('k'), 'none')).toBeUndefined();
    expect(commandOf(press('z', { ctrlKey: true }), 'none')).toBe('undo');
  });
});

describe('Chips', () => {
  const holds: Verdict = { verdict: 'holds', tested: 2 };
  const violated: Verdict = {
    verdict: 'violated',
    tested: 1,
    witness: { ops: ['a'], completes: 'a', minimal: true },
    reason: { id: 'x', args: {} },
  };

  test('show the servers’ reading only where it differs from what clients could tell', () => {
    const ids = (state: Verdict) =>
      chipsOf([
        { id: 'monotonic-reads', verdict: holds },
        { id: 'monotonic-reads-state', verdict: state },
      ]).map(({ id }) => id);
    expect(ids(holds)).toEqual(['monotonic-reads']);
    expect(ids(violated)).toEqual(['monotonic-reads', 'monotonic-reads-state']);
  });

  test('count what nothing tested as not tested', () => {
    const [chip] = chipsOf([{ id: 'linearizable', verdict: { verdict: 'holds', tested: 0 } }]);
    expect([chip!.standing, isTested(chip!)]).toEqual(['untested', false]);
  });
});

describe('Edits', () => {
  test('stand in the script where a reader looks for them', () => {
    const cut = withCut(welcome(), { atUs: 20_000, left: ['Frankfurt'], right: ['Virginia'] });
    expect(printScript(cut).split('\n').slice(13, 17)).toEqual([
      'at 10ms cut Frankfurt | Singapore',
      'at 20ms cut Frankfurt | Virginia',
      'at 44ms Bo read x',
      'at 75ms heal',
    ]);
  });

  test('leave the scenario that they were made of as it was', () => {
    const before = printScript(welcome());
    const scenario = welcome();
    withSetting(withStep(withDelay(scenario, 'm', 5), 5, { do: 'restart', node: 'Virginia' }), 'ack', 'sync');
    expect(printScript(scenario)).toBe(before);
  });

  test('of a delay replace the one before, and zero takes it away', () => {
    const once = withDelay(withDelay(welcome(), 'm', 4_000), 'm', 7_000);
    expect(delayOf(once, 'm')).toBe(7_000);
    expect(withDelay(once, 'm', 0).edits).toEqual([]);
  });
});

describe('Dragging an arrow’s head', () => {
  const trace = runOf(welcome())!;
  const find = (name: string) => trace.messages.find((message) => message.name === name)!;
  const dragged = (name: string, targetUs: number, scenario = welcome()) =>
    runOf(dragTo(seize(scenario, find(name)), targetUs, runOf)(scenario))!;
  const arrival = (name: string, targetUs: number) =>
    dragged(name, targetUs).messages.find((message) => message.name === name)!.endedAtUs;
  /** Why the head does not follow, in words; '' where it does. */
  const hindrance = (name: string, targetUs: number, scenario = welcome()) => {
    const found = hindranceOf(seize(scenario, find(name)), targetUs, dragged(name, targetUs, scenario));
    return found ? say(found) : '';
  };

  test('delivers the message where the pointer is, later or earlier', () => {
    expect(arrival('copy(Ana.1) Frankfurt→Virginia', 30_000)).toBe(30_000);
    expect(arrival('copy(Ana.1) Frankfurt→Virginia', 15_000)).toBe(15_000);
  });

  test('follows the pointer behind a cut, and stops where the cut heals', () => {
    expect(Math.abs(arrival('copy(Ana.1) Frankfurt→Singapore', 90_000) - 90_000)).toBeLessThan(50);
    expect(arrival('copy(Ana.1) Frankfurt→Singapore', 40_000)).toBeGreaterThanOrEqual(75_000);
  });

  test('never delivers before the message was sent', () => {
    const name = 'copy(Ana.1) Frankfurt→Virginia';
    expect(hindrance(name, 12_000)).toBe('A message cannot arrive before it was sent');
    expect(arrival(name, 0)).toBeGreaterThan(find(name).sentAtUs);
  });

  test('says what it resists: nothing, the cut until it heals, or a cut that stays', () => {
    const [free, behind] = ['copy(Ana.1) Frankfurt→Virginia', 'copy(Ana.1) Frankfurt→Singapore'];
    expect([hindrance(free!, 30_000), hindrance(behind!, 90_000)]).toEqual(['', '']);
    expect(hindrance(behind!, 40_000)).toBe('The cut holds it until it heals at 75 ms');
    const unhealed = { ...welcome(), steps: welcome().steps.filter(({ action }) => action.do !== 'heal') };
    expect(hindrance(behind!, 40_000, unhealed)).toBe('The cut holds it, and does not heal in this run');
  });
});

describe('What a change leads to', () => {
  test('is said where a message would arrive only after the end of the run', () => {
    const late = withDelay(welcome(), 'copy(Ana.1) Frankfurt→Virginia', 240_000);
    expect(say(saidBeyond(runOf(late)!, welcome())!)).toMatch(
      /^2 messages arrive after the end of this run \(100 ms\), the first at [\d.]+ ms: reply\(Ana\.1\) Frankfurt→Ana\.$/,
    );
    const slow = withStep(welcome(), 0, {
      do: 'link',
      link: { ends: { from: 'Frankfurt', to: 'Virginia', oneWay: false }, latency: { kind: 'constant', us: 200_000 } },
    });
    expect(say(saidBeyond(runOf(slow)!, welcome())!)).toContain('after the end of this run (100 ms)');
    expect(saidBeyond(runOf(welcome())!, welcome())).toBeUndefined();
  });

  test('of an operator’s words is over where the last of it has been seen', () => {
    const split = parseScript(`replicarium 1
ends 2s
protocol primary-backup failover=votes detect=100ms heartbeat=40ms returning=keep
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Virginia
at 20ms cut @Frankfurt | @Virginia @Singapore
at 30ms Ana write x=1
at 500ms heal
`).scenario;
    const told = (command: string) =>
      evaluate(withStep(split, 700_000, { do: 'command', node: 'Frankfurt', command, args: [] })).evaluation!;
    const asideAt = ({ trace, protocol }: ReturnType<typeof told>, atUs: number) =>
      ledgerAt(trace, protocol.describe, atUs)!.aside.length;
    const replayed = told('replay');
    const lastUs = lastEffectUs(replayed.trace, 700_000);
    expect([699_999, 700_001, lastUs].map((atUs) => asideAt(replayed, atUs))).toEqual([1, 1, 0]);
    expect(lastUs).toBeLessThan(replayed.trace.endsUs / 2);
    expect(lastEffectUs(told('discard').trace, 700_000)).toBeLessThan(lastUs);
    expect(lastEffectUs(runOf(split)!, 700_000)).toBe(700_000);
  });
});

describe('Gestures', () => {
  const { trace } = evaluate(welcome()).evaluation!;
  const names = (id: string, atUs: number) =>
    gesturesFor(id, { trace, atUs, commands: [], tools: ['cut', 'crash', 'drag'] }).map(({ name }) => name.id);

  test('fit the thing and the moment', () => {
    expect(names('link:Frankfurt-Singapore', 5_000)).toEqual(['gesture.cut', 'gesture.cut.way', 'gesture.cut.way']);
    expect(names('link:Frankfurt-Singapore', 20_000)).toEqual(['gesture.heal']);
    expect(names('replica:Virginia', 5_000)).toEqual([
      'gesture.crash.process',
      'gesture.crash.machine',
      'gesture.crash.disk',
      'gesture.isolate',
    ]);
    expect(names('client:Ana', 5_000)).toEqual([]);
    expect(names('cut:1', 30_000)).toEqual(['gesture.cut.heal', 'gesture.cut.remove']);
  });

  test('are only those that the step allows', () => {
    expect(gesturesFor('replica:Virginia', { trace, atUs: 0, commands: [], tools: ['drag'] })).toEqual([]);
  });

  test('that crash are undone by one that restarts', () => {
    const [crash] = gesturesFor('replica:Virginia', { trace, atUs: 20_000, commands: [], tools: ['crash'] });
    const crashed = evaluate(crash!.make(welcome())).evaluation!.trace;
    expect(
      gesturesFor('replica:Virginia', { trace: crashed, atUs: 30_000, commands: [], tools: ['crash'] }).map(
        ({ name }) => name.id,
      ),
    ).toEqual(['gesture.restart']);
  });
});
