/** Compares the checkers with verdicts that nobody here wrote. Where the reference folder is missing this skips, and says so. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { History } from '#history/operation';
import type { Checker } from '#history/verdict';
import causal from '#checkers/causal/index';
import causalConvergence from '#checkers/causal-convergence/index';
import linearizable from '#checkers/linearizable/index';
import monotonicReads from '#checkers/monotonic-reads/index';
import monotonicWrites from '#checkers/monotonic-writes/index';
import pram from '#checkers/pram/index';
import readYourWrites from '#checkers/read-your-writes/index';
import sequential from '#checkers/sequential/index';
import weakCausal from '#checkers/weak-causal/index';
import writesFollowReads from '#checkers/writes-follow-reads/index';

const folder = process.env['REFERENCE_DIR'] ?? '../shared/reference';
const isThere = existsSync(folder);
if (!isThere) console.info(`There is no reference folder at ${folder}: the comparison with it is skipped.`);

type Case = History & { readonly id: string; readonly expect: Readonly<Record<string, boolean | null>> };

const files = isThere ? readdirSync(folder).filter((file) => file.endsWith('.jsonl')) : [];
const cases = files.flatMap((file) =>
  readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case),
);

const checkers: Readonly<Record<string, Checker>> = {
  linearizable,
  sequential,
  causalConvergence,
  causal,
  weakCausal,
  pram,
  writesFollowReads,
  monotonicWrites,
  monotonicReads,
  readYourWrites,
};

test.skipIf(!isThere).each(Object.entries(checkers))(
  '%s agrees with every verdict of the reference',
  (name, checker) => {
    const claimed = cases.filter((each) => typeof each.expect[name] === 'boolean');
    const wrong = claimed.flatMap((each) => {
      const { verdict } = checker.check({ history: each });
      return (verdict === 'holds') === each.expect[name] && verdict !== 'unknown'
        ? []
        : [`${each.id}: ${verdict}, expected ${each.expect[name]}`];
    });
    console.info(
      `${name}: ${claimed.length} verdicts of ${cases.length} histories in ${files.length} files compared, ${wrong.length} differ`,
    );
    expect(wrong).toEqual([]);
    expect(claimed.length).toBeGreaterThan(0);
  },
);
