/** Sentences about what the script does: cuts and heals with what they stop and release, crashes that hit nothing, changed links. */
import { phrase, type Phrase } from '#history/phrase';
import { kindOf } from '#sim/lookup';
import type { Action, Side } from '#sim/scenario';
import { printLink, printNode } from '#sim/script/traits';
import type { Kind } from '#sim/trace';
import { isSending } from './messages';
import type { Facts } from './facts';
import { kindOfOperation, listOf, nameOf } from './names';

type Cut = Extract<Action, { do: 'cut' }>;

/** Undefined where a record of its own tells what the step did. */
export function narrateStep(facts: Facts, record: number): Phrase | undefined {
  const { trace } = facts;
  const number = trace.records.detail[record]!;
  const { action } = trace.scenario.steps[trace.steps[number]!.index]!;
  switch (action.do) {
    case 'operation':
    case 'workload':
      return narrateWaiting(facts, number);
    case 'cut':
      return narrateCut(facts, action, record);
    case 'heal':
      return narrateHeal(facts, record);
    case 'crash':
      if (leadsTo(facts, record, 'down')) return undefined;
      return phrase(action.kind === 'disk' ? 'narration.down.disk.later' : 'narration.down.already', {
        node: action.node,
      });
    case 'restart':
      return leadsTo(facts, record, 'up') ? undefined : phrase('narration.up.already', { node: action.node });
    case 'pause':
      return leadsTo(facts, record, 'paused') ? undefined : phrase('narration.paused.already', { node: action.node });
    case 'resume':
      return leadsTo(facts, record, 'resumed') ? undefined : phrase('narration.resumed.already', { node: action.node });
    case 'link':
      return phrase('narration.changes', { statement: printLink(action.link) });
    case 'node':
      return phrase('narration.changes', { statement: printNode(action.node) });
    case 'command':
      return undefined;
  }
}

/** Records of the same moment behind this one. */
function* restOfMoment({ trace: { records } }: Facts, record: number): Generator<number> {
  for (let next = record + 1; next < records.count && records.moment[next] === records.moment[record]; next += 1)
    yield next;
}

function leadsTo(facts: Facts, record: number, kind: Kind): boolean {
  for (const next of restOfMoment(facts, record)) if (kindOf(facts.trace, next) === kind) return true;
  return false;
}

/** An operation begins at once and is told then, unless its client still has one open. */
function narrateWaiting(facts: Facts, step: number): Phrase | undefined {
  const { operations, nodes } = facts.trace;
  const operation = facts.operationByStep.get(step)!;
  const { client, dueUs } = operation;
  if (operation.callUs === dueUs) return undefined;
  const open = operations.find(
    (each) => each !== operation && each.client === client && each.callUs <= dueUs && each.returnUs >= dueUs,
  );
  if (!open) return undefined;
  return phrase('narration.waits', {
    client: nodes[client]!,
    f: kindOfOperation(operation),
    what: nameOf(facts, operation.id),
    open: open.id,
  });
}

/** Messages that turn towards another stop in this moment. */
const turnedBy = (facts: Facts, record: number): number[] =>
  [...restOfMoment(facts, record)]
    .filter((next) => kindOf(facts.trace, next) === 'travelling' && !isSending(facts, next))
    .map((next) => facts.trace.records.message[next]!);

function narrateCut(facts: Facts, { left, right, oneWay }: Cut, record: number): Phrase {
  const stopped = turnedBy(facts, record).map((message) => facts.trace.messages[message]!);
  const lost = stopped.filter(({ reason }) => reason === 'cut').length;
  const isLink = left.length === 1 && right.length === 1;
  const sides = { left: sideOf(left), right: sideOf(right), count: left.length };
  const id = isLink
    ? oneWay
      ? 'narration.cut.link.oneWay'
      : 'narration.cut.link'
    : oneWay
      ? 'narration.cut.sides.oneWay'
      : 'narration.cut.sides';
  return phrase('narration.cut', { what: phrase(id, sides), held: stopped.length - lost, lost });
}

const sideOf = (side: Side) => listOf(side.map((name) => (name.startsWith('@') ? name.slice(1) : name)))!;

function narrateHeal(facts: Facts, record: number): Phrase {
  const { cuts, records } = facts.trace;
  const atUs = records.atUs[record]!;
  const healed = cuts.filter(({ toUs }) => toUs === atUs).length;
  if (healed === 0) return phrase('narration.heal.nothing');
  const left = cuts.filter(({ fromUs, toUs }) => fromUs <= atUs && toUs > atUs).length;
  return phrase('narration.heal', { healed, left, released: turnedBy(facts, record).length });
}
