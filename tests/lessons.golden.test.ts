/** Every lesson's experiments and answer keys, told in a text beside it: what changed in a lesson's runs is read in its diff. */
import { expect, test } from 'vitest';
import { lessonGolden } from '#support/lesson-golden';
import { lessons } from '#support/lessons';

/** After an intended change run `npm test -- -u`, then read the diff line by line before committing. */
test.each(lessons)('$folder', async ({ folder, lesson, prose }) => {
  await expect(lessonGolden(lesson, prose!)).toMatchFileSnapshot(`../lessons/${folder}/golden.txt`);
});
