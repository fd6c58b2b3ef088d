// What a tape is given comes back from the store as it was, with its times and the text that each piece brought.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { DeletedRecording } from '../../../extproc/recording/ports.ts';
import { sweepSome } from '../../../extproc/recording/sweep.ts';
import { noTape } from '../../../extproc/words/evidence.ts';
import { Fault } from '../../../extproc/words/fault.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { anything, ask, beganMs, done, endOf, event, factsOf, joined, read, scene } from './scene.ts';

test('a stream comes back piece by piece, with the text that each brought', async () => {
  const { record, recorder, troubles } = await scene();
  const replay = await record({
    pieces: [
      ['request', ask, 0],
      ['response', event('Hello '), 120],
      ['response', event('wor'), 140],
      ['response', `${event('ld')}${done}`, 160],
    ],
  });
  expect(replay?.pieces.map(({ atMs, side, texts }) => [atMs, side, texts.map(({ text }) => text).join('|')])).toEqual([
    [0, 'request', expect.stringContaining('How are you?')],
    [120, 'response', 'Hello '],
    [140, 'response', 'wor'],
    [160, 'response', 'ld'],
  ]);
  expect(joined(replay, 'request').toString()).toBe(ask);
  expect(read(replay, 'response')).toBe('Hello world');
  expect(replay?.isWhole).toBe(true);
  expect([recorder.figures, troubles]).toEqual([{ kept: 1, cut: 0, lost: 0, bytesInMemory: 0 }, []]);
});

describe('what people read', () => {
  test.for([
    {
      name: 'a stream that breaks off in the middle of an event',
      pieces: [event('whole '), event('cut').slice(0, 20)],
      want: 'whole ',
    },
    {
      name: 'a stream that ends with an error event',
      pieces: [event('a'), 'event: error\ndata: {"error":{"message":"no"}}\n\n'],
      want: 'a',
    },
    { name: 'events that are cut anywhere', pieces: [...`${event('Hello')}${done}`], want: 'Hello' },
  ])('of $name', async ({ pieces, want }) => {
    const { record } = await scene();
    const replay = await record({ pieces: pieces.map(text => ['response', text] as const) });
    expect(joined(replay, 'response').equals(Buffer.concat(pieces.map(text => Buffer.from(text))))).toBe(true);
    expect(read(replay, 'response').startsWith(want)).toBe(true);
  });

  test.for([
    { name: 'what is no JSON', format: 'json', bytes: Buffer.from('{"a":') },
    { name: 'what is no UTF-8', format: 'sse', bytes: Buffer.from([0xff, 0xfe, 0x0a, 0x0a]) },
    { name: 'a format of Envoy’s own', format: 'relay', bytes: Buffer.from('upstream connect error') },
    { name: 'none', format: null, bytes: Buffer.from('abc') },
  ])('is nothing of $name, and its bytes are there', async ({ format, bytes }) => {
    const { record } = await scene();
    const replay = await record({ end: { format }, pieces: [['response', bytes]] });
    expect(replay?.read).toEqual([]);
    expect(joined(replay, 'response').equals(bytes)).toBe(true);
  });
});

test('a long stream is kept in parts while it runs, and found by words of each', async () => {
  const { recorder, library } = await scene({ limits: { recordingPartBytesMax: 8_192 } });
  const tape = recorder.begin(factsOf());
  const texts = Array.from({ length: 300 }, (_, at) => ` word${at} is said`);
  for (const [at, text] of texts.entries()) tape.delivered('response', Buffer.from(event(text)), at);
  await recorder.flushed();
  expect((await library.get('ex_A'))?.end).toBeNull();
  const running = JSON.parse(Buffer.from((await library.replay((await library.get('ex_A'))!))!).toString());
  expect(running.isWhole).toBe(false);
  tape.end(endOf());
  await recorder.flushed();
  const exchange = (await library.get('ex_A'))!;
  expect(exchange.end!.parts).toBeGreaterThan(3);
  const replay = JSON.parse(Buffer.from((await library.replay(exchange))!).toString());
  expect([replay.isWhole, read(replay, 'response')]).toEqual([true, texts.join('')]);
  const found = await Promise.all(
    texts.map(async (_, at) => (await library.list({ ...anything, text: `word${at}` }, null, 1)).items.length),
  );
  // At the edges of a part an event is in neither whole.
  expect(found.filter(number => number === 0).length).toBeLessThanOrEqual(exchange.end!.parts);
  expect((await library.list({ ...anything, text: 'word300' }, null, 1)).items).toEqual([]);
});

test('it is found by words that came in pieces, by detector, tool and hold, and not by what stands elsewhere', async () => {
  const { record, library } = await scene();
  await record({
    end: { detectors: ['aws-access-key'], tools: ['shell'], holds: ['ho_1'] },
    pieces: [
      ['request', ask],
      ['response', event('The pass')],
      ['response', event('word is masked')],
      ['response', done],
    ],
  });
  const number = async (search: object) => (await library.list({ ...anything, ...search }, null, 10)).items.length;
  for (const search of [
    { text: 'PASSWORD masked' },
    { text: 'how you' },
    { detector: 'aws-access-key' },
    { tool: 'shell' },
    { hold: 'ho_1' },
  ])
    expect([search, await number(search)]).toEqual([search, 1]);
  for (const search of [{ text: 'absent' }, { detector: 'shell' }, { tool: 'ho_1' }, { text: 'password absent' }])
    expect([search, await number(search)]).toEqual([search, 0]);
});

test('nothing of what was said is readable where it is kept', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-recordings-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { record, store } = await scene({ place: { kind: 'sqlite', file: join(folder, 'recordings.db') } });
  const canary = 'kanarienvogel';
  await record({
    pieces: [
      ['request', ask.replace('How', canary)],
      ['response', event(`${canary} `.repeat(50))],
      ['response', done],
    ],
  });
  await store.close();
  const kept = readdirSync(folder).map(name => readFileSync(join(folder, name)).toString('latin1').toLowerCase());
  expect(kept.join('')).toContain('spiffe://mesh/a');
  expect(kept.join('')).not.toContain(canary);
});

test('originals are not taken down', async () => {
  const { recorder, library } = await scene();
  const secret = ['sec', 'ret', 'canary'].join('');
  const tape = recorder.begin(factsOf());
  tape.original('response', {
    kind: 'masked',
    original: Buffer.from(secret),
    delivered: Buffer.from('x'),
    group: 1,
    findings: [1],
  });
  tape.delivered('response', Buffer.from(event('[REDACTED]')), 1);
  tape.end(endOf());
  await recorder.flushed();
  const exchange = (await library.get('ex_A'))!;
  expect(JSON.stringify([exchange, Buffer.from((await library.replay(exchange))!).toString()])).not.toContain(secret);
  expect((await library.list({ ...anything, text: secret }, null, 1)).items).toEqual([]);
});

describe('a part that is', () => {
  const two = async () => {
    const all = await scene();
    await all.record({ facts: { exchange: 'ex_1' }, pieces: [['response', 'one']] });
    await all.record({ facts: { exchange: 'ex_2' }, pieces: [['response', 'two']] });
    const exchange = (await all.store.get('ex_1'))!;
    return { ...all, exchange, own: await all.store.parts('ex_1'), other: await all.store.parts('ex_2') };
  };
  test('another exchange’s is not opened', async () => {
    const { press, exchange, other } = await two();
    await expect(press.replay({ exchange, parts: other })).rejects.toMatchObject({ code: 'ERR_RECORDING_FAILED' });
  });
  test('in another place is not opened', async () => {
    const { press, exchange, own } = await two();
    await expect(press.replay({ exchange, parts: [{ ...own[0]!, number: 1 }] })).rejects.toMatchObject({
      code: 'ERR_RECORDING_FAILED',
    });
  });
  test('changed in any byte is not opened', async () => {
    const { press, exchange, own } = await two();
    const { number, sealed } = own[0]!;
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.map((byte, place) => (place === at ? byte ^ 1 : byte));
      await expect(press.replay({ exchange, parts: [{ number, sealed: changed }] })).rejects.toMatchObject({
        code: 'ERR_RECORDING_FAILED',
      });
    }
  });
  test('missing is told', async () => {
    const { press, exchange } = await two();
    expect(JSON.parse(Buffer.from(await press.replay({ exchange, parts: [] })).toString())).toMatchObject({
      isWhole: false,
      pieces: [],
    });
  });
});

describe('when the store', () => {
  const failed = new Fault('ERR_STORE_FAILED', 'the disk is full');
  test('fails for a while, nothing is lost', async () => {
    let calls = 0;
    const { recorder, store } = await scene({
      keep: async writes => {
        if (++calls < 4) throw failed;
        await store.keep(writes);
      },
    });
    recorder.begin(factsOf()).end(endOf());
    await recorder.flushed();
    expect([recorder.figures, (await store.get('ex_A'))?.id]).toEqual([{ kept: 1, cut: 0, lost: 0, bytesInMemory: 0 }, 'ex_A']);
  });
  test('stays away, it is counted, told, and memory is free again', async () => {
    const { recorder, troubles } = await scene({ keep: async () => Promise.reject(failed) });
    recorder.begin(factsOf()).end(endOf());
    await recorder.flushed();
    expect([recorder.figures, troubles]).toEqual([
      { kept: 0, cut: 0, lost: 1, bytesInMemory: 0 },
      [{ exchange: 'ex_A', cause: failed }],
    ]);
  });
  test('refuses one, the others of its batch are kept', async () => {
    const { recorder, store } = await scene();
    for (const exchange of ['ex_1', 'not an id', 'ex_3']) recorder.begin(factsOf({ exchange })).end(endOf());
    await recorder.flushed();
    expect(recorder.figures).toMatchObject({ kept: 2, lost: 1 });
    expect((await store.get('ex_3'))?.id).toBe('ex_3');
  });
  test('hangs, tapes are cut and wait for nothing', async () => {
    const gate = Promise.withResolvers<void>();
    const { recorder } = await scene({ keep: () => gate.promise, limits: { recordingsInMemoryBytesMax: 64 * 1024 } });
    for (let at = 0; at < 50; at++) {
      const tape = recorder.begin(factsOf({ exchange: `ex_${at}` }));
      tape.delivered('response', Buffer.alloc(4_000), 0);
      if (at > 30) tape.end(endOf());
    }
    expect(recorder.figures.bytesInMemory).toBeLessThanOrEqual(64 * 1024);
    gate.resolve();
    await recorder.flushed();
    expect(recorder.figures.cut).toBeGreaterThan(0);
  });
});

test('a thread that can pack nothing costs the recording, and it says so', async () => {
  const { recorder, library, troubles } = await scene({ pack: async () => Promise.reject(new Error('gone')) });
  recorder.begin(factsOf()).end(endOf());
  await recorder.flushed();
  expect([recorder.figures, troubles.length, await library.get('ex_A')]).toEqual([
    { kept: 0, cut: 0, lost: 1, bytesInMemory: 0 },
    1,
    null,
  ]);
});

test('a thread that ended is followed by another', async () => {
  const { press, record } = await scene();
  expect((await record({ pieces: [['response', 'one']] }))?.isWhole).toBe(true);
  await press.close();
  expect((await record({ facts: { exchange: 'ex_B' }, pieces: [['response', 'two']] }))?.isWhole).toBe(true);
});

test('nothing is begun where nothing is to be recorded', async () => {
  const { recorder } = await scene();
  expect(recorder.begin(factsOf({ records: { request: false, response: false } }))).toBe(noTape);
});

describe('retention', () => {
  test('tells of each before it goes, and keeps what could not be told', async () => {
    const { record, store, library } = await scene();
    for (const exchange of ['ex_1', 'ex_2']) await record({ facts: { exchange }, pieces: [['response', exchange]] });
    await record({ facts: { exchange: 'ex_3', beganMs: beganMs + 1 }, pieces: [['response', 'x']] });
    const told: DeletedRecording[] = [];
    const nowMs = beganMs + 30 * 24 * 60 * 60_000;
    const setting = {
      store,
      limits: defaultLimits,
      now: () => nowMs,
      after: () => () => {},
      onDeleted: async (deleted: DeletedRecording) => {
        told.push(deleted);
        expect(await library.get(deleted.exchange.id)).not.toBeNull();
        return deleted.exchange.id === 'ex_1';
      },
      onTrouble: () => {},
    };
    expect(await sweepSome(setting)).toBe(1);
    expect(told.map(({ exchange }) => exchange.id).toSorted()).toEqual(['ex_1', 'ex_2']);
    expect(told[0]).toMatchObject({
      atMs: nowMs,
      reason: 'retention',
      exchange: { end: { digest: expect.stringMatching(/^sha256:/) } },
    });
    const left = await library.list(anything, null, 10);
    expect(left.items.map(({ id }) => id)).toEqual(['ex_3', 'ex_2']);
  });
});
