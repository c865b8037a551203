/** Deletes: a tombstone is kept for the grace period, so that replicas which missed the delete learn of it, and then collected. */
import { cellOf, ruleOf } from './context';
import type { Timer } from './events';
import { store } from './storing';
import { identityOf } from './versions';
import { setTimer, settingsOf, type Work } from './work';

/** When the last of a key's tombstones may be collected, on this replica's clock; undefined while anything else is there. */
function expiryUs(work: Work, key: string): number | undefined {
  const { grace } = settingsOf(work);
  const { versions } = cellOf(work.memory.stored, key);
  if (typeof grace !== 'number' || versions.length === 0 || versions.some(({ value }) => value !== null))
    return undefined;
  return Math.max(...versions.map(({ bornUs }) => bornUs)) + grace;
}

export function watchTombstone(work: Work, key: string): void {
  const endUs = expiryUs(work, key);
  if (endUs === undefined) return;
  setTimer(work, { name: 'collect', key, delayUs: Math.max(0, endUs - work.nowUs), data: { key }, background: true });
}

export function onCollect(work: Work, { key }: Timer & { type: 'timer.collect' }): void {
  const endUs = expiryUs(work, key);
  if (endUs === undefined) return;
  if (endUs > work.nowUs) return watchTombstone(work, key);
  const { versions } = cellOf(work.memory.stored, key);
  store(work, [{ do: 'collect', key, identity: identityOf(ruleOf(work.memory), versions) }]);
}
