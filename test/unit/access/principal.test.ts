import { expect, test } from 'vitest';
import { principalOf } from '../../../extproc/access/principal.ts';
import { sessionOf } from '../../../extproc/access/session.ts';
import type { IdentityProof } from '../../../extproc/words/access.ts';

const spiffe = 'spiffe://cluster.local/ns/team-a/sa/app';
const accepts = (...identity: IdentityProof[]) => ({ identity });

test('a peer certificate names namespace and service account', () => {
  expect(principalOf({ 'connection.uri_san_peer_certificate': spiffe }, accepts('mtls'))).toMatchObject({
    id: spiffe,
    kind: 'mtls',
    namespace: 'team-a',
    service_account: 'app',
    self_declared: false,
  });
});

test('a certificate that is no SPIFFE id proves nothing', () => {
  expect(principalOf({ 'connection.uri_san_peer_certificate': 'https://app.example' }, accepts('mtls'))).toBeNull();
});

test('without a certificate there is no principal, unless the connection accepts the anonymous', () => {
  expect(principalOf({ 'source.address': '10.0.0.7:4711' }, accepts('mtls'))).toBeNull();
  expect(principalOf({ 'source.address': '10.0.0.7:4711' }, accepts('mtls', 'anonymous'))?.id).toBe('anonymous:10.0.0.7');
});

test('a session name reaches only into the sessions of its own principal', () => {
  const principal = principalOf({ 'source.address': '10.0.0.7:1' }, accepts('anonymous'))!;
  const other = principalOf({ 'source.address': '10.0.0.8:1' }, accepts('anonymous'))!;
  expect(sessionOf(principal, 'mine', 0)).toBe(sessionOf(principal, 'mine', 1e12));
  expect(sessionOf(principal, 'mine', 0)).not.toBe(sessionOf(other, 'mine', 0));
});

test('without a name a session lasts for a UTC day', () => {
  const principal = principalOf({}, accepts('anonymous'))!;
  const day = 86_400_000;
  expect(sessionOf(principal, undefined, day)).toBe(sessionOf(principal, undefined, 2 * day - 1));
  expect(sessionOf(principal, undefined, day)).not.toBe(sessionOf(principal, undefined, 2 * day));
});
