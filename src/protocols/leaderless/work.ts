/** One step of a replica: what it knows afterwards, and the effects that it asks for. A scratch value that no step outlives. */
import { enqueueActions } from 'xstate';
import type { Context, Memory, Stored } from './context';
import type { Event } from './events';

export interface Timed {
  readonly name: string;
  readonly key?: string;
  readonly delayUs: number;
  readonly data?: object;
  readonly background?: boolean;
}

/** Effects, which the kernel performs. */
export type Wish =
  | { readonly type: 'send'; readonly params: object }
  | { readonly type: 'setTimer'; readonly params: Timed }
  | { readonly type: 'cancelTimer'; readonly params: Pick<Timed, 'name' | 'key'> }
  | { readonly type: 'write' | 'flush'; readonly params: { readonly mark: number } }
  | {
      readonly type: 'note';
      readonly params: { readonly id: string; readonly args: Readonly<Record<string, string | number>> };
    };

export interface Work {
  disk: Stored;
  memory: Memory;
  readonly nowUs: number;
  readonly wishes: Wish[];
}

export type Handler<E> = (work: Work, event: E) => void;

export const settingsOf = ({ memory }: Work) => memory.birth.settings;
export const selfOf = ({ memory }: Work): string => memory.birth.self;

export const learn = (work: Work, known: Partial<Memory>): void => {
  work.memory = { ...work.memory, ...known };
};

export const send = (work: Work, params: object): void => void work.wishes.push({ type: 'send', params });
export const note = (work: Work, id: string, args: Readonly<Record<string, string | number>>): void =>
  void work.wishes.push({ type: 'note', params: { id, args } });
export const setTimer = (work: Work, params: Timed): void => void work.wishes.push({ type: 'setTimer', params });
export const cancelTimer = (work: Work, params: Pick<Timed, 'name' | 'key'>): void =>
  void work.wishes.push({ type: 'cancelTimer', params });

/** A handler as an action: the context first, then the effects in their order. How many there are depends on what is known. */
export const step = <E extends { readonly type: Event['type'] }>(handle: Handler<E>) =>
  enqueueActions<Context, Event, undefined, Event, never, never, never, never, never>(({ context, event, enqueue }) => {
    const work: Work = { ...context, nowUs: event.nowUs, wishes: [] };
    handle(work, event as unknown as E);
    if (work.memory !== context.memory || work.disk !== context.disk)
      enqueue.assign({ disk: work.disk, memory: work.memory });
    for (const wish of work.wishes) enqueue(wish as never);
  });
