/** Replicated data types as values: merges are least upper bounds, and effects end alike in every order that causal delivery permits. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KINDS, type TypeName } from '#protocols/crdt/types';
import { allWorlds, ordersOf, runWorld, worlds } from '#support/crdt-programs';
import { TYPE_LAWS } from '#support/crdt-type-laws';
import { runs } from '#support/runs';

const HOUR_MS = 3_600_000;
const names = Object.keys(KINDS) as TypeName[];

/** All worlds of so many steps: each step is one of two updates, or a merge from a peer. */
const SIZES = {
  merges: { ofTwo: runs(3, 4), ofThree: runs(2, 3) },
  convergent: { ofTwo: runs(3, 5), ofThree: runs(2, 4) },
};

describe.each(names)('%s', (name) => {
  const kind = KINDS[name];

  test.each(Object.keys(TYPE_LAWS) as (keyof typeof TYPE_LAWS)[])(
    'is %s in every world of a few steps',
    (law) => {
      const { ofTwo, ofThree } = law === 'convergent' ? SIZES.convergent : SIZES.merges;
      let count = 0;
      for (const steps of [...allWorlds(ofTwo, 2), ...allWorlds(ofThree, 3)]) {
        const wrong = TYPE_LAWS[law](kind, name, steps);
        if (wrong !== undefined) throw new Error(`${wrong}: ${JSON.stringify(steps)}`);
        count += 1;
      }
      expect(count).toBe(6 ** ofTwo + 12 ** ofThree);
    },
    HOUR_MS,
  );

  test.each(Object.entries(TYPE_LAWS))(
    'is %s in random worlds of up to 14 steps',
    (law, claim) => {
      fc.assert(
        fc.property(worlds, (steps) => {
          fc.pre(law !== 'convergent' || countOrders(steps) <= 500);
          expect(claim(kind, name, steps)).toBeUndefined();
        }),
        { numRuns: runs(30, 3_000) },
      );
    },
    HOUR_MS,
  );

  function countOrders(steps: Parameters<typeof runWorld>[2]): number {
    let count = 0;
    for (const _ of ordersOf(runWorld(kind, name, steps).effects)) if (++count > 500) break;
    return count;
  }
});
