// One PostgreSQL for all tests of a run: started when the first of them asks, stopped at the end. Tests run in other processes, so they ask
// over a socket; shared.ts does.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Started, startPostgres } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The socket at which PostgreSQL is asked for. */
    readonly postgres: string;
  }
}

/** No test needs its data after a crash. */
const hasty = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-ask-'));
  const path = join(folder, 'ask.sock');
  let started: Promise<Started> | null = null;
  const server = createServer((socket: Socket) => {
    socket.on('error', () => {});
    started ??= startPostgres(hasty);
    started.then(outcome => socket.end(JSON.stringify(outcome)));
  });
  await new Promise<void>(resolve => server.listen(path, resolve));
  server.unref();
  project.provide('postgres', path);
  return async () => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
    const outcome = await started;
    if (outcome?.kind === 'started') await outcome.server.stop();
  };
}
