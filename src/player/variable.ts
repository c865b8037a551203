/** What a sweep can vary of a protocol, each as the text that does it: what a page offers beside the field to type in. */
import type { Protocol } from '#sim/protocol';
import { isIdle } from '#sim/settings';
import type { Scenario } from '#sim/scenario';

export interface Variable {
  readonly setting: string;
  /** `ack=async,semi-sync,sync`. */
  readonly text: string;
}

/** The settings that the protocol's page offers, where they have a few values to choose from: words, or numbers up to that of the replicas. */
export function variablesOf({ protocol, replicas }: Scenario, { settings, controls }: Protocol): readonly Variable[] {
  return controls.flatMap((setting): Variable[] => {
    const spec = settings[setting];
    if (!spec || isIdle(settings, protocol.settings, setting)) return [];
    if (spec.kind === 'choice' || spec.kind === 'word-or-replica')
      return [{ setting, text: `${setting}=${spec.options.join(',')}` }];
    if (spec.kind !== 'number') return [];
    return [{ setting, text: `${setting}=${spec.min}..${Math.min(spec.max, replicas.length)}` }];
  });
}

/** Takes a variable into the text, or out of it where it stands there already. */
export function toggled(vary: string, { setting, text }: Variable): string {
  const parts = vary.split(/\s+/).filter(Boolean);
  const others = parts.filter((part) => !part.startsWith(`${setting}=`));
  return (others.length < parts.length ? others : [...parts, text]).join(' ');
}
