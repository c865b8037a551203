/** Two copies of the built site on one origin, as an organisation may host them; one can be replaced by a newer version. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const SITE = '.build/site';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface Copies {
  readonly origin: string;
  /** From now on the worker's file has other bytes: a newer version. */
  publish(): void;
  close(): Promise<void>;
}

/** Serves `.build/site` under each of these paths. */
export async function serveCopies(bases: readonly string[]): Promise<Copies> {
  let edition = 0;
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const base = bases.find((each) => pathname.startsWith(each));
    const path = base === undefined ? '404.html' : pathname.slice(base.length);
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const send = (status: number, name: string) => {
      const body = readFileSync(join(SITE, name));
      response.writeHead(status, { 'content-type': TYPES[extname(name)] ?? 'text/plain', 'cache-control': 'no-cache' });
      response.end(name === 'service-worker.js' ? `${body.toString()}\n//${edition}` : body);
    };
    try {
      send(base === undefined ? 404 : 200, file);
    } catch {
      send(404, '404.html');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    publish: () => void (edition += 1),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
