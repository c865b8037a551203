/** Prints the longest experiment of each lesson, as one JSON object of scripts by slug: what `pages.mjs` drags in. */
import { lessons, loadLesson, protocols } from '#catalog';
import { parseScript } from '#sim/script/parse';
import { runScenario } from '#sim/run';

const recordsOf = (script: string): number =>
  runScenario(parseScript(script).scenario, protocols).trace?.records.count ?? 0;

const longest: Record<string, string> = {};
for (const { slug } of lessons) {
  const { lesson } = await loadLesson(slug);
  const scripts = lesson.steps.flatMap(({ script }) => script ?? []);
  longest[slug] = scripts.reduce((most, script) => (recordsOf(script) > recordsOf(most) ? script : most));
}
process.stdout.write(JSON.stringify(longest));
