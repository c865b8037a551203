/** A register with compare-and-set: it writes only where the current value is the expected one, and says whether it did. */
import type { Operation } from '#history/operation';
import { defineSpec, effectByKind, type Effect } from '#history/spec';
import { accessOf, stepRegister } from '#history/specs/register';

const kinds = { read: 'reads', write: 'writes', cas: 'both' } as const;

export const casRegister = defineSpec({
  id: 'cas-register',
  kinds,
  finite: true,
  initial: (init) => init,
  apply: (state, op) => stepRegister('cas-register', state, op),
  effect: (op) => casEffect({ id: 'cas-register', kinds }, op),
  access: accessOf,
  shows: (state) => state,
  overwrites: (op) => op.f === 'write',
});

/** A compare-and-set that answered false has compared and found another value: an observation, whatever its status says. */
export function casEffect(spec: Parameters<typeof effectByKind>[0], op: Operation): Effect {
  const refused = op.f === 'cas' && op.ret === false && (op.status === 'ok' || op.status === 'fail');
  return refused ? 'reads' : effectByKind(spec, op);
}
