/** Verdicts for the command line: a line each to read, or one object to work on. */
import { checkers } from '#catalog';
import type { Observation } from '#history/observation';
import { type Phrase, phrase } from '#history/phrase';
import type { Checker, CheckOptions, Progress, Verdict } from '#history/verdict';
import { modelName } from './models';
import { say } from './outcome';

export interface Judgement {
  readonly id: string;
  readonly verdict: Verdict;
}

export interface Judging {
  /** Those that were asked for by name; without it every one that fits. */
  readonly models?: readonly Checker[];
  /** Search steps before a verdict is unknown. */
  readonly budget?: number;
}

/** Beyond it only linearizability is judged: the work of the others grows with the square of the operations, or faster. */
const MOST_OPERATIONS = 20_000;
/** Reasons that say of a model that this history is not what it speaks of. */
const NOT_FITTING = ['verdict.unknown.evidence', 'verdict.unknown.kind', 'verdict.unknown.notRegisters'];

/** By every checker that there is, the strongest first. */
export const judge = (observation: Observation): readonly Judgement[] =>
  checkers.map((checker) => ({ id: checker.id, verdict: checker.check(observation) }));

/** By those that were asked for, else by those that fit: not of another spec, nor in need of evidence that is not there. */
export function judgeFitting(observation: Observation, { models, budget }: Judging): readonly Judgement[] {
  const options = budget === undefined ? {} : { budget };
  if (models) return models.map((checker) => judgeOne(checker, observation, options));
  const { model } = observation.history;
  return checkers
    .filter(({ specs }) => specs === 'any' || specs.includes(model))
    .map((checker) => judgeOne(checker, observation, options))
    .filter(({ verdict }) => verdict.verdict !== 'unknown' || !NOT_FITTING.includes(verdict.reason.id));
}

function judgeOne(checker: Checker, observation: Observation, options: CheckOptions): Judgement {
  const { id, rank } = checker;
  const count = observation.history.ops.length;
  const unknown = (reason: Phrase): Judgement => ({ id, verdict: { verdict: 'unknown', reason } });
  if (rank > 0 && count > MOST_OPERATIONS) return unknown(phrase('cli.check.long', { count, most: MOST_OPERATIONS }));
  try {
    return { id, verdict: checker.check(observation, options) };
  } catch (error) {
    if (error instanceof RangeError) return unknown(phrase('cli.check.large')); // Out of stack, or of what an array holds.
    throw error;
  }
}

export const isViolated = ({ verdict }: Judgement): boolean => verdict.verdict === 'violated';

/** Times are µs where the simulator wrote the history, which is where there is evidence; else their unit is not known. */
function sayReason(reason: Phrase, { evidence }: Observation): string {
  return say(evidence ? reason : withoutUnits(reason));
}

function withoutUnits({ id, args }: Phrase): Phrase {
  const plain = Object.entries(args).map(([name, value]) => {
    if (typeof value === 'object') return [name, withoutUnits(value)] as const;
    return [name, name.endsWith('At') ? String(value) : value] as const;
  });
  return { id, args: Object.fromEntries(plain) };
}

/** Cells of one line: the model, what was found, and why. */
export function verdictCells({ id, verdict }: Judgement, observation: Observation): string[] {
  const name = modelName(id);
  switch (verdict.verdict) {
    case 'holds':
      return [
        name,
        say(verdict.tested === 0 ? 'verdict.untested' : 'verdict.holds'),
        say('cli.tested', { tested: verdict.tested }),
      ];
    case 'violated': {
      const why = [sayReason(verdict.reason, observation), ...sayProgress(verdict.progress)].join(' ');
      return [
        name,
        say('verdict.violated'),
        say('cli.witness', { reason: why, witness: verdict.witness.ops.join(', ') }),
      ];
    }
    case 'unknown':
      return [name, say('verdict.unknown'), sayReason(verdict.reason, observation)];
  }
}

const sayProgress = (progress: Progress | undefined): readonly string[] =>
  progress ? [say('verdict.linearizable.progress', { count: progress.prefix.length, stuck: progress.stuck })] : [];

interface Form {
  /** The history's place in its file, which names it where it has no id. */
  readonly number: number;
  /** Whether all that the checkers found is wanted as well. */
  readonly whole: boolean;
}

/** As data: true, false or null (unknown) by model, with the text of what is unknown or violated. */
export function resultObject(
  observation: Observation,
  judgements: readonly Judgement[],
  { number, whole }: Form,
): object {
  const named = judgements.map(({ id, verdict }) => [modelName(id), verdict] as const);
  const verdicts = named.map(([name, { verdict }]) => [name, verdict === 'unknown' ? null : verdict === 'holds']);
  const unknown = named.flatMap(([name, verdict]) =>
    verdict.verdict === 'unknown' ? [[name, sayReason(verdict.reason, observation)]] : [],
  );
  const witness = named.flatMap(([name, verdict]) =>
    verdict.verdict === 'violated'
      ? [[name, { ops: verdict.witness.ops, text: sayReason(verdict.reason, observation) }]]
      : [],
  );
  return {
    id: observation.history.id ?? number,
    verdicts: Object.fromEntries(verdicts) as object,
    unknown: Object.fromEntries(unknown) as object,
    witness: Object.fromEntries(witness) as object,
    ...(whole ? { details: Object.fromEntries(named) } : {}),
  };
}
