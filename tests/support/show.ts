/** A run as text that a person can check: what happened when, how the replicas ended, and what each checker says. */
import type { Phrase, PhraseArgument } from '#history/phrase';
import type { Checker, Verdict } from '#history/verdict';
import { kindOf } from '#sim/lookup';
import { observe } from '#sim/observe';
import type { Protocol } from '#sim/protocol';
import { runScenario } from '#sim/run';
import { parseScript } from '#sim/script/parse';
import { printAction } from '#sim/script/actions';
import { printValue } from '#sim/script/values';
import type { Trace } from '#sim/trace';

const RULE = '----';

/** A golden's text with its output (what stands behind the first `----`) replaced by that of today. Throws for a wrong script. */
export function rerunGolden(
  text: string,
  protocols: ReadonlyMap<string, Protocol>,
  checkers: readonly Checker[],
): string {
  const script = text.split(`\n${RULE}\n`)[0]!.trimEnd();
  const { scenario, errors } = parseScript(script);
  const error = errors[0];
  if (error) throw new Error(`line ${error.line}, column ${error.column}: ${showPhrase(error.reason)}`);
  const { trace, protocol, faults } = runScenario(scenario, protocols) as ReturnType<typeof runScenario> & {
    protocol: Protocol;
  };
  if (!trace) throw new Error(faults.map(({ reason }) => showPhrase(reason)).join('\n'));
  return [
    script,
    RULE,
    ...showEvents(trace),
    RULE,
    ...showReplicas(trace, protocol),
    RULE,
    ...showVerdicts(trace, protocol, checkers),
    '',
  ].join('\n');
}

function showEvents(trace: Trace): string[] {
  const lines: string[] = [];
  for (let record = 0; record < trace.records.count; record += 1) {
    const text = showRecord(trace, record);
    if (text !== undefined) lines.push(at(trace.records.atUs[record]!, text));
  }
  const flying = trace.messages
    .filter(({ outcome }) => outcome === 'flying')
    .map(({ name }) => `still on its way: ${name}`);
  return [...lines, ...flying, ...unmatched(trace)];
}

const unmatched = ({ unmatched: indices, scenario }: Trace): string[] =>
  indices.map((index) => `without effect: ${scenario.edits[index]!.change.do} ${scenario.edits[index]!.message}`);

const at = (us: number, text: string): string =>
  `${(us / 1000)
    .toFixed(3)
    .replace(/\.?0+$/, '')
    .padStart(8)} ms  ${text}`;

function showRecord(trace: Trace, record: number): string | undefined {
  const { records, texts, nodes, messages, operations, notes, steps, scenario } = trace;
  const node = nodes[records.node[record]!] ?? '';
  const message = messages[records.message[record]!];
  const operation = operations[records.operation[record]!];
  const detail = records.detail[record]!;
  const kind = kindOf(trace, record);
  switch (kind) {
    case 'step': {
      const { action } = scenario.steps[steps[detail]!.index]!;
      return action.do === 'operation' || action.do === 'workload'
        ? undefined
        : `script     ${printAction(action, (client) => client)}`;
    }
    case 'travelling':
    case 'queued':
    case 'held':
    case 'delivered':
      return `${kind.padEnd(10)} ${message!.name}${kind === 'travelling' ? content(message!.body) : ''}`;
    case 'lost':
      return `lost       ${message!.name}, ${texts[detail]!}`;
    case 'timer':
    case 'down':
    case 'state':
      return `${kind.padEnd(10)} ${node} ${texts[detail]!}`;
    case 'call':
      return `call       ${operation!.id} ${operation!.micro.map(({ f, key, arg }) => `${f} ${key}${f === 'read' ? '' : `=${printValue(arg)}`}`).join(', ')}`;
    case 'return':
      return `return     ${operation!.id} ${operation!.status}${operation!.micro[0]!.f === 'read' && operation!.status === 'ok' ? ` ${operation!.micro[0]!.key}=${printValue(operation!.value)}` : ''}`;
    case 'note':
      return `note       ${node} ${showPhrase(notes[detail] as Phrase)}`;
    case 'written':
    case 'flushed':
    case 'up':
    case 'paused':
    case 'resumed':
    case 'command':
      return `${kind.padEnd(10)} ${node}`;
  }
}

/** Whole numbers of a message's body: positions in logs and the like. */
function content(body: Readonly<Record<string, unknown>>): string {
  const numbers = Object.entries(body).flatMap(([name, value]) =>
    typeof value === 'number'
      ? [`${name} ${value}`]
      : Array.isArray(value) && name === 'entries'
        ? [`entries ${value.length}`]
        : [],
  );
  return numbers.length > 0 ? `  (${numbers.join(', ')})` : '';
}

function showReplicas(trace: Trace, protocol: Protocol): string[] {
  return trace.nodes.slice(0, trace.replicas).flatMap((name, node) => {
    const isDown = trace.downs[node]!.at(-1)?.toUs === Infinity;
    const marks = protocol.describe(trace.timelines[node]!.states.at(-1)!).flatMap((mark) => {
      switch (mark.mark) {
        case 'badge':
          return mark.id;
        case 'value':
          return `${mark.key}=${printValue(mark.value)} (${mark.writer ?? 'initially'})`;
        case 'log':
          return `log [${mark.entries
            .slice(0, mark.received)
            .map(({ operation }) => operation)
            .join(
              ' ',
            )}] received ${mark.received} written ${mark.written} flushed ${mark.flushed} applied ${mark.applied}`;
        case 'holds':
          return `holds [${mark.operations.join(' ')}]`;
        case 'vector':
          return `${mark.key} of ${mark.writer ?? 'initially'} knows ${JSON.stringify(mark.counts)}`;
        case 'table':
          return mark.rows.map(({ name: row, cells }) => `${mark.id} ${row}: ${cells.join(', ')}`);
        case 'ring':
          return mark.keys.map(({ key, owners }) => `${key} owned by ${owners.join(' ')}`);
        case 'lost':
          return mark.entries.map(
            ({ key, value, writer, rule, winner }) =>
              `lost ${key}=${printValue(value)} (${writer}) to ${winner ?? 'another'} by ${rule}`,
          );
        default:
          return [];
      }
    });
    return [`${name}${isDown ? ' (down)' : ''}: ${marks.join('; ')}`];
  });
}

function showVerdicts(trace: Trace, protocol: Protocol, checkers: readonly Checker[]): string[] {
  const observation = observe(trace, protocol);
  const settled = trace.settled === true ? 'settled' : `not settled: ${showPhrase(trace.settled)}`;
  return [settled, ...checkers.map((checker) => `${checker.id}: ${showVerdict(checker.check(observation))}`)];
}

function showVerdict(verdict: Verdict): string {
  switch (verdict.verdict) {
    case 'holds':
      return `holds, tested ${verdict.tested}`;
    case 'unknown':
      return `unknown, ${showPhrase(verdict.reason)}`;
    case 'violated':
      return `violated, tested ${verdict.tested}, by ${verdict.witness.ops.join(' ')}, ${showPhrase(verdict.reason)}`;
  }
}

const isPhrase = (argument: PhraseArgument): argument is Phrase => typeof argument === 'object';

/** `id {name: argument, …}`: the words are another matter. */
export function showPhrase({ id, args }: Phrase): string {
  const parts = Object.entries(args).map(
    ([name, argument]) => `${name}: ${isPhrase(argument) ? showPhrase(argument) : argument}`,
  );
  return parts.length > 0 ? `${id} {${parts.join(', ')}}` : id;
}
