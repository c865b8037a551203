/** Reigns: who leads in which epoch, and how far two logs agree whose entries name the reign that wrote them. */

/** One primary's time in office. Two reigns of one epoch are a fault of the promotion; their order is then that of the replicas. */
export interface Reign {
  readonly epoch: number;
  readonly primary: string;
}

/** A run of log entries of one reign: it ends with entry `upTo`, counted from 1. */
export interface Stretch extends Reign {
  readonly upTo: number;
}

export const isSameReign = (a: Reign | undefined, b: Reign | undefined): boolean =>
  a?.epoch === b?.epoch && a?.primary === b?.primary;

/** Less than 0 where `a` is the older one. A primary that is not known counts as the oldest of its epoch. */
export const compareReigns = (a: Reign, b: Reign, replicas: readonly string[]): number =>
  a.epoch - b.epoch || replicas.indexOf(a.primary) - replicas.indexOf(b.primary);

/** The log's reigns, one stretch for each run of entries. */
export function stretchesOf(reigns: readonly Reign[]): Stretch[] {
  const stretches: Stretch[] = [];
  reigns.forEach((reign, at) => {
    const { epoch, primary } = reign;
    if (isSameReign(stretches.at(-1), reign)) stretches.pop();
    stretches.push({ epoch, primary, upTo: at + 1 });
  });
  return stretches;
}

/**
 * How many entries two logs have in common. Where both have an entry of one reign at one place, they agree in all before it:
 * the log matching property of Raft (Ongaro and Ousterhout 2014, section 5.3).
 */
export function agreementOf(one: readonly Stretch[], other: readonly Stretch[]): number {
  let common = 0;
  one.forEach((stretch, at) => {
    const begins = one[at - 1]?.upTo ?? 0;
    const twin = other.find((each) => isSameReign(each, stretch));
    if (twin && twin.upTo > begins) common = Math.max(common, Math.min(stretch.upTo, twin.upTo));
  });
  return common;
}
