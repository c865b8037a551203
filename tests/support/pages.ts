/** The pages that were built, by their addresses below the base path; a lesson is a page like any other. */
import { filesUnder } from '#support/sources';

const SITE = '.build/site';

export const pages: readonly string[] = filesUnder(SITE)
  .filter((path) => path.endsWith('/index.html'))
  .map((path) => path.slice(SITE.length + 1, -'index.html'.length));

export const lessons: readonly string[] = pages.filter((path) => /^lessons\/./.test(path));
