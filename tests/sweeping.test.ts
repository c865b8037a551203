/** What a page offers to vary is what the protocol can run with. */
import { expect, test } from 'vitest';
import { protocols } from '#catalog';
import { parseVary, varied } from '#explore/vary';
import { toggled, variablesOf } from '#player/variable';
import { parseScript } from '#sim/script/parse';

test.each([...protocols.values()].map((protocol) => [protocol.id, protocol] as const))(
  'each setting of %s that is offered runs with every value',
  (id, protocol) => {
    const { scenario } = parseScript(`protocol ${id}\nreplicas A B C\nclients Ana@A`);
    for (const { setting, text } of variablesOf(scenario, protocol)) {
      const read = parseVary(text);
      if ('fault' in read) throw new Error(JSON.stringify(read.fault));
      expect(varied(scenario, read.axes, protocol).fault, `${setting}: ${text}`).toBeUndefined();
    }
  },
);

test('pressing a setting takes it in, and pressing it again takes it out, whatever its values', () => {
  const ack = { setting: 'ack', text: 'ack=async,sync' };
  expect(toggled('', ack)).toBe('ack=async,sync');
  expect(toggled('r=1..2', ack)).toBe('r=1..2 ack=async,sync');
  expect(toggled('ack=sync  r=1..2', ack)).toBe('r=1..2');
});
