/** What clients can ask under a protocol as it is set: the page offers nothing that would leave no run to look at. */
import { protocols } from '#catalog';
import type { Protocol } from '#sim/protocol';
import type { MicroOperation, Scenario } from '#sim/scenario';
import { readSettings } from '#sim/settings';

/** Operations that a menu can offer with a key alone: what they take is left to the script's rules. */
const OFFERED = ['write', 'inc', 'dec', 'add', 'append', 'read'] as const;

/** Whether the protocol takes these operations with these settings' texts. */
export function takes(
  { replicas }: Pick<Scenario, 'replicas'>,
  { operations, refuses, settings: schema }: Protocol,
  { texts, asked }: { texts: Readonly<Record<string, string>>; asked: readonly MicroOperation[] },
): boolean {
  const names = replicas.map(({ name }) => name);
  const { settings } = readSettings(schema, texts, names);
  return asked.every((each) => operations.includes(each.f) && !refuses?.(each, settings));
}

/** Kinds of operation that a menu offers for this key. */
export function askable(scenario: Scenario, key: string): readonly string[] {
  const protocol = protocols.get(scenario.protocol.id);
  const texts = scenario.protocol.settings;
  return OFFERED.filter((f) => protocol && takes(scenario, protocol, { texts, asked: [{ f, key }] }));
}
