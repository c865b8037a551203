/** What a replica knows when its life begins: nothing yet, or what its disk has kept. */
import { emptyLog, entriesBetween } from '#mechanisms/log';
import { isSameReign } from '#mechanisms/reigns';
import type { Birth } from '#sim/protocol';
import { firstValues, hasFailover, sessionsOf, type Context, type Disk, type Entry } from './context';
import type { PrimaryBackupSettings } from './settings';

/** Pure, and tolerant of a missing input: XState runs this factory again on each pure transition. */
export function createContext(birth: Birth<PrimaryBackupSettings>): Context {
  const disk = (birth?.disk as Disk | undefined) ?? firstDisk(birth);
  return { disk, memory: { ...memoryOfLog(birth, disk), ...memoryOfOffice(birth, disk) } };
}

const firstDisk = (birth: Birth<PrimaryBackupSettings> | undefined): Disk => {
  const isBlank = birth?.restarted === true && hasFailover(birth);
  return {
    epoch: firstEpoch(birth),
    primary: isBlank ? '' : (birth?.replicas[0] ?? ''),
    log: emptyLog<Entry>(),
    ballot: null,
    aside: [],
  };
};

function memoryOfLog(birth: Birth<PrimaryBackupSettings>, { log, aside }: Disk) {
  return {
    received: log,
    early: {},
    written: log.length,
    flushed: 0,
    applied: 0,
    values: firstValues(birth),
    sessions: sessionsOf(entriesBetween(log, 0, log.length)),
    fork: 0,
    verified: hasFailover(birth) ? 0 : log.length,
    aside,
    unsaved: false,
  };
}

function memoryOfOffice(birth: Birth<PrimaryBackupSettings>, disk: Disk) {
  const standing = birth?.restarted
    ? { life: -1, received: -1, acknowledged: -1 }
    : { life: 0, received: 0, acknowledged: 0 };
  const { epoch, primary, log } = disk;
  return {
    birth,
    epoch,
    leader: leaderAtBirth(birth, disk),
    inherited: entriesBetween(log, 0, log.length).filter(({ reign }) => !isSameReign(reign, { epoch, primary })).length,
    standings: Object.fromEntries((birth?.peers ?? []).map((peer) => [peer, standing])),
    pending: [],
    watched: null,
    alone: false,
    heard: !birth?.restarted,
    ballot: disk.ballot,
    seen: epoch,
    votes: [],
    deposed: '',
    suspects: false,
    heardUs: -Infinity,
    answeredUs: {},
    leased: false,
  };
}

/** Who led when the disk was written. One that led itself goes on only where an operator alone decides, and nobody else has. */
function leaderAtBirth(birth: Birth<PrimaryBackupSettings> | undefined, { primary, epoch, ballot }: Disk): string {
  if (!birth?.restarted || !hasFailover(birth) || primary !== birth.self) return primary;
  return birth.settings.failover === 'manual' && (ballot?.epoch ?? epoch) <= epoch ? primary : '';
}

/** A primary without a disk begins a log of its own; a backup without one follows any. */
function firstEpoch(birth: Birth<PrimaryBackupSettings> | undefined): number {
  if (!birth?.restarted) return 0;
  return birth.self === birth.replicas[0] && !hasFailover(birth) ? birth.life : -1;
}
