// Sign-in by a real issuer on loopback: its page with a browser's cookies, its tokens, and tokens that are not quite its own.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OidcSetting, oidcSignIn } from '../../../extproc/admin/sign-in/oidc.ts';
import { scene } from './scene.ts';

const { privateKey } = await generateKeyPair('ES256', { extractable: true });
const strangersKey = await generateKeyPair('ES256', { extractable: true });
let server: Server;
let issuer: string;
const callback = '';

beforeAll(async () => {
  server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

/** An issuer whose people are known and who all agree. */
async function serveIssuer(redirect: string): Promise<void> {
  const jwk = { ...(await exportJWK(privateKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'penstock',
        redirect_uris: [redirect],
        token_endpoint_auth_method: 'none',
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: ['a key for a test alone'] },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'], groups: ['groups'] },
    conformIdTokenClaims: false,
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, name: 'Ann', email: 'ann@corp.example', email_verified: true, groups: ['security', 'team-a', '*'] }),
    }),
    features: { devInteractions: { enabled: true } },
  });
  server.removeAllListeners('request');
  server.on('request', provider.callback());
}

const setting = (): OidcSetting => ({
  issuer,
  clientId: 'penstock',
  clientSecret: null,
  audience: 'penstock',
  groupsClaim: 'groups',
  roles: { approver: ['security'], auditor: ['audit'], operator: [] },
  now: Date.now,
});

describe('a browser', () => {
  test('is sent to the issuer, comes back signed in, and sends its session only from our own page on', async () => {
    const { address } = await scene({ signIns: { bearers: [], once: null, page: oidcSignIn(setting()) } });
    await serveIssuer(`${address}/sign-in/page/back`);
    const jar = new Jar();
    let response = await jar.get(`${address}/sign-in/page`);
    expect(response.status).toBe(303);
    response = await jar.follow(response);
    // The issuer's own page asks for a name, then for consent.
    for (let step = 0; step < 2; step++) {
      const action = /action="([^"]+)"/.exec(await response.text())![1]!;
      const body = step === 0 ? 'prompt=login&login=ann&password=x' : 'prompt=consent';
      response = await jar.follow(await jar.post(new URL(action, issuer).href, body), address);
    }
    expect(response.status).toBe(200);
    const me = (await (await jar.get(`${address}/v1/me`)).json()) as object;
    expect(me).toEqual({
      id: 'user:ann@corp.example',
      name: 'ann@corp.example',
      groups: ['security', 'team-a'],
      roles: ['approver'],
    });
  });

  test.for(['', '?code=x&state=y', '?error=access_denied&state=y'])(
    'that comes back with %s alone is not signed in',
    async query => {
      const { address } = await scene({ signIns: { bearers: [], once: null, page: oidcSignIn(setting()) } });
      await serveIssuer(`${address}/sign-in/page/back`);
      const jar = new Jar();
      await jar.get(`${address}/sign-in/page`);
      const back = await jar.get(`${address}/sign-in/page/back${query}`);
      expect(back.headers.get('location')).toContain('failed=page');
      expect((await jar.get(`${address}/v1/me`)).status).toBe(401);
    },
  );
});

describe('a token', () => {
  const make = (claims: object, change: (jwt: SignJWT) => SignJWT = jwt => jwt, key = privateKey, header: object = {}) =>
    change(
      new SignJWT({ groups: ['security'], email: 'ann@corp.example', email_verified: true, ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'k1', ...header })
        .setIssuer(issuer)
        .setAudience('penstock')
        .setSubject('ann')
        .setExpirationTime('5m'),
    ).sign(key);

  beforeAll(() => serveIssuer(callback || 'http://127.0.0.1:1/back'));

  test('of the issuer is taken, with its groups and the roles they give', async () => {
    const approver = await oidcSignIn(setting()).bearer(await make({}));
    expect(approver).toMatchObject({ id: 'user:ann@corp.example', roles: ['approver'], groups: ['security'] });
  });

  test('that says an address which nobody verified is told by its subject', async () => {
    const approver = await oidcSignIn(setting()).bearer(await make({ email_verified: false }));
    expect(approver!.id).toBe(`user:${issuer}#ann`);
    // By it they may still be the one who asked.
    expect(approver!.claims).toEqual({ iss: issuer, sub: 'ann', email: 'ann@corp.example' });
  });

  test('without groups gives no role', async () => {
    expect((await oidcSignIn(setting()).bearer(await make({ groups: [] })))!.roles).toEqual([]);
  });

  test('that claims every group has it not', async () => {
    expect((await oidcSignIn(setting()).bearer(await make({ groups: ['*'] })))!.groups).toEqual([]);
  });

  test.for([
    { name: 'for another audience', token: () => make({}, jwt => jwt.setAudience('other')) },
    { name: 'of another issuer', token: () => make({}, jwt => jwt.setIssuer('https://evil.example')) },
    { name: 'that is over', token: () => make({}, jwt => jwt.setExpirationTime(Math.floor(Date.now() / 1000) - 600)) },
    { name: 'that is not valid yet', token: () => make({}, jwt => jwt.setNotBefore('10m')) },
    {
      name: 'without an end',
      token: () =>
        new SignJWT({})
          .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
          .setIssuer(issuer)
          .setAudience('penstock')
          .setSubject('ann')
          .sign(privateKey),
    },
    { name: 'of a stranger under the same key id', token: () => make({}, jwt => jwt, strangersKey.privateKey) },
    { name: 'of an unknown key', token: () => make({}, jwt => jwt, privateKey, { kid: 'k9' }) },
    {
      name: 'that names its own keys',
      token: () => make({}, jwt => jwt, strangersKey.privateKey, { jku: 'http://127.0.0.1:1/keys' }),
    },
    { name: 'without a signature', token: async () => `${(await make({})).split('.').slice(0, 2).join('.')}.` },
    {
      name: 'with the algorithm none',
      token: async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await make({})).split('.')[1]}.`,
    },
    {
      name: 'with a shared secret for a signature',
      token: () =>
        new SignJWT({})
          .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
          .setIssuer(issuer)
          .setAudience('penstock')
          .setSubject('ann')
          .setExpirationTime('5m')
          .sign(Buffer.alloc(32, 1)),
    },
    { name: 'of two dots and nothing', token: async () => '..' },
  ])('$name is refused', async ({ token }) => {
    expect(await oidcSignIn(setting()).bearer(await token())).toBeNull();
  });
});

/** As much of a browser as signing in takes. */
class Jar {
  readonly #cookies = new Map<string, string>();

  async get(url: string): Promise<Response> {
    return this.#keep(await fetch(url, { redirect: 'manual', headers: { cookie: this.#header() } }));
  }

  async post(url: string, body: string): Promise<Response> {
    const headers = { cookie: this.#header(), 'content-type': 'application/x-www-form-urlencoded' };
    return this.#keep(await fetch(url, { method: 'POST', body, redirect: 'manual', headers }));
  }

  async follow(response: Response, stopAt = 'nowhere'): Promise<Response> {
    let current = response;
    for (let hops = 0; hops < 10; hops++) {
      const location = current.headers.get('location');
      if (location === null) return current;
      current = await this.get(new URL(location, location.startsWith('/') ? issuer : undefined).href);
      if (location.startsWith(stopAt)) return current;
    }
    throw new Error('sent round and round');
  }

  #header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #keep(response: Response): Response {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (value === '') this.#cookies.delete(name!);
      else this.#cookies.set(name!, value!);
    }
    return response;
  }
}
