/** Puts computed figures into prose: a number that a lesson shows is read off a run, never typed. */
import { phrase, type Phrase } from '#history/phrase';
import type { Fact, FactValue, Lesson } from '#lesson/lesson';
import type { Run } from '#lesson/run';
import { parseDuration } from '#sim/time';

export type Facts = Readonly<Record<string, Phrase>>;

type RunOf = (script: string) => Run;

/** Values of facts that bring their own experiment: they stay the same whatever a learner does to the step's run. */
const known = new WeakMap<RunOf, Map<Fact, FactValue>>();

/**
 * The lesson's figures, each computed when it is first looked at.
 *
 * @param run what stands beside the prose: the step's experiment, with what a learner has made of it
 * @param runOf the run of an experiment that a fact brings along; its values are kept as long as this very function lives
 */
export function factsFor({ facts }: Pick<Lesson, 'facts'>, run: Run, runOf: RunOf): Facts {
  const said: Record<string, Phrase> = {};
  for (const [name, fact] of Object.entries(facts)) {
    Object.defineProperty(said, name, { enumerable: true, get: () => factPhrase(valueOf(fact, run, runOf)) });
  }
  return said;
}

/** The value of one fact. */
export function valueOf(fact: Fact, run: Run, runOf: RunOf): FactValue {
  if (typeof fact === 'function') return fact(run);
  const values = known.get(runOf) ?? new Map<Fact, FactValue>();
  known.set(runOf, values);
  const value = values.get(fact) ?? fact.value(runOf(fact.script));
  values.set(fact, value);
  return value;
}

function factPhrase(value: FactValue): Phrase {
  if (typeof value === 'object') return phrase('lesson.fact.time', { valueUs: value.us });
  return typeof value === 'number' ? phrase('lesson.fact.number', { value }) : phrase('lesson.fact.text', { value });
}

/** The passage's HTML with its figures said; `say` renders a phrase. Throws on a figure without a fact. */
export const fillHtml = (html: string, facts: Facts, say: (phrase: Phrase) => string): string =>
  html.replace(
    /(<span data-fact="([^"]*)">)(?=<\/span>)/g,
    (_, open: string, name: string) => `${open}${escapeHtml(say(factNamed(facts, name)))}`,
  );

/** The passage's plain text with its figures said. Braces around other words stay. */
export const fillText = (text: string, facts: Facts, say: (phrase: Phrase) => string): string =>
  text.replace(/\{([a-z][A-Za-z0-9]*)\}/g, (_, name: string) => say(factNamed(facts, name)));

/** The time (µs) that a `moment:` reference names: a duration, or a fact that is one. Throws on anything else. */
export function momentUs(name: string, facts: Facts): number {
  const us = parseDuration(name) ?? (Object.hasOwn(facts, name) ? facts[name]!.args['valueUs'] : undefined);
  if (typeof us !== 'number') throw new Error(`moment:${name} is neither a time nor a fact that is one`);
  return us;
}

function factNamed(facts: Facts, name: string): Phrase {
  if (!Object.hasOwn(facts, name))
    throw new Error(
      `the prose shows {${name}}, but the lesson has no such fact; it has ${Object.keys(facts).join(', ')}`,
    );
  return facts[name]!;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (mark) => ENTITIES[mark]!);
