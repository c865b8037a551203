/** The pages that were built, by their addresses below the base path; a lesson is a page like any other. */
import { filesUnder } from '#support/sources';

const SITE = '.build/site';

export const pages: readonly string[] = filesUnder(SITE)
  .filter((path) => path.endsWith('/index.html'))
  .map((path) => path.slice(SITE.length + 1, -'index.html'.length));

/** In the order in which they are taken. */
export const lessons: readonly string[] = [...new Set(filesUnder('lessons').map((path) => path.split('/')[1]!))]
  .toSorted()
  .map((folder) => `lessons/${folder.slice('00-'.length)}/`)
  .filter((path) => pages.includes(path));
