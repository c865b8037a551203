/** What can be seized in the diagram, and which scenario follows from where it is held: an arrow's head, an operation, the end of a cut. */
import { phrase, type Phrase } from '#history/phrase';
import type { Tool } from '#lesson/lesson';
import { dragTo, hindranceOf, seize } from '#player/drag';
import { withFate, withHeal, withStepAt } from '#player/edits';
import { runOf } from '#player/evaluate';
import type { Instrument } from '#player/instrument.svelte';
import { roomOf, stepOf, withOperationAt } from '#player/operations';
import { cutOf } from '#sim/lookup';
import type { Scenario } from '#sim/scenario';
import type { Trace } from '#sim/trace';

type Make = (scenario: Scenario) => Scenario;

export interface Grip {
  readonly id: string;
  /** What letting go would make of the kept scenario; `targetUs` is where the pointer is, `isOff` whether it has left the lanes. */
  readonly make: (targetUs: number, isOff: boolean) => Make;
  /** What is being done there, or why it cannot be, in the run that it made. */
  readonly tell: (targetUs: number, isOff: boolean, trace: Trace) => Told;
}

export interface Told {
  readonly phrase: Phrase;
  /** True where the pointer asks for what cannot be. */
  readonly resists: boolean;
}

const toldOf = (does: Phrase, hindrance: Phrase | undefined): Told => ({
  phrase: hindrance ?? does,
  resists: hindrance !== undefined,
});

/** A part of the diagram under the pointer, as the picture names it. */
export interface Seized {
  readonly id: string;
  readonly part: string;
  /** The time (µs) at which it was seized. */
  readonly atUs: number;
}

/** Undefined where there is nothing to drag, or the step does not allow it. */
export function gripAt(instrument: Instrument, seized: Seized, tools: readonly Tool[]): Grip | undefined {
  const [kind, name] = [seized.id.slice(0, seized.id.indexOf(':')), seized.id.slice(seized.id.indexOf(':') + 1)];
  if (kind === 'message' && seized.part === 'head' && tools.includes('drag'))
    return headGrip(instrument, name, tools.includes('lose'));
  if (kind === 'operation' && tools.includes('operations')) return operationGrip(instrument.kept, name, seized);
  if (kind === 'cut' && seized.part !== 'band' && tools.includes('cut'))
    return endGrip(instrument, Number(name), seized.part === 'start');
  return undefined;
}

/** A time that is still being chosen is told no more exactly than this. */
const SHOWN_US = 100;

function headGrip({ kept, evaluation }: Instrument, message: string, mayLose: boolean): Grip | undefined {
  const found = evaluation.trace.messages.find(({ name }) => name === message);
  if (!found) return undefined;
  const grip = seize(kept, found);
  return {
    id: `message:${message}`,
    make: (targetUs, isOff) =>
      isOff && mayLose
        ? (scenario) => withFate(scenario, message, 'drop')
        : dragTo(grip, Math.max(targetUs, grip.sentAtUs), runOf),
    tell: (targetUs, isOff, trace) =>
      isOff && mayLose
        ? toldOf(phrase('drag.loses', { message }), undefined)
        : toldOf(
            phrase('drag.moves', { message, atUs: Math.round(targetUs / SHOWN_US) * SHOWN_US }),
            hindranceOf(grip, targetUs, trace),
          ),
  };
}

function operationGrip(kept: Scenario, operation: string, { atUs }: Seized): Grip | undefined {
  const index = stepOf(kept, operation);
  if (index === undefined) return undefined;
  const room = roomOf(kept, index);
  const calledAt = (targetUs: number) => kept.steps[index]!.atUs + targetUs - atUs;
  const resists = (targetUs: number) => calledAt(targetUs) < room.fromUs || calledAt(targetUs) > room.toUs;
  return {
    id: `operation:${operation}`,
    make: (targetUs) => (scenario) => withOperationAt(scenario, index, Math.max(0, calledAt(targetUs))),
    tell: (targetUs) =>
      toldOf(phrase('drag.operation', { operation }), resists(targetUs) ? phrase('drag.operation.resists') : undefined),
  };
}

/** The start is the cut's own step; the end is the step that heals it, or one that is made where none does. */
function endGrip({ kept, evaluation: { trace } }: Instrument, step: number, isStart: boolean): Grip | undefined {
  const cut = cutOf(trace, step);
  const index = trace.steps[step]?.index;
  const action = index === undefined ? undefined : kept.steps[index]?.action;
  if (!cut || action?.do !== 'cut') return undefined;
  const heal = kept.steps.findIndex((each) => each.action.do === 'heal' && each.atUs === cut.toUs);
  const isBeyond = (targetUs: number) => (isStart ? targetUs >= cut.toUs || targetUs < 0 : targetUs <= cut.fromUs);
  const within = (targetUs: number) =>
    isStart
      ? Math.max(0, Math.min(targetUs, cut.toUs === Infinity ? kept.endsUs : cut.toUs - 1))
      : Math.max(cut.fromUs + 1, Math.min(targetUs, kept.endsUs));
  return {
    id: `cut:${step}`,
    make: (targetUs) => (scenario) => {
      const atUs = within(targetUs);
      if (isStart) return withStepAt(scenario, index!, atUs);
      if (heal >= 0) return withStepAt(scenario, heal, atUs);
      return withHeal(scenario, { atUs, left: action.left, right: action.right });
    },
    tell: (targetUs) =>
      toldOf(
        phrase(isStart ? 'drag.cut.start' : 'drag.cut.end'),
        isBeyond(targetUs) ? phrase('drag.cut.resists') : undefined,
      ),
  };
}
