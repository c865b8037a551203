/** What has become of the writes up to the cursor: how many of each fate, and which. */
import type { OperationId } from '#history/operation';
import type { Phrase } from '#history/phrase';
import { ledgerAt, type Ledger } from '#measure/ledger';
import type { Instrument } from '#player/instrument.svelte';
import { listOf, words } from '#scene/words';

/** Beyond so many operations the counts would cost more than a frame has. */
const LEDGER_OPERATIONS = 2_000;

/** What has become of the writes up to the cursor; undefined where nothing was written, or too much to count at every frame. */
function ledgerFor({ evaluation: { trace, scene }, head }: Instrument): Ledger | undefined {
  const { operations } = trace;
  if (operations.length > LEDGER_OPERATIONS || operations.every(({ micro }) => micro.every(({ f }) => f === 'read')))
    return undefined;
  return ledgerAt(trace, scene.marks, head.atUs);
}

/** What alarms comes first; what may be zero for a whole run is shown once it is not. */
const KINDS = [
  { id: 'missing', alarms: true },
  { id: 'gone', alarms: true },
  { id: 'aside', alarms: true },
  { id: 'dropped', alarms: true },
  { id: 'acknowledged', alarms: false, always: true },
  { id: 'exposed', alarms: false, always: true },
  { id: 'unanswered', alarms: false },
] as const;

export interface Count {
  readonly id: (typeof KINDS)[number]['id'];
  readonly alarms: boolean;
  readonly writes: readonly OperationId[];
}

/** The counts that are to be seen at the cursor; none where nobody can tell. */
export function countsOf(instrument: Instrument): readonly Count[] {
  const ledger = ledgerFor(instrument);
  if (!ledger) return [];
  return KINDS.map((kind) => ({ always: false, ...kind, writes: ledger[kind.id] })).filter(
    ({ always, writes }) => always || writes.length > 0,
  );
}

/** Writes beyond so many are counted, not named. */
const NAMED = 12;

/** Writes by what they wrote, the latest where they are many. */
export function nameWrites({ evaluation: { trace, scene } }: Instrument, ids: readonly OperationId[]): Phrase {
  const wrote = ids.slice(-NAMED).map((id) => {
    const key = trace.operations.find((operation) => operation.id === id)?.micro.find(({ f }) => f !== 'read')?.key;
    return words('label.version', { label: (key !== undefined && scene.versions.of(key, id)?.label) || String(id) });
  });
  const others = ids.length - wrote.length;
  return listOf([...(others > 0 ? [words('card.hidden', { count: others })] : []), ...wrote]);
}
