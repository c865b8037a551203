/** Taking in what clients ask and what peers send: each a turn that leaves a new core on its way to the disk. */
import { receive, type Stamped } from '#mechanisms/causal-delivery';
import type { Value } from '#history/operation';
import { placeOf, vectorOf, type Core, type Lost, type Memory, type Shipped, type Step } from './context';
import { inTurn, note, send, type Asked, type Effects, type Gossip, type Turn, type Wish } from './events';
import { confirmTo, newsFor, replyTo } from './messages';
import { decided, kindOf, keepsLog, mergeCores, objectIn, stampOwn, withEffect, withLost } from './objects';
import { learn } from './standings';
import type { Update } from './types/type';

/** A client's wish to update, however often it is asked for. */
export interface Wanted {
  readonly operation: string;
  readonly client: string;
  readonly idempotence: number | null;
  readonly key: string;
  readonly update: Update;
}

export function wantedOf({ operation, from, micro, key: idempotence }: Asked): Wanted {
  const { f, key, arg } = micro[0]!;
  return { operation, client: from, idempotence, key, update: { f, arg: f === 'delete' ? null : arg } };
}

/** A new core sets out for the disk, with what is to be done once it is there. */
export function stage(memory: Memory, core: Core, todo: Omit<Step, 'revision' | 'core'>): Turn {
  const revision = memory.revision + 1;
  const steps = [...memory.steps, { revision, core, ...todo }];
  return { memory: { ...memory, core, revision, steps }, wishes: [{ type: 'write', params: { revision } }] };
}

/** Whether this client's request, or a later one of its, has been taken in before. */
export function isRepeated({ core: { sessions } }: Memory, { client, idempotence }: Wanted): boolean {
  return idempotence !== null && Object.hasOwn(sessions, client) && sessions[client]! >= idempotence;
}

/** Does an update here: its effect is worked out once, and leaves for the others when it is safe. */
export function take(memory: Memory, wanted: Wanted, nowUs: number): Turn {
  const { operation, client, idempotence, key, update } = wanted;
  const { core } = memory;
  const stamp = { dot: nextDot(core), operation, nowUs };
  const effect = kindOf(memory).type.prepare(objectIn(memory, core, key), update, stamp);
  const ship = stampOwn(core, { key, effect, operation });
  const after = withEffect(memory, core, ship);
  const sessions = idempotence === null ? core.sessions : { ...core.sessions, [client]: idempotence };
  return stage(memory, { ...after, sessions }, { reply: { operation, client }, ship });
}

const nextDot = (core: Core) => ({ origin: core.origin, seq: (core.known[core.origin]?.length ?? 0) + 1 });

/** Its answer was lost: the update is in, and the client is told again once that is certain. */
export const answerAgain = (memory: Memory, { operation, client }: Wanted): Turn =>
  stage(memory, memory.core, { reply: { operation, client } });

export function answerRead(memory: Memory, { operation, from, micro }: Asked): Turn {
  const value: Value = kindOf(memory).type.read(objectIn(memory, memory.core, micro[0]!.key));
  return { memory, wishes: [send(replyTo(from, operation, 'ok', value))] };
}

/** State-based: merges what came, if there is anything new in it, and confirms. */
export function mergeState(memory: Memory, event: Gossip): Turn {
  const { core, from } = event;
  const told = learn(memory, event);
  const news = newsFor({ ...memory.core, ...core }, vectorOf(memory.core));
  if (news.length === 0) return { memory: told, wishes: [send(confirmTo(told, from, namesOf(event)))] };
  const merged = mergeCores(memory, memory.core, core);
  const { notes, lost } = decidedIn(memory, merged, core);
  const say = note('note.crdt.merged', { from, count: news.length });
  return inTurn(
    { ...told, lost },
    (now) => ({ memory: now, wishes: [say, ...notes] }),
    (now) => stage(now, merged, { confirm: { to: [from], operations: news } }),
  );
}

function decidedIn(
  memory: Memory,
  merged: Core,
  came: Pick<Core, 'objects'>,
): { notes: Wish[]; lost: readonly Lost[] } {
  const all = Object.keys(came.objects).map((key) =>
    decided(memory, {
      key,
      before: objectIn(memory, memory.core, key),
      came: came.objects[key]!,
      after: merged.objects[key]!,
    }),
  );
  return {
    notes: all.flatMap(({ notes }) => notes),
    lost: withLost(
      memory.lost,
      all.flatMap(({ lost }) => lost),
    ),
  };
}

/** Operation-based: does what others have done, in the order that the layer gives, or as it comes. */
export function takeEffects(memory: Memory, event: Effects): Turn {
  const { from, stamped } = event;
  if (!keepsLog(memory))
    return inTurn(
      memory,
      (now) => applyAll(now, stamped),
      (now) => stage(now, now.core, {}),
    );
  const { ready, early, repeated } = receive(vectorOf(memory.core), memory.early, stamped);
  const waits = early.length > memory.early.length;
  const kept: Turn = {
    memory: { ...memory, early },
    wishes: waits ? [note('note.crdt.waits', { from, count: early.length })] : [],
  };
  return inTurn(
    kept.memory,
    () => kept,
    (now) => {
      if (ready.length > 0) return applyReady(now, from, ready);
      return { memory: now, wishes: repeated > 0 ? [send(confirmTo(now, from, namesOf(event)))] : [] };
    },
  );
}

/** All who sent something of this get to know: what had waited may be another's. */
function applyReady(memory: Memory, from: string, ready: readonly Stamped<Shipped>[]): Turn {
  const senders = [...new Set([from, ...ready.map(({ origin }) => placeOf(origin))])];
  const to = senders.filter((sender) => memory.birth.peers.includes(sender));
  const operations = ready.map(({ body }) => body.operation);
  return inTurn(
    memory,
    (now) => applyAll(now, ready),
    (now) => stage(now, now.core, { confirm: { to, operations } }),
  );
}

const namesOf = ({ entries }: Gossip | Effects) => entries.map(({ operation }) => operation);

function applyAll(memory: Memory, stamped: readonly Stamped<Shipped>[]): Turn {
  return stamped.reduce<Turn>(
    ({ memory: before, wishes }, each) => {
      const { key, effect } = each.body;
      const core = withEffect(before, before.core, each);
      const [old, fresh] = [objectIn(before, before.core, key), core.objects[key]!];
      const { notes, lost } = decided(before, { key, before: old, came: effect, after: fresh });
      return {
        memory: { ...before, core, lost: withLost(before.lost, lost) },
        wishes: [...wishes, ...notes],
      };
    },
    { memory, wishes: [] },
  );
}
