// What breaks breaks closed: Penstock stopped or killed in mid-stream, an upstream cut off, a client that leaves.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../harness/script.ts';
import { ask, openai } from './clients.ts';
import { installation } from './installation.ts';
import { type Watched, watch } from './live.ts';
import { chunk, chunks, completion, done, json, sse } from './openai-says.ts';
import { all, rejected } from './outcomes.ts';
import { awsKey, leaks } from './samples.ts';

const head = { 'content-type': 'text/event-stream' };
const whole = JSON.stringify({ model: 'gpt-4o' });
const streamed = JSON.stringify({ model: 'gpt-4o', stream: true });
const over = ({ state }: Watched) => state !== 'open';

describe('a server that is asked to stop', () => {
  const penstock = installation({ server: 'command', limits: { drainMsMax: 1500 } });

  test('lets running exchanges end, takes no new ones, and breaks off what does not end', async () => {
    let letEnd = () => {};
    const ending = penstock.live(async answer => {
      answer.writeHead(200, head).write(chunk({ content: 'one ' }));
      await new Promise<void>(resolve => {
        letEnd = resolve;
      });
      answer.end(chunk({ content: `two ${awsKey} ` }) + chunk({}, { finish: 'stop' }) + done);
    });
    const endless = penstock.live(async answer => {
      answer.writeHead(200, head);
      for (const event of chunks(`one ${awsKey}`, 4).slice(0, -3)) answer.write(event);
      await once(answer, 'close');
    });
    const [first, second] = [watch(penstock, ending), watch(penstock, endless)];
    await Promise.all([first, second].map(client => client.until(({ text }) => text.startsWith('one '))));

    const exited = once(penstock.server.process!, 'exit');
    penstock.server.process!.kill('SIGTERM');
    await expect.poll(() => penstock.told()).toContain('server.draining');
    const script = penstock.script(json(completion(awsKey)));
    const refused = await ask(penstock, script, { place: 'openai', body: whole });
    expect([refused.status, JSON.parse(refused.body.toString()).error.code]).toEqual([503, 'penstock_unavailable']);
    expect(script.seen).toEqual([]);

    letEnd();
    await first.until(over);
    expect([first.state, first.text]).toEqual(['whole', 'one two [REDACTED:aws-access-key] ']);
    await second.until(over);
    expect(second.state).toBe('broken');
    expect(leaks(second.text, 4)).toEqual([]);
    expect(await exited).toEqual([0, null]);
    expect(
      penstock.server
        .records()
        .map(({ ending }) => ending)
        .toSorted(),
    ).toEqual(['cancelled', 'delivered']);
  });
});

describe('a server that is killed', () => {
  const penstock = installation({ server: 'command' });

  test("breaks the clients' streams, which get nothing that waited for its end; then there is a 503", async () => {
    const script = penstock.live(async answer => {
      answer.writeHead(200, head);
      for (const event of chunks(`one ${awsKey}`, 4).slice(0, -3)) answer.write(event);
      await client.until(({ text }) => text.startsWith('one '));
      penstock.server.process!.kill('SIGKILL');
      await once(penstock.server.process!, 'exit');
      for (let at = 0; at < 20 && !answer.destroyed; at++) {
        answer.write(chunk({ content: awsKey }));
        await sleep(10);
      }
      answer.end();
    });
    const client = watch(penstock, script);
    await script.end;
    await client.until(over);
    expect(client.state).toBe('broken');
    expect(leaks(client.body, 4)).toEqual([]);
    for (const [answer, body] of [
      [json(completion(awsKey)), whole],
      [sse([...chunks(awsKey, 4), done]), streamed],
    ] as const) {
      const mark = penstock.script(answer);
      const got = await ask(penstock, mark, { place: 'openai', body });
      expect([got.status, JSON.parse(got.body.toString()).error.code]).toEqual([503, 'penstock_unavailable']);
      expect(mark.seen).toEqual([]);
    }
    expect(await rejected(openai(penstock, penstock.script(json({}))).models.list())).toMatchObject({
      status: 503,
      code: 'penstock_unavailable',
    });
  });
});

// Side by side: Envoy gives a client a second to close a connection that it has broken off.
describe.concurrent('an upstream that breaks off', () => {
  const penstock = installation();
  const text = `The key is ${awsKey}, and so on.`;

  test.for<{ what: string; answer: Answer; body: string }>([
    {
      what: 'a document of a known length',
      body: whole,
      answer: { ...json(completion(text)), pieces: halved(JSON.stringify(completion(text))), cutOffAfter: 1 },
    },
    {
      what: 'a document in chunks',
      body: whole,
      answer: {
        ...json(completion(text)),
        framing: 'chunked',
        pieces: halved(JSON.stringify(completion(text))),
        cutOffAfter: 1,
        paceMs: 20,
      },
    },
    { what: 'a stream at once', body: streamed, answer: { ...sse([...chunks(text, 4), done]), cutOffAfter: 9 } },
    {
      what: 'a stream in the middle of a secret',
      body: streamed,
      answer: { ...sse([...chunks(text, 4), done], 'event', 10), cutOffAfter: 6 },
    },
    {
      what: 'a stream in the middle of an event',
      body: streamed,
      answer: { ...sse([...chunks(text, 4), done], 300, 10), cutOffAfter: 4 },
    },
  ])('$what', async ({ answer, body }) => {
    const asked = ['openai', 'openai-h2'].map(place => ask(penstock, penstock.script(answer), { place, body }));
    for (const got of await Promise.all(asked)) {
      expect(got.complete && got.status! < 400).toBe(false);
      expect(leaks(got.raw.toString())).toEqual([]);
    }
  });

  test('is not told as delivered in the record', async () => {
    const answer = { ...sse([...chunks(text, 4), done], 'event', 10), cutOffAfter: 3 };
    const got = await ask(penstock, penstock.script(answer), { place: 'openai', body: streamed });
    const record = await penstock.record(got.headers.get('x-penstock-exchange'));
    expect(['cancelled', 'failed']).toContain(record.ending);
  });

  test('is an error for the openai client', async () => {
    const script = penstock.script({ ...sse([...chunks(text, 4), done], 'event', 10), cutOffAfter: 3 });
    const stream = await openai(penstock, script).chat.completions.create({ model: 'm', messages: [], stream: true });
    expect(await rejected(all(stream))).toBeInstanceOf(Error);
  });
});

describe('a client that leaves', () => {
  const penstock = installation();

  test.for([
    { what: 'in the middle of a stream', body: streamed, type: 'text/event-stream', first: chunk({ content: 'one two ' }) },
    { what: 'while a document is gathered', body: whole, type: 'application/json', first: '{"choices":[' },
  ])('$what: the upstream is closed and the record says so', async ({ body, type, first }) => {
    const before = penstock.server.records().length;
    let closed = false;
    const script = penstock.live(async answer => {
      answer.on('close', () => {
        closed = true;
      });
      answer.writeHead(200, { 'content-type': type });
      answer.write(first);
      if (type === 'text/event-stream') await client.until(({ text }) => text === 'one two ');
      else await sleep(100);
      client.leave();
      await expect.poll(() => closed).toBe(true);
    });
    const client = watch(penstock, script, body);
    await script.end;
    await expect.poll(() => penstock.server.records().length).toBe(before + 1);
    expect(penstock.server.records().at(-1)).toMatchObject({ connection: 'live', ending: 'cancelled', block: null });
  });

  test('before the answer begins: likewise', async () => {
    const before = penstock.server.records().length;
    const script = penstock.live(async answer => {
      client.leave();
      await once(answer, 'close');
    });
    const client = watch(penstock, script);
    await script.end;
    await expect.poll(() => penstock.server.records().length).toBe(before + 1);
    expect(penstock.server.records().at(-1)).toMatchObject({ ending: 'cancelled', response: { status: null, bytes_out: 0 } });
  });
});

function halved(text: string): Buffer[] {
  const half = Math.floor(text.length / 2);
  return [Buffer.from(text.slice(0, half)), Buffer.from(text.slice(half))];
}
