/** Faults planted in primary-backup are each caught by a law: so every law can fail, and looks where it says. */
import { expect, test } from 'vitest';
import { findCounterexample } from '#support/law';
import { lawOf } from '#support/primary-backup';
import { LAWS, type LawName } from '#support/primary-backup-laws';
import { primaryBackupWith, type ProtocolFault } from '#support/protocol-faults';
import { sample } from '#support/runs';

interface Planted extends ProtocolFault {
  readonly name: string;
  readonly caughtBy: LawName;
}

const faults: readonly Planted[] = [
  {
    name: 'a backup takes entries without looking for gaps',
    caughtBy: 'prefixes',
    file: 'context',
    from: 'early.set(previous + offset + 1, entry);',
    to: 'received = appendTo(received, entry);',
  },
  {
    name: 'the primary ships what it has not flushed',
    caughtBy: 'prefixes',
    file: 'wishes',
    from: 'return received.length > written || unsaved ? [{',
    to: "return received.length > written || unsaved ? [...memory.birth.peers.filter(() => memory.leader === memory.birth.self).map((peer): Wish => ({ type: 'send', params: copyTo({ memory } as Context, peer, { previous: memory.flushed, upTo: received.length }) })), {",
  },
  {
    name: 'a resend carries unflushed entries',
    caughtBy: 'prefixes',
    file: 'messages',
    from: 'upTo: Math.min(context.memory.flushed, previous + BATCH)',
    to: 'upTo: previous + BATCH',
  },
  {
    name: 'entries are applied before they are flushed',
    caughtBy: 'gates',
    file: 'rules',
    from: '? takeCopy(context, event.previous, event.entries) : {}',
    to: '? ((taken) => ({ ...taken, ...apply(taken, taken.memory.received.length) }))({ ...context, ...takeCopy(context, event.previous, event.entries) }) : {}',
  },
  {
    name: 'entries are applied out of order',
    caughtBy: 'gates',
    file: 'context',
    from: 'of entriesBetween(memory.received, memory.applied, upTo)) values',
    to: 'of entriesBetween(memory.received, memory.applied, upTo).reverse()) values',
  },
  {
    name: 'a write is marked flushed when it was only written',
    caughtBy: 'gates',
    file: 'context',
    from: 'flushed: Math.max(memory.flushed, upTo)',
    to: 'flushed: memory.received.length',
  },
  {
    name: 'a log that was given up stays half alive',
    caughtBy: 'gates',
    file: 'context',
    from: 'early: {}, written: 0, flushed: 0, applied: 0, values: firstValues(memory.birth), sessions: {} }',
    to: 'early: {}, written: 0, flushed: 0, applied: 0, sessions: {} }',
  },
  {
    name: 'storage events of a log that was given up count for the new one',
    caughtBy: 'gates',
    file: 'rules',
    from: "'fork' in event ? event.fork < context.memory.fork :",
    to: "'fork' in event ? false :",
  },
  {
    name: 'the primary answers before its flush',
    caughtBy: 'acknowledged',
    file: 'gates',
    from: 'index <= memory.flushed && standings',
    to: 'standings',
  },
  {
    name: 'one backup fewer is enough',
    caughtBy: 'acknowledged',
    file: 'gates',
    from: '.length >= needed);',
    to: '.length >= needed - 1);',
  },
  {
    name: 'a backup acknowledges what it has received, whatever the gate',
    caughtBy: 'acknowledged',
    file: 'gates',
    from: 'return applied;',
    to: 'return received.length;',
  },
  {
    name: 'a backup that comes back is still believed',
    caughtBy: 'agree',
    file: 'context',
    from: 'returns || life > old.life ? {',
    to: 'old.life > 99 ? {',
  },
  {
    name: 'a lost copy is never sent again',
    caughtBy: 'agree',
    file: 'machine',
    from: "'timer.retransmit': { guard: 'isBehind', actions: 'resend' }",
    to: "'timer.retransmit': {}",
  },
  {
    name: 'a backup behind does not answer the question where it stands',
    caughtBy: 'settles',
    file: 'wishes',
    from: 'event.entries.length === 0 || confirmedBy',
    to: 'confirmedBy',
  },
  {
    name: 'a backup never greets after a restart',
    caughtBy: 'agree',
    file: 'machine',
    from: "entry: ['greet', 'attend'],",
    to: "entry: ['attend'],",
  },
  {
    name: 'any copy counts as the answer to a greeting',
    caughtBy: 'agree',
    file: 'rules',
    from: 'event.life === context.memory.birth.life && isPlaced',
    to: 'isPlaced',
  },
  {
    name: 'a primary without a disk goes on with the old name of its log',
    caughtBy: 'agree',
    file: 'birth',
    from: '? birth.life : -1',
    to: '? 0 : -1',
  },
  {
    name: 'recovery answers before it has applied its log',
    caughtBy: 'agree',
    file: 'machine',
    from: "{ target: 'backup', actions: ['markFlushed', 'applyFlushed'] }",
    to: "{ target: 'backup', actions: ['markFlushed'] }",
  },
  {
    name: 'idempotence keys are ignored',
    caughtBy: 'once',
    file: 'context',
    from: 'idempotence !== null && Object.hasOwn',
    to: 'idempotence === -1 && Object.hasOwn',
  },
  {
    name: 'keys are forgotten in a crash',
    caughtBy: 'once',
    file: 'birth',
    from: 'sessions: sessionsOf(entriesBetween(log, 0, log.length)),',
    to: 'sessions: {},',
  },
  {
    name: 'an old request that comes late is taken as new',
    caughtBy: 'once',
    file: 'context',
    from: 'if (known && known.idempotence > idempotence!) return {};',
    to: '',
  },
  {
    name: 'writes are answered when flushed, whatever the gate',
    caughtBy: 'ownWrites',
    file: 'gates',
    from: 'return applied;',
    to: 'return flushed;',
  },
  {
    name: 'reads are answered while a log is still to be applied again',
    caughtBy: 'ownWrites',
    file: 'machine',
    from: "{ target: 'backup', actions: ['markFlushed', 'applyFlushed'] }",
    to: "{ target: 'backup', actions: ['markFlushed', { type: 'setTimer', params: ({ event }: { event: Mark }) => ({ name: 'apply', key: '', delayUs: 30_000, data: event }) } as never] }",
  },
];

/** Fixed: the same cases in every run. */
const cases = { numRuns: 3000, seed: 20_261_122, shrinks: false } as const;
const MINUTES_MS = 300_000;

test('the laws hold for the protocol as it is, loaded as the faulty ones are', { timeout: MINUTES_MS }, () => {
  for (const { law, scenarios } of Object.values(LAWS)) {
    expect(
      findCounterexample(
        lawOf(
          law(primaryBackupWith(), () => {}),
          primaryBackupWith(),
        ),
        { ...cases, scenarios, numRuns: 50 },
      ),
    ).toBeUndefined();
  }
});

test.each(sample(faults))('is caught by $caughtBy: $name', { timeout: MINUTES_MS }, ({ caughtBy, ...fault }) => {
  const { law, scenarios } = LAWS[caughtBy];
  const protocol = primaryBackupWith(fault);
  const found = findCounterexample(
    lawOf(
      law(protocol, () => {}),
      protocol,
    ),
    { ...cases, scenarios },
  );
  expect(found?.wrong).toBeDefined();
  expect(found!.wrong).not.toContain('it threw');
});

test('every law is shown to fail', () => {
  expect(Object.keys(LAWS).filter((law) => !faults.some(({ caughtBy }) => caughtBy === law))).toEqual([]);
});
