/** Figures that others published about stale reads: Bailis and others, "Probabilistically Bounded Staleness for Practical Partial Quorums", PVLDB 5(8), 2012. */

type Fit = 'LNKD-SSD' | 'LNKD-DISK' | 'YMMR' | 'WAN';

/** Section 5.6: share of reads that are consistent at once after the commit, N=3, R=W=1. */
export const AT_ONCE: Readonly<Record<Fit, number>> = {
  'LNKD-SSD': 0.974,
  'LNKD-DISK': 0.439,
  YMMR: 0.893,
  WAN: 0.33,
};

/** Section 5.7: the same for LNKD-DISK with other numbers of replicas. */
export const AT_ONCE_BY_N: Readonly<Record<string, number>> = { '2': 0.575, '3': 0.439, '10': 0.211 };

/** Within so many versions, N=3, R=W=1, rounded as the paper's form gives it. */
export const WITHIN_VERSIONS: Readonly<Record<string, number>> = { '2': 0.556, '3': 0.704, '5': 0.868, '10': 0.983 };

/**
 * Table 4, N=3: 99.9th percentiles of reads and of writes, then t-visibility at 99.9 %, in ms. The last was read off a
 * sweep at its first crossing and is biased low: compare it with exact quantiles.
 */
export const TABLE_4: Readonly<Record<string, Readonly<Record<Fit, readonly [number, number, number]>>>> = {
  R1W1: {
    'LNKD-SSD': [0.66, 0.66, 1.85],
    'LNKD-DISK': [0.66, 10.99, 45.5],
    YMMR: [5.58, 10.83, 1364],
    WAN: [3.4, 55.12, 113],
  },
  R1W2: {
    'LNKD-SSD': [0.66, 1.63, 1.79],
    'LNKD-DISK': [0.65, 20.97, 43.3],
    YMMR: [5.61, 427.12, 1352],
    WAN: [3.4, 167.64, 0],
  },
  R2W1: {
    'LNKD-SSD': [1.63, 0.65, 0],
    'LNKD-DISK': [1.63, 10.9, 13.6],
    YMMR: [32.6, 10.73, 202],
    WAN: [151.3, 56.36, 30.2],
  },
  R2W2: {
    'LNKD-SSD': [1.62, 1.64, 0],
    'LNKD-DISK': [1.64, 20.96, 0],
    YMMR: [33.18, 428.11, 0],
    WAN: [151.31, 167.72, 0],
  },
  R3W1: {
    'LNKD-SSD': [4.14, 0.65, 0],
    'LNKD-DISK': [4.12, 10.89, 0],
    YMMR: [219.27, 10.79, 0],
    WAN: [153.86, 55.19, 0],
  },
  R1W3: {
    'LNKD-SSD': [0.65, 4.09, 0],
    'LNKD-DISK': [0.65, 112.65, 0],
    YMMR: [5.63, 1870.86, 0],
    WAN: [3.44, 241.55, 0],
  },
};
