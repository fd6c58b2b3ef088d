// Webhooks: what is said, that it is signed so that others can check it, where it may go, and what becomes of it when nobody takes it.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isInner } from '../../../extproc/notify/addresses.ts';
import { type DeadLetter, type Deliveries, openDeliveries, type Target } from '../../../extproc/notify/deliveries.ts';
import { bodyOf, occasionOf } from '../../../extproc/notify/message.ts';
import { type Attempt, type Posting, post } from '../../../extproc/notify/post.ts';
import { signedHeaders, webhookKey } from '../../../extproc/notify/signature.ts';
import type { Hold } from '../../../extproc/words/hold.ts';
import { Secret } from '../../../extproc/words/secret.ts';
import { hold, id } from '../admin/scene.ts';

const key = webhookKey(new Secret(`whsec_${Buffer.alloc(24, 3).toString('base64')}`));

describe('a message', () => {
  test('in the standard form has ids, rule and who asked, and nothing of what is held', () => {
    const told = JSON.parse(bodyOf('standard', hold, 'opened', 'https://penstock.corp.example'));
    expect(told).toEqual({
      type: 'hold.opened',
      timestamp: '2026-11-24T06:00:01.000Z',
      data: {
        hold: id,
        state: 'pending',
        rules: [
          { rule: 'privileged-write', reason: 'code writes to privileged files', approvers: ['group:security'], quorum: 1 },
        ],
        principal: 'spiffe://c/ns/a/sa/b',
        connection: 'chatgpt',
        exchange: 'ex_1',
        expires_at: '2026-11-24T06:10:00.000Z',
        url: `https://penstock.corp.example/#/holds/${id}`,
      },
    });
  });

  test.for([
    { form: 'slack', hostile: '<!channel> *x* <http://evil.example|click>', never: /<!channel>|<http/ },
    { form: 'teams', hostile: '[click](http://evil.example)', never: /\[click\]\(/ },
  ] as const)('in the form of $form can not be made to call or link by names', ({ form, hostile, never }) => {
    const named = { ...hold, principal: { ...hold.principal, id: hostile } };
    expect(bodyOf(form, named, 'opened', 'https://p.example')).not.toMatch(never);
    expect(bodyOf(form, named, 'opened', 'https://p.example')).toContain(`https://p.example/#/holds/${id}`);
  });

  test.for([
    { name: 'one that waits', change: {}, want: 'opened' },
    { name: 'one that is being read', change: { reading: 'open' }, want: null },
    { name: 'one that was joined to another', change: { joined: 'ho_x' }, want: null },
    { name: 'one that was approved', change: { state: 'approved' }, want: 'approved' },
    { name: 'one that was called off', change: { state: 'cancelled' }, want: null },
  ] as const)('$name is told as $want', ({ change, want }) => expect(occasionOf({ ...hold, ...change } as Hold)).toBe(want));
});

test('a signature is the one of the Standard Webhooks specification', () => {
  const headers = signedHeaders(key, 'msg_1', 1_614_265_330, '{"a":1}');
  const mac = createHmac('sha256', Buffer.alloc(24, 3)).update('msg_1.1614265330.{"a":1}').digest('base64');
  expect(headers).toEqual({ 'webhook-id': 'msg_1', 'webhook-timestamp': '1614265330', 'webhook-signature': `v1,${mac}` });
});

test.for(['', 'whsec_', 'whsec_c2hvcnQ=', 'not base64 at all!'])('a secret that is none is refused: %s', text => {
  expect(() => webhookKey(new Secret(text))).toThrow(expect.objectContaining({ code: 'ERR_SECRET_UNREADABLE' }));
});

describe('addresses', () => {
  test.for([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '192.168.0.1',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::ffff:10.0.0.1',
    'fd00::1',
    'fe80::1',
    '64:ff9b::a00:1',
    '64:ff9b:1::a00:1',
    '2002:a00:1::1',
    '2001:0:a00:1::1',
    'fec0::1',
    'fe80::1%eth0',
    'x',
  ])('%s is an inner one', address => expect(isInner(address)).toBe(true));
  test.for(['8.8.8.8', '2606:4700::1111'])('%s is not', address => expect(isInner(address)).toBe(false));
});

describe('a post', () => {
  async function server(status: number, headers: Record<string, string> = {}) {
    const got: { headers: Record<string, unknown>; body: string }[] = [];
    const http = createServer((request, response) => {
      let body = '';
      request.on('data', chunk => {
        body += chunk;
      });
      request.on('end', () => {
        got.push({ headers: request.headers, body });
        response.writeHead(status, headers).end('thanks');
      });
    });
    await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void http.close());
    return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/hook`, got };
  }

  test.for([
    { status: 204, want: { kind: 'delivered' } },
    { status: 302, want: { kind: 'refused', why: 'status_302' } },
    { status: 410, want: { kind: 'refused', why: 'status_410' } },
    { status: 429, headers: { 'retry-after': '7' }, want: { kind: 'later', afterMs: 7_000 } },
    { status: 503, want: { kind: 'later', why: 'status_503' } },
  ])('that is answered by $status is $want.kind', async ({ status, headers, want }) => {
    const { url, got } = await server(status, { ...headers, location: 'http://127.0.0.1:1/' });
    expect(await post({ url, headers: { 'webhook-id': 'm' }, body: '{}', inner: true })).toMatchObject(want);
    expect(got).toMatchObject([{ headers: { 'webhook-id': 'm', 'content-type': 'application/json' }, body: '{}' }]);
  });

  test('goes to no inner address unless the configuration allows it, by whatever name', async () => {
    const { url, got } = await server(204);
    const port = new URL(url).port;
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0', '2130706433'])
      expect(await post({ url: `http://${host}:${port}/`, headers: {}, body: '{}', inner: false })).toEqual({
        kind: 'refused',
        why: 'inner_address',
      });
    expect(got).toEqual([]);
  });

  test('to nobody is for later', async () => {
    expect(await post({ url: 'http://127.0.0.1:1/', headers: {}, body: '{}', inner: true })).toMatchObject({
      kind: 'later',
      why: 'ECONNREFUSED',
    });
  });
});

describe('deliveries', () => {
  const target = (name: string): Target => ({ name, url: `https://${name}.example/`, form: 'standard', key, inner: false });

  /** Timers that are run by hand. */
  function open(outcomes: (posting: Posting) => Attempt, names = ['a']) {
    const sent: Posting[] = [];
    const dead: DeadLetter[] = [];
    const due: { ms: number; act: () => void }[] = [];
    const deliveries: Deliveries = openDeliveries({
      targets: names.map(target),
      publicUrl: null,
      now: () => 1_795_500_000_000,
      dice: () => 0.5,
      after: (ms, act) => {
        due.push({ ms, act });
        return () => {};
      },
      onDead: letter => dead.push(letter),
      send: async posting => {
        sent.push(posting);
        return outcomes(posting);
      },
    });
    const settle = () => new Promise(resolve => setImmediate(resolve));
    return { deliveries, sent, dead, due, settle };
  }

  test('are made once for each occasion', async () => {
    const { deliveries, sent, settle } = open(() => ({ kind: 'delivered' }));
    for (const told of [
      hold,
      { ...hold, version: 2 },
      { ...hold, state: 'denied' as const },
      { ...hold, state: 'denied' as const },
    ])
      deliveries.hear(told);
    await settle();
    expect(sent.map(({ headers }) => headers['webhook-id'])).toEqual([`msg_${id}_opened`, `msg_${id}_denied`]);
    expect(deliveries.waiting).toBe(0);
  });

  test('are tried again with growing pauses, under the same id, and become a dead letter in the end', async () => {
    const { deliveries, sent, dead, due, settle } = open(() => ({ kind: 'later', why: 'status_503', afterMs: null }));
    deliveries.hear(hold);
    for (let i = 0; i < 10; i++) {
      await settle();
      for (const { act } of due.splice(0)) act();
    }
    expect(sent).toHaveLength(7);
    expect(new Set(sent.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(dead).toMatchObject([{ target: 'a', hold: id, occasion: 'opened', attempts: 7, why: 'status_503' }]);
    expect(deliveries.dead).toEqual(dead);
    expect(JSON.stringify(dead)).not.toContain('https://');
  });

  test('that one webhook does not take keep no other waiting', async () => {
    const { deliveries, sent, dead, settle } = open(
      ({ url }) => (url.includes('a.') ? { kind: 'later', why: 'x', afterMs: null } : { kind: 'delivered' }),
      ['a', 'b'],
    );
    deliveries.hear(hold);
    await settle();
    expect([sent.length, dead.length, deliveries.waiting]).toEqual([2, 0, 1]);
  });

  test('end with the server', async () => {
    const { deliveries, sent, due, settle } = open(() => ({ kind: 'later', why: 'x', afterMs: null }));
    deliveries.hear(hold);
    await settle();
    deliveries.close();
    for (const { act } of due.splice(0)) act();
    deliveries.hear({ ...hold, id: 'ho_other' });
    await settle();
    expect(sent.length).toBeLessThanOrEqual(2);
  });
});
