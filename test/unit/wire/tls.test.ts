// The server's certificate, and who may connect.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, credentials } from '@grpc/grpc-js';
import { expect, onTestFinished, test } from 'vitest';
import { noDesk } from '../../../extproc/exchange/hold.ts';
import { grpcTransport } from '../../../extproc/wire/grpc-transport.ts';
import { serveExtProc } from '../../../extproc/wire/server.ts';
import { tlsCredentials } from '../../../extproc/wire/tls.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { makeCertificate } from '../../e2e/harness/certificates.ts';
import { fakeLedger } from '../exchange/ledger.ts';

const authority = makeCertificate({ name: 'authority' });
const stranger = makeCertificate({ name: 'stranger' });
const pemOf = (certificate: typeof authority) => Buffer.from(certificate.key.export({ type: 'pkcs8', format: 'pem' }));
const signed = (by: typeof authority) => makeCertificate({ name: 'leaf', hosts: ['localhost'] }, by);

test.for([
  { name: 'anybody, where no authority for clients is named', mutual: false, client: null, heard: true },
  { name: 'a client of the authority', mutual: true, client: signed(authority), heard: true },
  { name: 'a client without a certificate', mutual: true, client: null, heard: false },
  { name: 'a client of another authority', mutual: true, client: signed(stranger), heard: false },
])('$name: heard: $heard', async ({ mutual, client, heard }) => {
  const address = await serve(mutual);
  const key = client === null ? null : pemOf(client);
  const secure = credentials.createSsl(Buffer.from(authority.pem), key, client === null ? null : Buffer.from(client.pem));
  expect(await isHealthy(address, secure)).toBe(heard);
});

test('a client that speaks no TLS is not heard', async () => {
  expect(await isHealthy(await serve(false), credentials.createInsecure())).toBe(false);
});

test('a file that is not there, or no certificate, is named; what stands in it is not', () => {
  const folder = temporary();
  const canary = ['canary', 'pem'].join('-');
  writeFileSync(join(folder, 'bad'), canary);
  const files = { cert: join(folder, 'bad'), key: join(folder, 'bad'), clientCa: null };
  expect(() => tlsCredentials({ ...files, cert: join(folder, 'none') })).toThrow(
    expect.objectContaining({ code: 'ERR_SECRET_UNREADABLE' }),
  );
  const refused = expect.objectContaining({ code: 'ERR_SECRET_UNREADABLE', message: expect.not.stringContaining(canary) });
  expect(() => tlsCredentials(files)).toThrow(refused);
});

async function serve(mutual: boolean): Promise<string> {
  const folder = temporary();
  const own = signed(authority);
  writeFileSync(join(folder, 'cert'), own.pem);
  writeFileSync(join(folder, 'key'), pemOf(own));
  writeFileSync(join(folder, 'ca'), authority.pem);
  const files = { cert: join(folder, 'cert'), key: join(folder, 'key'), clientCa: mutual ? join(folder, 'ca') : null };
  const server = await serveExtProc({
    address: 'localhost:0',
    transport: grpcTransport({ limits: defaultLimits, onFault: () => {}, credentials: tlsCredentials(files) }),
    holds: noDesk,
    ledger: fakeLedger(),
    createExchange: () => ({ handle: () => [] }),
    limits: defaultLimits,
    onFault: () => {},
    now: () => 0,
  });
  onTestFinished(() => server.close());
  return server.address;
}

function isHealthy(address: string, secure: ReturnType<typeof credentials.createInsecure>): Promise<boolean> {
  const client = new Client(address, secure);
  onTestFinished(() => client.close());
  const options = { deadline: Date.now() + 2000 };
  return new Promise(resolve => {
    const asIs = (bytes: Buffer) => bytes;
    client.makeUnaryRequest('/grpc.health.v1.Health/Check', asIs, asIs, Buffer.alloc(0), options, error =>
      resolve(error === null),
    );
  });
}

function temporary(): string {
  const path = mkdtempSync(join(tmpdir(), 'penstock-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
