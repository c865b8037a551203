/** Scenario to text: the inverse of `parseScript`, in one canonical order of statements. */
import type { Edit, Remarked, Scenario, Step } from '#sim/scenario';
import { printAction, printWorkloadTime } from '#sim/script/actions';
import { printLink, printNode } from '#sim/script/traits';
import { printSigned, printValue } from '#sim/script/values';
import { formatDuration } from '#sim/time';

export function printScript(scenario: Scenario): string {
  return `${[...head(scenario), ...scenario.links.flatMap((link) => [...before(link), printLink(link)]), ...scenario.nodes.flatMap((node) => [...before(node), printNode(node)]), ...steps(scenario.steps), ...scenario.edits.flatMap((edit) => [...before(edit), printEdit(edit)]), ...(scenario.remarks['end'] ?? [])].join('\n')}\n`;
}

const before = ({ remarks }: Remarked): readonly string[] => remarks ?? [];

function head({ title, seed, endsUs, protocol, replicas, clients, initially, remarks }: Scenario): string[] {
  const settings = Object.entries(protocol.settings).map(([name, value]) => `${name}=${value}`);
  const firsts = Object.entries(initially).map(([key, value]) => `${key}=${printValue(value)}`);
  const lines: [verb: string, rest: string][] = [
    ['replicarium', '1'],
    ['title', title],
    ['seed', String(seed)],
    ['ends', formatDuration(endsUs)],
    ['protocol', [protocol.id, ...settings].join(' ')],
    ['replicas', replicas.map(({ name, place }) => (place === undefined ? name : `${name}@${place}`)).join(' ')],
    ['clients', clients.map(({ name, at }) => `${name}@${at}`).join(' ')],
    ['initially', firsts.join(' ')],
  ];
  return lines.flatMap(([verb, rest]) => [...(remarks[verb] ?? []), ...(rest === '' ? [] : [`${verb} ${rest}`])]);
}

/** Operations print their number only where reading the script would give another. */
function steps(all: readonly Step[]): string[] {
  const next = new Map<string, number>();
  return all.flatMap((step) => {
    const { action, atUs } = step;
    const named = (client: string, number: number) =>
      number === (next.get(client) ?? 1) ? client : `${client}.${number}`;
    const text = printAction(action, named);
    if (action.do === 'operation' || action.do === 'workload')
      next.set(action.client, Math.max(next.get(action.client) ?? 1, lastNumber(action, atUs) + 1));
    return [
      ...before(step),
      `${action.do === 'workload' ? printWorkloadTime(action, atUs) : `at ${formatDuration(atUs)}`} ${text}`,
    ];
  });
}

const lastNumber = (action: Extract<Step['action'], { do: 'operation' | 'workload' }>, atUs: number): number =>
  action.do === 'workload'
    ? action.number + Math.max(0, Math.floor((action.untilUs - atUs) / action.everyUs))
    : action.number;

function printEdit({ message, change }: Edit): string {
  return change.do === 'delay'
    ? `delay ${message} ${printSigned(formatDuration(change.byUs))}`
    : `${change.do} ${message}`;
}
