/** Which lessons a text speaks of by their numbers ("lesson 7", "lessons 3 and 7"): none of them may be missing from the course. */

const MENTION = /\blessons?\s+(\d+(?:(?:\s*[,–]\s*|\s+(?:and|or|to)\s+)\d+)*)/gi;

export const lessonsNamedIn = (text: string): readonly number[] =>
  [...text.matchAll(MENTION)].flatMap(([, numbers]) =>
    [...numbers!.matchAll(/\d+/g)].map(([number]) => Number(number)),
  );
