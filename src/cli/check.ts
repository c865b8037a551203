/** `check`: judges recorded histories by every model that fits them, or by those that are named. */
import { phrase, type Phrase } from '#history/phrase';
import { SPECS } from '#history/specs';
import type { Observation } from '#history/observation';
import { type Arguments, readArguments } from './arguments';
import { type Format, FORMATS, formatOf, readObservations } from './histories';
import { type Input, readInput } from './input';
import { findModels } from './models';
import { type ExitCode, type Outcome, refuse, say, table } from './outcome';
import { isViolated, judgeFitting, type Judgement, type Judging, resultObject, verdictCells } from './verdicts';

const OPTIONS = { spec: 'string', consistency: 'string', format: 'string', budget: 'string', json: 'boolean' } as const;

interface Settings extends Judging {
  readonly format?: Format;
  readonly model?: string;
  readonly json: boolean;
}

export async function check(args: readonly string[]): Promise<Outcome> {
  const read = readArguments(args, OPTIONS, ['FILE…']);
  if (read.fault) return refuse([{ reason: read.fault }]);
  const settings = settingsOf(read);
  if ('id' in settings) return refuse([{ reason: settings }]);
  const isOneOfMany = read.positionals.length > 1;
  const outcomes: Outcome[] = [];
  for (const name of read.positionals) {
    const found = await readInput(name);
    outcomes.push(found.input ? checkInput(found.input, settings, isOneOfMany) : refuse([found.complaint]));
  }
  return {
    out: outcomes.map(({ out }) => out).join(''),
    err: outcomes.map(({ err }) => err).join(''),
    code: worst(outcomes.map(({ code }) => code)),
  };
}

/** What the options ask for, or what is wrong with them. */
export function settingsOf({ values, flags }: Pick<Arguments, 'values' | 'flags'>): Settings | Phrase {
  const bad = (name: string, expected: string): Phrase =>
    phrase('cli.option.value', { option: `--${name}`, found: values.get(name)!, expected });
  const [model, named, budget] = [values.get('spec'), values.get('format'), values.get('budget')];
  if (model !== undefined && !SPECS.some(({ id }) => id === model))
    return bad('spec', SPECS.map(({ id }) => id).join(', '));
  const format = FORMATS.find((each) => each === named);
  if (named !== undefined && !format) return bad('format', FORMATS.join(', '));
  if (budget !== undefined && !/^[1-9]\d{0,14}$/.test(budget)) return bad('budget', '1 … 999999999999999');
  const models = values.has('consistency') ? findModels(values.get('consistency')!) : undefined;
  if (models && 'id' in models) return models;
  return {
    json: flags.has('json'),
    ...(model === undefined ? {} : { model }),
    ...(format && { format }),
    ...(models && { models }),
    ...(budget === undefined ? {} : { budget: Number(budget) }),
  };
}

/** Judges all histories of one file; its name stands in the output where it is one of many. Never throws for anything in the text. */
export function checkInput(input: Input, settings: Settings, isOneOfMany = false): Outcome {
  const format = settings.format ?? formatOf(input);
  const { observations, errors } = readObservations(input.text, format, settings);
  if (!observations) return refuse(errors.map((error) => ({ file: input.name, ...error })));
  const judged = observations.map((observation) => ({ observation, judgements: judgeFitting(observation, settings) }));
  const file = isOneOfMany ? { file: input.name } : {};
  const isData = settings.json || format === 'jsonl';
  const out = judged.map((one, index) =>
    isData
      ? `${JSON.stringify({ ...file, ...resultObject(one.observation, one.judgements, { number: index + 1, whole: settings.json }) })}\n`
      : printLines(one, headingOf(one.observation, { ...file, number: index + 1, of: judged.length })),
  );
  return { out: out.join(''), err: '', code: worst(judged.map(({ judgements }) => codeOf(judgements))) };
}

function codeOf(judgements: readonly Judgement[]): ExitCode {
  if (judgements.some(isViolated)) return 1;
  return judgements.some(({ verdict }) => verdict.verdict === 'unknown') ? 3 : 0;
}

/** Bad input before violated, that before unknown, that before all being well. */
const worst = (codes: readonly ExitCode[]): ExitCode => ([2, 1, 3] as const).find((code) => codes.includes(code)) ?? 0;

interface Place {
  readonly file?: string;
  readonly number: number;
  readonly of: number;
}

function headingOf({ history }: Observation, { file, number, of }: Place): string {
  const own = of === 1 ? [] : [history.id ?? say('cli.history', { number })];
  return [...(file === undefined ? [] : [file]), ...own].join(': ');
}

interface Judged {
  readonly observation: Observation;
  readonly judgements: readonly Judgement[];
}

function printLines({ observation, judgements }: Judged, heading: string): string {
  const lines = table(judgements.map((judgement) => verdictCells(judgement, observation)));
  return heading === '' ? lines : `${heading}\n${lines}\n`;
}
