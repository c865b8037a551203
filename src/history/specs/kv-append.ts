/** Text by key: put replaces it, append adds to its end, get returns it. A get so reveals the order of the appends. */
import { answered, defineSpec, unknownKind } from '#history/spec';

export const kvAppend = defineSpec({
  id: 'kv-append',
  kinds: { get: 'reads', put: 'writes', append: 'writes' },
  initial: (init) => init ?? '',
  apply: (state, op) => {
    switch (op.f) {
      case 'get':
        return !answered(op) || state === (op.ret ?? '') ? state : undefined;
      case 'put':
        return op.arg;
      case 'append':
        return `${state as string}${op.arg as string}`;
      default:
        throw unknownKind('kv-append', op);
    }
  },
  overwrites: (op) => op.f === 'put',
  // Text that no later get begins with is either seen by none or replaced before it is.
  helps: (state, _, observer) => ((observer.ret ?? '') as string).startsWith(state as string),
});
