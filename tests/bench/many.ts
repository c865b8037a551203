/** Measures what many runs cost: trials of the sampler with their curve, trials through the whole kernel, and every protocol as it grows. */
import { protocols } from '#catalog';
import { FITS } from '#measure/published-fits';
import { sorted } from '#measure/shares';
import { sampleWars } from '#measure/wars';
import { planRun, type Plan } from '#sim/plan';
import type { Protocol } from '#sim/protocol';
import { parseScript } from '#sim/script/parse';
import { simulate } from '#sim/simulate';
import { medianMs } from './simulation';
import type { Measurement } from './stepper';

const NODES = [3, 9, 27, 81] as const;

export function runManyBench(): Measurement[] {
  return [sampler(), ...[...protocols.values()].flatMap((protocol) => [trials(protocol), ...growth(protocol)])];
}

/** 100,000 trials and the whole curve: each trial's threshold, sorted. */
function sampler(): Measurement {
  const wars = { replicas: 3, reads: 1, writes: 1, ...FITS['LNKD-DISK']() };
  const curve = () => sorted(sampleWars(wars, 100_000).fresh);
  curve();
  return {
    label: '100,000 trials of the sampler with their curve',
    value: medianMs(9, curve),
    unit: 'ms',
    aim: '≤ 100',
  };
}

/** How many runs of one write and one read by three replicas go into 200 ms. */
function trials(protocol: Protocol): Measurement {
  const plan = planOf(protocol, 3, 1);
  const round = () => {
    for (let run = 0; run < 200; run += 1) simulate({ ...plan, scenario: { ...plan.scenario, seed: run + 1 } });
  };
  round();
  const perMs = 200 / medianMs(5, round);
  return {
    label: `${protocol.id}: one write and one read, through the whole kernel, in 200 ms`,
    value: Math.round(perMs * 200),
    unit: '',
    aim: '≥ 8,000',
  };
}

/** What one record costs should not depend on how many replicas there are. */
function growth(protocol: Protocol): Measurement[] {
  return NODES.map((nodes): Measurement => {
    const plan = planOf(protocol, nodes, 40);
    const { records } = simulate(plan);
    const perS = records.count / (medianMs(nodes > 9 ? 3 : 7, () => simulate(plan)) / 1e3);
    return {
      label: `${protocol.id}: records a second, ${nodes} nodes (run of ${records.count.toLocaleString('en')})`,
      value: Math.round(perS),
      unit: '/s',
      aim: '',
    };
  });
}

/** So many replicas, and a client that writes and one that reads, each so many times. */
function planOf(protocol: Protocol, nodes: number, each: number): Plan {
  // What a protocol takes may depend on its settings: the first words that run under those by default.
  for (const changing of ['write x', 'inc x', 'add x', 'insert x=0:a']) {
    const { plan } = planRun(parseScript(scriptOf(protocol, { nodes, each, changing })).scenario, protocol);
    if (plan) return plan;
  }
  throw new Error(`${protocol.id} takes none of the writes that are measured`);
}

function scriptOf(
  protocol: Protocol,
  { nodes, each, changing }: { nodes: number; each: number; changing: string },
): string {
  return [
    `ends ${20 * each + 180}ms`,
    `protocol ${protocol.id}`,
    `replicas ${Array.from({ length: nodes }, (_, number) => `R${number}`).join(' ')}`,
    `clients Ana@R0 Bo@R${nodes - 1}`,
    'link default 8ms..14ms',
    `every 20ms from 0ms to ${20 * (each - 1)}ms Ana ${changing}`,
    `every 20ms from 10ms to ${20 * each - 10}ms Bo read x`,
  ].join('\n');
}
