/** Holds what a picture shows at a time: the exact numbers of one run. */
import { describe, expect, test } from 'vitest';
import { between } from '#scene/between';
import { changed } from '#lesson/kit';
import { bracketOf, diagramOf } from '#scene/diagram';
import { momentsOf } from '#scene/events';
import { frameAt, type Frame } from '#scene/frame';
import { narrationOf } from '#scene/narration';
import { diagramPeersOf, peersOf } from '#scene/peers';
import { type Shape } from '#scene/unit';
import { words } from '#scene/words';
import { createSay } from '#i18n/say';
import english from '#i18n/en/index';
import { CUT_BEFORE_READ, sceneOf } from '#support/scenes';

const say = createSay(english);
const MS = 1_000;
const scene = sceneOf(CUT_BEFORE_READ);
const at = (ms: number, shape?: Shape) => frameAt(scene, ms * MS, shape);
const replica = (frame: Frame, name: string) => frame.replicas.find((each) => each.name === name)!;

describe('a frame of the cut before the read', () => {
  test('shows what each replica holds while the copy waits at the cut', () => {
    const frame = at(53);
    const seen = frame.replicas.map(({ name, chips, behind, stale, status }) => [
      name,
      chips[0]!.versions[0]!.label,
      behind,
      stale,
      status,
    ]);
    expect(seen).toEqual([
      ['Frankfurt', 'x=2', 0, false, 'up'],
      ['Virginia', 'x=2', 0, false, 'up'],
      ['Singapore', 'x=1', 1, true, 'up'],
    ]);
    expect(replica(frame, 'Singapore').log!.squares.map(({ version, gate }) => `${version.short} ${gate}`)).toEqual([
      'x1 applied',
      'x2 missing',
    ]);
    expect(replica(frame, 'Frankfurt').badges.map(({ phrase, leads }) => [say(phrase), leads])).toEqual([
      ['primary', true],
    ]);
  });

  test('calls a replica stale only once the write it lacks is acknowledged', () => {
    const acknowledgedUs = scene.trace.operations[0]!.returnUs;
    expect(replica(frameAt(scene, acknowledgedUs - 1), 'Singapore')).toMatchObject({ behind: 1, stale: false });
    expect(replica(frameAt(scene, acknowledgedUs), 'Singapore')).toMatchObject({ behind: 1, stale: true });
  });

  test('moves a message evenly in virtual time between its ends', () => {
    const copy = (ms: number) =>
      at(ms).messages.find(({ facts }) => facts.id === 'message:copy(Ana.1) Frankfurt→Virginia')!.progress;
    expect([13, 15.25, 17.5, 19.75].map(copy)).toEqual([0, 0.25, 0.5, 0.75]);
    expect(at(22).messages.map(({ facts }) => facts.id)).not.toContain('message:copy(Ana.1) Frankfurt→Virginia');
  });

  test('holds a message before the rift and lets it go on from there', () => {
    const copy = (ms: number) =>
      at(ms).messages.find(({ facts }) => facts.id === 'message:copy(Ana.1) Frankfurt→Singapore')!;
    expect(copy(53).state).toBe('held');
    expect(copy(53).progress).toBeLessThan(0.5);
    expect(copy(74.999).progress).toBe(copy(53).progress);
    expect(copy(75).progress).toBe(copy(53).progress);
    expect(copy(76).state).toBe('travelling');
    expect(copy(81).progress).toBeGreaterThan(0.85);
  });

  test('names the rift once and counts what it holds', () => {
    const { rifts, links } = at(53);
    expect(rifts.map(({ id, link, name, held, heldWords }) => [id, link, say(name!), held, say(heldWords)])).toEqual([
      ['cut:1', 'link:Frankfurt-Singapore', 'partition', 1, '1 message held'],
    ]);
    expect(links.filter(({ cut }) => cut).map(({ id }) => id)).toEqual(['link:Frankfurt-Singapore']);
    expect(at(9.9).rifts).toEqual([]);
    expect(at(75).rifts).toEqual([]);
  });

  test('tells what a client asked, was told, and how stale that was', () => {
    const bo = (ms: number) => at(ms).clients[1]!.operation;
    expect(bo(43)).toBeUndefined();
    expect(bo(50)).toMatchObject({ id: 'operation:Bo.1', state: 'open', waiting: 0.5 });
    expect(say(bo(50)!.outcome)).toBe('waiting for 6 ms');
    const answered = bo(60)!;
    expect([say(answered.label), answered.version!.label, say(answered.outcome), answered.stale]).toEqual([
      'read x → 1',
      'x=1',
      'stale by 1 write',
      true,
    ]);
    expect(say(at(60).clients[0]!.operation!.outcome)).toBe('done in 32 ms');
  });

  test('eases only what jumps, and ends as the later frame', () => {
    const [before, after] = [at(12.999), at(13)];
    expect(between(before, after, 1)).toBe(after);
    const halfway = between(before, after, 0.5);
    expect(halfway.messages).toBe(after.messages);
    expect([...halfway.easing!.squares].map(([square, u]) => [square.version.short, square.gate, u])).toEqual([
      ['x2', 'applied', 0.875],
      ['x2', 'missing', 0.875],
      ['x2', 'missing', 0.875],
    ]);
  });
});

describe('faults', () => {
  const faulty = sceneOf(
    `${CUT_BEFORE_READ}at 30ms crash Virginia\nat 50ms restart Virginia\nat 60ms pause Singapore\nat 70ms resume Singapore\ndrop reply(Bo.1) Singapore->Bo\nduplicate copy(Ana.1) Frankfurt->Virginia\n`,
  );

  test('show on the cards', () => {
    const status = (ms: number) => frameAt(faulty, ms * MS).replicas.map((each) => each.status);
    expect(status(29.999)).toEqual(['up', 'up', 'up']);
    expect(status(30)).toEqual(['up', 'down', 'up']);
    expect(status(50)).toEqual(['up', 'up', 'up']);
    expect(status(65)).toEqual(['up', 'up', 'paused']);
  });

  test('leave of a machine what its disk keeps, and of one without its disk nothing', () => {
    const down = (kind: string) =>
      frameAt(sceneOf(`${CUT_BEFORE_READ}at 80ms crash Frankfurt ${kind}\n`), 81 * MS).replicas[0]!;
    const [machine, disk] = [down('machine'), down('disk')];
    expect(frameAt(faulty, 29 * MS).replicas[1]!.badges).not.toEqual([]);
    expect([machine.badges, machine.log?.squares.length]).toEqual([[], 2]);
    expect([disk.badges, disk.chips, disk.log]).toEqual([[], [], undefined]);
  });

  test('show on messages: the lost one fades where it fell, the twin flies beside its brother', () => {
    const lost = faulty.trace.messages.find(({ outcome }) => outcome === 'lost')!;
    const faded = (us: number) => frameAt(faulty, us).messages.find(({ state }) => state === 'lost');
    expect(faded(lost.endedAtUs)).toMatchObject({ fade: 0, progress: 0.6 });
    expect(faded(lost.endedAtUs + 1_200)).toMatchObject({ fade: 0.5, progress: 0.6 });
    expect(faded(lost.endedAtUs + 2_400)).toBeUndefined();
    expect(frameAt(faulty, 15 * MS).messages.filter(({ facts }) => facts.twin)).toHaveLength(1);
  });

  test('are the marks among the moments', () => {
    const faults = momentsOf(faulty.trace).flatMap(({ kind, atUs }) => (kind === 'fault' ? [atUs / MS] : []));
    expect(faults).toEqual([10, 30, 50, 60, 70, 75]);
  });
});

test('a stop is where a copy begins to be shown, and it is told', () => {
  const late = sceneOf(changed(CUT_BEFORE_READ, 'read=nearest', 'read=nearest apply=9ms'));
  const told = narrationOf(late.trace, late.protocol.describe).filter(
    ({ phrase }) => phrase.id === 'narration.applies',
  );
  expect(told.map(({ phrase }) => say(phrase))).toContain('Virginia applies x=2: reads see it from now on.');
  const stops = momentsOf(late.trace).map(({ atUs }) => atUs);
  for (const { atUs, phrase } of told) {
    expect(stops).toContain(atUs);
    const shown = (us: number) =>
      frameAt(late, us).replicas.find(({ name }) => name === phrase.args['node'])!.chips[0]!.versions[0]!.label;
    expect(shown(atUs)).not.toEqual(shown(atUs - 1));
  }
});

describe('the diagram', () => {
  const diagram = diagramOf(scene);

  test('has clients beside their replicas, and lanes in the colours that were held', () => {
    expect(diagram.lanes.map(({ name }) => name)).toEqual(['Ana', 'Frankfurt', 'Virginia', 'Singapore', 'Bo']);
    expect(diagram.lanes[3]!.stretches.map(({ fromUs, version }) => [fromUs, version.label])).toEqual([
      [0, 'x=1'],
      [82_569, 'x=2'],
    ]);
  });

  test('has bars, arrows and the cut', () => {
    expect(
      diagram.bars.map(({ id, fromUs, toUs, answeredUs, label }) => [id, fromUs, toUs, answeredUs, say(label)]),
    ).toEqual([
      ['operation:Ana.1', 6_000, 38_000, 32_000, 'write x=2'],
      ['operation:Bo.1', 44_000, 56_000, 50_000, 'read x → 1'],
    ]);
    expect(diagram.bands.map(({ id, name, fromUs, toUs, lanes }) => [id, say(name), fromUs, toUs, lanes])).toEqual([
      ['cut:1', 'Frankfurt/Singapore cut', 10_000, 75_000, [3]],
    ]);
    const held = diagram.arrows.filter(({ holds }) => holds.length > 0);
    expect(held.map(({ id, from, to, holds }) => [id, from, to, holds[0]!.toUs])).toEqual([
      ['message:copy(Ana.1) Frankfurt→Singapore', 1, 3, 75_000],
    ]);
  });

  test('tells nothing of an answer that is not to be known yet', () => {
    const { bars } = diagramOf(scene, 44_500);
    expect(bars.map(({ state, label, version }) => [state, say(label), version?.label])).toEqual([
      ['ok', 'write x=2', 'x=2'],
      ['open', 'read x', undefined],
    ]);
    expect(bars[1]).toMatchObject({ toUs: scene.trace.endsUs, answeredUs: scene.trace.endsUs });
  });

  test('joins the contradicting operations where the answer was chosen', () => {
    const witness = { ops: ['Ana.1', 'Bo.1'], completes: 'Bo.1', minimal: true };
    expect(bracketOf(diagram, { witness }, words('rift.partition'))).toMatchObject({
      from: { lane: 0, atUs: 38_000 },
      to: { lane: 4, atUs: 50_000 },
      operations: ['operation:Ana.1', 'operation:Bo.1'],
    });
    expect(
      bracketOf(diagram, { witness: { ...witness, ops: ['Zoe.1'], completes: 'Zoe.1' } }, words('rift.partition')),
    ).toBeUndefined();
  });
});

describe('peers', () => {
  test('have names that equal the state', () => {
    const names = new Map(peersOf(at(53)).map(({ id, name }) => [id, say(name)]));
    expect(names.get('replica:Singapore')).toBe('Singapore, replica, x is 1, behind by 1 write, up');
    expect(names.get('client:Bo')).toBe('Bo, client, read x, waiting for 9 ms');
    expect(names.get('message:copy(Ana.1) Frankfurt→Singapore')).toBe(
      'x=2, copy from Frankfurt to Singapore, held at a cut',
    );
    expect(names.get('link:Frankfurt-Singapore')).toBe('link Frankfurt–Singapore, cut, 1 message held');
  });

  test('lead to their neighbours', () => {
    const singapore = peersOf(at(53)).find(({ id }) => id === 'replica:Singapore')!;
    expect(singapore.neighbours.left).toBe('link:Virginia-Singapore');
  });

  test('of the diagram are the operations, messages and cuts of the window', () => {
    const all = diagramPeersOf(diagramOf(scene), { fromUs: 0, toUs: 5_000 });
    expect(all).toEqual([]);
    const some = diagramPeersOf(diagramOf(scene), { fromUs: 40_000, toUs: 60_000 }).map(({ name }) => say(name));
    expect(some).toContain('Bo: read x → 1, from 44 ms, done at 56 ms');
    expect(some).toContain('Frankfurt/Singapore cut, from 10 ms to 75 ms');
  });
});

test('an arrow whose message stands before a cut when the run ends stops at the cut', () => {
  const whole = diagramOf(sceneOf(changed(CUT_BEFORE_READ, 'at 75ms heal\n', '')));
  const stuck = whole.arrows.filter((arrow) => arrow.stuck);
  expect(stuck.map(({ facts, reach, holds }) => [facts.kind, reach < 1, holds.length])).toContainEqual([
    'copy',
    true,
    1,
  ]);
  expect(diagramOf(scene).arrows.filter((arrow) => arrow.stuck)).toEqual([]);
  expect(
    whole.arrows.filter(({ stuck: isStuck, outcome, reach }) => !isStuck && outcome !== 'lost' && reach < 1),
  ).toEqual([]);
});
