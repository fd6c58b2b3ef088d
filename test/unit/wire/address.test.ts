// Where the server listens: Unix sockets are taken over only from the dead.
import { linkSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { body, duplex, headers } from './messages.ts';
import { outcome, relay, serve } from './serve.ts';

test.for([
  { name: 'nothing', make: () => {} },
  {
    name: 'a socket that a dead process left',
    make: async (path: string) => {
      const server = createServer().listen(path);
      await new Promise(resolve => server.once('listening', resolve));
      // Closing removes the file, as a process that dies would not.
      const saved = `${path}.saved`;
      linkSync(path, saved);
      await new Promise(resolve => server.close(resolve));
      renameSync(saved, path);
    },
  },
])('a Unix socket is opened for owner and group where there is $name', async ({ make }) => {
  const path = join(folder(), 'extproc.sock');
  await make(path);
  const { stream, server } = await serve(relay, { address: `unix:${path}` });
  expect(server.address).toBe(`unix:${path}`);
  expect(statSync(path).mode & 0o777).toBe(0o660);
  stream.write(headers('request', [], true, duplex));
  stream.write(headers('response', [], false));
  stream.write(body('response', '', true));
  expect((await outcome(stream)).code).toBe(0);
});

test('a socket that somebody listens at is left to them', async () => {
  const path = join(folder(), 'extproc.sock');
  await serve(relay, { address: `unix:${path}` });
  await expect(serve(relay, { address: `unix:${path}` })).rejects.toMatchObject({ code: 'ERR_WIRE_LISTEN' });
  expect(statSync(path).isSocket()).toBe(true);
});

test('a file that is no socket is left alone', async () => {
  const path = join(folder(), 'precious');
  writeFileSync(path, 'keep');
  await expect(serve(relay, { address: `unix:${path}` })).rejects.toMatchObject({ code: 'ERR_WIRE_LISTEN' });
  expect(statSync(path).size).toBe(4);
});

test.for(['', 'localhost', ':9000', '127.0.0.1:65536', 'unix:relative', 'http://127.0.0.1:1', '127.0.0.1:1/x'])(
  'the address "%s" is refused',
  async address => {
    await expect(serve(relay, { address })).rejects.toMatchObject({ code: 'ERR_WIRE_LISTEN' });
  },
);

test('a port that is taken is refused with a code', async () => {
  const { server } = await serve(relay);
  await expect(serve(relay, { address: server.address })).rejects.toMatchObject({ code: 'ERR_WIRE_LISTEN' });
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'penstock-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
