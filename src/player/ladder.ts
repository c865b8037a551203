/** The verdicts as chips: what clients could tell and what the servers knew stand on one chip, apart only where they differ. */
import { IMPLIES } from '#checkers/kit/implications';
import type { Judgement } from '#player/evaluate';
import type { Verdict } from '#history/verdict';

export type Standing = 'violated' | 'holds' | 'untested' | 'unknown';

export interface Chip extends Judgement {
  readonly standing: Standing;
}

/** Checkers that judge the same promise by the servers' recorded state carry this at the end of their id. */
const ON_SERVERS = /-state$/;

export const standingOf = (verdict: Verdict): Standing =>
  verdict.verdict === 'holds' && verdict.tested === 0 ? 'untested' : verdict.verdict;

/** Strongest first. A reading from the servers stands on its own only where it says something else than the clients' one. */
export function chipsOf(judgements: readonly Judgement[]): readonly Chip[] {
  const chips = judgements.map(({ id, verdict }): Chip => ({ id, verdict, standing: standingOf(verdict) }));
  const byId = new Map(chips.map((chip) => [chip.id, chip]));
  return chips.filter(({ id, standing }) => {
    const client = ON_SERVERS.test(id) ? byId.get(id.replace(ON_SERVERS, '')) : undefined;
    return client === undefined || (standing === 'violated') !== (client.standing === 'violated');
  });
}

/** Which of two readings of one promise this is; undefined where there is only one. */
export function readingOf(id: string, judgements: readonly Judgement[]): 'servers' | 'clients' | undefined {
  const has = (other: string) => judgements.some((each) => each.id === other);
  if (ON_SERVERS.test(id)) return has(id.replace(ON_SERVERS, '')) ? 'servers' : undefined;
  return has(`${id}-state`) ? 'clients' : undefined;
}

export const isTested = ({ standing }: Chip): boolean => standing !== 'untested';

/** Promises that follow at once from this one. */
export const impliedBy = (id: string): readonly string[] => IMPLIES[id] ?? [];
