/** The experiment that a visitor meets first: one write, one cut, one read at the wrong copy. */
import type { Scenario } from '#sim/scenario';
import { parseScript } from '#sim/script/parse';

export const WELCOME = `replicarium 1
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

export const welcome = (): Scenario => parseScript(WELCOME).scenario;
