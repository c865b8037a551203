/** The moments at which a replica decides between versions, or finds that it cannot: looked up by what its notes say. */
import type { Phrase } from '#history/phrase';
import { kindOf, lastAtOrBefore } from '#sim/lookup';
import type { Trace } from '#sim/trace';
import type { Scene } from './scene';
import type { Version } from './versions';
import { words } from './words';

/** `rule`: one is kept, the others are dropped. `merge`: all are kept in one. `siblings`: all are kept beside each other. */
export type Outcome = 'rule' | 'merge' | 'siblings';

export interface Resolution {
  readonly key: string;
  readonly outcome: Outcome;
  /** The rule, as it is named on the stage. */
  readonly rule: Phrase;
  readonly kept: readonly Version[];
  /** What falls away, or goes into what is kept. */
  readonly dropped: readonly Version[];
  /** 0 at the moment itself, 1 when nothing of it is left to be seen. */
  readonly u: number;
}

interface Decided {
  readonly atUs: number;
  readonly note: number;
}

/** Share of the run for which a resolution stays in sight. */
const LINGER = 0.06;

/** How long the end of something stays in sight after it, in µs of the run. */
export const lingerUs = ({ endsUs }: Trace): number => Math.max(1, endsUs * LINGER);

const known = new WeakMap<Trace, readonly (readonly Decided[])[]>();

/** By node, ascending. */
function decidedBy(trace: Trace): readonly (readonly Decided[])[] {
  const old = known.get(trace);
  if (old) return old;
  const fresh = gather(trace);
  known.set(trace, fresh);
  return fresh;
}

/** Whether a note tells of a decision between versions. */
export const isDecision = (id: string): boolean => id === 'note.siblings' || id.startsWith('note.resolve.');

function gather(trace: Trace): Decided[][] {
  const byNode: Decided[][] = trace.nodes.map(() => []);
  const { records, notes } = trace;
  if (!notes.some(({ id }) => isDecision(id))) return byNode;
  for (let record = 0; record < records.count; record += 1) {
    if (kindOf(trace, record) !== 'note') continue;
    const note = records.detail[record]!;
    if (isDecision(notes[note]!.id)) byNode[records.node[record]!]!.push({ atUs: records.atUs[record]!, note });
  }
  return byNode;
}

/** The last decision of a node that is still in sight. `shows`: what it shows now of each key. */
export function resolutionAt(
  { trace, versions }: Scene,
  { node, atUs, shows }: { node: number; atUs: number; shows: (key: string) => readonly Version[] },
): Resolution | undefined {
  const decided = decidedBy(trace)[node]!;
  const last =
    decided[
      lastAtOrBefore(
        decided.map((each) => each.atUs),
        atUs,
      )
    ];
  if (!last) return undefined;
  const u = (atUs - last.atUs) / lingerUs(trace);
  if (u >= 1) return undefined;
  const { id, args } = trace.notes[last.note]!;
  const key = String(args['key']);
  const of = (writer: unknown): Version[] => {
    const version = typeof writer === 'string' ? versions.of(key, writer) : undefined;
    return version ? [version] : [];
  };
  const shown = shows(key);
  switch (id) {
    case 'note.siblings':
      return { key, outcome: 'siblings', rule: words('rule.siblings'), kept: shown, dropped: [], u };
    case 'note.resolve.merge': {
      const dropped = shown.flatMap(({ from }) => from ?? []);
      return { key, outcome: 'merge', rule: words('rule.merge'), kept: shown, dropped, u };
    }
    default: {
      const rule = words(`rule.${id.slice('note.resolve.'.length)}`);
      return { key, outcome: 'rule', rule, kept: of(args['winner']), dropped: of(args['loser']), u };
    }
  }
}
