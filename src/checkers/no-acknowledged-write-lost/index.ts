/** No acknowledged write lost: once everything has settled, what a client was told is written is still there. */
import type { Operation, OperationId } from '#history/operation';
import type { Evidence, FinalReplica } from '#history/observation';
import { type Phrase, phrase } from '#history/phrase';
import type { Checker } from '#history/verdict';
import { settledEvidence } from '#checkers/kit/evidence';
import { isUnknown, keyArgument, specOf, unknown } from '#checkers/kit/report';

const noAcknowledgedWriteLost: Checker = {
  id: 'no-acknowledged-write-lost',
  rank: 70,
  specs: 'any',
  check(observation) {
    const evidence = settledEvidence(observation);
    if ('verdict' in evidence) return evidence;
    const spec = specOf(observation);
    if (isUnknown(spec)) return spec;
    const keepers = keepersOf(evidence);
    if (keepers.length === 0)
      return unknown(phrase('verdict.unknown.noReplica', { authority: evidence.authority ?? '' }));
    const acknowledged = observation.history.ops.filter(
      (op) => op.status === 'ok' && ['writes', 'both'].includes(spec.effect(op)),
    );
    const kept = new Set(keepers.flatMap(keptBy));
    const lost = acknowledged.find(({ id }) => !kept.has(id));
    if (!lost) return { verdict: 'holds', tested: acknowledged.length };
    const witness = { ops: [lost.id], completes: lost.id, minimal: true };
    return { verdict: 'violated', tested: acknowledged.length, witness, reason: nameLoss(lost, evidence) };
  },
};
export default noAcknowledgedWriteLost;

/** The replica whose log decides, where there is one; else a write is safe with any replica that is up. */
function keepersOf({ final, authority }: Evidence): readonly FinalReplica[] {
  return authority === undefined ? final.filter(({ up }) => up) : final.filter(({ replica }) => replica === authority);
}

/** What a rule has dropped is held and not kept: nobody who reads or writes later meets it. */
function keptBy({ holds, dropped = [] }: FinalReplica): readonly OperationId[] {
  const gone = new Set(dropped.map(({ id }) => id));
  return holds.filter((id) => !gone.has(id));
}

function nameLoss(lost: Operation, { answers, authority, final }: Evidence): Phrase {
  const common = {
    writer: String(lost.process),
    write: lost.id,
    writeReturnAt: lost.return ?? lost.call,
    key: keyArgument(lost.key ?? ''),
  };
  const drop = final.flatMap(({ dropped = [] }) => dropped).find(({ id }) => id === lost.id);
  if (drop) return phrase('verdict.noAcknowledgedWriteLost.dropped', { ...common, winner: drop.winner ?? '' });
  const by = Object.hasOwn(answers, lost.id) ? answers[lost.id]!.replica : undefined;
  const where =
    authority === undefined
      ? phrase('verdict.noAcknowledgedWriteLost.anywhere')
      : phrase('verdict.noAcknowledgedWriteLost.at', { replica: authority });
  return by === undefined
    ? phrase('verdict.noAcknowledgedWriteLost.lost', { ...common, where })
    : phrase('verdict.noAcknowledgedWriteLost.lostBy', { ...common, where, replica: by });
}
