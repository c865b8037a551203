/** The words of a lesson as data: what `en.md` becomes, keyed by step id, so that screen, tests and command line share it. */

/** One passage, rendered for the page and as plain text for a screen reader or a terminal. */
export interface Passage {
  /** Figures stand as `<span data-fact="name"></span>`, references as buttons with `data-to` and `data-name`. */
  readonly html: string;
  /** Paragraphs are separated by an empty line; figures stand as `{name}`. */
  readonly text: string;
}

/** The words of one step: its own passage, and the named blocks (title, choices, hints, explanations) under it. */
export interface Section extends Passage {
  readonly blocks: Readonly<Record<string, Passage>>;
}

export interface Prose {
  readonly title: string;
  /** By step id. */
  readonly sections: Readonly<Record<string, Section>>;
}

/** The section that says in a sentence or two what the lesson is about: for lists and link previews. No step has this id. */
export const ABOUT = 'about';

/** To what a word of the prose may point, as `[the cut](moment:20ms)`. */
export const REFERENCES = ['moment', 'operation', 'replica', 'client', 'term', 'claim'] as const;

export interface Reference {
  readonly to: (typeof REFERENCES)[number];
  readonly name: string;
}

/** All passages of a section with the names of their blocks; '' is the section's own. */
export const passagesOf = (section: Section): readonly (readonly [block: string, passage: Passage])[] => [
  ['', section],
  ...Object.entries(section.blocks),
];

/** Names of the figures that a passage shows. */
export const factsIn = ({ html }: Passage): string[] =>
  [...html.matchAll(/<span data-fact="([^"]*)">/g)].map((match) => match[1]!);

/** What a passage points to. */
export const referencesIn = ({ html }: Passage): Reference[] =>
  [...html.matchAll(/ data-to="([^"]*)" data-name="([^"]*)"/g)].map((match) => ({
    to: match[1] as Reference['to'],
    name: match[2]!,
  }));
