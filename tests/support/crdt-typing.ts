/** People who type into one text at the same time, each at the end or the beginning of what they have typed so far. */
import fc from 'fast-check';
import { KINDS, type State } from '#protocols/crdt/types';

/** What one person types: a letter of their own at a time, before or behind their run. */
export type Typing = readonly ('before' | 'behind')[];

export interface Session {
  readonly base: string;
  readonly place: number;
  readonly typings: readonly Typing[];
}

const typing = fc.array(fc.constantFrom('behind' as const, 'before' as const), { minLength: 1, maxLength: 6 });

export const sessions: fc.Arbitrary<Session> = fc
  .record({
    base: fc.nat({ max: 4 }),
    place: fc.nat({ max: 4 }),
    typings: fc.array(typing, { minLength: 2, maxLength: 3 }),
  })
  .map(({ base, place, typings }) => ({ base: '-----'.slice(0, base), place: Math.min(base, place), typings }));

const NAMES = ['A', 'B', 'C'] as const;
const LETTERS = ['abcdef', 'nopqrs', 'uvwxyz'] as const;

/** The state of one who has typed all alone, and the run as that one sees it. */
function typeAlone(
  first: State,
  { place, typed, who }: { place: number; typed: Typing; who: number },
  type = KINDS.text.type,
): { state: State; run: string } {
  let [state, run] = [first, ''];
  typed.forEach((where, at) => {
    const letter = LETTERS[who]![at]!;
    const stamp = { dot: { origin: NAMES[who]!, seq: at + 1 }, operation: `${NAMES[who]}.${at + 1}`, nowUs: at };
    const arg = `${where === 'before' ? place : place + run.length}:${letter}`;
    state = type.apply(state, type.prepare(state, { f: 'insert', arg }, stamp));
    run = where === 'before' ? letter + run : run + letter;
  });
  return { state, run };
}

/** The text after all have met, and each one's run. */
export function typeTogether(
  { base, place, typings }: Session,
  type = KINDS.text.type,
): { text: string; runs: string[] } {
  const first = type.first(base, NAMES);
  const ends = typings.map((typed, who) => typeAlone(first, { place, typed, who }, type));
  const together = ends.map(({ state }) => state).reduce((a, b) => type.merge(a, b));
  return { text: String(type.read(together)), runs: ends.map(({ run }) => run) };
}

/** Which run has come apart, if one has. */
export function interleaved(session: Session, type = KINDS.text.type): string | undefined {
  const { text, runs } = typeTogether(session, type);
  const torn = runs.find((run) => !text.includes(run));
  return torn === undefined ? undefined : `“${torn}” has come apart in “${text}”`;
}
