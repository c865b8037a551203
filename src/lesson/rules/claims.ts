/** Rule: every general claim of the prose is marked, and holds for each of many seeds. */
import { runScript } from '#lesson/experiment';
import type { Claim } from '#lesson/lesson';
import { passagesOf, referencesIn } from '#lesson/prose';
import type { Run } from '#lesson/run';
import { inLesson, judged, type Finding, type Rule, type Subject } from '#lesson/subject';

/** Fewer runs than this prove little. */
const LEAST_SEEDS = 100;

export const claims: Rule = (subject) => {
  const { folder, lesson, prose } = subject;
  const marked = Object.values(prose.sections).flatMap((section) =>
    passagesOf(section).flatMap(([, passage]) => referencesIn(passage).filter(({ to }) => to === 'claim')),
  );
  const runs = createRuns(subject.laboratory);
  const unmarked = lesson.claims.filter(({ id }) => !marked.some(({ name }) => name === id));
  return [
    ...unmarked.map(({ id }) => inLesson({ folder }, 'claim.unmarked', { claim: id })),
    ...lesson.claims
      .filter(({ seeds }) => !(seeds >= LEAST_SEEDS))
      .map(({ id, seeds }) => inLesson({ folder }, 'claim.seeds', { claim: id, seeds, least: LEAST_SEEDS })),
    ...lesson.claims.flatMap((claim) => counterexample(subject, claim, runs)),
  ];
};

/** Runs by script and seed: claims of one lesson often share an experiment. */
type Runs = (script: string, seed: number) => Run | undefined;

function createRuns(laboratory: Subject['laboratory']): Runs {
  const known = new Map<string, Run | undefined>();
  return (script, seed) => {
    const name = `${seed} ${script}`;
    if (!known.has(name)) known.set(name, runScript(script, laboratory, seed).run);
    return known.get(name);
  };
}

/** The first seed for which the claim fails; nothing for a claim whose script is unsound. */
function counterexample({ folder }: Subject, { id, script, against, seeds, holds }: Claim, runs: Runs): Finding[] {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const run = runs(script, seed);
    const other = against === undefined ? run : runs(against, seed);
    if (!run || !other) return [];
    const { value, threw } = judged(() => holds(run, other));
    if (threw !== undefined) return [inLesson({ folder }, 'predicate', { what: `claims.${id}`, error: threw })];
    if (!value) return [inLesson({ folder }, 'claim', { claim: id, seed })];
  }
  return [];
}
