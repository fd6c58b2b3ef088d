// What a hold costs: how long after a decision its client reads on, through real Envoy and over the API that people use, with SQLite; and how much memory the
// server keeps for each of a thousand that wait at once. The clock is the wall's: it is what a client waits.
import { readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type House, openHouse, spoken } from '../e2e/page/house.ts';
import { quantile } from './quantile.ts';

export interface HoldNumbers {
  /** From the decision's being sent to the first byte that it released. */
  readonly releaseMsP50: number;
  readonly releaseMsP99: number;
  /** Of the server's process, for each hold that waits. */
  readonly kibibytesPerHold: number;
  readonly waiting: number;
}

const rounds = 200;
/** Not counted: code is compiled and connections are made. */
const warming = 20;
const waitingAtOnce = 1_000;

export async function benchHolds(): Promise<HoldNumbers> {
  const house = await openHouse({ holdsPendingPerPrincipalMax: 2 * waitingAtOnce, holdCommentMs: 600_000 });
  try {
    const times: number[] = [];
    for (let round = -warming; round < rounds; round++) {
      const ms = await released(house, round + warming);
      if (round >= 0) times.push(ms);
    }
    return {
      releaseMsP50: quantile(times, 0.5),
      releaseMsP99: quantile(times, 0.99),
      kibibytesPerHold: await memoryPerHold(house),
      waiting: waitingAtOnce,
    };
  } finally {
    await house.stop();
  }
}

/** A text of some length that is held at its end; no two are the same, for those would be one hold. */
function textOf(number: number): string {
  return `${'A paragraph of an answer, as models write them. '.repeat(20)}Number ${number} is RISK-${String(number % 10_000).padStart(4, '0')}, and more.`;
}

async function released(house: House, number: number): Promise<number> {
  const client = await ask(house, number);
  const { id, digest } = await waiting(house);
  const told = new Promise<number>(resolve => client.once('data', () => resolve(performance.now())));
  const began = performance.now();
  await house.api('ada', `/v1/holds/${id}/decisions`, { decision: 'approve', digest });
  const ms = (await told) - began;
  client.destroy();
  return ms;
}

/** The only one that waits, once it can be decided. */
async function waiting(house: House): Promise<{ readonly id: string; readonly digest: string }> {
  for (;;) {
    const { items } = await house.api<{ readonly items: readonly { readonly id: string; readonly digest: string | null }[] }>(
      'ada',
      '/v1/holds?state=pending',
    );
    const [hold] = items;
    if (hold?.digest != null) return { id: hold.id, digest: hold.digest };
    await sleep(5);
  }
}

async function memoryPerHold(house: House): Promise<number> {
  const before = await settled(house.pid);
  const clients: IncomingMessage[] = [];
  for (let number = 0; number < waitingAtOnce; number++) clients.push(await ask(house, 1_000 + number));
  await allWait(house);
  const after = await settled(house.pid);
  for (const client of clients) client.destroy();
  return (after - before) / waitingAtOnce;
}

/** A client hears that it waits a moment before the store has its hold. */
async function allWait(house: House): Promise<void> {
  for (let looks = 0; ; looks++) {
    const { pending } = await house.api<{ readonly pending: number }>('ada', '/v1/holds/stats');
    if (pending >= waitingAtOnce) return;
    if (looks > 100) throw new Error(`only ${pending} wait`);
    await sleep(50);
  }
}

/** A client that has read all that leaves before the hold. */
function ask(house: House, number: number): Promise<IncomingMessage> {
  const body = JSON.stringify({
    model: 'usual',
    stream: true,
    messages: [{ role: 'user', content: house.question(spoken(textOf(number))) }],
  });
  const headers = { 'content-type': 'application/json' };
  const asked = request({
    port: house.port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/v1/chat/completions',
    headers,
    agent: false,
  });
  return new Promise((resolve, reject) => {
    asked.on('error', reject);
    asked.on('response', answer => {
      answer.on('error', () => {});
      let text = '';
      answer.setEncoding('utf8').on('data', function read(piece: string) {
        text += piece;
        if (!text.includes('waiting for approval')) return;
        answer.off('data', read);
        resolve(answer);
      });
    });
    asked.end(body);
  });
}

/** Resident memory in KiB, once it does not grow any more. */
async function settled(pid: number): Promise<number> {
  let last = 0;
  for (let looks = 0; looks < 10; looks++) {
    const resident = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]);
    if (Math.abs(resident - last) < 512) return resident;
    last = resident;
    await sleep(500);
  }
  return last;
}

if (import.meta.main) console.log(await benchHolds());
