/** What the command line says: its help, its summaries, and what is wrong with its arguments. */
import type { Words } from '#i18n/say';

const HELP = `Usage: replicarium <command> [options]

  simulate FILE     run a script and print a summary; FILE is a script, a golden, a
                    lesson’s name, or - for the standard input
    --seed N        another seed than the script’s
    --until TIME    another end than the script’s: 200ms, 1.5s
    --hash          only the trace’s hash: equal runs have equal hashes
    --trace         every record of the trace, one a line: number, time, kind, node,
                    what it is about, and <- the record that led to it
    --history       the history in JSON, with the evidence of what replicas held
    --narrate       the run told in sentences

  sweep FILE        run a script many times, each with the next seed, and print how many
                    reads were fresh, by the time since the last acknowledged write
    --runs N        runs of each combination; else 1000
    --vary TEXT     settings and their values, in all combinations: "R=1..3 W=1,2"
    --workers N     threads; the result is the same with any number
    --json          one object

  check FILE...     judge recorded histories: this program’s JSON, one object or one a
                    line, Jepsen’s EDN, or its text log; - for the standard input
    --spec NAME     what is stored, whatever the file says: register, cas-register,
                    multi-register, kv-append, counter, set, list, queue, stack, mutex,
                    versions
    --consistency LIST
                    only these models, with commas between: linearizable, sequential,
                    causal, causalConvergence, weakCausal, pram, readYourWrites,
                    monotonicReads, monotonicWrites, writesFollowReads, and others; a
                    session guarantee as servers kept it: readYourWrites.state. Else
                    every model that fits what was recorded
    --format NAME   json, jsonl, edn or jepsen-text; else by ending or content
    --budget N      search steps before a verdict is unknown
    --json          one object a history, one a line, as always for a .jsonl file; with
                    this option also all that the checkers found

  lessons           list the lessons
    --verify        examine each lesson by every rule

  --help, --version

Exit code: 0 when all went well, 1 when a check is violated or a lesson fails its
examination, 2 when the input is wrong: then standard error says file:line:column,
3 when no check is violated but one is unknown.`;

export const cliWords: Words = {
  'cli.help': HELP,
  'cli.command.unknown': 'There is no command “{name}”. Expected: {expected}.',
  'cli.command.near': 'There is no command “{name}”. Did you mean “{near}”?',
  'cli.option.unknown': 'There is no option {option} here. Expected: {expected}.',
  'cli.option.near': 'There is no option {option} here. Did you mean {near}?',
  'cli.option.plain': '{option} takes no value.',
  'cli.option.empty': '{option} needs a value.',
  'cli.option.value': '“{found}” is no value of {option}. Expected: {expected}.',
  'cli.option.together': '{first} and {second} cannot stand together.',
  'cli.argument.missing': '{name} is missing.',
  'cli.argument.extra': '“{found}” is one argument too many.',
  'cli.file.none': 'There is no such file, and no lesson of this name.',
  'cli.file.folder': 'This is a folder. Expected: a file.',
  'cli.file.unreadable': 'This file cannot be read.',
  'cli.file.encoding': 'These bytes are no text in UTF-8. Expected: UTF-8.',
  'cli.check.long':
    'The history has {count, number} operations. Histories of up to {most, number} are judged by this model.',
  'cli.check.large': 'The history is too large for this checker.',
  'cli.unmatched': 'The message “{message}” does not occur in this run: the line changes nothing.',
  'cli.summary.untitled': 'A run without a title',
  'cli.summary.run':
    '{protocol}, {replicas, plural, one {# replica} other {# replicas}}, {clients, plural, =0 {no client} one {# client} other {# clients}}, seed {seed}, {time}',
  'cli.summary.size':
    '{events, plural, one {# record} other {# records}}, {messages, plural, =0 {no message} one {# message} other {# messages}}, hash {hash}',
  'cli.summary.limit':
    '{events, plural, one {# record} other {# records}} (stopped at the limit of events), {messages, plural, =0 {no message} one {# message} other {# messages}}, hash {hash}',
  'cli.operation.never': 'never begun',
  'cli.operation.open': 'still open at the end',
  'cli.operation.read': '→ {value} after {time}',
  'cli.operation.done': 'done after {time}',
  'cli.operation.refused': 'refused after {time}',
  'cli.operation.unknown': 'no answer after {time}',
  'cli.tested': '{tested, plural, =0 {} one {tested once} other {tested # times}}',
  'cli.witness': '{reason} ({witness})',
  'cli.history': 'History {number}',
  'cli.lesson.minutes': '{minutes} min',
  'cli.lesson.findings': '{findings, plural, =0 {ready} one {# finding} other {# findings}}',
};
