/** What joins the log to the pictures: each sentence names the thing it speaks of, and each thing finds its sentences. */
import { describe, expect, test } from 'vitest';
import { diagramOf } from '#scene/diagram';
import { narrationOf } from '#scene/narration';
import { sentencesAbout, thingsOf } from '#scene/narration/things';
import { createScene } from '#scene/scene';
import primaryBackup from '#protocols/primary-backup/index';
import { assertLaw, type Law } from '#support/law';
import { traceOf } from '#support/primary-backup';
import { runs } from '#support/runs';
import { CUT_BEFORE_READ, sceneOf } from '#support/scenes';
import { scenarios } from '#support/scripts';

describe('A cut before the read', () => {
  const { trace } = sceneOf(CUT_BEFORE_READ);
  const sentences = narrationOf(trace, primaryBackup.describe);
  const told = (id: string) => sentencesAbout(trace, sentences, id).map((index) => sentences[index]!.phrase.id);

  test('a message’s sentences tell its sending, though another message is sent in the same one, its stop and its arrival', () => {
    const copy = trace.messages.find(({ kind, to }) => kind === 'copy' && trace.nodes[to] === 'Singapore')!;
    expect(told(`message:${copy.name}`)).toEqual([
      'narration.logs.sends',
      'narration.held',
      'narration.heal',
      'narration.arrives.copy',
    ]);
  });

  test('an operation’s sentences begin with its call and end with its answer', () => {
    const ids = told('operation:Bo.1');
    expect([ids[0], ids.at(-1)]).toEqual(['narration.asks', 'narration.reads']);
  });

  test('a cut’s sentence is that of the cut; a thing that is not there has none', () => {
    expect(told('cut:1')).toEqual(['narration.cut']);
    expect(told('message:none')).toEqual([]);
    expect(told('replica:Atlantis')).toEqual([]);
  });

  test('a link has the sentences of the messages on it, a replica those of what happens there', () => {
    expect(told('link:Frankfurt-Singapore')).toContain('narration.held');
    expect(told('link:Virginia-Singapore')).toEqual([]);
    expect(told('replica:Virginia')).toContain('narration.logs.confirms');
  });
});

/** Every thing that a sentence names stands in a picture, and finds that sentence again. */
const joined: Law = (scenario) => {
  const trace = traceOf(scenario, primaryBackup, { maxEvents: 1_000 });
  const diagram = diagramOf(createScene(trace, primaryBackup));
  const drawn = new Set([
    ...diagram.lanes.map(({ id }) => id),
    ...trace.messages.map(({ name }) => `message:${name}`),
    ...trace.operations.map(({ id }) => `operation:${id}`),
    ...trace.cuts.map(({ step }) => `cut:${step}`),
  ]);
  const sentences = narrationOf(trace, primaryBackup.describe);
  for (const [index, { record, phrase }] of sentences.entries()) {
    const { thing, at } = thingsOf(trace, record);
    for (const id of [thing, at]) {
      if (id === undefined) continue;
      if (!drawn.has(id)) return `${phrase.id} names ${id}, which is nowhere`;
      if (!sentencesAbout(trace, sentences, id).includes(index)) return `${id} does not find its ${phrase.id}`;
    }
  }
  return undefined;
};

test('in every run each sentence leads to things that find it again', () => {
  assertLaw(joined, { scenarios: scenarios({ edits: true }), numRuns: runs(25, 800) });
});
