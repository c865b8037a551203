/** The pages that were built, by their addresses below the base path; a lesson is a page like any other. */
import { env } from 'node:process';
import { filesUnder } from '#support/sources';

const SITE = '.build/site';

export const pages: readonly string[] = filesUnder(SITE)
  .filter((path) => path.endsWith('/index.html'))
  .map((path) => path.slice(SITE.length + 1, -'index.html'.length));

const kindOf = (path: string): string => path.replace(/^(lessons|present|print)\/[^/]+/, '$1/*');

/** One page of each kind: pages of lessons differ in what they hold, not in how they stand. */
export const kinds: readonly string[] = pages.filter(
  (path, at) => pages.findIndex((each) => kindOf(each) === kindOf(path)) === at,
);

/** Those, or every page when all is asked for. */
export const touched: readonly string[] = env['E2E'] === 'all' ? pages : kinds;

/** In the order in which they are taken. */
export const lessons: readonly string[] = [...new Set(filesUnder('lessons').map((path) => path.split('/')[1]!))]
  .toSorted()
  .map((folder) => `lessons/${folder.slice('00-'.length)}/`)
  .filter((path) => pages.includes(path));
