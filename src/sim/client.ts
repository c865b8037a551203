/** The default client: one operation open at a time, a time-out, retries to the same or another replica, then "unknown". */
import { assign, setup } from 'xstate';
import type { Value } from '#history/operation';
import type { Birth, From, Request } from '#sim/protocol';
import type { SettingsSchema } from '#sim/settings';

/** Settings that every protocol with this client has. */
export const CLIENT_SETTINGS = {
  timeout: { kind: 'duration', maxUs: 36e8, default: 1_000_000 },
  retries: { kind: 'number', min: 0, max: 20, default: 0 },
  keys: { kind: 'choice', options: ['on', 'off'], default: 'on' },
} as const satisfies SettingsSchema;

export interface ClientSettings {
  readonly timeout: number;
  readonly retries: number;
  /** With idempotence keys a replica knows a retry from a new operation. */
  readonly keys: 'on' | 'off';
}

export interface ClientContext {
  readonly memory: Birth<ClientSettings>;
  readonly waiting: readonly Request[];
  /** How many operations it has begun: the idempotence key of the open one (Ongaro's dissertation, section 6.3). */
  readonly opened: number;
  readonly attempt: number;
  readonly target: string;
  /** Who it believes leads: the first replica until told otherwise. */
  readonly leader: string;
  /** When the open operation began, on the client's own clock. */
  readonly begunUs: number;
  /** What replies have left for later requests, by key. */
  readonly left: Readonly<Record<string, unknown>>;
}

export type ClientEvent =
  | { readonly type: 'invoke'; readonly request: Request }
  | From<{ type: 'reply'; operation: string; status: 'ok' | 'fail' | 'info'; value: Value; leaves?: unknown }>
  | From<{ type: 'redirect'; operation: string; to: string }>
  | { readonly type: 'timer.timeout' };

/** Whom an attempt (1 is the first) goes to. */
export type Route = (choice: { request: Request; birth: Birth; leader: string; attempt: number }) => string;

/**
 * What a request brings besides the operation, the same in all its attempts: `left` is what the last reply about its key
 * has left with this client, `begunUs` the client's clock when the operation began.
 */
export type Carry = (known: {
  readonly request: Request;
  readonly settings: Birth['settings'];
  readonly begunUs: number;
  readonly left: unknown;
}) => object;

const isRead = (request: Request): boolean => request.micro.every(({ f }) => f === 'read');

/** The kernel performs these, the machine never does. */
const EFFECTS = {
  begin: (_: unknown, _params: { operation: string }) => {},
  send: (_: unknown, _params: { to: string; kind: string; about: string; body: object }) => {},
  setTimer: (_: unknown, _params: { name: string; delayUs: number }) => {},
  cancelTimer: (_: unknown, _params: { name: string }) => {},
  respond: (_: unknown, _params: { operation: string; status: string; value: Value }) => {},
};

const newborn = (birth: Birth<ClientSettings>): ClientContext => ({
  ...{ memory: birth, waiting: [], opened: 0, attempt: 0, target: '', leader: birth?.replicas[0] ?? '' },
  ...{ begunUs: 0, left: {} },
});

/** A client's machine for a protocol that decides where a request goes, and what it brings. */
export function createClient(route: Route, carry: Carry = () => ({})) {
  const open = (context: ClientContext): Request => context.waiting[0]!;
  const aim = (context: ClientContext, attempt: number): Partial<ClientContext> => ({
    attempt,
    target: route({
      request: open(context),
      birth: context.memory as unknown as Birth,
      leader: context.leader,
      attempt,
    }),
  });
  return setup({
    types: {} as { input: Birth<ClientSettings>; context: ClientContext; events: ClientEvent },
    guards: {
      hasWaiting: ({ context }) => context.waiting.length > 0,
      isMine: ({ context, event }) => 'operation' in event && event.operation === open(context).id,
      mayRetry: ({ context }) => context.attempt <= context.memory.settings.retries,
    },
    actions: {
      queue: assign(({ context, event }) =>
        event.type === 'invoke' ? { waiting: [...context.waiting, event.request] } : {},
      ),
      aimFirst: assign(({ context, event }) => ({
        ...aim(context, 1),
        opened: context.opened + 1,
        begunUs: (event as { nowUs?: number }).nowUs ?? 0,
      })),
      aimAgain: assign(({ context }) => aim(context, context.attempt + 1)),
      follow: assign(({ event }) => (event.type === 'redirect' ? { leader: event.to, target: event.to } : {})),
      /** Who has taken a write leads. */
      believe: assign(({ context, event }) =>
        event.type === 'reply' && event.status === 'ok' && !isRead(open(context)) ? { leader: event.from } : {},
      ),
      remember: assign(({ context, event }) =>
        event.type === 'reply' && event.leaves !== undefined
          ? { left: { ...context.left, [open(context).micro[0]!.key]: event.leaves } }
          : {},
      ),
      close: assign(({ context }) => ({ waiting: context.waiting.slice(1), attempt: 0 })),
      ...EFFECTS,
    },
  }).createMachine({
    id: 'client',
    context: ({ input }) => newborn(input),
    initial: 'idle',
    on: { invoke: { actions: 'queue' } },
    states: {
      idle: {
        always: {
          guard: 'hasWaiting',
          target: 'waiting.asking',
          actions: ['aimFirst', { type: 'begin', params: ({ context }) => ({ operation: open(context).id }) }],
        },
      },
      waiting: {
        initial: 'asking',
        exit: { type: 'cancelTimer', params: { name: 'timeout' } },
        states: {
          asking: {
            entry: [
              { type: 'send', params: ({ context }) => requestTo(context, carry) },
              {
                type: 'setTimer',
                params: ({ context }) => ({ name: 'timeout', delayUs: context.memory.settings.timeout }),
              },
            ],
          },
        },
        on: {
          reply: {
            guard: 'isMine',
            target: 'idle',
            actions: [
              {
                type: 'respond',
                params: ({ event }) => ({ operation: event.operation, status: event.status, value: event.value }),
              },
              'believe',
              'remember',
              'close',
            ],
          },
          redirect: { guard: 'isMine', target: '.asking', reenter: true, actions: 'follow' },
          'timer.timeout': [
            { guard: 'mayRetry', target: '.asking', reenter: true, actions: 'aimAgain' },
            {
              target: 'idle',
              actions: [{ type: 'respond', params: ({ context }) => unknownOutcome(open(context)) }, 'close'],
            },
          ],
        },
      },
    },
  });
}

/** Nobody has answered: a write may or may not have happened. */
const unknownOutcome = (request: Request): { operation: string; status: string; value: Value } => ({
  operation: request.id,
  status: isRead(request) ? 'timeout-read' : 'info',
  value: null,
});

function requestTo(context: ClientContext, carry: Carry): { to: string; kind: string; about: string; body: object } {
  const { memory, target, opened, begunUs, left } = context;
  const request = context.waiting[0]!;
  const { id, micro } = request;
  const key = memory.settings.keys === 'on' ? opened : null;
  const settings = memory.settings as unknown as Birth['settings'];
  const carried = carry({ request, settings, begunUs, left: left[micro[0]!.key] });
  return { to: target, kind: 'request', about: id, body: { type: micro[0]!.f, operation: id, micro, key, ...carried } };
}
