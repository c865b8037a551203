/** The laws of many leaders, each with the scenarios over which it is claimed. */
import type fc from 'fast-check';
import type { Scenario } from '#sim/scenario';
import {
  allArrive,
  anyOrder,
  dropsAreCounted,
  effectsWin,
  flushedFirst,
  keysOnce,
  noLoops,
  operationsOnce,
  sameShown,
  vectorsFollow,
  type CountedLaw,
} from './multi-leader';
import { manyLeaders } from './multi-leader-scripts';

export interface ManyLeadersLaw {
  readonly claim: string;
  readonly law: CountedLaw;
  readonly scenarios: fc.Arbitrary<Scenario>;
  /** How many times as many runs it needs as others, where few runs give it a chance to fail; 1 where absent. */
  readonly runs?: number;
}

/** Process and machine crashes keep what was flushed. All faults, and an end without faults. */
const kept = { crashes: ['process', 'machine'], calm: true, edits: true } as const;
const anyCrash = { crashes: ['process', 'machine', 'disk'], edits: true } as const;
const upAndUnique = { calm: true, settings: { keys: ['on'], retries: ['0'] } } as const;

export const LAWS = {
  shown: {
    claim: 'whoever has the same writes shows the same, by every rule, also when disks are lost',
    law: sameShown,
    scenarios: manyLeaders(anyCrash),
  },
  orders: {
    claim: 'the same writes resolve to the same in any order',
    law: anyOrder,
    scenarios: manyLeaders(kept),
  },
  arrive: {
    claim: 'after faults end every replica gets every acknowledged write, in every topology',
    law: allArrive,
    scenarios: manyLeaders(kept),
  },
  dropped: {
    claim: 'the ledger’s dropped writes are those acknowledged that neither stand nor led to what stands',
    law: dropsAreCounted,
    scenarios: manyLeaders({
      ...upAndUnique,
      settings: { ...upAndUnique.settings, conflict: ['lww', 'siblings', 'merge'] },
    }),
    runs: 6,
  },
  loops: {
    claim: 'a write goes over as many links as there are other replicas, and never home',
    law: noLoops,
    scenarios: manyLeaders({ calm: true }),
  },
  flushed: {
    claim: 'nobody holds a write that its first replica has not flushed, and a name means one write',
    law: flushedFirst,
    scenarios: manyLeaders(kept),
  },
  effects: {
    claim: 'with Lamport and hybrid clocks no write loses to one that it follows',
    law: effectsWin,
    scenarios: manyLeaders({ ...kept, settings: { conflict: ['lww', 'fields'], stamps: ['lamport', 'hybrid'] } }),
  },
  keys: {
    claim: 'with idempotence keys nobody holds a request twice',
    law: keysOnce,
    scenarios: manyLeaders({ ...kept, settings: { keys: ['on'], retries: ['3', '1'], timeout: ['60ms'] } }),
  },
  vectors: {
    claim: 'a version’s vector knows what its replica showed',
    law: vectorsFollow,
    scenarios: manyLeaders(upAndUnique),
  },
} as const satisfies Record<string, ManyLeadersLaw>;

/** One step beside a law, where it does not hold: found by the same generator. */
export const NEIGHBOURS = {
  'a function that depends on the order': {
    law: sameShown,
    scenarios: manyLeaders({ calm: true, settings: { conflict: ['merge'], merge: ['append'] } }),
    wrong: 'shows something else',
  },
  'wall clocks that are wrong': {
    law: effectsWin,
    scenarios: manyLeaders({ calm: true, settings: { conflict: ['lww'], stamps: ['wall'] } }),
    wrong: 'loses to its cause',
  },
  'retries without keys': {
    law: operationsOnce,
    scenarios: manyLeaders({ calm: true, settings: { keys: ['off'], retries: ['3'], timeout: ['60ms'] } }),
    wrong: 'holds twice',
  },
} as const;
