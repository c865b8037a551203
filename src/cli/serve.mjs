/** Serves the built site as any plain file server would, under any base path. Plain Node: no package is needed to look at a page. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { SITE } from './build.mjs';

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
  '.zip': 'application/zip',
};

/**
 * Files that a build may have compressed beforehand, best first.
 *
 * @type {readonly (readonly [string, string])[]}
 */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

const USAGE = `Options:
  --port N       the port to try first (4180); the next free one is taken when it is in use
  --base /PATH/  the path under which the site stands (/)
  --host NAME    the address to listen on (localhost); 0.0.0.0 lets others on the network in
`;

/** Reads the process's arguments, serves, and prints the address. */
export async function serveFromArguments() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4180' },
      base: { type: 'string', default: '/' },
      host: { type: 'string', default: 'localhost' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(USAGE);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is no port`);
  const address = await serve({ root: SITE, base: values.base, host: values.host, port });
  process.stdout.write(`Replicarium is at ${address}\n`);
}

/**
 * Serves a folder until the process ends.
 *
 * @param {{ root: string, base: string, host: string, port: number }} options
 * @returns {Promise<string>} the address
 */
export async function serve({ root, base, host, port }) {
  const prefix = `/${base}/`.replace(/\/+/g, '/');
  if (!(await isFile(join(root, 'index.html')))) throw new Error('there is no build to serve: run npm run build');
  const server = createServer((request, response) => {
    answer({ root, prefix, request, response }).catch((error) => {
      process.stderr.write(`${request.url}: ${error}\n`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const actual = await listen(server, host, port);
  return `http://${host}:${actual}${prefix}`;
}

/**
 * @param {import('node:http').Server} server
 * @param {string} host
 * @param {number} port
 * @returns {Promise<number>} the port, or the next free one
 */
function listen(server, host, port) {
  return new Promise((resolve, reject) => {
    let attempt = port;
    server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code !== 'EADDRINUSE' || attempt >= port + 100) return reject(error);
      attempt += 1;
      server.listen(attempt, host);
    });
    server.on('listening', () => {
      const address = server.address();
      resolve(address && typeof address === 'object' ? address.port : attempt);
    });
    server.listen(port, host);
  });
}

/** @param {{ root: string, prefix: string, request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse }} exchange */
async function answer({ root, prefix, request, response }) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const [raw = '/', query] = (request.url ?? '/').split('?', 2);
  const path = decodePath(raw);
  if (path === undefined) {
    response.writeHead(400, { 'content-type': 'text/plain' }).end('bad path\n');
    return;
  }
  if (!path.startsWith(prefix)) {
    if (`${path}/` === prefix) redirect(response, prefix, query);
    else await sendMissing(root, request, response);
    return;
  }
  const file = join(root, path.slice(prefix.length));
  if (path.endsWith('/')) await sendIfThere({ file: join(file, 'index.html'), root, request, response });
  else if (await isFile(join(file, 'index.html'))) redirect(response, `${raw}/`, query);
  else await sendIfThere({ file, root, request, response });
}

/**
 * The decoded path, or nothing where it is malformed or climbs out of the folder.
 *
 * @param {string} raw
 */
function decodePath(raw) {
  try {
    const path = decodeURIComponent(raw);
    const climbs = path.split(/[/\\]/).includes('..');
    return path.startsWith('/') && !climbs && !path.includes('\0') ? path : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {string} path
 * @param {string | undefined} query
 */
function redirect(response, path, query) {
  const location = path.replace(/^\/+/, '/'); // "//host" would lead to another origin.
  response.writeHead(301, { location: query === undefined ? location : `${location}?${query}` }).end();
}

/** @param {{ file: string, root: string, request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse }} exchange */
async function sendIfThere({ file, root, request, response }) {
  if (await isFile(file)) await send({ file, status: 200, request, response });
  else await sendMissing(root, request, response);
}

/**
 * @param {string} root
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function sendMissing(root, request, response) {
  const page = join(root, '404.html');
  if (await isFile(page)) await send({ file: page, status: 404, request, response });
  else response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not found\n');
}

/** @param {{ file: string, status: number, request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse }} exchange */
async function send({ file, status, request, response }) {
  const { path, encoding } = await bestForm(file, String(request.headers['accept-encoding'] ?? ''));
  const immutable = /[\\/]_app[\\/]immutable[\\/]/.test(file); // Their names are hashes of their content.
  response.writeHead(status, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-length': (await stat(path)).size,
    'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    ...(encoding ? { 'content-encoding': encoding } : {}),
  });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(path)
      .on('error', () => response.destroy())
      .pipe(response);
}

/**
 * The file itself or its compressed twin, where there is one that the client takes.
 *
 * @param {string} file
 * @param {string} accepted
 */
async function bestForm(file, accepted) {
  for (const [encoding, suffix] of ENCODINGS) {
    if (new RegExp(`\\b${encoding}\\b(?!;q=0(?![.0-9]*[1-9]))`).test(accepted) && (await isFile(file + suffix))) {
      return { path: file + suffix, encoding };
    }
  }
  return { path: file, encoding: undefined };
}

/** @param {string} path */
async function isFile(path) {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await serveFromArguments();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
