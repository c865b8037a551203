/** Every `src/protocols/<id>/golden/*.txt` is a test: a script with today's run stored behind it. */
import { expect, test } from 'vitest';
import { checkers, protocols } from '#catalog';
import { rerunGolden } from '#support/show';

const goldens = import.meta.glob<string>('/src/protocols/*/golden/*.txt', {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** After an intended change run `npm test -- -u`, then read the diff line by line before committing. */
test.each(Object.entries(goldens))('%s', async (path, text) => {
  await expect(rerunGolden(text, protocols, checkers)).toMatchFileSnapshot(`..${path}`);
});

test.each(Object.entries(goldens))(
  '%s runs its own protocol, says what it shows, and gives the same bytes again',
  (path, text) => {
    const rerun = () => rerunGolden(text, protocols, checkers);
    expect(rerun()).toBe(rerun());
    expect(text).toMatch(/^# /);
    expect(/^protocol (\S+)/m.exec(text)?.[1]).toBe(path.split('/').at(-3));
  },
);

test.each([...protocols.keys()])('%s has a golden', (id) => {
  expect(Object.keys(goldens).some((path) => path.startsWith(`/src/protocols/${id}/golden/`))).toBe(true);
});
