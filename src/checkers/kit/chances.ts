/** How often a promise about memory could have been broken: what a verdict's `tested` counts. */
import type { Program } from '#checkers/kit/program';

const isAnswered = (program: Program, at: number): boolean => program.ops[at]!.status === 'ok';
const isRead = (program: Program, at: number): boolean => program.isWrite[at] === 0 && isAnswered(program, at);

/** Reads by a process that had an operation before, of a register that some operation may have written. */
export function countKnowingReads(program: Program): number {
  const written = new Set(program.ops.flatMap((_, at) => (program.isWrite[at] ? [program.object[at]!] : [])));
  const begun = new Set<number>();
  let count = 0;
  for (let at = 0; at < program.ops.length; at++) {
    if (isRead(program, at) && begun.has(program.process[at]!) && written.has(program.object[at]!)) count++;
    if (isAnswered(program, at)) begun.add(program.process[at]!);
  }
  return count;
}

/** Writes by a process that had read something written before. */
export function countWritesAfterReads(program: Program): number {
  const informed = new Set<number>();
  let count = 0;
  for (let at = 0; at < program.ops.length; at++) {
    if (program.isWrite[at] && informed.has(program.process[at]!)) count++;
    if (isRead(program, at) && program.writers[program.value[at]!]!.length > 0) informed.add(program.process[at]!);
  }
  return count;
}

/** Reads of registers to which some process has written more than once. */
export function countReadsOfRewritten(program: Program): number {
  const once = new Set<string>();
  const rewritten = new Set<number>();
  for (let at = 0; at < program.ops.length; at++) {
    if (!program.isWrite[at] || !isAnswered(program, at)) continue;
    const who = `${program.process[at]} ${program.object[at]}`;
    if (once.has(who)) rewritten.add(program.object[at]!);
    once.add(who);
  }
  return program.ops.filter((_, at) => isRead(program, at) && rewritten.has(program.object[at]!)).length;
}
