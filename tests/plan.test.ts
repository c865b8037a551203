/** A scenario whose settings are wrong is told so: what these settings would refuse is nobody's question yet. */
import { expect, test } from 'vitest';
import { protocols } from '#catalog';
import { runScenario } from '#sim/run';
import { parseScript } from '#sim/script/parse';

test.each(['constructor', 'nonsense'])('a data type named %s is refused as a setting, and nothing throws', (type) => {
  const { scenario } = parseScript(
    `replicarium 1\nprotocol crdt type=${type}\nreplicas A B\nclients Ana@A\nat 1ms Ana write x=2\n`,
  );
  expect(runScenario(scenario, protocols).faults.map(({ reason }) => reason.id)).toEqual(['script.setting.value']);
});
