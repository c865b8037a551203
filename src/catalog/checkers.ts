/** All checkers by their files, as one module: a page gets them together, after its first picture. */
import type { Checker } from '#history/verdict';

export const checkerFiles: Readonly<Record<string, Checker>> = import.meta.glob('/src/checkers/*/index.ts', {
  eager: true,
  import: 'default',
});
