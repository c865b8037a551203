/** A machine's statechart as data and as a picture: whole, in order, and nothing over anything else, for shipped and random machines. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { and, not, setup, stateIn } from 'xstate';
import { layOutChart, type ChartBox, type ChartPicture } from '#scene/statechart';
import { LETTER } from '#scene/statechart/sizes';
import { chartOf, type Chart } from '#sim/machine/chart';
import { buildMachine } from '#support/chart-machines';
import { shippedMachines } from '#support/machines';
import { runs } from '#support/runs';
import { chart as statecharts } from '#support/statecharts';

const WIDTHS = [240, 340, 700];

const inside = (inner: ChartBox, outer: ChartBox): boolean =>
  inner.x > outer.x &&
  inner.y > outer.y &&
  inner.x + inner.width < outer.x + outer.width &&
  inner.y + inner.height < outer.y + outer.height;

const apart = (a: ChartBox, b: ChartBox): boolean => a.y + a.height < b.y || b.y + b.height < a.y;

/** What is wrong with a picture, in words. */
function problems(
  { states, transitions }: Chart,
  { boxes, rows, chips, wires, width, height }: ChartPicture,
): string[] {
  const parents = new Map(states.map(({ id, parent }) => [id, parent]));
  const boxOf = new Map(boxes.map((box) => [box.id, box]));
  const found: string[] = [];
  const claim = (holds: boolean, what: string) => void (holds || found.push(what));
  claim(boxes.length === states.length, 'each state has a box');
  for (const box of boxes) {
    const parent = parents.get(box.id);
    if (parent !== undefined) claim(inside(box, boxOf.get(parent)!), `${box.id} lies inside ${parent}`);
    for (const other of boxes)
      if (other !== box && parents.get(other.id) === parent)
        claim(apart(box, other), `${box.id} and ${other.id} do not overlap`);
  }
  const places = [
    ...rows.map(({ source, y }) => ({ source, y, half: 7 })),
    ...chips.map(({ source, y }) => ({ source, y, half: 8 })),
  ];
  for (const { source, y, half } of places) {
    const box = boxOf.get(source)!;
    claim(y - half > box.y + 16 && y + half < box.y + box.height, `a line of ${source} lies in its box`);
    for (const child of boxes.filter(({ id }) => id !== source && parents.get(id) === source))
      claim(y + half < child.y || y - half > child.y + child.height, `a line of ${source} keeps clear of ${child.id}`);
  }
  const lines = rows.map(({ y }) => y).toSorted((a, b) => a - b);
  claim(
    lines.every((y, index) => index === 0 || y - lines[index - 1]! >= 14),
    'rows do not overlap',
  );
  chips.forEach((chip, index) => {
    for (const other of chips.slice(index + 1))
      claim(chip.y !== other.y || chip.x + chip.width <= other.x, `chips ${chip.event}, ${other.event} do not overlap`);
    claim(
      chip.width >= Math.min(chip.event.length * LETTER, width / 4),
      `the chip ${chip.event} has room for its word`,
    );
  });
  const drawn = [...rows.map(({ id }) => id), ...chips.flatMap(({ ids }) => ids)].toSorted();
  claim(
    drawn.join() ===
      transitions
        .map(({ id }) => id)
        .toSorted()
        .join(),
    'each transition is drawn once',
  );
  for (const { transition, target, tip, fromY, toY } of wires) {
    const box = boxOf.get(target)!;
    claim(
      tip.x === box.x + box.width && tip.y > box.y && tip.y < box.y + box.height,
      `${transition} ends at ${target}`,
    );
    claim(
      rows.some(({ id, y }) => id === transition && y === fromY) && toY === tip.y,
      `${transition} begins at its row`,
    );
  }
  for (const wire of wires)
    for (const other of wires) {
      if (other.target === wire.target || other.track !== wire.track) continue;
      const [low, high] = [Math.min(wire.fromY, wire.toY), Math.max(wire.fromY, wire.toY)];
      const [from, to] = [Math.min(other.fromY, other.toY), Math.max(other.fromY, other.toY)];
      claim(high < from || to < low, `wires to ${wire.target} and ${other.target} do not run over each other`);
    }
  claim(wires.length === rows.reduce((sum, { targets }) => sum + targets.length, 0), 'each way has its wire');
  claim(boxOf.get('')!.x + boxOf.get('')!.width <= width && boxOf.get('')!.height <= height, 'all is in the picture');
  return [...new Set(found)];
}

test('every machine of the catalog is laid out whole, without overlap', async () => {
  const machines = await shippedMachines();
  expect(machines.length).toBeGreaterThan(2);
  for (const { from, machine } of machines)
    for (const width of WIDTHS)
      expect(problems(chartOf(machine), layOutChart(chartOf(machine), width)), `${from} at ${width}`).toEqual([]);
});

test('so is every random machine, with parallel regions, several targets and loops', () => {
  fc.assert(
    fc.property(statecharts, fc.constantFrom(...WIDTHS), (spec, width) => {
      const chart = chartOf(buildMachine(spec));
      expect(problems(chart, layOutChart(chart, width))).toEqual([]);
    }),
    { numRuns: runs(150, 3_000) },
  );
});

test('the rules find boxes that overlap and wires that run over each other', async () => {
  const [{ machine } = { machine: undefined }] = (await shippedMachines()).filter(({ from }) =>
    from.includes('message'),
  );
  const chart = chartOf(machine!);
  const picture = layOutChart(chart, 340);
  const [root, first, second, ...others] = picture.boxes;
  const over = { ...picture, boxes: [root!, first!, { ...second!, y: first!.y }, ...others] };
  expect(problems(chart, over).some((problem) => problem.endsWith('do not overlap'))).toBe(true);
  const bundled = { ...picture, wires: picture.wires.map((wire) => ({ ...wire, track: 0 })) };
  expect(problems(chart, bundled).some((problem) => problem.endsWith('run over each other'))).toBe(true);
  expect(problems(chart, { ...picture, chips: [] })).toContain('each transition is drawn once');
});

test('a chart says of each transition where it leads, on what, and under which guard', () => {
  const machine = setup({ guards: { isA: () => true, isB: () => true } }).createMachine({
    id: 'door',
    initial: 'shut',
    on: { knock: {} },
    states: {
      shut: {
        always: { guard: 'isA', target: 'open' },
        on: {
          push: [
            { guard: and(['isA', not('isB')]), target: 'open' },
            { guard: ({ context }) => context !== undefined, target: 'shut', reenter: true },
            { guard: stateIn('shut') },
          ],
        },
      },
      open: { initial: 'wide', states: { wide: { type: 'final' } }, onDone: 'shut' },
    },
  });
  const chart = chartOf(machine);
  expect(chart.states.map(({ id, type, initial }) => `${id} ${type} ${initial ?? ''}`)).toEqual([
    ' compound shut',
    'shut atomic ',
    'open compound open.wide',
    'open.wide final ',
  ]);
  expect(
    chart.transitions.map(({ id, event, guard, targets }) => `${id}: ${event} [${guard}] → ${targets.join()}`),
  ).toEqual([
    '/0: knock [] → ',
    'shut/0: push [isA and not isB] → open',
    'shut/1: push […] → shut',
    'shut/2: push [in shut] → ',
    'shut/3:  [isA] → open',
    'open/0: done [] → shut',
  ]);
  expect(chartOf(machine)).toBe(chart);
});
