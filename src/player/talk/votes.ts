/** A show of hands: what was counted for a prediction, as bars, and how many were right. */
import type { Talk } from '#player/talk/talk';

export interface Bar {
  readonly choice: string;
  readonly hands: number;
  /** Of all hands that went up, 0 to 1. */
  readonly share: number;
}

export interface Tally {
  readonly bars: readonly Bar[];
  /** Hands in all. */
  readonly cast: number;
  /** How many sit in the room; undefined where that is not known, or fewer than hands went up. */
  readonly people: number | undefined;
}

export function tallyOf(
  { votes, people }: Pick<Talk, 'votes' | 'people'>,
  step: string,
  choices: readonly string[],
): Tally {
  const given = Object.hasOwn(votes, step) ? votes[step]! : {};
  const handsOf = (choice: string) => (Object.hasOwn(given, choice) ? given[choice]! : 0);
  const cast = choices.reduce((sum, choice) => sum + handsOf(choice), 0);
  return {
    bars: choices.map((choice) => ({
      choice,
      hands: handsOf(choice),
      share: cast === 0 ? 0 : handsOf(choice) / cast,
    })),
    cast,
    people: people >= cast && people > 0 ? people : undefined,
  };
}

/** True where no choice has more than half of the hands: a room that should talk to its neighbours before it sees the run. */
export const isSplit = ({ bars, cast }: Tally): boolean => cast > 0 && bars.every(({ share }) => share <= 0.5);
