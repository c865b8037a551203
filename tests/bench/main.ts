/** Prints what Node can measure, as one JSON array on standard output; `tests/bench.mjs` builds and runs it. */
import { runCheckersBench } from './checkers';
import { runManyBench } from './many';
import { runSceneBench } from './scene';
import { runSimulationBench } from './simulation';
import { runStepperBench } from './stepper';

const parts = [runStepperBench, runSimulationBench, runSceneBench, runCheckersBench, runManyBench];
const measured = [];
for (const part of parts) measured.push(...(await part()));
process.stdout.write(JSON.stringify(measured));
