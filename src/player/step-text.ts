/** What a client asked and what it was told, in a line; and what a step of a script is, where it must be named. */
import { phrase, type Phrase } from '#history/phrase';
import { valueText } from '#scene/words';
import type { MicroOperation, Step } from '#sim/scenario';
import { printAction } from '#sim/script/actions';
import type { OperationTrace } from '#sim/trace';

/** `write x=2`; a write whose value the run gave it shows that value. */
export const askedText = (micro: readonly MicroOperation[]): string =>
  micro
    .map(
      ({ f, key, arg }) =>
        `${f} ${key}${f === 'read' || arg === undefined || arg === null ? '' : `=${valueText(arg)}`}`,
    )
    .join(', ');

/** As the script says it, without its time. */
export const stepText = ({ action }: Step): string => printAction(action, (client, number) => `${client}.${number}`);

/** Undefined: the design does not know such an operation. */
export function toldPhrase(told: OperationTrace | undefined): Phrase {
  if (!told) return phrase('compare.told.unknown');
  const { status, value, callUs, returnUs, micro } = told;
  if (callUs === Infinity) return phrase('compare.told.never');
  if (returnUs === Infinity) return phrase('compare.told.open');
  const tookUs = returnUs - callUs;
  if (status === 'ok')
    return micro[0]!.f === 'read'
      ? phrase('compare.told.read', { value: valueText(value), tookUs })
      : phrase('compare.told.done', { tookUs });
  return status === 'fail' ? phrase('compare.told.refused', { tookUs }) : phrase('compare.told.none', { tookUs });
}
