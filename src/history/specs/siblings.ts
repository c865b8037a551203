/** Registers whose reads may return several values, a conflict that is left to the reader: one copy would never do that. */
import { defineSpec } from '#history/spec';
import { multiRegister } from '#history/specs/multi-register';
import { accessOf } from '#history/specs/register';
import { isList } from '#history/value';

/** `init` gives the first value by key. A read of siblings is no plain access: session guarantees of registers do not speak of it. */
export const siblings = defineSpec({
  ...multiRegister,
  id: 'siblings',
  kinds: { read: 'reads', write: 'writes' },
  access: (op) => (op.f === 'read' && isList(op.ret) ? undefined : accessOf(op)),
});
