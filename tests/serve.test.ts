/** Tests the file server: the right file and type under any base path, and never a file outside its folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../src/cli/serve.mjs';

let folder: string;
let address: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'serve-'));
  const root = join(folder, 'site');
  mkdirSync(join(root, 'lab'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(root, 'index.html'), 'home');
  writeFileSync(join(root, 'lab', 'index.html'), 'lab');
  writeFileSync(join(root, 'a.js'), 'plain');
  writeFileSync(join(root, 'a.js.gz'), 'zipped');
  address = await serve({ root, base: 'some/where', host: 'localhost', port: 0 });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Asks for a path exactly as written, which fetch would tidy up. */
function get(path: string, { method = 'GET', headers = {} } = {}) {
  const { hostname, port } = new URL(address);
  return new Promise<{ status: number; body: string; type: string; location: string }>((resolve, reject) => {
    request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => (body += text));
      response.on('end', () => {
        const { 'content-type': type = '', location = '' } = response.headers;
        resolve({ status: response.statusCode ?? 0, body, type, location });
      });
    })
      .on('error', reject)
      .end();
  });
}

test.each([
  ['/some/where/', 'home', 'text/html; charset=utf-8'],
  ['/some/where/index.html', 'home', 'text/html; charset=utf-8'],
  ['/some/where/lab/?a=1', 'lab', 'text/html; charset=utf-8'],
  ['/some/where/a.js', 'plain', 'text/javascript; charset=utf-8'],
])('%s is served', async (path, body, type) => {
  expect(await get(path)).toMatchObject({ status: 200, body, type });
});

test.each([
  ['/some/where', '/some/where/'],
  ['/some/where/lab', '/some/where/lab/'],
  ['/some/where/lab?a=1', '/some/where/lab/?a=1'],
])('%s leads to %s', async (path, location) => {
  expect(await get(path)).toMatchObject({ status: 301, location });
});

test.each([
  '/',
  '/some',
  '/some/where/none',
  '/some/where/lab/none/',
  '/some/where/../secret.txt',
  '/some/where/%2e%2e/secret.txt',
  '/some/where/..%2fsecret.txt',
  '/some/where/..%5csecret.txt',
  '/some/where//../secret.txt',
  '/some/where/%00',
  '/some/where/%E0%A4%A',
])('%s is refused', async (path) => {
  const { status, body } = await get(path);
  expect([400, 404]).toContain(status);
  expect(body).not.toContain('secret');
});

test('a compressed twin goes to who takes it', async () => {
  const path = '/some/where/a.js';
  expect(await get(path, { headers: { 'accept-encoding': 'gzip, br' } })).toMatchObject({ body: 'zipped' });
  expect(await get(path, { headers: { 'accept-encoding': 'gzip;q=0' } })).toMatchObject({ body: 'plain' });
});

test('only reading is allowed', async () => {
  expect(await get('/some/where/', { method: 'POST' })).toMatchObject({ status: 405 });
  expect(await get('/some/where/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
});

test('a port in use gives way to the next', async () => {
  const root = join(folder, 'site');
  const taken = Number(new URL(address).port);
  const other = await serve({ root, base: '/', host: 'localhost', port: taken });
  expect(Number(new URL(other).port)).toBeGreaterThan(taken);
});
