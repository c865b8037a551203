/** A lesson that is being taken: what is asked of it while its page takes it up. */
import { expect, test } from 'vitest';
import { LessonSession } from '#player/lesson-session.svelte';
import { lessons } from '#support/lessons';

const { lesson } = lessons[0]!;

test('what is asked while the page takes the lesson up is done after, in its order', async () => {
  const session = new LessonSession(lesson);
  let taken = () => {};
  const held = session.hold(new Promise<void>((resolve) => (taken = resolve)));
  session.send({ type: 'next' });
  session.send({ type: 'back' });
  session.send({ type: 'next' });
  expect(session.at).toBe(0);
  taken();
  await held;
  expect(session.at).toBe(1);
  session.send({ type: 'back' });
  expect(session.at).toBe(0);
});

test('a link that fails to load holds nothing up', async () => {
  const session = new LessonSession(lesson);
  const held = session.hold(Promise.reject(new Error('no network')));
  session.send({ type: 'next' });
  await held;
  expect(session.at).toBe(1);
});
