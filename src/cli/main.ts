/** The command line's entry: hands the arguments to one command, writes what it gives back, and ends with its exit code. */
import process from 'node:process';
import { phrase } from '#history/phrase';
import { nearest } from '#sim/script/nearest';
import packageFile from '../../package.json' with { type: 'json' };
import { check } from './check';
import { listLessons } from './lessons';
import { refuse, say, succeed, type Outcome } from './outcome';
import { simulate } from './simulate';
import { isChunkServer, serveChunks, sweep } from './sweep';

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Outcome | Promise<Outcome>>> = {
  simulate,
  sweep,
  check,
  lessons: listLessons,
};

async function run([name, ...args]: readonly string[]): Promise<Outcome> {
  if (name === undefined) return { ...succeed('', 2), err: help() };
  const before = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  if ([name, ...before].some((each) => each === '--help' || each === '-h') || name === 'help') return succeed(help());
  if (name === '--version' || name === '-v') return succeed(`${packageFile.version}\n`);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return command(args);
  const near = nearest(name, Object.keys(COMMANDS));
  return refuse([
    {
      reason:
        near === undefined
          ? phrase('cli.command.unknown', { name, expected: Object.keys(COMMANDS).join(', ') })
          : phrase('cli.command.near', { name, near }),
    },
  ]);
}

const help = (): string => `${say('cli.help')}\n`;

// Who reads us may stop early (`| head`): then nobody is left to tell.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

if (isChunkServer) serveChunks();
else await answer();

async function answer(): Promise<void> {
  process.exitCode = 2; // Also when a fault of our own ends the process: 1 would say that a check was violated.
  try {
    const { out, err, code } = await run(process.argv.slice(2));
    process.exitCode = code;
    process.stderr.write(err);
    process.stdout.write(out);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  }
}
