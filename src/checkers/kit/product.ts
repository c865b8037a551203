/** Several copies of a spec side by side, as one: needed where objects cannot be judged apart. */
import type { Value } from '#history/operation';
import type { Spec } from '#history/spec';
import { fieldOf } from '#history/value';

/** The state holds one state of `spec` for each group of objects, by the group's name. */
export function productOf(spec: Spec, groupOf: (object: string) => string): Spec {
  const { shows } = spec;
  const { overwrites: _, helps: __, shows: ___, ...same } = spec;
  return {
    ...same,
    initial(init, objects) {
      const groups = [...new Set(objects.map(groupOf))];
      const states = groups.map((group) => [
        group,
        spec.initial(
          init,
          objects.filter((object) => groupOf(object) === group),
        ),
      ]);
      return Object.fromEntries(states) as Value;
    },
    apply(state, op) {
      const group = groupOf(spec.objects(op)[0] ?? '');
      const next = spec.apply(fieldOf(state, group), op);
      return next === undefined ? undefined : { ...(state as Readonly<Record<string, Value>>), [group]: next };
    },
    ...(shows ? { shows: (state: Value, object: string) => shows(fieldOf(state, groupOf(object)), object) } : {}),
  };
}
