/** The same scenario is the same run in Node and in each browser: the same bundle says the same hashes everywhere. */
import vm from 'node:vm';
import { expect, test } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import type { hashes } from '#support/hash-entry';

type Hashes = ReturnType<typeof hashes>;

/** The bundle as one script whose value is the hashes. */
async function bundle(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: { entry: 'tests/support/hash-entry.ts', formats: ['iife'], name: 'engine' },
    },
  });
  const [first] = Array.isArray(output) ? output : [output as Rolldown.RolldownOutput];
  const [chunk] = first!.output;
  return `(() => { ${chunk.code}; return engine.hashes(); })()`;
}

test('every run has the same hash in Node and in this browser', async ({ page }) => {
  const code = await bundle();
  const inNode = vm.runInThisContext(code) as Hashes;
  const names = Object.keys(inNode);
  expect(names.length).toBeGreaterThan(50);
  expect(new Set(Object.values(inNode)).size).toBeGreaterThan(50);
  for (const hash of Object.values(inNode)) expect(hash).toMatch(/^[0-9a-f]{16}$/);

  await page.goto('about:blank');
  expect(await page.evaluate<Hashes>(code)).toEqual(inNode);
});
