/** Discovers protocols, checkers, lessons and languages: a new one is one new folder, registered nowhere. Refuses a bad shape with the file's name. */
import type { Checker } from '#history/verdict';
import type { Lesson } from '#lesson/lesson';
import { lessonAddress, MODULES, type LessonAddress } from '#lesson/modules';
import type { Notes } from '#lesson/notes';
import { passagesOf, referencesIn, type Prose } from '#lesson/prose';
import { protocolsOf } from '#lesson/protocols';
import type { Protocol } from '#sim/protocol';

type Files<Shape> = Readonly<Record<string, Shape>>;

const protocolFiles = import.meta.glob<Protocol>('/src/protocols/*/index.ts', { import: 'default' });

const folderOf = (file: string): string => file.split('/').at(-2)!;

/** Parts by id; throws where an id is not its folder's name or a field is missing. */
function collect<Part extends { id: string }>(
  files: Files<Part>,
  fields: readonly (keyof Part)[],
): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  for (const [file, part] of Object.entries(files)) {
    const folder = folderOf(file);
    const missing = fields.filter((field) => part?.[field] === undefined);
    if (missing.length > 0) throw new Error(`${file}: the default export lacks ${missing.join(', ')}`);
    if (part.id !== folder)
      throw new Error(`${file}: its id is "${part.id}"; it must be its folder's name, "${folder}"`);
    parts.set(part.id, part);
  }
  return parts;
}

const protocolsHere = new Map<string, Protocol>();

/** The protocols that have arrived: outside a browser all of them, on a page those that it has loaded. */
export const protocols: ReadonlyMap<string, Protocol> = protocolsHere;

/** Loads the protocols of these ids, or all; a page does so before its first run. An id that no protocol has is passed over. */
export async function loadProtocols(ids?: readonly string[]): Promise<void> {
  const wanted = Object.entries(protocolFiles).filter(([file]) => !ids || ids.includes(folderOf(file)));
  const loaded = await Promise.all(wanted.map(async ([file, load]) => [file, await load()] as const));
  const fields = ['id', 'behaviour', 'replica', 'client', 'settings', 'spec', 'operations', 'describe'] as const;
  for (const [id, protocol] of collect(Object.fromEntries(loaded), fields)) protocolsHere.set(id, protocol);
}

const checkersHere: Checker[] = [];

/** Strongest first. Outside a browser all of them; on a page none before `loadCheckers`. */
export const checkers: readonly Checker[] = checkersHere;

/** Loads the checkers: a run can be seen before it is judged. */
export async function loadCheckers(): Promise<void> {
  const { checkerFiles } = await import('./catalog/checkers');
  if (checkersHere.length > 0) return;
  const all = [...collect(checkerFiles, ['id', 'rank', 'specs', 'check']).values()];
  checkersHere.push(...all.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1)));
}

if (import.meta.env.SSR) await Promise.all([loadProtocols(), loadCheckers()]);

const lessonFiles = import.meta.glob<Lesson>('/lessons/*/lesson.ts', { import: 'default' });
/** A lesson's words: `en.md` is its prose, `en.notes.md` a teacher's notes on it. */
const wordFiles = import.meta.glob<Prose | Notes>('/lessons/*/*.md', { import: 'default' });

/** Where every lesson stands, in the course's order; their bodies come with `loadLesson`. */
export const lessons: readonly LessonAddress[] = Object.keys(lessonFiles)
  .map((file) => {
    const address = lessonAddress(file);
    if (!address)
      throw new Error(`${file}: a lesson's folder is named NN-slug, with the number of a lesson of the course`);
    return address;
  })
  .sort((a, b) => a.number - b.number);

export interface LoadedLesson {
  readonly lesson: Lesson;
  readonly prose: Prose;
}

/** A lesson with its words and the protocols of its scripts; English where it is not written in that language. Throws on a slug that no lesson has. */
export async function loadLesson(slug: string, language = 'en'): Promise<LoadedLesson> {
  const address = lessons.find((each) => each.slug === slug);
  if (!address)
    throw new Error(`there is no lesson "${slug}"; there are ${lessons.map((each) => each.slug).join(', ')}`);
  const folder = `/lessons/${address.folder}`;
  const words = wordFiles[`${folder}/${language}.md`] ?? wordFiles[`${folder}/en.md`];
  if (!words) throw new Error(`${folder}/en.md is missing: every lesson is written in English first`);
  const [lesson, prose] = await Promise.all([lessonFiles[`${folder}/lesson.ts`]!(), words()]);
  await loadProtocols(protocolsOf(lesson));
  return { lesson, prose: prose as Prose };
}

/** A teacher's notes on a lesson: English where there are none in that language, undefined where there are none at all. */
export async function loadNotes(slug: string, language = 'en'): Promise<Notes | undefined> {
  const folder = `/lessons/${lessons.find((each) => each.slug === slug)?.folder}`;
  const load = wordFiles[`${folder}/${language}.notes.md`] ?? wordFiles[`${folder}/en.notes.md`];
  return (await load?.()) as Notes | undefined;
}

/** The parts of the course that have lessons, each with what a list says of them. */
export async function loadCourse() {
  const all = await Promise.all(
    lessons.map(async ({ slug, number, module }) => ({
      slug,
      number,
      module: module.id,
      ...listing(await loadLesson(slug)),
    })),
  );
  return MODULES.map(({ id, letter }) => ({ id, letter, lessons: all.filter(({ module }) => module === id) })).filter(
    (part) => part.lessons.length > 0,
  );
}

const listing = ({ lesson, prose }: LoadedLesson) => ({
  title: prose.title,
  about: prose.sections['about']?.text ?? '',
  minutes: lesson.minutes,
  roles: lesson.roles,
});

const documentFiles = import.meta.glob<ModelDocument>(['/src/sim/README.md', '/src/protocols/*/README.md'], {
  query: '?document',
  import: 'default',
});

/** A README as a page shows it: its heading's id and words, and those of its parts. */
export interface ModelDocument {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly { readonly id: string; readonly title: string }[];
  readonly html: string;
}

/** What is modelled and what is not, in the words of the parts themselves: the simulation first, then each protocol. */
export const loadModel = (): Promise<readonly ModelDocument[]> =>
  Promise.all(
    Object.keys(documentFiles)
      .sort((a, b) => Number(a.includes('/protocols/')) - Number(b.includes('/protocols/')) || (a < b ? -1 : 1))
      .map((file) => documentFiles[file]!()),
  );

/** Which lessons use each term, by the term's id: read from their prose. */
export async function loadTermUses(): Promise<Readonly<Record<string, readonly LessonTitle[]>>> {
  const uses: Record<string, LessonTitle[]> = {};
  for (const { slug, number } of lessons) {
    const { prose } = await loadLesson(slug);
    const passages = Object.values(prose.sections).flatMap(passagesOf);
    const terms = passages.flatMap(([, passage]) => referencesIn(passage).filter(({ to }) => to === 'term'));
    for (const name of new Set(terms.map((term) => term.name)))
      (uses[name] ??= []).push({ slug, number, title: prose.title });
  }
  return uses;
}

export interface LessonTitle {
  readonly slug: string;
  readonly number: number;
  readonly title: string;
}
