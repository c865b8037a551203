/** Where a command's text comes from: a file, the standard input, or a lesson. */
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { text as readAll } from 'node:stream/consumers';
import { phrase } from '#history/phrase';
import { firstScript, lessonNamed } from './lesson-files';
import type { Complaint } from './outcome';

export interface Input {
  /** As errors name it. */
  readonly name: string;
  readonly text: string;
}

export type InputRead = { readonly input: Input } | { readonly input?: never; readonly complaint: Complaint };

/** The text of a file; `-` is the standard input. */
export async function readInput(name: string): Promise<InputRead> {
  try {
    const text = name === '-' ? await readAll(process.stdin) : await readFile(name, 'utf8');
    return { input: { name: name === '-' ? '<stdin>' : name, text: text.replace(/^\uFEFF/, '') } };
  } catch (error) {
    return { complaint: { file: name, reason: phrase(reasonOf(error)) } };
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'cli.file.none';
  return code === 'EISDIR' ? 'cli.file.folder' : 'cli.file.unreadable';
}

/** A script: a file's, or the first of the lesson of that name. Behind a line `----` stands what a golden's run gave: no part of it. */
export async function readScriptInput(name: string): Promise<InputRead> {
  const read = await readInput(name);
  if (read.input) return { input: { ...read.input, text: read.input.text.split(/^----\r?$/m)[0]! } };
  const lesson = lessonNamed(name);
  return lesson && read.complaint.reason.id === 'cli.file.none'
    ? { input: { name: `lessons/${lesson.folder}/lesson.ts`, text: firstScript(lesson) } }
    : read;
}
