/** A lock: acquire succeeds only where it is free, release only where it is held. Who holds it is not checked. */
import { defineSpec, unknownKind } from '#history/spec';

export const mutex = defineSpec({
  id: 'mutex',
  kinds: { acquire: 'both', release: 'both' },
  finite: true,
  initial: (init) => init === true,
  apply: (held, op) => {
    switch (op.f) {
      case 'acquire':
        return held ? undefined : true;
      case 'release':
        return held ? false : undefined;
      default:
        throw unknownKind('mutex', op);
    }
  },
});
