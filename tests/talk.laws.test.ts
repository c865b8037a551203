/** The laws of a talk: after whatever was done, however bad the line, the room shows what the presenter shows; and no room can drive. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { act, actionBetween, type Desk, type DeskAction } from '#player/talk/desk';
import {
  beatOf,
  follow,
  nobody,
  readConsole,
  readRoom,
  tell,
  wholeOf,
  type ConsoleMessage,
  type Follower,
  type Leader,
} from '#player/talk/messages';
import { reduce, talkHash } from '#player/talk/talk';
import { runs } from '#support/runs';
import { deskActions, fates, freshDesk, type Fate } from '#support/talks';

/** Windows over a line: what is said passes through JSON, as it would through a channel, and meets its fate. */
class Windows {
  desk: Desk = freshDesk();
  leader: Leader = { console: 1, number: 0, talk: this.desk.talk };
  room: Follower = nobody;
  late: unknown[] = [];

  do(action: DeskAction, fate: Fate): void {
    const { desk, told } = act(this.desk, action);
    this.desk = desk;
    for (const each of told) {
      const { leader, message } = tell(this.leader, each);
      this.leader = leader;
      this.send(message, fate);
    }
  }

  send(message: ConsoleMessage, fate: Fate): void {
    const letter: unknown = JSON.parse(JSON.stringify(message));
    if (fate === 'late') this.late.push(letter);
    for (let times = { arrives: 1, twice: 2, lost: 0, late: 0 }[fate]; times > 0; times -= 1) this.hear(letter);
  }

  hear(letter: unknown): void {
    const message = readConsole(letter);
    expect(message).toBeDefined();
    const { follower, asks } = follow(this.room, message!);
    this.room = follower;
    if (asks) this.room = follow(this.room, readConsole(JSON.parse(JSON.stringify(wholeOf(this.leader))))!).follower;
  }

  /** The console's page was reloaded: it takes up what it kept, as a later console. */
  reload(): void {
    this.desk = JSON.parse(JSON.stringify(this.desk)) as Desk;
    this.leader = { console: this.leader.console + 1, number: 0, talk: this.desk.talk };
  }

  /** What was late arrives at last, and a second has passed. */
  settle(): void {
    for (const letter of this.late.splice(0)) this.hear(letter);
    this.hear(JSON.parse(JSON.stringify(beatOf(this.leader))));
  }
}

const events = fc.oneof(
  { weight: 20, arbitrary: fc.record({ action: deskActions, fate: fates }) },
  fc.constantFrom('the room is closed and opened', 'the console is reloaded', 'a second passes'),
);

describe('After 200 random actions over a bad line', () => {
  test('the room’s copy equals the presenter’s, by its hash', () => {
    fc.assert(
      fc.property(fc.array(events, { minLength: 200, maxLength: 200 }), (all) => {
        const windows = new Windows();
        for (const event of all) {
          if (typeof event === 'object') windows.do(event.action, event.fate);
          else if (event === 'a second passes') windows.settle();
          else if (event === 'the console is reloaded') windows.reload();
          else windows.room = nobody;
        }
        windows.settle();
        expect(windows.room.talk).toEqual(windows.desk.talk);
        expect(talkHash(windows.room.talk!)).toBe(talkHash(windows.desk.talk));
      }),
      { numRuns: runs(40, 1_000) },
    );
  });

  test('the room has not seen what was tried while it was held', () => {
    fc.assert(
      fc.property(fc.array(deskActions, { maxLength: 60 }), (actions) => {
        let desk = act(freshDesk(), { do: 'hold' }).desk;
        const { shown } = desk.talk;
        for (const action of actions.filter(({ do: what }) => what !== 'release')) {
          desk = act(desk, action).desk;
          expect(desk.talk.shown).toBe(shown);
        }
        const { own } = desk;
        expect(act(desk, { do: 'release' }).desk.talk.shown).toBe(own);
      }),
      { numRuns: runs(100, 2_000) },
    );
  });
});

describe('A room', () => {
  test('can ask and say that it is there; whatever else it says is heard by nobody', () => {
    const asLetter = fc.oneof(
      fc.anything(),
      deskActions,
      fc.record({ say: fc.constantFrom('step', 'whole', 'go', 'next'), action: deskActions, console: fc.nat() }),
    );
    fc.assert(
      fc.property(asLetter, (letter) => {
        expect(['undefined', 'ask', 'here']).toContain(readRoom(letter)?.say ?? 'undefined');
      }),
      { numRuns: runs(500, 20_000) },
    );
    // An action that is dressed as a room's word loses its dress.
    expect(readRoom({ say: 'ask', room: 1, action: { do: 'blank', blank: true } })).toEqual({ say: 'ask', room: 1 });
  });

  test('hears nothing from an earlier console once a later one has spoken', () => {
    const { talk } = freshDesk();
    const later = follow(nobody, wholeOf({ console: 9, number: 0, talk })).follower;
    const earlier = tell({ console: 8, number: 40, talk }, { do: 'blank', blank: true }).message;
    expect(follow(later, earlier)).toEqual({ follower: later, asks: false });
    expect(follow(later, beatOf({ console: 8, number: 41, talk }))).toEqual({ follower: later, asks: false });
  });

  test('refuses a talk that is no talk', () => {
    const whole = wholeOf({ console: 1, number: 0, talk: freshDesk().talk });
    expect(readConsole(whole)).toEqual(whole);
    for (const spoilt of [
      { ...whole, talk: { ...freshDesk().talk, look: 'upside down' } },
      { ...whole, hash: 'x' },
      { ...whole, talk: undefined },
      { ...tell({ console: 1, number: 0, talk: freshDesk().talk }, { do: 'wipe' }).message, action: { do: 'drive' } },
    ])
      expect(readConsole(spoilt)).toBeUndefined();
  });
});

test('the action between two states leads from one to the other, and only the cursor is told where only it moved', () => {
  fc.assert(
    fc.property(fc.array(deskActions, { minLength: 2, maxLength: 20 }), (actions) => {
      const start = freshDesk();
      const end = actions.reduce((desk, action) => act(desk, action).desk, start);
      const action = actionBetween(start.own, end.own);
      const reached = action ? reduce(start.talk, action).shown : start.own;
      expect(reached).toEqual(end.own);
    }),
    { numRuns: runs(100, 2_000) },
  );
  const { own } = freshDesk();
  expect(actionBetween(own, { ...own, atUs: 7 })).toEqual({ do: 'cursor', atUs: 7 });
  expect(actionBetween(own, { ...own })).toBeUndefined();
});
