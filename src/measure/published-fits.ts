/**
 * Latencies that were measured in production, as their authors fitted them: ms, one way. Bailis and others, "Probabilistically
 * Bounded Staleness for Practical Partial Quorums", PVLDB 5(8), 2012, table 3.
 */
import { legOf, type Leg } from '#measure/leg';
import type { Wars } from '#measure/wars';

const pareto = (least: number, alpha: number) => ({ kind: 'pareto', least, alpha }) as const;
const exponential = (ratePerUnit: number) => ({ kind: 'exponential', ratePerUnit }) as const;

export type FitName = 'LNKD-SSD' | 'LNKD-DISK' | 'YMMR' | 'WAN';

/** Every leg of LinkedIn's store on solid-state disks, and all but the write on spinning ones. */
const ssd = (): Leg => legOf(pareto(0.235, 10), exponential(1.66), 0.9122);
const disk = (): Leg => legOf(pareto(1.05, 1.51), exponential(0.183), 0.38);
/** Yammer's write leg; table 3 prints 3.35, and only the 3.5 of the authors' simulator gives their own results. */
const yammerWrite = (): Leg => legOf(pareto(3, 3.5), exponential(0.0028), 0.939);
const yammer = (): Leg => legOf(pareto(1.5, 3.8), exponential(0.0217), 0.982);

/** One way between the data centres of the wide-area case, ms. */
const WAN_AWAY_MS = 75;

const same = (leg: Leg) => ({ acknowledge: leg, read: leg, answer: leg });

export const FITS: Readonly<Record<FitName, () => Pick<Wars, 'legs' | 'away'>>> = {
  'LNKD-SSD': () => {
    const leg = ssd();
    return { legs: { write: leg, ...same(leg) } };
  },
  'LNKD-DISK': () => ({ legs: { write: disk(), ...same(ssd()) } }),
  YMMR: () => ({ legs: { write: yammerWrite(), ...same(yammer()) } }),
  WAN: () => ({ legs: { write: disk(), ...same(ssd()) }, away: WAN_AWAY_MS }),
};
