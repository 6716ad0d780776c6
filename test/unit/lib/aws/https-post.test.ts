import type { lookup } from 'node:dns';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpsPost } from '../../../../lib/aws/https-post.ts';

let server: Server;
let listener: RequestListener;
let url = '';
beforeAll(async () => {
  server = createServer((request, response) => listener(request, response)).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const request = { headers: { 'webhook-id': 'e-1' }, body: '{"é":1}' };
const post = (at = url, timeout = 2000) => httpsPost(at, request, { allowedHosts: ['127.0.0.1'], timeout });

test('posts headers and body as they were signed', async () => {
  let seen: unknown;
  listener = (incoming, response) => {
    let body = '';
    incoming.setEncoding('utf8').on('data', (part) => {
      body += part;
    });
    incoming.on('end', () => {
      seen = { method: incoming.method, id: incoming.headers['webhook-id'], body };
      response.writeHead(204).end();
    });
  };
  expect(await post()).toEqual({ answer: 'status', status: 204 });
  expect(seen).toEqual({ method: 'POST', id: 'e-1', body: request.body });
});

test('follows no redirection', async () => {
  let requests = 0;
  listener = (_incoming, response) => {
    requests++;
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
  };
  expect(await post()).toEqual({ answer: 'status', status: 302 });
  expect(requests).toBe(1);
});

test('tells how long the receiver wants to be left alone', async () => {
  listener = (_incoming, response) => void response.writeHead(503, { 'retry-after': '120' }).end();
  expect(await post()).toEqual({ answer: 'status', status: 503, retryAfter: '120' });
});

test('waits for no receiver for ever', async () => {
  listener = () => undefined;
  expect(await post(url, 50)).toEqual({ answer: 'failed', detail: 'It did not answer within 0.05 s.' });
});

test('reads no answer that does not end', async () => {
  listener = (_incoming, response) => {
    response.writeHead(200);
    response.write('x'.repeat(100_000));
  };
  expect(await post()).toEqual({ answer: 'status', status: 200 });
});

test('tells that nobody is there', async () => {
  expect(await post('http://127.0.0.1:1/')).toMatchObject({
    answer: 'failed',
    detail: expect.stringContaining('ECONNREFUSED'),
  });
});

test('asks no private address, whatever was checked before', async () => {
  expect(await post('https://10.0.0.1/')).toEqual({
    answer: 'failed',
    detail: 'The address leads to a private network.',
  });
});

test.each([
  ['one private address', ['10.0.0.1']],
  ['a private address among public ones', ['93.184.216.34', '127.0.0.1']],
  ['the metadata service', ['169.254.169.254']],
  ['an IPv4 address in disguise', ['::ffff:192.168.0.1']],
])('a name that leads to %s is not connected to', async (_name, addresses) => {
  const resolve = ((_host: string, _options: object, callback: (error: null, found: object[]) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as unknown as typeof lookup;
  expect(await httpsPost('https://hooks.example.com/', request, { allowedHosts: [], timeout: 2000, resolve })).toEqual({
    answer: 'failed',
    detail: expect.stringMatching(/^hooks\.example\.com leads to .*, in a private network\.$/),
  });
});

test('a name that leads nowhere is told', async () => {
  const resolve = ((_host: string, _options: object, callback: (error: Error) => void) =>
    callback(new Error('getaddrinfo ENOTFOUND hooks.example.com'))) as unknown as typeof lookup;
  const attempt = await httpsPost('https://hooks.example.com/', request, { allowedHosts: [], timeout: 2000, resolve });
  expect(attempt).toEqual({ answer: 'failed', detail: 'getaddrinfo ENOTFOUND hooks.example.com' });
});
