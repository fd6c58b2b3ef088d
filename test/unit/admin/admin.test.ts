// The admin port as its clients and its enemies meet it.
import { get } from 'node:http';
import { describe, expect, test } from 'vitest';
import { tokenHash } from '../../../extproc/admin/sign-in/tokens.ts';
import type { DecisionOutcome } from '../../../extproc/approvals/ports.ts';
import { Fault } from '../../../extproc/words/fault.ts';
import { Secret } from '../../../extproc/words/secret.ts';
import { digest, hold, id, scene, tokens } from './scene.ts';

const decide = { method: 'POST', path: `/v1/holds/${id}/decisions`, body: { decision: 'approve', digest } };
const ownPage = { 'sec-fetch-site': 'same-origin' };

describe('holds', () => {
  test('are listed as the contract says', async () => {
    const { ask } = await scene();
    const { status, json } = await ask({ path: '/v1/holds?state=pending&limit=10', token: tokens.ann });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      next: 'more',
      items: [
        {
          id,
          state: 'pending',
          digest,
          rule: 'privileged-write',
          reason: 'code writes to privileged files',
          quorum: 1,
          createdAt: '2026-11-24T06:00:00.000Z',
          principal: { id: 'spiffe://c/ns/a/sa/b' },
        },
      ],
    });
    expect(JSON.stringify(json)).not.toMatch(/requestKey|claimedUntil/);
  });

  test('tell what the one who looks may do', async () => {
    const { ask } = await scene();
    const { json } = await ask({ path: `/v1/holds/${id}`, token: tokens.ann });
    expect(json.may).toEqual({
      allow: true,
      counts_as: ['group:security'],
      reason_required: false,
      may_remember: false,
      reason: null,
    });
  });

  test('are decided by an approver, bound to the digest', async () => {
    const { ask, asked } = await scene();
    const { status, json } = await ask({ ...decide, token: tokens.ann, body: { ...decide.body, reason: '  fine ' } });
    expect([status, json.state]).toEqual([200, 'approved']);
    expect(asked).toMatchObject([
      { ask: { decision: 'approve', digest, reason: 'fine' }, approver: { id: 'user:ann', groups: ['security'] } },
    ]);
  });

  test.for([
    { code: 'digest_mismatch', status: 409 },
    { code: 'self_approval', status: 403 },
    { code: 'reason_required', status: 422 },
    { code: 'expired', status: 409 },
  ] as const)('a decision that does not count is a problem: $code', async ({ code, status }) => {
    const refused: DecisionOutcome = { kind: 'refused', code, message: 'because' };
    const { ask } = await scene({}, {}, refused);
    const answer = await ask({ ...decide, token: tokens.ann });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json).toMatchObject({ type: `urn:penstock:problem:${code}`, status, detail: 'because' });
    expect(answer.status).toBe(status);
  });

  test.for([
    { name: 'an id that is none', path: '/v1/holds/ho_1' },
    { name: 'a state that is none', path: '/v1/holds?state=maybe' },
    { name: 'too large a page', path: '/v1/holds?limit=100000' },
    { name: 'a decision that is none', method: 'POST', path: decide.path, body: { decision: 'release', digest } },
    { name: 'a digest that is none', method: 'POST', path: decide.path, body: { decision: 'approve', digest: 'x' } },
    { name: 'a field that nobody knows', method: 'POST', path: decide.path, body: { decision: 'approve', digest, force: true } },
    { name: 'a body that is no JSON', method: 'POST', path: decide.path, body: '{"decision":' },
  ])('$name is a 400 with the field', async ({ name: _, ...options }) => {
    const { ask, asked } = await scene();
    const answer = await ask({ ...options, token: tokens.ann });
    expect(answer).toMatchObject({ status: 400, json: { type: 'urn:penstock:problem:bad_request' } });
    expect(asked).toEqual([]);
  });

  test('too large a body is a 413', async () => {
    const { ask } = await scene();
    const answer = await ask({ ...decide, token: tokens.ann, body: { ...decide.body, reason: 'x'.repeat(2_000_000) } });
    expect(answer.status).toBe(413);
  });

  test('what the store can not be asked is a 400', async () => {
    const failing = { list: () => Promise.reject(new Fault('ERR_STORE_ASK', 'this is no cursor')) };
    const { ask, troubles } = await scene({}, failing);
    expect(await ask({ path: '/v1/holds?cursor=x', token: tokens.ann })).toMatchObject({
      status: 400,
      json: { detail: 'this is no cursor' },
    });
    expect(troubles).toEqual([]);
  });

  test('what fails inside is told by id, and to the log, and by nothing else', async () => {
    const failing = { list: () => Promise.reject(new Error('postgres://user:pw@db')) };
    const { ask, troubles } = await scene({}, failing);
    const answer = await ask({ path: '/v1/holds', token: tokens.ann });
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('postgres');
    expect(answer.json.detail).toContain(troubles[0]!.request);
    expect(troubles).toMatchObject([{ route: '/v1/holds' }]);
  });
});

test('messages that nobody took are there for operators', async () => {
  const { ask } = await scene();
  const { json } = await ask({ path: '/v1/notifications/dead', token: tokens.ops });
  expect(json.items).toEqual([
    {
      target: 'approvals.notify[0]',
      hold: id,
      occasion: 'opened',
      attempts: 7,
      why: 'status_503',
      at: '2026-11-24T06:00:00.000Z',
    },
  ]);
  expect((await ask({ path: '/v1/notifications/dead', token: tokens.ann })).status).toBe(403);
});

describe('roles', () => {
  test.for([
    { who: 'aud', path: '/v1/holds', status: 200 },
    { who: 'ops', path: '/v1/holds', status: 200 },
    { who: 'aud', path: `/v1/holds/${id}/content`, status: 404 },
    { who: 'ops', path: `/v1/holds/${id}/content`, status: 403 },
    { who: 'ops', path: `/v1/holds/${id}/content/raw`, status: 403 },
    { who: 'aud', method: 'POST', path: decide.path, body: decide.body, status: 403 },
    { who: 'ops', method: 'POST', path: decide.path, body: decide.body, status: 403 },
  ] as const)('$who gets $status at $path', async ({ who, status, ...options }) => {
    const { ask, asked } = await scene();
    expect((await ask({ ...options, token: tokens[who] })).status).toBe(status);
    expect(asked).toEqual([]);
  });
});

test.for(['content', 'content/raw'])('nobody reads the %s of what they asked for themselves', async path => {
  const { ask } = await scene({}, { isWithheldFrom: async () => true, view: () => Promise.reject(new Error('was read')) });
  const answer = await ask({ path: `/v1/holds/${id}/${path}`, token: tokens.ann });
  expect(answer).toMatchObject({ status: 403, json: { type: 'urn:penstock:problem:self_approval' } });
});

describe('without signing in', () => {
  test.for([
    '/v1/holds',
    `/v1/holds/${id}`,
    `/v1/holds/${id}/content`,
    '/v1/holds/events',
    '/v1/holds/stats',
    '/v1/me',
    '/v1/remembered',
  ])('%s is a 401', async path => {
    const { ask } = await scene();
    for (const headers of [{}, { authorization: 'Bearer wrong-wrong-wrong-wrong' }, { cookie: 'penstock=x.y.z' }])
      expect((await ask({ path, headers })).status).toBe(401);
  });

  test('a decision is a 401', async () => {
    const { ask, asked } = await scene();
    expect((await ask(decide)).status).toBe(401);
    expect(asked).toEqual([]);
  });

  test.for(['/healthz', '/readyz', '/openapi.json', '/v1/sign-in'])('%s is open', async path => {
    const { ask } = await scene();
    expect((await ask({ path })).status).toBe(200);
  });

  test('not ready is a 503 that says why', async () => {
    const { ask } = await scene({ notReady: () => 'the store can not be reached' });
    expect(await ask({ path: '/readyz' })).toMatchObject({ status: 503, json: { detail: 'the store can not be reached' } });
  });

  test('there is nothing at other addresses', async () => {
    const { ask } = await scene();
    expect(await ask({ path: '/etc/passwd' })).toMatchObject({
      status: 404,
      json: { type: 'urn:penstock:problem:no_such_thing' },
    });
  });
});

describe('a browser', () => {
  const signIn = { method: 'POST', path: '/v1/sign-in', headers: ownPage, body: { token: tokens.ann } };
  const cookieOf = (answer: { headers: Readonly<Record<string, unknown>> }): string =>
    String((answer.headers['set-cookie'] as string[] | undefined)?.[0]).split(';')[0]!;

  test('signs in by token, and its session can decide from our own page only', async () => {
    const { ask, asked } = await scene();
    const entered = await ask(signIn);
    expect(entered.status).toBe(204);
    expect(entered.headers['set-cookie']?.[0]).toMatch(/^penstock=.*HttpOnly.*SameSite=Strict/);
    const cookie = cookieOf(entered);
    expect((await ask({ path: '/v1/me', headers: { cookie } })).json).toMatchObject({ name: 'ann', roles: ['approver'] });
    for (const headers of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ])
      expect((await ask({ ...decide, headers: { cookie, ...headers } })).json.type).toBe('urn:penstock:problem:cross_site');
    expect(asked).toEqual([]);
    expect((await ask({ ...decide, headers: { cookie, ...ownPage } })).status).toBe(200);
  });

  test('is out at once when its line is taken out of the file', async () => {
    const { ask, writeTokens } = await scene();
    const cookie = cookieOf(await ask(signIn));
    writeTokens([`bob approver ${tokenHash('bob-approves-0123456789')}`]);
    expect((await ask({ path: '/v1/me', headers: { cookie } })).status).toBe(401);
    expect((await ask({ path: '/v1/me', token: tokens.ann })).status).toBe(401);
    expect((await ask({ path: '/v1/me', token: 'bob-approves-0123456789' })).status).toBe(200);
  });

  test('gets no session from another site, and none for a wrong token', async () => {
    const { ask } = await scene();
    expect((await ask({ ...signIn, headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await ask({ ...signIn, body: { token: 'wrong-wrong-wrong-wrong' } })).status).toBe(401);
  });

  test('a link signs in once', async () => {
    const { ask, once } = await scene();
    const code = once.make({ id: 'user:me', name: 'me', groups: ['*'], roles: ['approver'], claims: {} });
    const entered = await ask({ path: `/sign-in/once?code=${code}` });
    expect([entered.status, entered.headers.location]).toEqual([303, '/']);
    expect((await ask({ path: '/v1/me', headers: { cookie: cookieOf(entered) } })).json.name).toBe('me');
    expect((await ask({ path: `/sign-in/once?code=${code}` })).headers.location).toContain('failed');
  });

  test('a session counts at replicas, and nothing at another installation', async () => {
    const [one, replica] = [await scene(), await scene()];
    const cookie = cookieOf(await one.ask(signIn));
    expect((await replica.ask({ path: '/v1/me', headers: { cookie } })).status).toBe(200);
    const stranger = await scene({ master: new Secret(Buffer.alloc(32, 8)) });
    expect((await stranger.ask({ path: '/v1/me', headers: { cookie } })).status).toBe(401);
  });

  test('too many attempts to sign in are a 429', async () => {
    const { ask } = await scene();
    const statuses: number[] = [];
    for (let i = 0; i < 21; i++) statuses.push((await ask({ ...signIn, body: { token: 'wrong-wrong-wrong-wrong' } })).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([401, 429]);
  });
});

describe('hostile neighbours', () => {
  test.for(['evil.example', 'evil.example:9080', 'localhost.evil.example', '127.0.0.1.nip.example'])(
    'a name that only points here is refused: %s',
    async host => {
      const { ask } = await scene();
      expect((await ask({ path: '/v1/holds', token: tokens.ann, headers: { host } })).status).toBeGreaterThanOrEqual(400);
    },
  );

  test.for(['localhost', 'LOCALHOST:80', '127.0.0.1', '[::1]:9080'])('this machine is answered: %s', async host => {
    const { ask } = await scene();
    expect((await ask({ path: '/v1/holds', token: tokens.ann, headers: { host } })).status).toBe(200);
  });

  test('each answer forbids scripts of others, frames, sniffing and keeping', async () => {
    const { ask } = await scene();
    for (const path of ['/v1/holds', '/healthz', '/nothing', '/v1/me']) {
      const { headers } = await ask({ path });
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
    }
  });
});

test.for([
  { name: 'an address of the network', listen: { host: '0.0.0.0', port: 0 } },
  { name: 'a name of the network', listen: { host: 'penstock.internal', port: 0 } },
])('$name in plain is refused: tokens would travel unencrypted', async ({ listen }) => {
  await expect(scene({ listen })).rejects.toThrow(expect.objectContaining({ code: 'ERR_CONFIG_INVALID' }));
});

test('an address of the network is served where something in front speaks https', async () => {
  const { ask } = await scene({ listen: { host: '0.0.0.0', port: 0 }, publicUrl: 'https://penstock.corp.example' });
  expect((await ask({ path: '/v1/holds', token: tokens.ann, headers: { host: 'penstock.corp.example' } })).status).toBe(200);
});

test('the OpenAPI document has each operation with its schemas', async () => {
  const { ask } = await scene();
  const { json } = await ask({ path: '/openapi.json' });
  expect(json.openapi).toBe('3.1.0');
  expect(Object.keys(json.paths).toSorted()).toEqual(
    [
      '/v1/holds',
      '/v1/holds/events',
      '/v1/holds/stats',
      '/v1/holds/{id}',
      '/v1/holds/{id}/content',
      '/v1/holds/{id}/content/raw',
      '/v1/holds/{id}/decisions',
      '/v1/me',
      '/v1/notifications/dead',
      '/v1/remembered',
      '/v1/remembered/{id}',
      '/v1/sign-in',
      '/v1/sign-out',
    ].toSorted(),
  );
  expect(json.paths['/v1/holds/{id}/decisions'].post.requestBody.content['application/json'].schema).toBeDefined();
});

test('news of holds come as events', async () => {
  const { port, tell } = await scene();
  const { promise, resolve } = Promise.withResolvers<string>();
  const sent = get(
    { host: '127.0.0.1', port, path: '/v1/holds/events', headers: { authorization: `Bearer ${tokens.ops}` } },
    response => {
      let text = '';
      response.on('data', chunk => {
        text += chunk;
        if (text.includes('listening') && !text.includes('event: hold')) tell(hold);
        if (text.includes('event: hold')) resolve(text);
      });
    },
  );
  const text = await promise;
  sent.destroy();
  expect(JSON.parse(/event: hold\ndata: (.*)\n/.exec(text)![1]!)).toMatchObject({ id, state: 'pending' });
});
