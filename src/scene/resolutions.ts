/** The moments at which a replica decides between versions, or finds that it cannot: looked up by what its notes say. */
import type { Phrase } from '#history/phrase';
import { kindOf, lastAtOrBefore } from '#sim/lookup';
import type { Trace } from '#sim/trace';
import type { Chip } from './chips';
import type { Scene } from './scene';
import type { FrameLost } from './trays';
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
  /** What is dropped is lost, not only put behind what is kept. */
  readonly loses: boolean;
  /** 0 at the moment itself, 1 when nothing of it is left to be seen. */
  readonly u: number;
}

/** A node's decisions: their times, ascending, and their notes. */
interface Decided {
  readonly atUs: number[];
  readonly note: number[];
}

/** Share of the run for which a resolution stays in sight. */
const LINGER = 0.06;

/** How long the end of something stays in sight after it, in µs of the run. */
export const lingerUs = ({ endsUs }: Trace): number => Math.max(1, endsUs * LINGER);

const known = new WeakMap<Trace, readonly Decided[]>();

function decidedBy(trace: Trace): readonly Decided[] {
  const old = known.get(trace);
  if (old) return old;
  const fresh = gather(trace);
  known.set(trace, fresh);
  return fresh;
}

/** Whether a note tells of a decision between versions. */
export const isDecision = (id: string): boolean => id === 'note.siblings' || id.startsWith('note.resolve.');

function gather(trace: Trace): Decided[] {
  const byNode = trace.nodes.map((): Decided => ({ atUs: [], note: [] }));
  const { records, notes } = trace;
  if (!notes.some(({ id }) => isDecision(id))) return byNode;
  for (let record = 0; record < records.count; record += 1) {
    if (kindOf(trace, record) !== 'note') continue;
    const note = records.detail[record]!;
    if (!isDecision(notes[note]!.id)) continue;
    const decided = byNode[records.node[record]!]!;
    decided.atUs.push(records.atUs[record]!);
    decided.note.push(note);
  }
  return byNode;
}

/** The last decision of a node that is still in sight. `shows`: what it shows now of each key. */
export function resolutionAt(
  { trace, versions }: Scene,
  { node, atUs, chips, lost }: { node: number; atUs: number; chips: readonly Chip[]; lost: readonly FrameLost[] },
): Resolution | undefined {
  const decided = decidedBy(trace)[node]!;
  const last = lastAtOrBefore(decided.atUs, atUs);
  if (last < 0) return undefined;
  const u = (atUs - decided.atUs[last]!) / lingerUs(trace);
  if (u >= 1) return undefined;
  const { id, args } = trace.notes[decided.note[last]!]!;
  const key = String(args['key']);
  const shown = chips.find((chip) => chip.key === key)?.versions ?? [];
  const told = {
    key,
    rule: words(`rule.${id === 'note.siblings' ? 'siblings' : id.slice('note.resolve.'.length)}`),
    u,
  };
  const side = (name: 'winner' | 'loser'): Version[] => sideOf({ versions }, key, args[name], args[`${name}By`]);
  switch (id) {
    case 'note.siblings':
    case 'note.resolve.siblings':
      return { ...told, outcome: 'siblings', kept: shown, dropped: [], loses: false };
    case 'note.resolve.merge':
      return { ...told, outcome: 'merge', kept: shown, dropped: shown.flatMap(({ from }) => from ?? []), loses: false };
    default: {
      const dropped = side('loser');
      const loses = lost.some(({ operation }) => dropped.some(({ writer }) => writer === operation));
      return { ...told, outcome: 'rule', kept: side('winner'), dropped, loses };
    }
  }
}

/** A side of a conflict, by its write, or by what was written and by whom. */
function sideOf({ versions }: Pick<Scene, 'versions'>, key: string, what: unknown, by: unknown): Version[] {
  if ((typeof what !== 'string' && typeof what !== 'number') || what === '') return [];
  const written = by === undefined ? versions.of(key, what) : undefined;
  const writer = typeof by === 'string' && versions.of(key, by) ? by : null;
  const version = written ?? versions.shown({ mark: 'value', key, value: what, writer });
  return version ? [version] : [];
}
