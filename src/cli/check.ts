/** `check`: judges recorded histories by every checker. */
import { readHistories } from '#formats/history-json';
import type { Observation } from '#history/observation';
import { readArguments } from './arguments';
import { readInput } from './input';
import { refuse, say, succeed, table, type Outcome } from './outcome';
import { isViolated, judge, verdictCells, verdictObject, type Judgement } from './verdicts';

export async function check(args: readonly string[]): Promise<Outcome> {
  const read = readArguments(args, { json: 'boolean' }, ['FILE']);
  if (read.fault) return refuse([{ reason: read.fault }]);
  const found = await readInput(read.positionals[0]!);
  if (!found.input) return refuse([found.complaint]);
  const { name, text } = found.input;
  const { observations, errors } = readHistories(text);
  if (!observations) return refuse(errors.map((error) => ({ file: name, ...error })));
  const judged = observations.map((observation) => ({ observation, judgements: judge(observation) }));
  const code = judged.some(({ judgements }) => judgements.some(isViolated)) ? 1 : 0;
  return succeed(
    judged
      .map(read.flags.has('json') ? printObject : (one, index) => printLines(one, { index, of: judged.length }))
      .join(''),
    code,
  );
}

interface Judged {
  readonly observation: Observation;
  readonly judgements: readonly Judgement[];
}

function printLines({ observation, judgements }: Judged, { index, of }: { index: number; of: number }): string {
  const { history } = observation;
  const heading =
    of === 1 ? '' : `${index === 0 ? '' : '\n'}${history.id ?? say('cli.history', { number: index + 1 })}\n`;
  return heading + table(judgements.map(verdictCells));
}

/** One object a history, one a line, whatever was read. */
const printObject = ({ observation: { history }, judgements }: Judged): string =>
  `${JSON.stringify({ ...(history.id === undefined ? {} : { id: history.id }), verdicts: Object.fromEntries(judgements.map((each) => [each.id, verdictObject(each)])) })}\n`;
