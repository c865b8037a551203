/** Tests how a lesson's words are read: what becomes of good prose, and that bad prose is refused by file and line. */
import { describe, expect, test } from 'vitest';
import { markdown, readProse } from '#cli/markdown';

const LESSON = `# Why "copy" at all?

## start

Ana writes **x = 2**, and a < b.
It's {x, y}.

- one
- two

## predict

What does Bo read?

### choice-new

The new value.

### hint 1

Look at the *link*, or [read on](https://example.org/).
`;

describe('readProse', () => {
  const prose = readProse(LESSON);

  test('keeps title, sections and blocks by their names', () => {
    expect(prose.title).toBe('Why “copy” at all?');
    expect(Object.keys(prose.sections)).toEqual(['start', 'predict']);
    expect(Object.keys(prose.sections['predict']!.blocks)).toEqual(['choice-new', 'hint 1']);
  });

  test('renders each passage, with what looks like a tag or an expression left alone', () => {
    expect(prose.sections['start']!.html).toBe(
      '<p>Ana writes <strong>x = 2</strong>, and a &lt; b.\nIt’s {x, y}.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>',
    );
    expect(prose.sections['predict']!.html).toBe('<p>What does Bo read?</p>');
  });

  test('gives the same words as plain text', () => {
    expect(prose.sections['start']!.text).toBe('Ana writes x = 2, and a < b. It’s {x, y}.\n\n- one\n- two');
    expect(prose.sections['predict']!.blocks['hint 1']!.text).toBe('Look at the link, or read on.');
  });

  test('lets no HTML through', () => {
    expect(readProse('# T\n\n## a\n\n<script>alert(1)</script>').sections['a']!.html).not.toContain('<script>');
  });

  test('makes of references buttons that name their aim, and of marked figures places to fill', () => {
    const { html, text } = readProse('# T\n\n## a\n\n[Bo’s *read*](operation:Bo.1) waits {wait}, `{code}` stays.')
      .sections['a']!;
    expect(html).toBe(
      '<p><button type="button" data-to="operation" data-name="Bo.1">Bo’s <em>read</em></button> waits <span data-fact="wait"></span>, <code>{code}</code> stays.</p>',
    );
    expect(text).toBe('Bo’s read waits {wait}, {code} stays.');
    expect(readProse('# T\n\n## a\n\n[never](claim:silent)').sections['a']!.html).toBe(
      '<p><button type="button" data-to="claim" data-name="silent">never</button></p>',
    );
  });

  test.each([
    ['no title', '## a\n\ntext', 1, 'begin with its title'],
    ['text before the title', 'text\n\n# T', 1, 'begin with its title'],
    ['an empty file', '', 1, 'begin with its title'],
    ['a second title', '# T\n\n# U', 3, 'a second title'],
    ['text outside sections', '# T\n\ntext\n\n## a', 3, 'text before the first section'],
    ['a second section of one name', '# T\n\n## a\n\n## b\n\n## a', 7, 'a second section "a"'],
    ['a second block of one name', '# T\n\n## a\n\n### b\n\n### b', 7, 'a second block "b"'],
    ['a block outside sections', '# T\n\n### b', 3, 'before the first section'],
    ['a link to a script', '# T\n\n## a\n\n[x](javascript:alert(1))', 5, 'a link to "javascript:alert(1)"'],
    ['a link that is not encrypted', '# T\n\n## a\n\n[x](http://example.org/)', 5, 'use moment:, operation:'],
    ['a link to nothing', '# T\n\n## a\n\n[x](moment:)', 5, 'a link to "moment:"'],
    ['a picture', '# T\n\n## a\n\n![x](https://example.org/x.png)', 5, 'a picture'],
    ['a heading too deep', '# T\n\n## a\n\n#### b', 5, 'too deep'],
    ['a name with other marks', '# T\n\n## a*b*', 3, 'is no name'],
  ])('refuses %s', (_, text, line, problem) => {
    expect(() => readProse(text, 'lessons/01-a/en.md')).toThrow(`lessons/01-a/en.md:${line}: `);
    expect(() => readProse(text, 'lessons/01-a/en.md')).toThrow(problem);
  });

  test('takes the same names in different sections, and any name that an object knows', () => {
    const { sections } = readProse('# T\n\n## a\n\n### hint\n\n1\n\n## constructor\n\n### hint\n\n2');
    expect(sections['constructor']!.blocks['hint']!.text).toBe('2');
  });
});

test('the build turns an en.md into a module that holds its prose', () => {
  const { transform } = markdown();
  if (typeof transform !== 'object') throw new Error('the plug-in has no filter');
  const made = (transform.handler as (source: string, id: string) => { code: string })(LESSON, '/x/lessons/01-a/en.md');
  expect(JSON.parse(made.code.replace(/^export default |;$/g, ''))).toEqual(readProse(LESSON));
});
