/** Measures the simulation: events a second and how that grows, and a lesson-sized run recomputed with its verdicts. */
import { checkers, protocols } from '#catalog';
import { observe } from '#sim/observe';
import { planRun, type Plan } from '#sim/plan';
import { parseScript } from '#sim/script/parse';
import { simulate } from '#sim/simulate';
import type { Measurement } from './stepper';

const protocol = protocols.get('primary-backup')!;

/** Five replicas; as many clients and operations as asked for, half of them writes. */
function planOf(clients: number, operations: number): Plan {
  const names = Array.from({ length: clients }, (_, number) => `C${number}`);
  const replicas = ['Frankfurt', 'Virginia', 'Singapore', 'Tokyo', 'Sydney'];
  const each = Math.ceil(operations / clients);
  const spans = names.map((name, number) => {
    const kind = number % 2 === 0 ? 'write x' : 'read x';
    return `every 40ms from ${number}ms to ${number + 40 * (each - 1)}ms ${name} ${kind}`;
  });
  const script = [
    'seed 7',
    `ends ${40 * each + 2_000}ms`,
    'protocol primary-backup ack=semi-sync read=nearest',
    `replicas ${replicas.join(' ')}`,
    `clients ${names.map((name, number) => `${name}@${replicas[number % 5]}`).join(' ')}`,
    'link default 8ms..14ms',
    ...spans,
  ].join('\n');
  return planRun(parseScript(script).scenario, protocol).plan!;
}

/** The median time of one call, ms. */
export function medianMs(rounds: number, run: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[rounds >> 1]!;
}

export function runSimulationBench(): Measurement[] {
  return [...growth(), ...lessonSized()];
}

/** Runs of about 10³, 10⁴ and 10⁵ records: what one record costs should not depend on how many there are. */
function growth(): Measurement[] {
  return [60, 600, 6_000].map((operations): Measurement => {
    const plan = planOf(4, operations);
    const { records } = simulate(plan);
    const perS = records.count / (medianMs(operations > 1_000 ? 3 : 9, () => simulate(plan)) / 1e3);
    return {
      label: `records a second, run of ${records.count.toLocaleString('en')}`,
      value: Math.round(perS),
      unit: '/s',
      aim: '',
    };
  });
}

/** Five replicas, four clients, forty operations: as large as a lesson's run gets. */
function lessonSized(): Measurement[] {
  const plan = planOf(4, 40);
  const whole = () => {
    const observation = observe(simulate(plan), protocol);
    for (const checker of checkers) checker.check(observation);
  };
  for (let warm = 0; warm < 20; warm += 1) whole();
  const observation = observe(simulate(plan), protocol);
  const ladder = () => {
    for (const checker of checkers) checker.check(observation);
  };
  return [
    {
      label: `lesson-sized run (${simulate(plan).records.count} records) with its verdicts`,
      value: medianMs(41, whole),
      unit: 'ms',
      aim: '≤ 8',
    },
    { label: `the ladder alone (${checkers.length} checkers)`, value: medianMs(41, ladder), unit: 'ms', aim: '≤ 4' },
  ];
}
