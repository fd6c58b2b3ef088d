// Plants values in every part of exchanges and looks for them afterwards in all that Penstock and Envoy wrote anywhere, and in what
// clients got. The command that ships runs here, so that its output is all there is.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ask } from '../main-job/clients.ts';
import { installation } from '../main-job/installation.ts';
import { foundIn, plain, podKey, secrets } from './canaries.ts';
import { inAnswers } from './in-answers.ts';
import { inRequests } from './in-requests.ts';

const plantings = [...inRequests, ...inAnswers];

const kinds = ['requests are let be', 'requests are looked through'] as const;

describe.for(kinds)('where %s', kind => {
  const request = kind === 'requests are looked through';
  const yaml = `policies: { config: { request: ${request} } }`;
  const limits = { requestBodyBytesMax: 65536, jsonBodyBytesMax: 65536, sseEventBytesMax: 65536, jsonDepthMax: 64 };
  const penstock = installation({ server: 'command', socket: request ? 'unix' : 'tcp', yaml, limits });
  const exchanges: (string | undefined)[] = [];
  const errors: Buffer[] = [];

  // Side by side: some of them wait for a second until Envoy gives a broken connection up.
  test.concurrent.for(plantings.flatMap(planting => ([1, 2] as const).map(http => ({ ...planting, http }))))(
    'a client over HTTP/$http gets nothing of $what',
    async ({ question, answer, status, code, http }) => {
      const script = penstock.script(answer);
      const got = await ask(penstock, script, { ...question, http });
      if (status !== null) expect(got.status).toBe(status);
      const seen = Buffer.concat([got.raw, Buffer.from(JSON.stringify([...got.headers, ...got.trailers]))]);
      expect(foundIn(seen, [...secrets, podKey])).toEqual([]);
      exchanges.push(got.headers.get('x-penstock-exchange'));
      if (got.status === null || got.status < 400) return;
      errors.push(seen);
      if (code === undefined) return;
      const body = JSON.parse(got.body.toString());
      expect(body.error?.code ?? body.code).toBe(`penstock_${code}`);
      expect(script.seen).toHaveLength(status === 403 && code !== 'path_not_allowed' ? 1 : 0);
    },
  );

  test('the upstream did get what was planted in requests, or what it was masked to', () => {
    const raw = penstock.upstreams.http1.raw();
    expect(foundIn(raw, [plain])).toEqual([plain.name]);
    expect(foundIn(raw, [podKey])).toEqual([]);
    const inBodies = Buffer.concat(penstock.upstreams.http1.requests.map(({ body }) => body));
    expect(foundIn(inBodies, secrets)).toEqual(request ? [] : secrets.map(({ name }) => name));
  });

  test('no log, record, file, error or page of Penstock or Envoy has any of it', async () => {
    await sleep(500); // Envoy writes its access log every tenth of that
    const provider = { name: "provider's key", value: penstock.key.value };
    const all = [...secrets, plain, podKey, provider];
    const data = join(dirname(penstock.key.file), 'data');
    const places: (readonly [name: string, bytes: Buffer])[] = [
      ['output of penstock serve', Buffer.from(penstock.server.told())],
      ["Envoy's logs", Buffer.from(penstock.envoy.logs())],
      ...filesBelow(data).map(file => [file, readFileSync(file)] as const),
      ...filesBelow(penstock.envoy.folder).map(file => [file, readFileSync(file)] as const),
      ...errors.map((bytes, at) => [`error ${at}`, bytes] as const),
    ];
    for (const page of ['/stats', '/clusters?format=json', '/config_dump', '/server_info', '/certs', '/listeners']) {
      places.push([`Envoy's ${page}`, Buffer.from(await penstock.envoy.admin(page))]);
    }
    for (const [name, bytes] of places) expect([name, ...foundIn(bytes, all)]).toEqual([name]);
    expect(places.length).toBeGreaterThan(60);
    expect(places.reduce((sum, [, bytes]) => sum + bytes.length, 0)).toBeGreaterThan(400_000);
    expect(places.map(([name]) => name.slice(name.lastIndexOf('/') + 1))).toEqual(
      expect.arrayContaining(['audit.jsonl', 'access.log', 'envoy.log']),
    );
  });

  test('each exchange that a client knows of has its record', () => {
    const recorded = new Set(penstock.server.records().map(({ exchange }) => exchange));
    const known = exchanges.filter(id => id !== undefined);
    expect(known.length).toBeGreaterThan(plantings.length);
    expect(known.filter(id => !recorded.has(id))).toEqual([]);
  });
});

test('the search finds what is there, whole or in part, as it is or in another guise', () => {
  const { value } = secrets[0]!;
  const texts = [
    value,
    value.slice(5, 15),
    Buffer.from(value).toString('base64'),
    `x${Buffer.from(`ab${value}c`).toString('base64')}`,
  ];
  texts.push(Buffer.from(value).toString('hex'), JSON.stringify([...Buffer.from(value)]), encodeURIComponent(value));
  for (const text of texts) expect(foundIn(Buffer.from(`a ${text} b`), secrets)).toEqual(['API key']);
  expect(foundIn(Buffer.from('nothing of it'), secrets)).toEqual([]);
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(file => statSync(file).isFile());
}
