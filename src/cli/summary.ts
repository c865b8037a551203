/** A run in short: what it was, what clients asked and were told, and what the checkers say. */
import { traceHash } from '#sim/hash';
import { observe } from '#sim/observe';
import type { Protocol } from '#sim/protocol';
import { printValue } from '#sim/script/values';
import { formatDuration } from '#sim/time';
import type { OperationTrace, Trace } from '#sim/trace';
import { say, table } from './outcome';
import { judge, verdictCells } from './verdicts';

export function printSummary(trace: Trace, protocol: Protocol): string {
  const { scenario, operations, stoppedBy, reachedUs } = trace;
  const settings = Object.entries(scenario.protocol.settings).map(([name, value]) => `${name}=${value}`);
  const facts = {
    protocol: [scenario.protocol.id, ...settings].join(' '),
    seed: String(scenario.seed),
    time: formatDuration(reachedUs),
  };
  const counts = {
    replicas: trace.replicas,
    clients: trace.nodes.length - trace.replicas,
    events: trace.records.count,
    messages: trace.messages.length,
  };
  const head = [
    scenario.title || say('cli.summary.untitled'),
    say('cli.summary.run', { ...facts, replicas: counts.replicas, clients: counts.clients }),
  ];
  const size = say(stoppedBy === 'limit' ? 'cli.summary.limit' : 'cli.summary.size', {
    events: counts.events,
    messages: counts.messages,
    hash: traceHash(trace),
  });
  const observation = observe(trace, protocol);
  const parts = [
    `${[...head, size].join('\n')}\n`,
    table(operations.map((operation) => operationCells(trace, operation))),
    table(judge(observation).map((judgement) => verdictCells(judgement, observation))),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function operationCells({ nodes }: Trace, operation: OperationTrace): string[] {
  const { id, client, micro, callUs, dueUs } = operation;
  const asked = micro
    .map(({ f, key, arg }) => `${f} ${key}${f === 'read' || arg === null ? '' : `=${printValue(arg)}`}`)
    .join(', ');
  return [formatDuration(callUs < Infinity ? callUs : dueUs), id, nodes[client]!, asked, outcome(operation)];
}

function outcome({ status, value, callUs, returnUs, micro }: OperationTrace): string {
  if (callUs === Infinity) return say('cli.operation.never');
  if (returnUs === Infinity) return say('cli.operation.open');
  const told = { time: formatDuration(returnUs - callUs) };
  switch (status) {
    case 'ok':
      return micro[0]!.f === 'read'
        ? say('cli.operation.read', { ...told, value: `${micro[0]!.key}=${printValue(value)}` })
        : say('cli.operation.done', told);
    case 'fail':
      return say('cli.operation.refused', told);
    case 'info':
    case 'timeout-read':
      return say('cli.operation.unknown', told);
  }
}
