/** What can be done to a message and to an operation. */
import { phrase } from '#history/phrase';
import { delayOf, withDelay, withFate, withoutEdits } from '#player/edits';
import type { Gesture, Scope } from '#player/gestures/gesture';
import { roomOf, stepOf, withOperationAt, withoutOperation } from '#player/operations';

/** Steps by which the keyboard moves a message's arrival: 1 ms and 10 ms, or a twentieth and a half of its way where that is more. */
export function messageGestures(message: string, { trace }: Scope): readonly Gesture[] {
  const found = trace.messages.find(({ name }) => name === message);
  if (!found) return [];
  const edits = trace.scenario.edits.filter((edit) => edit.message === message).map(({ change }) => change.do);
  const nudge = (byUs: number): Gesture => ({
    name: byUs > 0 ? phrase('gesture.later', { byUs }) : phrase('gesture.earlier', { byUs: -byUs }),
    tool: 'drag',
    make: (scenario) => withDelay(scenario, message, delayOf(scenario, message) + Math.max(byUs, 1 - found.latencyUs)),
  });
  const [small, large] = [
    Math.max(1_000, roundTo(found.latencyUs / 20)),
    Math.max(10_000, roundTo(found.latencyUs / 2)),
  ];
  const fate = (name: 'drop' | 'duplicate'): Gesture => ({
    name: phrase(`gesture.message.${name}`),
    tool: 'lose',
    make: (scenario) => withFate(scenario, message, name),
  });
  const undone: Gesture = {
    name: phrase('gesture.undelay'),
    tool: 'drag',
    make: (scenario) => withoutEdits(scenario, message),
  };
  return [
    nudge(small),
    nudge(large),
    ...(found.latencyUs > small ? [nudge(-small)] : []),
    ...(found.latencyUs > large ? [nudge(-large)] : []),
    ...(edits.includes('drop') ? [] : [fate('drop')]),
    ...(edits.includes('duplicate') ? [] : [fate('duplicate')]),
    ...(found.edited || edits.length > 0 ? [undone] : []),
  ];
}

const roundTo = (us: number): number => Math.round(us / 1_000) * 1_000;

/** An operation of a workload is made by its one line: that line is changed in the script. */
export function operationGestures(operation: string, { trace: { scenario } }: Scope): readonly Gesture[] {
  const index = stepOf(scenario, operation);
  if (index === undefined) return [];
  const { atUs } = scenario.steps[index]!;
  const { fromUs, toUs } = roomOf(scenario, index);
  const move = (byUs: number): Gesture[] =>
    atUs + byUs < fromUs || atUs + byUs > toUs
      ? []
      : [
          {
            name:
              byUs > 0
                ? phrase('gesture.operation.later', { byUs })
                : phrase('gesture.operation.earlier', { byUs: -byUs }),
            tool: 'operations',
            make: (given) => withOperationAt(given, index, atUs + byUs),
          },
        ];
  const remove: Gesture = {
    name: phrase('gesture.operation.remove'),
    tool: 'operations',
    make: (given) => withoutOperation(given, index),
  };
  return [...[1_000, 10_000, -1_000, -10_000].flatMap(move), remove];
}
