/** A register of which a read may return several versions, or one merged of several: with one copy it has only the last one written. */
import { defineSpec, firstOf } from '#history/spec';
import { stepRegister } from '#history/specs/register';

/**
 * No plain accesses: what is read need not be a value that anybody wrote, so who read whose write cannot be told by values.
 * `init` is the first value, or the first values by key.
 */
export const versions = defineSpec({
  id: 'versions',
  kinds: { read: 'reads', write: 'writes' },
  finite: true,
  initial: (init, objects) => firstOf(init, objects),
  apply: (state, op) => stepRegister('versions', state, op),
  overwrites: (op) => op.f === 'write',
});
