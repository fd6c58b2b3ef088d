// Finds out when the whole way works: a request through Envoy that Penstock itself answers, without asking the upstream.
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './ask.ts';
import { StartTrouble } from './trouble.ts';

const readyMsMax = 30_000;
const probeEveryMs = 50;

/** A path that no connection allows: Penstock says so, with an exchange id, as soon as both are up. */
const probe = '/.penstock/probe';

export interface Way {
  /** Envoy's, on loopback. */
  readonly port: number;
  readonly host: string;
  /** Penstock's. */
  readonly socket: string;
}

export async function untilReady({ port, host, socket }: Way): Promise<void> {
  const until = Date.now() + readyMsMax;
  while (Date.now() < until) {
    // Before Penstock listens, each probe would only fill Envoy's log.
    const got = existsSync(socket) ? await ask({ port, host, method: 'GET', path: probe }).catch(() => null) : null;
    if (got !== null && got.headers['x-penstock-exchange'] !== undefined) return;
    await sleep(probeEveryMs);
  }
  throw new StartTrouble(
    `Envoy and Penstock were not ready after ${readyMsMax / 1000} s`,
    'their logs are in the data folder, under start/',
  );
}

/** Refuses a port that is taken before Envoy has to: its own words about it are long. */
export async function claimPort(port: number, flag = '--listen'): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const way = `choose another with ${flag} PORT, or stop what uses it`;
    throw new StartTrouble(code === 'EACCES' ? `port ${port} needs root` : `port ${port} is in use (${code})`, way);
  }
  await new Promise<void>(resolve => server.close(() => resolve()));
}
