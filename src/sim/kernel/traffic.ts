/** Messages under way: sending, the stops at cuts, loss, duplicates, arrival. Each step of a message is a step of its machine. */
import { textNumber } from '#sim/kernel/recorder';
import { record, schedule, type Envelope, type Flight, type World } from '#sim/kernel/world';
import { progressAt, type MessageEvent } from '#sim/message';
import { drawFate, riftAhead, type Cut } from '#sim/network';

/** Share of the way after which a lost message falls off the link. */
const LOST_AT = 0.6;

/** Sends one message (or what the taps make of it), and its twin where the link duplicates. */
export function send(world: World, envelope: Envelope, cause: number): void {
  const tapped = world.taps.reduce<readonly Envelope[]>((all, tap) => all.flatMap(tap), [envelope]);
  for (const each of tapped) launch(world, each, { name: nameMessage(world, each), cause, twin: false });
}

/** `kind(about) from→to`, with ` try n` from the second of that name on. */
function nameMessage({ attempts }: World, { kind, about, from, to }: Envelope): string {
  const base = `${kind}${about === '' ? '' : `(${about})`} ${from}→${to}`;
  const attempt = (attempts.get(base) ?? 0) + 1;
  attempts.set(base, attempt);
  return attempt === 1 ? base : `${base} try ${attempt}`;
}

function launch(
  world: World,
  envelope: Envelope,
  { name, cause, twin }: { name: string; cause: number; twin: boolean },
): void {
  const [from, to] = [world.plan.numbers.get(envelope.from)!, world.plan.numbers.get(envelope.to)!];
  const fate = drawFate(world.network, { from, to, name });
  const edits = editsOf(world, name);
  const latencyUs = Math.max(1, fate.latencyUs + edits.delayUs);
  const message = world.flights.length;
  const state = world.messageStepper.start({ latencyUs, transport: fate.transport }).state;
  const flight = flightOf(envelope, {
    name,
    from,
    to,
    pair: from * world.nodes.length + to,
    ordered: !fate.overtakes && !edits.any,
    sentAtUs: world.nowUs,
    latencyUs,
    twin,
    edited: edits.any,
    cause,
    state,
  });
  world.flights.push(flight);
  world.flying.add(message);
  if (fate.lost || edits.drop) schedule(world, world.nowUs + latencyUs * LOST_AT, { do: 'lose', message, token: -1 });
  depart(world, { message, flight, bandwidthBitsPerS: fate.bandwidthBitsPerS });
  if (!twin && (fate.duplicated || edits.duplicate))
    launch(world, envelope, { name: `${name} twin`, cause, twin: true });
}

type Departure = Pick<
  Flight,
  'name' | 'from' | 'to' | 'pair' | 'ordered' | 'sentAtUs' | 'latencyUs' | 'twin' | 'edited' | 'cause' | 'state'
>;

/** One plain literal: there is one for each message, and a literal put together by spreading takes several times as long. */
const flightOf = ({ kind, type, about, bytes, body }: Envelope, departing: Departure): Flight => ({
  name: departing.name,
  kind,
  type,
  about,
  from: departing.from,
  to: departing.to,
  bytes,
  body,
  sentAtUs: departing.sentAtUs,
  endedAtUs: Infinity,
  latencyUs: departing.latencyUs,
  legs: [],
  twin: departing.twin,
  edited: departing.edited,
  cause: departing.cause,
  token: 0,
  reachUs: 0,
  pair: departing.pair,
  ordered: departing.ordered,
  state: departing.state,
  record: departing.cause,
});

function editsOf(world: World, name: string): { delayUs: number; drop: boolean; duplicate: boolean; any: boolean } {
  const found = { delayUs: 0, drop: false, duplicate: false, any: false };
  for (const index of world.edits.get(name) ?? []) {
    const { change } = world.plan.scenario.edits[index]!;
    world.matchedEdits.add(index);
    if (change.do === 'delay') found.delayUs += change.byUs;
    else found[change.do] = true;
    found.any ||= change.do !== 'duplicate';
  }
  return found;
}

/** Puts a message on its link, at once or when a narrow link has room. */
function depart(
  world: World,
  { message, flight, bandwidthBitsPerS }: { message: number; flight: Flight; bandwidthBitsPerS: number },
): void {
  if (bandwidthBitsPerS === Infinity) return void advance(world, message, departure(world, flight));
  const freeUs =
    Math.max(world.nowUs, world.linkFreeUs.get(flight.pair) ?? 0) + Math.ceil((flight.bytes * 8e6) / bandwidthBitsPerS);
  world.linkFreeUs.set(flight.pair, freeUs);
  flight.record = record(world, 'queued', { message, node: flight.from, cause: flight.cause });
  schedule(world, freeUs, { do: 'depart', message, cause: flight.record });
}

const departure = (world: World, { pair }: Flight): MessageEvent => ({
  type: 'depart',
  nowUs: world.nowUs,
  rift: riftAhead(world.network, pair, 0),
});

export function departLate(world: World, message: number): void {
  if (world.flying.has(message)) advance(world, message, departure(world, world.flights[message]!));
}

/** The end of a message's present leg: true when it has been delivered by this. Void when the leg was changed meanwhile. */
export function reach(world: World, message: number, token: number): boolean {
  const flight = world.flights[message]!;
  if (flight.token !== token || !world.flying.has(message)) return false;
  advance(world, message, { type: 'reach', nowUs: world.nowUs });
  return flight.state.value === 'delivered';
}

export function lose(world: World, message: number, reason: string): void {
  if (world.flying.has(message)) advance(world, message, { type: 'lose', reason });
}

/** After a cut fell or healed: every message under way looks ahead again. */
export function reroute(world: World, changed: readonly Cut[], pairs: ReadonlySet<number>): void {
  if (changed.length === 0) return;
  for (const pair of pairs) world.arrivalUs.set(pair, 0);
  for (const message of world.flying) {
    const flight = world.flights[message]!;
    if (!pairs.has(flight.pair) || flight.state.value === 'queued') continue;
    const { context } = flight.state;
    const progress = flight.state.value === 'held' ? context.progress : progressAt(context, world.nowUs);
    advance(world, message, {
      type: 'reroute',
      nowUs: world.nowUs,
      rift: riftAhead(world.network, flight.pair, progress),
    });
    if (flight.ordered && flight.state.context.rift === 1) keepOrder(world, flight.pair, flight.reachUs);
  }
}

const keepOrder = (world: World, pair: number, reachUs: number): number => {
  const atUs = Math.max(reachUs, world.arrivalUs.get(pair) ?? 0);
  world.arrivalUs.set(pair, atUs);
  return atUs;
};

/** One step of a message's machine; its new state, if it has one, is recorded. */
function advance(world: World, message: number, event: MessageEvent): void {
  const flight = world.flights[message]!;
  const before = flight.state;
  const step = world.messageStepper.step(before, event);
  const { state, effects } = step;
  if (state === before) return;
  world.watcher?.stepped({
    of: 'message',
    number: message,
    atUs: world.nowUs,
    cause: flight.record,
    event,
    before,
    step,
  });
  flight.state = state;
  endLeg(world, flight);
  noteState(world, message, flight);
  for (const { type, params } of effects) {
    if (type !== 'arrive') throw new Error(`message ${flight.name}: unknown effect ${type}`);
    head(world, { message, flight, inUs: params['inUs'] as number });
  }
}

/** Starts a leg towards the next stop. */
function head(world: World, { message, flight, inUs }: { message: number; flight: Flight; inUs: number }): void {
  const { progress, rift } = flight.state.context;
  const reachUs = world.nowUs + inUs;
  flight.reachUs = flight.ordered && rift === 1 ? keepOrder(world, flight.pair, reachUs) : reachUs;
  flight.token = ++world.tokens;
  flight.legs.push({ fromUs: world.nowUs, toUs: flight.reachUs, from: progress, to: rift });
  schedule(world, flight.reachUs, { do: 'reach', message, token: flight.token });
}

/** Cuts the last leg short where the message turned or stopped before its planned end. */
function endLeg({ nowUs }: World, { legs }: Flight): void {
  const last = legs.at(-1);
  if (!last || last.toUs <= nowUs) return;
  const to = last.from + ((last.to - last.from) * (nowUs - last.fromUs)) / (last.toUs - last.fromUs);
  legs[legs.length - 1] = { ...last, toUs: nowUs, to };
}

function noteState(world: World, message: number, flight: Flight): void {
  const value = flight.state.value as 'travelling' | 'held' | 'delivered' | 'lost';
  const ended = value === 'delivered' || value === 'lost';
  const detail = value === 'lost' ? textNumber(world.recorder, flight.state.context.reason) : -1;
  flight.record = record(world, value, {
    message,
    node: ended ? flight.to : flight.from,
    detail,
    cause: flight.record,
  });
  if (!ended) return;
  flight.endedAtUs = world.nowUs;
  world.flying.delete(message);
}
