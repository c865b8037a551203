/** Escrow's part: updates that lack rights are refused, or wait while peers are asked for some. */
import { placeOf, type Memory, type Wanting } from './context';
import { inTurn, note, quiet, send, type Asked, type Borrow, type Turn, type Wish } from './events';
import { borrowFrom, denyTo, replyTo, rightsFor } from './messages';
import { kindOf, objectIn, stampOwn, withEffect } from './objects';
import { answerAgain, isRepeated, stage, take, wantedOf, type Wanted } from './taking';

/** How much this update lacks here; 0 for types that know no rights. */
function lackOf(memory: Memory, { key, update }: Pick<Wanted, 'key' | 'update'>): number {
  return kindOf(memory).type.lacks?.(objectIn(memory, memory.core, key), update, memory.core.origin) ?? 0;
}

const leftFor = (memory: Memory, key: string, origin: string): number =>
  kindOf(memory).type.left?.(objectIn(memory, memory.core, key), origin) ?? 0;

/** A client asks for an update: done, refused, or kept until rights come. */
export function answerUpdate(memory: Memory, event: Asked): Turn {
  const wanted = wantedOf(event);
  if (isRepeated(memory, wanted)) return answerAgain(memory, wanted);
  if (memory.wanting.some(({ operation }) => operation === wanted.operation)) return quiet(memory);
  if (lackOf(memory, wanted) === 0) return take(memory, wanted, event.nowUs);
  return memory.birth.settings.lack === 'borrow' ? ask(memory, { ...wanted, asked: [] }) : refuse(memory, wanted);
}

function refuse(memory: Memory, { operation, client, key }: Wanted): Turn {
  const left = leftFor(memory, key, memory.core.origin);
  const wishes = [note('note.crdt.refused', { operation, key, left }), send(replyTo(client, operation, 'fail'))];
  return { memory, wishes };
}

/** Asks the next peer: the one that by what is known here has most rights left. With none left to ask it is refused. */
function ask(memory: Memory, wanting: Wanting): Turn {
  const { operation, key, asked } = wanting;
  const others = memory.wanting.filter((each) => each.operation !== operation);
  const [peer] = memory.birth.peers
    .filter((each) => !asked.includes(each))
    .sort((a, b) => leftFor(memory, key, b) - leftFor(memory, key, a));
  if (peer === undefined) return refuse({ ...memory, wanting: others }, wanting);
  const amount = lackOf(memory, wanting);
  return {
    memory: { ...memory, wanting: [...others, { ...wanting, asked: [...asked, peer] }] },
    wishes: [
      note('note.crdt.borrows', { operation, key, amount, peer }),
      send(borrowFrom(memory, peer, wanting, amount)),
      {
        type: 'setTimer',
        params: { name: 'borrow', key: operation, delayUs: memory.birth.settings.patience, data: { operation } },
      },
    ],
  };
}

/** A peer wants rights: it gets what it lacks, as far as there is any here, and never twice for one operation. */
export function lend(memory: Memory, { from, operation, key, amount, origin }: Borrow): Turn {
  const name = rightsFor(operation, origin);
  const hand = { to: from, operation: name };
  const { core } = memory;
  if (core.known[core.origin]?.includes(name)) return stage(memory, core, { hand });
  const given = Math.min(amount, leftFor(memory, key, core.origin));
  if (given === 0) return { memory, wishes: [send(denyTo(from, operation))] };
  const effect = kindOf(memory).type.transfer!(core.origin, origin, given);
  const ship = stampOwn(core, { key, effect, operation: name });
  const say: Wish = note('note.crdt.lends', { to: from, key, amount: given });
  return inTurn(
    memory,
    (now) => ({ memory: now, wishes: [say] }),
    (now) => stage(now, withEffect(now, now.core, ship), { ship, hand }),
  );
}

/** Something has come: waiting updates that may be done now are done, and those whose peer gave too little ask another. */
export const retry =
  (nowUs: number) =>
  (memory: Memory): Turn =>
    inTurn(
      memory,
      ...memory.wanting.map((wanting) => (now: Memory): Turn => {
        if (lackOf(now, wanting) === 0) return finish(now, wanting, nowUs);
        return isGiven(now, wanting) ? ask(now, wanting) : quiet(now);
      }),
    );

/** The peer that was asked last has handed over what it could. */
function isGiven({ core }: Memory, { operation, asked }: Wanting): boolean {
  const name = rightsFor(operation, core.origin);
  const lender = asked.at(-1)!;
  return Object.entries(core.known).some(
    ([origin, operations]) => placeOf(origin) === lender && operations.includes(name),
  );
}

function finish(memory: Memory, wanting: Wanting, nowUs: number): Turn {
  const left = memory.wanting.filter(({ operation }) => operation !== wanting.operation);
  return inTurn(
    { ...memory, wanting: left },
    (now) => ({
      memory: now,
      wishes: [{ type: 'cancelTimer', params: { name: 'borrow', key: wanting.operation } }],
    }),
    (now) => take(now, wanting, nowUs),
  );
}

/** A peer has none, or says nothing. */
export function askOn(memory: Memory, operation: string): Turn {
  const wanting = memory.wanting.find((each) => each.operation === operation);
  return wanting ? ask(memory, wanting) : quiet(memory);
}
