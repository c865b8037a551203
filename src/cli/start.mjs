/** `npm start`: from a fresh clone to a page in the browser. Installs and builds what is missing, then serves it. */
import process from 'node:process';
import { ensureSite } from './build.mjs';
import { serveFromArguments } from './serve.mjs';

try {
  ensureSite();
  await serveFromArguments();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
