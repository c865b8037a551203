/** The laws of primary-backup, each with the scenarios over which it is claimed. */
import type fc from 'fast-check';
import readYourWrites from '#checkers/read-your-writes/index';
import type { Protocol } from '#sim/protocol';
import type { Scenario } from '#sim/scenario';
import {
  acknowledgesWhatIsSafe,
  appliesOnce,
  gatesAreInOrder,
  logsArePrefixes,
  passes,
  replicasAgree,
  settles,
  type TraceLaw,
} from './primary-backup';
import { scenarios } from './scripts';

export interface ClaimedLaw {
  readonly claim: string;
  readonly scenarios: fc.Arbitrary<Scenario>;
  law(protocol: Protocol, count: (tested: number) => void): TraceLaw;
}

/** Process and machine crashes keep what was flushed. All faults, and an end without faults. */
const kept = { crashes: ['process', 'machine'], calm: true, edits: true } as const;
const anyCrash = { ...kept, crashes: ['process', 'machine', 'disk'] } as const;

/** Counts the states, entries or chances that it has looked at. */
const counted =
  (law: TraceLaw) =>
  (_: Protocol, count: (tested: number) => void): TraceLaw =>
  (trace) => {
    count(trace.messages.filter(({ kind, outcome }) => kind === 'copy' && outcome === 'delivered').length);
    return law(trace);
  };

export const LAWS = {
  prefixes: {
    claim: 'every backup’s log is at every moment a prefix of what the primary has flushed by then',
    scenarios: scenarios(kept),
    law: counted(logsArePrefixes),
  },
  gates: {
    claim: 'the gates stand in order and reads show what is applied, also when disks are lost',
    scenarios: scenarios(anyCrash),
    law: counted(gatesAreInOrder),
  },
  acknowledged: {
    claim: 'a write is acknowledged only once it is flushed and past the gate on enough backups',
    scenarios: scenarios(kept),
    law: counted(acknowledgesWhatIsSafe),
  },
  settles: {
    claim: 'after faults end every run settles and no operation stays open, also when disks are lost',
    scenarios: scenarios(anyCrash),
    law: counted(settles),
  },
  agree: {
    claim: 'after heal, restart and settling all replicas are equal, also when disks are lost',
    scenarios: scenarios(anyCrash),
    law: counted(replicasAgree),
  },
  once: {
    claim: 'with idempotence keys no log holds one request twice',
    scenarios: scenarios({
      ...anyCrash,
      settings: { keys: ['on'], retries: ['3', '1'], timeout: ['60ms', '15ms', '300ms'] },
    }),
    law: counted(appliesOnce),
  },
  ownWrites: {
    claim: 'with ack=sync, gate=applied and keys, a client that waits for its write reads its own writes anywhere',
    scenarios: scenarios({
      ...kept,
      settings: { ack: ['sync'], gate: ['applied'], keys: ['on'], read: ['nearest', 'primary', 'Virginia'] },
    }),
    law: (protocol, count) => passes(readYourWrites, count, protocol),
  },
} as const satisfies Record<string, ClaimedLaw>;

export type LawName = keyof typeof LAWS;
