/** What a replica hears, what it asks of the kernel, and how one step makes both a new memory and wishes. */
import { enqueueActions } from 'xstate';
import type { Stamped } from '#mechanisms/causal-delivery';
import type { VersionVector } from '#mechanisms/version-vectors';
import type { OperationId, Value } from '#history/operation';
import type { From } from '#sim/protocol';
import type { Carried, Context, Memory, Shipped } from './context';

export type Asked = From<{
  type: 'write' | 'delete' | 'add' | 'remove' | 'inc' | 'dec' | 'insert' | 'erase' | 'append' | 'read';
  operation: string;
  micro: readonly { f: string; key: string; arg: Value }[];
  key: number | null;
}>;

/** What every word of a peer says of itself. */
interface Told {
  readonly life: number;
  readonly has: VersionVector;
}

/** For the eye: what a message brings, as far as its sender knows. */
interface Named {
  readonly entries: readonly { readonly operation: OperationId }[];
}

export type Gossip = From<{ type: 'state'; core: Carried } & Told & Named>;
export type Effects = From<{ type: 'effects'; stamped: readonly Stamped<Shipped>[] } & Named>;
export type Borrow = From<{ type: 'borrow'; operation: string; key: string; amount: number; origin: string }>;

export type Event = { readonly nowUs: number } & (
  | Asked
  | Gossip
  | Effects
  | Borrow
  | From<{ type: 'confirm' | 'standing' | 'hello' } & Told>
  | From<{ type: 'deny'; operation: string }>
  | { type: 'written' | 'flushed'; revision: number }
  | { type: 'timer.borrow'; operation: string }
  | { type: 'timer.gossip' | 'timer.retransmit' | 'timer.hello' }
);

export interface Timed {
  readonly name: string;
  readonly key?: string;
  readonly delayUs: number;
  readonly data?: object;
}

export interface Sent {
  readonly to: string;
  readonly kind: string;
  readonly about: string;
  readonly bytes: number;
  readonly body: object;
}

export type Wish =
  | { readonly type: 'send'; readonly params: Sent }
  | { readonly type: 'setTimer'; readonly params: Timed }
  | { readonly type: 'cancelTimer'; readonly params: Pick<Timed, 'name' | 'key'> }
  | { readonly type: 'write' | 'flush'; readonly params: { readonly revision: number } }
  | {
      readonly type: 'note';
      readonly params: { readonly id: string; readonly args: Readonly<Record<string, string | number>> };
    };

/** A memory after a step, and what the step asks for, in order. */
export interface Turn {
  readonly memory: Memory;
  readonly wishes: readonly Wish[];
}

/** One turn after the other: each goes on from the memory that the one before has left. */
export const inTurn = (memory: Memory, ...turns: readonly ((memory: Memory) => Turn)[]): Turn =>
  turns.reduce<Turn>(
    (before, turn) => {
      const after = turn(before.memory);
      return { memory: after.memory, wishes: [...before.wishes, ...after.wishes] };
    },
    { memory, wishes: [] },
  );

export const quiet = (memory: Memory): Turn => ({ memory, wishes: [] });

export const send = (params: Sent): Wish => ({ type: 'send', params });
export const note = (id: string, args: Readonly<Record<string, string | number>>): Wish => ({
  type: 'note',
  params: { id, args },
});

/** A turn as an action of the statechart. */
export const turning = (turn: (memory: Memory, event: Event) => Turn) =>
  enqueueActions<Context, Event, undefined, Event, never, never, never, never, never>(({ context, event, enqueue }) => {
    const { memory, wishes } = turn(context.memory, event);
    if (memory !== context.memory) enqueue.assign({ memory });
    for (const wish of wishes) enqueue(wish as never);
  });
