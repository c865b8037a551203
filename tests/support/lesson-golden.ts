/** A lesson as text that a teacher can check: each experiment told in sentences, with the answer keys that its runs give. */
import { scriptAt, runScript, type Experiment } from '#lesson/experiment';
import { factsFor, fillText, type Facts } from '#lesson/facts';
import { choicesThatHold, gradeGoal } from '#lesson/grade';
import type { GoalStep, Lesson, LessonStep, PredictStep } from '#lesson/lesson';
import type { Prose, Section } from '#lesson/prose';
import type { Run } from '#lesson/run';
import { narrationOf } from '#scene/narration';
import { formatDuration } from '#sim/time';
import { laboratory, say } from './lessons';

type Sound = Extract<Experiment, { run: Run }>;

function sound(script: string): Sound {
  const experiment = runScript(script, laboratory);
  if (!experiment.run) throw new Error(`a script of the lesson does not run:\n${script}`);
  return experiment;
}

const runOf = (script: string): Run => sound(script).run;

export function lessonGolden(lesson: Lesson, prose: Prose): string {
  const parts = lesson.steps.map((step, index) =>
    stepText(step, { section: prose.sections[step.id]!, script: scriptAt(lesson, index), lesson }),
  );
  return `# ${prose.title}: what its experiments do, computed by its test. To be read, not edited.\n\n${parts.join('\n')}`;
}

interface Shown {
  readonly section: Section;
  readonly script: string;
  readonly lesson: Lesson;
}

function stepText(step: LessonStep, { section, script, lesson }: Shown): string {
  const facts = factsFor(lesson, runOf(script), runOf);
  const words = (block: string) => fillText(section.blocks[block]?.text ?? '', facts, say).replace(/\s+/g, ' ');
  const head = `## ${step.id}: ${words('title')}\n`;
  const told = step.script === undefined ? '' : `\n${script}----\n${narrated(sound(script))}`;
  return `${head}${told}${keys(step, { script, words })}${figures(section, facts)}`;
}

const narrated = ({ run, protocol }: Sound): string =>
  narrationOf(run.trace, protocol.describe)
    .map(({ atUs, phrase }) => `${formatDuration(Math.round(atUs)).padStart(7)}  ${say(phrase)}\n`)
    .join('');

interface Keyed {
  readonly script: string;
  readonly words: (block: string) => string;
}

function keys(step: LessonStep, keyed: Keyed): string {
  switch (step.kind) {
    case 'predict':
      return predictionKeys(step, keyed);
    case 'goal':
      return goalKeys(step, keyed);
    case 'play':
    case 'explain':
    case 'recall':
    case 'takeaway':
      return '';
  }
}

function predictionKeys(step: PredictStep, { script, words }: Keyed): string {
  const right = choicesThatHold(step, runOf(script));
  const lines = step.choices.map(({ id, wouldHold }) => {
    const shown = wouldHold === undefined ? '' : `; it would be in:\n${difference(script, wouldHold)}`;
    return `  ${id} (${words(`choice ${id}`)}): ${right.includes(id) ? 'right' : 'not so'}${shown}`;
  });
  return `\nLocked from ${step.locksAt}. Choices:\n${lines.join('\n')}\n`;
}

function goalKeys(step: GoalStep, { script }: Keyed): string {
  const verdictOf = (each: string) => {
    const { reached, block } = gradeGoal(step, runOf(each));
    return `${reached ? 'reached' : 'not reached'}${block === undefined ? '' : `, told as “${block}”`}`;
  };
  const examples = [...(step.ways ?? []), ...(step.misses ?? [])].map(({ example }) => example);
  const ways = [step.solution, ...(step.alsoReachedBy ?? []), ...examples];
  return `\nAt the start: ${verdictOf(script)}. With\n${ways.map((each) => `${difference(script, each)}  ${verdictOf(each)}`).join('\n')}\n`;
}

/** The lines in which a script differs from another. */
function difference(from: string, to: string): string {
  const [old, fresh] = [from.split('\n'), to.split('\n')];
  const gone = old.filter((line) => !fresh.includes(line)).map((line) => `    - ${line}\n`);
  return [...gone, ...fresh.filter((line) => !old.includes(line)).map((line) => `    + ${line}\n`)].join('');
}

/** The figures that the step's prose shows. */
function figures(section: Section, facts: Facts): string {
  const text = JSON.stringify(section);
  const lines = Object.keys(facts)
    .filter((name) => text.includes(`{${name}}`))
    .map((name) => `  ${name} = ${say(facts[name]!)}\n`);
  return lines.length === 0 ? '' : `\nFigures:\n${lines.join('')}`;
}
