/** Prints what was published about stale reads beside what this program computes: `npm run truth`. Times in ms. */
import { FITS, type FitName } from '#measure/published-fits';
import { missChance, quantileOf, shareAtMost, sorted } from '#measure/shares';
import { sampleWars } from '#measure/wars';
import { MIXTURES, staleByIntegration, timeUntil } from '#support/wars-oracle';
import { AT_ONCE, AT_ONCE_BY_N, TABLE_4, WITHIN_VERSIONS } from '#support/published';
import { freshByMachines, freshByTrials, machinesFor } from '#support/wars-machines';

const TRIALS = 1_000_000;
const RUNS = 2_000;

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const off = (ours: number, theirs: number): string => {
  const share = (ours / theirs - 1) * 100;
  return `${share < 0 ? '−' : '+'}${Math.abs(share).toFixed(1)} %`;
};

function print(title: string, rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  ');
  process.stdout.write(`\n${title}\n${rows.map((row) => `  ${line(row)}\n`).join('')}`);
}

function consistentAtOnce(): void {
  const rows = Object.entries(AT_ONCE).map(([name, published]) => {
    const fresh = sorted(sampleWars({ replicas: 3, reads: 1, writes: 1, ...FITS[name as FitName]() }, TRIALS).fresh);
    const ours = shareAtMost(fresh, 0);
    const exact = MIXTURES[name] && 1 - staleByIntegration(MIXTURES[name], { replicas: 3, writes: 1 })(0);
    const points = (ours - published) * 100;
    const apart = `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(2)} points`;
    return [name, percent(published), percent(ours), apart, exact === undefined ? '–' : percent(exact)];
  });
  print(`Consistent at once after the commit, N=3 R=W=1 (${TRIALS.toLocaleString('en')} trials each)`, [
    ['', 'published', 'trials', 'apart', 'integration'],
    ...rows,
  ]);
}

function byReplicas(): void {
  const rows = Object.entries(AT_ONCE_BY_N).map(([count, published]) => {
    const wars = { replicas: Number(count), reads: 1, writes: 1, ...FITS['LNKD-DISK']() };
    return [`N=${count}`, percent(published), percent(shareAtMost(sorted(sampleWars(wars, TRIALS).fresh), 0))];
  });
  print('LNKD-DISK at once, R=W=1, by the number of replicas', [['', 'published', 'trials'], ...rows]);
}

function tableFour(): void {
  const rows = Object.entries(TABLE_4).flatMap(([quorums, byFit]) => {
    const [reads, writes] = [Number(quorums[1]), Number(quorums[3])];
    return Object.entries(byFit).map(([name, [readMs, writeMs, visibleMs]]) => {
      const trials = sampleWars({ replicas: 3, reads, writes, ...FITS[name as FitName]() }, TRIALS);
      const [read, write] = [trials.read, trials.write].map((row) => quantileOf(sorted(row), 0.999));
      const fresh = Math.max(0, quantileOf(sorted(trials.fresh), 0.999));
      const mixture = reads === 1 ? MIXTURES[name] : undefined;
      const exact = mixture && timeUntil(staleByIntegration(mixture, { replicas: 3, writes }), 0.001);
      return [
        ...[`R=${reads} W=${writes} ${name}`, String(readMs), read!.toFixed(2), off(read!, readMs)],
        ...[String(writeMs), write!.toFixed(2), off(write!, writeMs)],
        ...[String(visibleMs), fresh.toFixed(2), exact === undefined ? '–' : exact.toFixed(2)],
      ];
    });
  });
  print(
    'Table 4: the 99.9th percentile of reads and writes, and t-visibility at 99.9 % (the printed t is biased low)',
    [['', 'Lr', 'ours', '', 'Lw', 'ours', '', 't', 'ours', 'integration'], ...rows],
  );
}

function closedForms(): void {
  const rows = Object.entries(WITHIN_VERSIONS).map(([within, published]) => {
    const miss = missChance({ replicas: 3, reads: 1, writes: 1 });
    return [`within ${within}`, percent(published), percent(1 - miss ** Number(within))];
  });
  print('Within k versions, N=3 R=W=1, writes frozen on W replicas: 1 − (C(N−W,R) ÷ C(N,R))^k', [
    ['', 'published', 'closed form'],
    ...rows,
  ]);
}

/** Trials beside the leaderless store's own machines, each leg a link of the script: reads at a time after the write's start. */
function machinesBeside(): void {
  const cases = [
    ['LNKD-SSD', 1, 1, [0.6, 1, 2]],
    ['LNKD-DISK', 1, 1, [2, 5, 10]],
    ['LNKD-DISK', 1, 2, [5, 10, 20]],
    ['LNKD-DISK', 2, 1, [2, 5, 10]],
    ['YMMR', 1, 1, [7, 10, 50]],
  ] as const;
  const rows = cases.flatMap(([fit, reads, writes, readAtMs]) => {
    const machines = machinesFor(fit, { replicas: 3, reads, writes, readAtMs });
    const trials = freshByTrials(machines, sampleWars(machines.wars, TRIALS));
    return freshByMachines(machines, RUNS).map(({ all, fresh }, at) => {
      const expected = trials[at]!.fresh;
      const apart = (fresh / all - expected) / Math.sqrt((expected * (1 - expected)) / all);
      return [
        `R=${reads} W=${writes} ${fit} at ${readAtMs[at]} ms`,
        ...[percent(expected), percent(fresh / all), `${apart.toFixed(1)} σ`],
      ];
    });
  });
  print(`Fresh reads by trials and by the leaderless store’s machines (${RUNS.toLocaleString('en')} runs each)`, [
    ['', 'trials', 'machines', 'apart'],
    ...rows,
  ]);
}

process.stdout.write(
  'Bailis and others, “Probabilistically Bounded Staleness”, PVLDB 5(8), 2012, beside this program.\n',
);
consistentAtOnce();
byReplicas();
tableFour();
closedForms();
machinesBeside();
