/** Reads a lesson's `en.notes.md` into a teacher's notes by step id: lines that begin with **Timing**, **Ask** and their like are their parts. */
import { HEADS, type Head, type Note, type Notes } from '#lesson/notes';
import type { Passage } from '#lesson/prose';

/** Renders a piece of markdown as the lesson's prose is rendered. */
type Render = (markdown: string) => Passage;

/** `**Timing** 4 minutes`, also as an item of a list, and with a colon, a comma or a stop behind the word. */
const HEAD = new RegExp(`^\\s*(?:[-*]\\s+)?\\*\\*(${Object.keys(HEADS).join('|')})[.:,]?\\*\\*[.:,]?\\s*(.*)$`);

/**
 * Sections begin with "## step-id"; a title above them is allowed and not shown.
 *
 * @param file named in errors only
 * @throws on a section or a part that stands there twice
 */
export function readNotes(markdown: string, render: Render, file = 'notes'): Notes {
  const sections: Record<string, Note> = {};
  for (const chunk of markdown.split(/^## /m).slice(1)) {
    const [heading = '', ...lines] = chunk.split('\n');
    const name = heading.trim();
    if (Object.hasOwn(sections, name)) throw new Error(`${file}: a second section "${name}"`);
    sections[name] = readNote(lines, render, `${file}, section ${name}`);
  }
  return { sections };
}

function readNote(lines: readonly string[], render: Render, place: string): Note {
  const texts = new Map<Head | '', string[]>([['', []]]);
  let part: Head | '' = '';
  for (const line of lines) {
    const [, word, rest] = HEAD.exec(line) ?? [];
    if (word === undefined) {
      texts.get(part)!.push(line);
      continue;
    }
    part = HEADS[word as keyof typeof HEADS];
    if (texts.has(part)) throw new Error(`${place}: a second line **${word}**`);
    texts.set(part, [rest!]);
  }
  const { '': own, ...parts } = Object.fromEntries(
    [...texts].map(([head, text]) => [head, render(text.join('\n').trim())]),
  );
  return { ...own!, parts };
}
