/** Scenes for the tests of pictures: from a script to what the painters are handed. */
import protocol from '#protocols/primary-backup/index';
import { createScene, type Scene } from '#scene/scene';
import { runScenario } from '#sim/run';
import { parseScript } from '#sim/script/parse';

/** Throws where the script is wrong: a test must not draw nothing. */
export function sceneOf(script: string): Scene {
  const { scenario, errors } = parseScript(script);
  if (errors.length > 0) throw new Error(`${JSON.stringify(errors)}\n${script}`);
  const { trace, faults } = runScenario(scenario, new Map([[protocol.id, protocol]]));
  if (!trace) throw new Error(`${JSON.stringify(faults)}\n${script}`);
  return createScene(trace, protocol);
}

/** Semi-synchronous: Ana's write is done once Virginia has it; Bo reads in Singapore, behind a cut. */
export const CUT_BEFORE_READ = `replicarium 1
title A cut before the read
seed 7
ends 100ms
protocol primary-backup ack=semi-sync read=nearest
replicas Frankfurt@eu-central Virginia@us-east Singapore@ap-southeast
clients Ana@Frankfurt Bo@Singapore
initially x=1
link local 6ms
link Frankfurt-Virginia 9ms
link Frankfurt-Singapore 11ms..14ms
at 6ms Ana write x=2
at 10ms cut Frankfurt | Singapore
at 44ms Bo read x
at 75ms heal
`;
