/** `simulate`: runs a script and prints what was asked for: a summary, the trace, the history, the narration or the hash. */
import { protocols } from '#catalog';
import { writeHistory } from '#formats/history-json';
import { phrase, type Phrase } from '#history/phrase';
import { narrationOf } from '#scene/narration';
import { traceHash } from '#sim/hash';
import { observe } from '#sim/observe';
import type { Protocol } from '#sim/protocol';
import { runScenario } from '#sim/run';
import { LIMITS, type Scenario } from '#sim/scenario';
import { parseScript, type Parsed } from '#sim/script/parse';
import { formatDuration, parseDuration } from '#sim/time';
import type { Trace } from '#sim/trace';
import { readArguments, type Arguments } from './arguments';
import { readScriptInput, type Input } from './input';
import { refuse, say, succeed, type Complaint, type Outcome } from './outcome';
import { printSummary } from './summary';
import { printTrace } from './trace-lines';

const VIEWS = ['hash', 'trace', 'history', 'narrate'] as const;
const OPTIONS = {
  seed: 'string',
  until: 'string',
  hash: 'boolean',
  trace: 'boolean',
  history: 'boolean',
  narrate: 'boolean',
} as const;

export async function simulate(args: readonly string[]): Promise<Outcome> {
  const read = readArguments(args, OPTIONS, ['FILE']);
  if (read.fault) return refuse([{ reason: read.fault }]);
  const fault = faultOf(read);
  if (fault) return refuse([{ reason: fault }]);
  const found = await readScriptInput(read.positionals[0]!);
  if (!found.input) return refuse([found.complaint]);
  const parsed = parseScript(found.input.text);
  const { name } = found.input;
  if (parsed.errors.length > 0)
    return refuse(parsed.errors.map(({ line, column, reason }) => ({ file: name, line, column, reason })));
  return runParsed(found.input, parsed, read);
}

function faultOf({ flags, values }: Arguments): Phrase | undefined {
  const views = VIEWS.filter((view) => flags.has(view));
  if (views.length > 1) return phrase('cli.option.together', { first: `--${views[0]}`, second: `--${views[1]}` });
  const [seed, until] = [values.get('seed'), values.get('until')];
  if (seed !== undefined && seedOf(seed) === undefined)
    return phrase('cli.option.value', { option: '--seed', found: seed, expected: '0 … 4294967295' });
  if (until !== undefined && untilOf(until) === undefined)
    return phrase('cli.option.value', { option: '--until', found: until, expected: '200ms, 1.5s' });
  return undefined;
}

const seedOf = (text: string): number | undefined =>
  /^\d{1,10}$/.test(text) && Number(text) < 2 ** 32 ? Number(text) : undefined;

function untilOf(text: string): number | undefined {
  const us = parseDuration(text);
  return us !== undefined && us > 0 && us <= LIMITS.endsUs ? us : undefined;
}

/** The scenario with what the options replace. */
function withOptions(scenario: Scenario, { values }: Arguments): Scenario {
  const seed = seedOf(values.get('seed') ?? '') ?? scenario.seed;
  return { ...scenario, seed, endsUs: untilOf(values.get('until') ?? '') ?? scenario.endsUs };
}

function runParsed({ name }: Input, { scenario, lines }: Parsed, read: Arguments): Outcome {
  const { trace, protocol, faults } = { protocol: undefined, ...runScenario(withOptions(scenario, read), protocols) };
  if (!trace || !protocol) {
    const complaints = faults.map(({ item, reason }): Complaint => ({
      file: name,
      line: (item === undefined ? undefined : lines.get(item)) ?? 1,
      column: 1,
      reason,
    }));
    return refuse(complaints);
  }
  const notes = trace.unmatched.map((index) => ({
    file: name,
    line: lines.get(trace.scenario.edits[index]!) ?? 1,
    column: 1,
    reason: phrase('cli.unmatched', { message: trace.scenario.edits[index]!.message }),
  }));
  const view = VIEWS.find((each) => read.flags.has(each)) ?? 'summary';
  return { ...succeed(print(view, { trace, protocol })), err: refuse(notes).err };
}

function print(
  view: (typeof VIEWS)[number] | 'summary',
  { trace, protocol }: { trace: Trace; protocol: Protocol },
): string {
  switch (view) {
    case 'hash':
      return `${traceHash(trace)}\n`;
    case 'trace':
      return printTrace(trace);
    case 'history':
      return `${writeHistory(observe(trace, protocol))}\n`;
    case 'narrate':
      return printNarration(trace, protocol);
    case 'summary':
      return printSummary(trace, protocol);
  }
}

function printNarration(trace: Trace, { describe }: Protocol): string {
  const told = narrationOf(trace, describe).map(
    ({ atUs, phrase: sentence }) => [formatDuration(atUs), say(sentence)] as const,
  );
  const width = Math.max(0, ...told.map(([time]) => time.length));
  return told.map(([time, sentence]) => `${time.padStart(width)}  ${sentence}\n`).join('');
}
