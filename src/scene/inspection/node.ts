/** Inside a replica or a client at an instant: disk, memory, timers, clock, and what its machine did last. */
import type { Phrase } from '#history/phrase';
import { activeStates, clockAt, intervalAt, kindOf, stateAt } from '#sim/lookup';
import type { Chart } from '#sim/machine/chart';
import type { Trace } from '#sim/trace';
import type { Watched, WatchedTimer } from '#sim/watch';
import type { Fact, Group, Inspection } from '../inspection';
import type { Scene } from '../scene';
import { listOf, words } from '../words';
import { lastOf, tell } from './last';
import { rowsOf, type Row } from './tree';

interface Inside {
  readonly watched: Watched;
  readonly chart: Chart;
  readonly atUs: number;
}

export function inspectNode(scene: Scene, node: number, { watched, chart, atUs }: Inside): Inspection {
  const { trace } = scene;
  const kind = node < trace.replicas ? 'replica' : 'client';
  const last = lastOf(watched, atUs);
  const isDown = intervalAt(trace.downs[node]!, atUs) !== undefined;
  const state = stateAt(trace, node, atUs);
  const timers = timersAt(watched.timers, atUs, last.atUs);
  return {
    id: `${kind}:${trace.nodes[node]}`,
    kind,
    name: words('label.version', { label: trace.nodes[node]! }),
    facts: [standingOf(trace, node, atUs), ...badgesOf(scene, node, atUs), clockOf(trace, node, atUs)],
    groups: [
      ...groupsOf(state?.context, last.before?.context, { kind: isDown ? crashOf(trace, node, atUs) : undefined }),
      { id: 'timers', title: words('inspect.timers'), note: undefined, rows: timers },
    ],
    lastUs: last.atUs,
    last: last.steps.map((step) => tell(scene, step)),
    story: [],
    machine: {
      chart,
      active: isDown || !state ? [] : activeStates(state.value),
      taken: isDown ? [] : last.steps.flatMap(({ step }) => step.taken ?? []),
    },
  };
}

function standingOf({ downs, pauses }: Trace, node: number, atUs: number): Fact {
  const down = intervalAt(downs[node]!, atUs);
  const paused = intervalAt(pauses[node]!, atUs);
  const value = down
    ? words('inspect.down', { sinceUs: down.fromUs })
    : paused
      ? words('inspect.paused', { sinceUs: paused.fromUs })
      : words('inspect.up');
  return { label: words('inspect.standing'), value };
}

function badgesOf({ trace, marks }: Scene, node: number, atUs: number): Fact[] {
  const state = node < trace.replicas ? stateAt(trace, node, atUs) : undefined;
  const badges = (state ? marks(state) : []).flatMap((mark): Phrase[] =>
    mark.mark === 'badge' ? [words(mark.id, mark.args)] : [],
  );
  return badges.length === 0 ? [] : [{ label: words('inspect.role'), value: listOf(badges) }];
}

function clockOf(trace: Trace, node: number, atUs: number): Fact {
  const ownUs = clockAt(trace, node, atUs);
  const byUs = Math.abs(ownUs - Math.round(atUs));
  const id = ownUs > Math.round(atUs) ? 'inspect.clock.ahead' : 'inspect.clock.behind';
  return {
    label: words('inspect.clock'),
    value: byUs === 0 ? words('inspect.clock.true', { ownUs }) : words(id, { ownUs, byUs }),
  };
}

/** The kind of the crash that lasts. */
function crashOf(trace: Trace, node: number, atUs: number): string {
  const { records, texts } = trace;
  const { fromUs } = intervalAt(trace.downs[node]!, atUs)!;
  for (let record = 0; record < records.count; record += 1)
    if (records.atUs[record] === fromUs && records.node[record] === node && kindOf(trace, record) === 'down')
      return texts[records.detail[record]!]!;
  return 'process';
}

type Fields = Readonly<Record<string, unknown>>;

/** A group for each part of the context that has parts itself; what is single stands together in front. */
function groupsOf(now: unknown, before: unknown, { kind }: { kind: string | undefined }): Group[] {
  const own = (now ?? {}) as Fields;
  const old = before as Fields | undefined;
  const isPart = (name: string) => typeof own[name] === 'object' && own[name] !== null && !Array.isArray(own[name]);
  const pick = (fields: Fields | undefined, keep: boolean) =>
    fields && Object.fromEntries(Object.entries(fields).filter(([name]) => isPart(name) === keep));
  const parts = Object.keys(own).filter(isPart);
  const rest = rowsOf(pick(own, false), pick(old, false), 'context');
  return [
    ...(rest.length > 0 ? [{ id: 'context', title: words('inspect.context'), note: undefined, rows: rest }] : []),
    ...parts.map((name): Group => {
      const isDisk = name === 'disk';
      return {
        id: name,
        title: isDisk
          ? words('inspect.disk')
          : name === 'memory'
            ? words('inspect.memory')
            : words('inspect.part', { name }),
        note: kind === undefined ? undefined : words(isDisk ? `inspect.lost.${kind}` : 'inspect.lost.memory'),
        rows: rowsOf(own[name], old?.[name], name),
      };
    }),
  ];
}

/** Timers that run, and those that ended at the last instant. */
function timersAt(timers: readonly WatchedTimer[], atUs: number, lastUs: number): Row[] {
  const running = timers.filter(({ setUs, endedUs }) => setUs <= atUs && atUs < endedUs);
  const names = new Set(running.map(({ id }) => id));
  const ended = timers.filter(({ id, setUs, endedUs }) => endedUs === lastUs && setUs < lastUs && !names.has(id));
  return [
    ...running.map(({ id, setUs, dueUs }) => {
      const isSetAnew = timers.some((other) => other.id === id && other.endedUs === setUs && other.setUs < setUs);
      return {
        ...{ key: `timers.${id}`, label: id, rows: [], quiet: false },
        value: words('inspect.timer', { dueUs, leftUs: Math.max(0, dueUs - atUs) }),
        change: setUs !== lastUs ? ('same' as const) : isSetAnew ? ('changed' as const) : ('added' as const),
      };
    }),
    ...ended.map(({ id, dueUs, endedUs }) => ({
      ...{ key: `timers.${id}`, label: id, rows: [], quiet: false },
      value: words(dueUs <= endedUs ? 'inspect.timer.fired' : 'inspect.timer.cancelled'),
      change: 'removed' as const,
    })),
  ];
}
