// Sign-in by an OpenID Connect issuer: its page for browsers (authorization code with PKCE), its access tokens for programs. Groups and roles are what a
// claim says; who has no role by it may look at nothing.
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { type Approver, type ApproverRole, approverRoles } from '../../words/hold.ts';
import type { BearerSignIn, PageSignIn } from './sign-in.ts';

export interface OidcSetting {
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a public client. */
  readonly clientSecret: string | null;
  /** Whom access tokens must be for. */
  readonly audience: string;
  readonly groupsClaim: string;
  /** Groups that give a role. */
  readonly roles: Readonly<Record<ApproverRole, readonly string[]>>;
  readonly now: () => number;
}

const clockSkewSeconds = 60;
/** Signatures of an issuer's key pair; `none` and shared secrets are none. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const requestMsMax = 5_000;

export interface OidcSignIn extends PageSignIn, BearerSignIn {}

/** The issuer is asked at the first sign-in, and again after it could not be reached: it need not be up when this server starts. */
export function oidcSignIn(setting: OidcSetting): OidcSignIn {
  let found: Promise<Known> | null = null;
  const known = (): Promise<Known> => {
    found ??= discover(setting).catch(error => {
      found = null;
      throw error;
    });
    return found;
  };
  return {
    async begin(returnUrl) {
      const { configuration } = await known();
      const verifier = client.randomPKCECodeVerifier();
      const [state, nonce] = [client.randomState(), client.randomNonce()];
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: returnUrl,
        scope: 'openid profile email groups',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { url: url.href, remember: JSON.stringify({ verifier, state, nonce }) };
    },
    async finish(url, remember) {
      const { configuration } = await known();
      const { verifier, state, nonce } = JSON.parse(remember) as Record<'verifier' | 'state' | 'nonce', string>;
      const tokens = await client.authorizationCodeGrant(configuration, url, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      return approverOf(tokens.claims()!, setting);
    },
    async bearer(token) {
      // A token of another kind needs no word of the issuer.
      if (token.split('.').length !== 3) return null;
      const { keys, issuer } = await known();
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience: setting.audience,
          algorithms,
          clockTolerance: clockSkewSeconds,
          requiredClaims: ['sub', 'exp'],
          currentDate: new Date(setting.now()),
        });
        return approverOf(payload, setting);
      } catch {
        return null;
      }
    },
  };
}

interface Known {
  readonly configuration: client.Configuration;
  readonly issuer: string;
  readonly keys: ReturnType<typeof createRemoteJWKSet>;
}

async function discover({ issuer, clientId, clientSecret }: OidcSetting): Promise<Known> {
  const url = new URL(issuer);
  const isPlain = url.protocol === 'http:';
  const authentication = clientSecret === null ? client.None() : client.ClientSecretPost(clientSecret);
  // Plain http is for loopback alone, which penstock.yaml holds.
  const options: client.DiscoveryRequestOptions = {
    timeout: requestMsMax / 1000,
    ...(isPlain ? { execute: [client.allowInsecureRequests] } : {}),
  };
  const configuration = await client.discovery(url, clientId, { use_mtls_endpoint_aliases: false }, authentication, options);
  const metadata = configuration.serverMetadata();
  if (metadata.jwks_uri === undefined) throw new Error('the issuer names no keys');
  const keys = createRemoteJWKSet(new URL(metadata.jwks_uri), {
    timeoutDuration: requestMsMax,
    cooldownDuration: 10_000,
    cacheMaxAge: 600_000,
  });
  return { configuration, issuer: metadata.issuer, keys };
}

function approverOf(claims: JWTPayload | client.IDToken, { issuer, groupsClaim, roles }: OidcSetting): Approver {
  const groups = groupsIn(claims[groupsClaim]);
  const email = claims.email_verified === true && typeof claims.email === 'string' ? claims.email : null;
  const name = email ?? (typeof claims.name === 'string' ? claims.name : String(claims.sub));
  return {
    // Subjects are unique within their issuer; an address is what policies name people by, if the issuer has verified it.
    id: email === null ? `user:${issuer}#${String(claims.sub)}` : `user:${email}`,
    name: name.slice(0, 128),
    groups,
    roles: approverRoles.filter(role => roles[role].some(group => groups.includes(group))),
    claims: { iss: issuer, sub: String(claims.sub), ...calledIn(claims) },
  };
}

/** What else the issuer calls them, proved or not: by none of these names may they decide on what they asked for. */
function calledIn(claims: JWTPayload | client.IDToken): Readonly<Record<string, string>> {
  const names = ['email', 'preferred_username', 'upn'].flatMap(claim => {
    const name = claims[claim];
    return typeof name === 'string' && name.length <= 256 ? [[claim, name] as const] : [];
  });
  return Object.fromEntries(names);
}

const groupsMax = 1024;

function groupsIn(claim: unknown): readonly string[] {
  const list = typeof claim === 'string' ? claim.split(/[ ,]+/) : Array.isArray(claim) ? claim : [];
  return list.filter(group => typeof group === 'string' && group !== '' && group !== '*').slice(0, groupsMax) as string[];
}
