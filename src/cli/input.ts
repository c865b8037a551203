/** Where a command's text comes from: a file, the standard input, or a lesson. */
import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { buffer as readAll } from 'node:stream/consumers';
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
    return decode(name === '-' ? '<stdin>' : name, name === '-' ? await readAll(process.stdin) : await readFile(name));
  } catch (error) {
    return { complaint: { file: name, reason: phrase(reasonOf(error)) } };
  }
}

/** Bytes as text: UTF-8, or UTF-16 where they begin with its mark. What is neither is refused where it breaks off. */
export function decode(name: string, bytes: Buffer): InputRead {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (isWide || isUtf8(bytes))
    return { input: { name, text: bytes.toString(isWide ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '') } };
  let line = 1;
  let start = 0;
  let end = lineEnd(bytes, start);
  for (; isUtf8(bytes.subarray(start, end)); line += 1) {
    start = end + 1;
    end = lineEnd(bytes, start);
  }
  const column = bytes.toString('utf8', start, end).indexOf('\uFFFD') + 1;
  return { complaint: { file: name, line, column, reason: phrase('cli.file.encoding') } };
}

function lineEnd(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(0x0a, start);
  return end < 0 ? bytes.length : end;
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
