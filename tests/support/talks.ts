/** Talks, random actions of a presenter, and a line that loses, doubles and delays: what the tests of presenting share. */
import fc from 'fast-check';
import type { Desk, DeskAction } from '#player/talk/desk';
import { freshTalk, type Shown } from '#player/talk/talk';

const SHOWN: Shown = {
  stop: 'meet/open',
  progress: { at: 'meet', furthest: 'meet', finished: false, marks: {} },
  script: 'replicarium 1\n',
  visits: false,
  atUs: 0,
  selection: null,
  guarantee: null,
};

export const freshDesk = (): Desk => ({ talk: freshTalk(SHOWN), own: SHOWN, holds: false });

const step = fc.constantFrom('meet', 'guess', 'why', 'repair');
const choice = fc.constantFrom('old', 'new', 'none', '__proto__');
const share = fc.double({ min: 0, max: 1, noNaN: true });
const count = fc.nat({ max: 60 });

const shown: fc.Arbitrary<Shown> = fc.record({
  stop: step.map((id) => `${id}/open`),
  progress: fc.record({
    at: step,
    furthest: step,
    finished: fc.boolean(),
    marks: fc.dictionary(step, fc.record({ skipped: fc.constant(true), hints: count }, { requiredKeys: [] })),
  }),
  script: fc.string({ maxLength: 60 }),
  visits: fc.boolean(),
  atUs: fc.nat({ max: 4_000_000 }),
  selection: fc.option(fc.constantFrom('replica:A', 'client:Ana')),
  guarantee: fc.option(fc.constantFrom('linearizable', 'causal')),
});

/** Everything that a presenter can do. Playing moves the cursor far more often than anything else happens. */
export const deskActions: fc.Arbitrary<DeskAction> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('cursor' as const), atUs: fc.nat({ max: 4_000_000 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('show' as const), shown }) },
  { weight: 2, arbitrary: fc.constantFrom<DeskAction>({ do: 'hold' }, { do: 'release' }) },
  fc.record({
    do: fc.constant('vote' as const),
    step,
    choice: choice.filter((id) => id !== '__proto__'),
    hands: count,
  }),
  fc.record({ do: fc.constant('clear' as const), step }),
  fc.record({ do: fc.constant('people' as const), people: count }),
  fc.record({ do: fc.constant('blank' as const), blank: fc.boolean() }),
  fc.record({ do: fc.constant('look' as const), look: fc.constantFrom('projector' as const, 'dark' as const) }),
  fc.record({ do: fc.constant('spotlight' as const), spotlight: fc.option(fc.constantFrom('A', 'B')) }),
  fc.record({
    do: fc.constant('zoom' as const),
    zoom: fc.record({ scale: fc.double({ min: 1, max: 4, noNaN: true }), x: share, y: share }),
  }),
  fc.record({
    do: fc.constant('draw' as const),
    stroke: fc.record({ id: count, points: fc.array(fc.tuple(share, share), { maxLength: 5 }) }),
  }),
  fc.constantFrom<DeskAction>({ do: 'wipe' }, { do: 'wipe', before: 30 }),
);

/** What befalls one message on its way. */
export const fates = fc.constantFrom('arrives', 'arrives', 'arrives', 'lost', 'twice', 'late');
export type Fate = 'arrives' | 'lost' | 'twice' | 'late';
