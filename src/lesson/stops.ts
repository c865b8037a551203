/** The stops of a talk over a lesson: where a presenter pauses to ask, to point, or to tell. They follow from the lesson and its prose. */
import type { Lesson, LessonStep } from '#lesson/lesson';
import { referencesIn, type Passage, type Prose, type Section } from '#lesson/prose';

export type StopKind =
  /** The step as it opens. */
  | 'open'
  /** A moment of the run that the prose names, or what it lists about one. */
  | 'moment'
  /** The run plays to its end. */
  | 'play'
  /** The run plays to its lock, and hands go up. */
  | 'vote'
  /** The run goes on until it has given the answer away. */
  | 'run'
  /** Who was right, and why. */
  | 'answer'
  /** A question about earlier lessons, and its answer. */
  | 'ask'
  | 'tell'
  /** One way to the goal. */
  | 'solution';

export interface Stop {
  /** The step's id and what is done there: `late/moment-2`. */
  readonly id: string;
  /** Index of the step. */
  readonly step: number;
  readonly kind: StopKind;
  /** What the room reads beside the picture. */
  readonly passages: readonly Passage[];
  /** A time, or the name of a fact that is one. */
  readonly moment?: string;
  readonly question?: string;
}

export const stopsOf = ({ steps }: Pick<Lesson, 'steps'>, prose: Prose): readonly Stop[] =>
  steps.flatMap((step, index) =>
    stopsIn(step, prose.sections[step.id]!).map(({ name, ...stop }) => ({
      ...stop,
      id: `${step.id}/${name}`,
      step: index,
    })),
  );

type Bare = Omit<Stop, 'id' | 'step'> & { readonly name: string };

function stopsIn(step: LessonStep, section: Section): readonly Bare[] {
  const block = (name: string): readonly Passage[] => (section.blocks[name] ? [section.blocks[name]] : []);
  const open = (passages: readonly Passage[]): Bare => ({ name: 'open', kind: 'open', passages });
  switch (step.kind) {
    case 'play':
      return [open(listOf(section)), { name: 'play', kind: 'play', passages: listOf(section) }];
    case 'explain':
      return [open(leadOf(section)), ...momentsOf(section, step.opensAt)];
    case 'predict':
      return [
        open(piecesOf(section)),
        { name: 'vote', kind: 'vote', passages: [] },
        { name: 'run', kind: 'run', passages: [] },
        { name: 'answer', kind: 'answer', passages: [] },
      ];
    case 'recall':
      return [
        open([]),
        ...step.questions.flatMap(({ id }): readonly Bare[] => [
          { name: `ask ${id}`, kind: 'ask', passages: block(`question ${id}`), question: id },
          { name: `tell ${id}`, kind: 'tell', passages: block(`question ${id}`), question: id },
        ]),
      ];
    case 'goal':
      return [open(piecesOf(section)), { name: 'solution', kind: 'solution', passages: block('solution') }];
    case 'takeaway':
      return [open(listOf(section).slice(0, KEEPSAKES))];
  }
}

/** So many sentences of a takeaway can be read from the last row; the rest is for those who read the lesson. */
const KEEPSAKES = 3;

/** Moments that the prose names, but the one of its lead, at which the step opens; items without one of their own stand together, at the moment before them. */
function momentsOf(section: Section, opensAt: string | undefined): readonly Bare[] {
  const lead = leadOf(section).map(({ html }) => html);
  const stops: Bare[] = [];
  let moment = opensAt;
  let open: Passage[] | undefined;
  for (const [index, piece] of piecesOf(section).entries()) {
    const own = momentIn(piece);
    moment = own ?? moment;
    if (lead.includes(piece.html)) continue;
    const isItem = piece.html.startsWith('<li>');
    if (own !== undefined) {
      stops.push({ name: `moment ${index + 1}`, kind: 'moment', passages: [piece], moment: own });
      open = undefined;
    } else if (isItem && moment !== undefined) {
      if (open) open.push(piece);
      else {
        open = [piece];
        stops.push({ name: `points ${index + 1}`, kind: 'moment', passages: open, moment });
      }
    } else open = undefined;
  }
  return stops;
}

const momentIn = (piece: Passage): string | undefined => referencesIn(piece).find(({ to }) => to === 'moment')?.name;

/** The items of a passage's lists; its first paragraph where it has none. */
function listOf(section: Section): readonly Passage[] {
  const items = piecesOf(section).filter(({ html }) => html.startsWith('<li>'));
  return items.length > 0 ? items : leadOf(section);
}

/** The first paragraph, unless it only leads to what follows. */
const leadOf = (section: Section): readonly Passage[] =>
  piecesOf(section)
    .slice(0, 1)
    .filter(({ text }) => !text.endsWith(':'));

/** A passage's paragraphs and list items, in order. */
export const piecesOf = ({ html }: Passage): readonly Passage[] =>
  [...html.matchAll(/<li>[^]*?<\/li>|<p>[^]*?<\/p>/g)].map(([piece]) => ({ html: piece, text: textOf(piece) }));

/** The plain text of a piece of our own build's markup; figures stand as `{name}`. */
const textOf = (html: string): string =>
  html
    .replace(/<span data-fact="([^"]*)"><\/span>/g, '{$1}')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
