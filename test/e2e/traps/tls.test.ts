// An https upstream gets the key only when its certificate is right: of a known authority, of its name, and in date.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type CertificateWish, makeCertificate } from '../harness/certificates.ts';
import { get1 } from '../harness/client.ts';
import { startEnvoy } from '../harness/envoy.ts';
import { startGuard } from '../harness/guard.ts';
import { echo } from '../harness/machines.ts';
import { ours } from '../harness/stage.ts';

const authority = makeCertificate({ name: 'known authority' });
const stranger = makeCertificate({ name: 'unknown authority' });

test.for<{ name: string; wish: CertificateWish; by?: typeof authority; reached: boolean }>([
  { name: 'of a known authority and of the upstream’s name', wish: { name: 'server', hosts: ['localhost'] }, reached: true },
  { name: 'of another name', wish: { name: 'server', hosts: ['other.test'] }, reached: false },
  { name: 'of a name in its subject only', wish: { name: 'localhost', hosts: ['other.test'] }, reached: false },
  { name: 'of an unknown authority', wish: { name: 'server', hosts: ['localhost'] }, by: stranger, reached: false },
  { name: 'out of date', wish: { name: 'server', hosts: ['localhost'], expired: true }, reached: false },
])('a certificate $name: the upstream is reached: $reached', async ({ wish, by, reached }) => {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'ca.pem'), authority.pem);
  writeFileSync(join(folder, 'key'), 'key-1');
  const { port, seen } = await startTls(makeCertificate(wish, by ?? authority));
  const guard = ours(await startGuard(() => echo()));
  const credential = { keyFile: join(folder, 'key'), header: 'authorization', prefix: 'Bearer ' };
  const connection = { name: 'test', domains: ['*'], upstream: `https://localhost:${port}`, credential };
  const envoy = ours(await startEnvoy({ extproc: guard.address, connections: [connection], trustedCa: join(folder, 'ca.pem') }));
  const got = await get1(envoy.port);
  expect(got.status).toBe(reached ? 200 : 503);
  expect(seen).toEqual(reached ? ['Bearer key-1'] : []);
});

async function startTls({
  pem,
  key,
}: ReturnType<typeof makeCertificate>): Promise<{ port: number; seen: (string | undefined)[] }> {
  const seen: (string | undefined)[] = [];
  const server = createServer({ cert: pem, key: key.export({ type: 'pkcs8', format: 'pem' }) }, (request, response) => {
    seen.push(request.headers.authorization);
    response.end('ok');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, seen };
}
