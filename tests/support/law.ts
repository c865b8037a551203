/** Runs a law over random scenarios: a failure names the seed and prints the shrunk scenario as a script, ready for the lab. */
import fc from 'fast-check';
import type { Scenario } from '#sim/scenario';
import { printScript } from '#sim/script/print';

/** What is wrong with a scenario's run, in words; undefined when the law holds. */
export type Law = (scenario: Scenario) => string | undefined;

export interface Counterexample {
  readonly seed: number;
  readonly script: string;
  readonly wrong: string;
}

interface Cases {
  readonly scenarios: fc.Arbitrary<Scenario>;
  readonly numRuns: number;
  /** Stated where the same cases are wanted in every run; else fast-check chooses, and a failure names it. */
  readonly seed?: number;
  /** False where it only matters that one is found. */
  readonly shrinks?: boolean;
}

/** A failure that was printed is repeated by `LAWS=full LAWS_SEED=… npx vitest run <file> -t <law>`. */
const repeated = process.env['LAWS_SEED'] === undefined ? undefined : Number(process.env['LAWS_SEED']);

/** The shrunk scenario for which a law does not hold, or undefined where none of the cases breaks it. */
export function findCounterexample(
  law: Law,
  { scenarios, numRuns, seed = repeated, shrinks = true }: Cases,
): Counterexample | undefined {
  const holds = fc.property(scenarios, (scenario) => wrongWith(law, scenario) === undefined);
  const result = fc.check(holds, { numRuns, endOnFailure: !shrinks, ...(seed === undefined ? {} : { seed }) });
  const scenario = result.counterexample?.[0];
  if (!scenario) return undefined;
  if (!shrinks) return { seed: result.seed, script: printScript(scenario), wrong: wrongWith(law, scenario)! };
  const wrong = wrongWith(law, scenario)!;
  const least = takeAway(scenario, (smaller) => kindOf(wrongWith(law, smaller)) === kindOf(wrong));
  return { seed: result.seed, script: printScript(least), wrong: wrongWith(law, least)! };
}

/** Throws with seed, script and what is wrong where the law does not hold. */
export function assertLaw(law: Law, cases: Cases): void {
  const found = findCounterexample(law, cases);
  if (found) throw new Error(`${found.wrong}\nseed ${found.seed}, shrunk:\n\n${found.script}`);
}

/** A failure's first words: one that is made smaller must stay the same failure. */
const kindOf = (wrong: string | undefined): string | undefined => wrong?.split(/[ ,(]/).slice(0, 3).join(' ');

/** Takes out line after line while it still fails: what a generator adds to every scenario is not shrunk by fast-check. */
function takeAway(scenario: Scenario, fails: (smaller: Scenario) => boolean): Scenario {
  let least = scenario;
  let lines = Infinity;
  const size = () => least.steps.length + least.links.length + least.nodes.length + least.edits.length;
  while (size() < lines) {
    lines = size();
    least = takeOnce(least, fails);
  }
  return least;
}

function takeOnce(scenario: Scenario, fails: (smaller: Scenario) => boolean): Scenario {
  let least = scenario;
  for (const field of ['steps', 'links', 'nodes', 'edits'] as const) {
    for (let index = least[field].length - 1; index >= 0; index -= 1) {
      const smaller = { ...least, [field]: least[field].filter((_, at) => at !== index) };
      if (fails(smaller)) least = smaller;
    }
  }
  return least;
}

/** A run that throws breaks every law. */
function wrongWith(law: Law, scenario: Scenario): string | undefined {
  try {
    return law(scenario);
  } catch (error) {
    return `it threw: ${error instanceof Error ? error.message : String(error)}`;
  }
}
