/** Runs every golden scenario and some random ones and says each trace's hash: bundled, so that any engine can run it alone. */
import fc from 'fast-check';
import { traceHash } from '#sim/hash';
import type { Protocol } from '#sim/protocol';
import { runScenario } from '#sim/run';
import type { Scenario } from '#sim/scenario';
import { parseScript } from '#sim/script/parse';
import { scenarios } from './scripts';

const protocols = new Map(
  Object.values(import.meta.glob<Protocol>('/src/protocols/*/index.ts', { eager: true, import: 'default' })).map(
    (protocol) => [protocol.id, protocol],
  ),
);
const goldens = import.meta.glob<string>('/src/protocols/*/golden/*.txt', {
  eager: true,
  query: '?raw',
  import: 'default',
});

const RANDOM = 50;

/** The hash of each run, by the golden's path or the random scenario's number. */
export function hashes(): Record<string, string> {
  const named = Object.entries(goldens).map(
    ([path, text]) => [path, parseScript(text.split(/^----$/m)[0]!).scenario] as const,
  );
  const random = fc
    .sample(scenarios({ crashes: ['process', 'machine', 'disk'], edits: true }), { seed: 20_261, numRuns: RANDOM })
    .map((scenario, index) => [`random ${index}`, scenario] as const);
  return Object.fromEntries([...named, ...random].map(([name, scenario]) => [name, hashOf(name, scenario)]));
}

function hashOf(name: string, scenario: Scenario): string {
  const { trace, faults } = { trace: undefined, ...runScenario(scenario, protocols, { maxEvents: 5_000 }) };
  if (!trace) throw new Error(`${name} does not run: ${JSON.stringify(faults)}`);
  return traceHash(trace);
}
