/** Pointers told apart: taps and drags, two fingers, a finger that stays, and touches that the browser takes away. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPointers, type Contact } from '#player/pointers';

function bench() {
  const told: string[] = [];
  let due: (() => void) | undefined;
  const pointers = createPointers(
    () => ({
      press: ({ at }) => told.push(`press ${at.x}`),
      move: ({ at }) => told.push(`move ${at.x}`),
      release: ({ at }) => told.push(`release ${at.x}`),
      cancel: () => told.push('cancel'),
      hold: ({ at }) => told.push(`hold ${at.x}`),
      pinch: ({ centre, factor, byX }) => told.push(`pinch ${centre.x} ${factor} ${byX}`),
    }),
    (_, then) => {
      due = then;
      return () => (due = undefined);
    },
  );
  const wait = () => due?.();
  return { told, pointers, wait };
}

const finger = (id: number, x: number): Contact => ({ id, at: { x, y: 0 }, isTouch: true });
const mouse = (x: number): Contact => ({ id: 9, at: { x, y: 0 }, isTouch: false });

test('a mouse presses, moves and lets go; before and after that it hovers', () => {
  const { told, pointers, wait } = bench();
  pointers.move(mouse(1));
  pointers.down(mouse(2));
  wait();
  pointers.move(mouse(3));
  pointers.up(mouse(4));
  pointers.move(mouse(5));
  expect(told).toEqual(['move 1', 'press 2', 'move 3', 'release 4', 'move 5']);
});

test('a finger that stays asks for the menu, and its leaving is no tap', () => {
  const { told, pointers, wait } = bench();
  pointers.down(finger(1, 10));
  pointers.move(finger(1, 14));
  wait();
  pointers.menu(finger(1, 14));
  pointers.up(finger(1, 14));
  expect(told).toEqual(['press 10', 'move 14', 'cancel', 'hold 10']);
});

test('a finger that has moved on asks for nothing', () => {
  const { told, pointers, wait } = bench();
  pointers.down(finger(1, 10));
  pointers.move(finger(1, 40));
  wait();
  pointers.up(finger(1, 40));
  expect(told).toEqual(['press 10', 'move 40', 'release 40']);
});

test('a second finger ends what the first began, and both pinch', () => {
  const { told, pointers } = bench();
  pointers.down(finger(1, 10));
  pointers.down(finger(2, 20));
  pointers.move(finger(2, 30));
  pointers.up(finger(1, 10));
  pointers.move(finger(2, 50));
  pointers.up(finger(2, 50));
  pointers.down(finger(3, 5));
  expect(told).toEqual(['press 10', 'cancel', 'pinch 20 2 5', 'press 5']);
});

test('the right button asks for the menu', () => {
  const { told, pointers } = bench();
  pointers.menu(mouse(7));
  expect(told).toEqual(['hold 7']);
});

test('whatever fingers do, each press ends once, by a release or by a cancel', () => {
  const steps = fc.array(
    fc.record({
      what: fc.constantFrom('down', 'move', 'up', 'cancel', 'menu', 'wait'),
      id: fc.integer({ min: 1, max: 3 }),
      x: fc.integer({ min: 0, max: 60 }),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(steps, (all) => {
      const { told, pointers, wait } = bench();
      for (const { what, id, x } of all) {
        if (what === 'wait') wait();
        else pointers[what as 'down'](finger(id, x));
      }
      for (const id of [1, 2, 3]) pointers.up(finger(id, 0));
      let isOpen = false;
      for (const word of told.map((each) => each.split(' ')[0])) {
        if (word === 'press') {
          expect(isOpen).toBe(false);
          isOpen = true;
        } else if (word === 'release' || word === 'cancel') {
          expect(isOpen).toBe(true);
          isOpen = false;
        }
      }
      expect(isOpen).toBe(false);
    }),
  );
});
