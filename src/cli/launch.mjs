/** Runs the command line from a clone: builds it when it is missing or outdated, then hands over to it in this process. */
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { CLI, ensureCli } from './build.mjs';

try {
  ensureCli();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(2); // As for bad input: 1 would say that a check was violated.
}
process.argv[1] = CLI;
await import(pathToFileURL(CLI).href);
