/** The catalogues are whole: what the code can say has words, no words stand in vain, and every text can be rendered. */
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import { checkers, protocols } from '#catalog';
import english from '#i18n/en/index';
import pseudo from '#i18n/pseudo/index';
import { pseudoText } from '#i18n/pseudo/words';
import { createSay, type Language } from '#i18n/say';
import { gluedWords } from '#support/glued';
import { patternsIn, saidIds, spelledIds } from '#support/message-ids';

const files = import.meta.glob<string>(
  ['/src/**/*.{ts,svelte}', '/lessons/*/lesson.ts', '!/src/i18n/**', '!/src/app.d.ts'],
  { eager: true, query: '?raw', import: 'default' },
);
const languages = import.meta.glob<Language>('/src/i18n/*/index.ts', { eager: true, import: 'default' });

/** Ids that the code puts together, and from what: the only ones that it does not spell. */
const PUT_TOGETHER: Readonly<Record<string, string>> = {
  'guarantee.*': 'a checker’s id',
  'guarantee.*.promise': 'a checker’s id',
  'verdict.*': 'what a verdict says',
  'verdict.readYourWrites.*': 'the shape of a witness',
  'verdict.*.*': 'a model of memory, and the shape of a witness',
  'verdict.*.failed': 'a model of memory',
  'verdict.readings.*': 'which of two readings of a promise it is',
  'lesson.goal.*': 'how the run stands to a goal',
  'ledger.*': 'what has become of a write',
  'ledger.*.title': 'what has become of a write',
  'setting.*': 'a setting of a protocol',
  'setting.*.*': 'a setting of a protocol, and its option',
  'setting.*.number': 'a setting of a protocol that counts replicas',
  'setting.*.replica': 'a setting of a protocol that may name a replica',
  'audience.*': 'a role of learners',
  'tool.*': 'a tool of the stage',
  'tool.*.hint': 'a tool of the stage',
  'spark.*': 'a curve of a replica',
  'spark.*.now': 'a curve of a replica',
  'inspect.tab.*': 'a view of what is inside',
  'inspect.lost.*': 'a kind of crash',
  'inspect.change.*': 'how a field differs from before',
  'gesture.command.*': 'an operator’s word of a protocol',
  'gesture.crash.*': 'a kind of crash',
  'gesture.message.*': 'what becomes of a message',
  'gesture.operation.*': 'what a client asks',
  'theme.*': 'a theme',
  '*.short': 'the id of a reason, for the bracket in the diagram; or of a quorum, where there is little room',
  'rule.*': 'a rule that decides between versions, by its note',
  'key.*': 'a key of the keyboard',
  'keys.mode.*': 'which keys act',
  'command.*': 'a command that a key is bound to',
  'message.*': 'a kind of message',
  'kind.*': 'a kind of message',
  'peer.*': 'the state of a replica, message or operation',
  'peer.bar.*': 'the outcome of an operation',
  'module.*': 'a part of the course',
  'term.*': 'a word of the glossary',
  'term.*.meaning': 'what it means',
  'lesson.kind.*': 'a kind of lesson step',
  'lesson.sheet.*': 'where the sheet of the words stands',
  'teach.prepare.*': 'a step of preparing a class',
  'teach.check.*': 'a line of the room’s checklist',
  'teach.check.*.more': 'what is behind it',
  'teach.plan.*': 'a part of a plan',
  'print.as.*': 'a form on paper',
  'present.stop.*': 'a kind of stop in a talk',
  'present.notes.*': 'a part of a teacher’s notes',
  'lesson.choice.*': 'what became of a choice',
  'compare.example.*': 'an example of the comparison',
  'lesson.problem.*': 'a content rule',
  'lesson.remedy.*': 'a content rule',
};

/** Ids that the code compares with and never says. */
const ONLY_LOOKED_FOR: Readonly<Record<string, string>> = {
  'role.leader': 'the stage puts it first; no protocol has it yet',
  'note.siblings': 'a protocol notes it, and has the words',
  'note.resolve.': 'a protocol notes it, and has the words',
  'note.resolve.merge': 'a protocol notes it, and has the words',
  'script.none': 'a rule’s finding: lesson.problem.script.none',
  'script.unmatched': 'a rule’s finding: lesson.problem.script.unmatched',
};

const ids = Object.keys(english.words);
const toPattern = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/\./g, '\\.'))
      .join('[\\w-]+(?:\\.[\\w-]+)*')}$`,
  );
const patterns = Object.keys(PUT_TOGETHER).map(toPattern);

/** First parts of ids: a text of the code that begins so means an id, unless it names a file. */
const spaces = new Set(ids.flatMap((id) => (id.includes('.') ? [id.slice(0, id.indexOf('.'))] : [])));
const isMeant = (text: string): boolean =>
  /^[a-z]+\.\w/.test(text) &&
  !(text in ONLY_LOOKED_FOR) &&
  spaces.has(text.slice(0, text.indexOf('.'))) &&
  !/\.(ts|md|json|svelte|txt)$/.test(text);

describe('Every id', () => {
  test.each(Object.entries(files))('that %s says has words', (_, source) => {
    const said = new Set([...saidIds(source), ...spelledIds(source).filter(isMeant)]);
    expect([...said].filter((id) => english.words[id] === undefined)).toEqual([]);
  });

  test('that is put together is listed with what it is made of', () => {
    const found = new Set(Object.values(files).flatMap(patternsIn));
    expect([...found].filter((pattern) => !(pattern in PUT_TOGETHER))).toEqual([]);
    expect(Object.keys(PUT_TOGETHER).filter((pattern) => !found.has(pattern))).toEqual([]);
  });

  test('that has words is used', () => {
    const spelled = new Set(Object.values(files).flatMap(spelledIds));
    expect(ids.filter((id) => !spelled.has(id) && !patterns.some((pattern) => pattern.test(id)))).toEqual([]);
  });

  test('of a decision between versions has a name for the stage beside its sentence', () => {
    const rules = ids.flatMap((id) => /^note\.resolve\.(.+)$/.exec(id)?.[1] ?? []);
    expect(rules.filter((rule) => english.words[`rule.${rule}`] === undefined)).toEqual([]);
  });

  test('of a checker, a protocol’s setting and its marks has words', () => {
    const needed = [
      ...checkers.flatMap(({ id }) => [`guarantee.${id}`, `guarantee.${id}.promise`]),
      ...[...protocols.values()].flatMap(({ controls, settings }) =>
        controls.flatMap((name) => {
          const spec = settings[name]!;
          return [
            `setting.${name}`,
            ...('options' in spec ? spec.options.map((option) => `setting.${name}.${option}`) : []),
          ];
        }),
      ),
    ];
    expect(needed.filter((id) => english.words[id] === undefined)).toEqual([]);
  });
});

describe.each(Object.values(languages))('$name', (language) => {
  test('has the same ids as English', () => expect(Object.keys(language.words).sort()).toEqual([...ids].sort()));

  test.each(Object.entries(language.words))('can say %s', (id, text) => {
    const elements = parse(text, { ignoreTag: true });
    expect(argumentsOf(elements)).toEqual(argumentsOf(parse(english.words[id]!, { ignoreTag: true })));
    for (const args of sampleArguments(elements))
      expect(createSay(language)(id, args).trim()).not.toMatch(/undefined|NaN/);
  });
});

/** Arguments with the kind of format each has, in all branches. */
function argumentsOf(elements: readonly MessageFormatElement[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound || element.type === TYPE.tag) continue;
    found[element.value] = TYPE[element.type]!;
    if (element.type === TYPE.plural || element.type === TYPE.select)
      for (const option of Object.values(element.options)) Object.assign(found, argumentsOf(option.value));
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const optionsOf = (elements: readonly MessageFormatElement[]): string[] => [
  ...new Set(
    elements.flatMap((element) =>
      element.type === TYPE.select
        ? [...Object.keys(element.options), ...Object.values(element.options).flatMap(({ value }) => optionsOf(value))]
        : [],
    ),
  ),
];

/** Arguments that reach the branches of a text: small numbers, and each option's name. */
function sampleArguments(elements: readonly MessageFormatElement[]): Record<string, string | number>[] {
  const kinds = Object.entries(argumentsOf(elements));
  const isNumber = (name: string, kind: string) => kind === 'plural' || kind === 'number' || /(?:Us|At)$/.test(name);
  return [0, 1, 2, 7].flatMap((number) =>
    [...optionsOf(elements), 'Ana'].map((word) =>
      Object.fromEntries(kinds.map(([name, kind]) => [name, isNumber(name, kind) ? number : word])),
    ),
  );
}

describe('The pseudo-language', () => {
  test('is longer, accented and bracketed, and leaves arguments alone', () => {
    expect(pseudoText('Cut {left}–{right} at {atUs}')).toBe('⟦Çúúúţ {left}–{right} àààţ {atUs}⟧');
    expect(pseudoText('{n, plural, one {# message} other {# messages}}')).toMatch(
      /^⟦\{n, ?plural, ?one ?\{# ɱé+ššà+ĝ?ğé+\} ?other ?\{# ɱé+ššà+ğé+š\}\}⟧$/u,
    );
  });

  test.each(ids)('makes %s at least 40 % longer, with no plain word left', (id) => {
    const args = sampleArguments(parse(english.words[id]!, { ignoreTag: true })).at(-1)!;
    const [plain, strange] = [createSay(english)(id, args), createSay(pseudo)(id, args)];
    const given = Object.values(args).map(String);
    const letters = given.reduce((text, word) => text.replaceAll(word, ''), plain).replace(/[^A-Za-z]/g, '').length;
    expect([...strange].length).toBeGreaterThanOrEqual(plain.length + Math.floor(letters * 0.4));
    expect(strange).toMatch(/^⟦[^]*⟧$/);
    expect(gluedWords(strange, given)).toEqual([]);
  });

  test('shows words that came from no catalogue', () => {
    expect(gluedWords('⟦Šţàŕţ⟧ lesson 1 · 12 min', ['Ana'])).toEqual(['lesson']);
    expect(gluedWords('Ana.1 ⟦ŕéàðš⟧ x=2 at Frankfurt', ['Ana', 'Frankfurt'])).toEqual(['at']);
  });
});
