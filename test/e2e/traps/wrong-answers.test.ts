// A guard that errs: whatever it does wrong, Envoy must not pass the upstream's bytes on instead.
// An OK at the end of the gRPC stream would do just that (one test shows it, with a server that is not ours), so ours never gives one early.
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { expect, onTestFinished, test } from 'vitest';
import type { Effect, ExchangeEvent } from '../../../extproc/exchange/events.ts';
import { decodeRequest } from '../../../extproc/wire/decode.ts';
import { encodeAnswer } from '../../../extproc/wire/encode.ts';
import { canary, expectClosed, secretJson, secretStream } from '../harness/canary.ts';
import { get1, get2 } from '../harness/client.ts';
import { body, echoExcept, finish, send } from '../harness/machines.ts';
import { connectionTo, envoyFor, openStage, ours } from '../harness/stage.ts';
import { startUpstream } from '../harness/upstream.ts';

const nothing = { set: [], remove: [] };
const at =
  (kind: ExchangeEvent['kind'], act: () => readonly Effect[]) =>
  (event: ExchangeEvent): readonly Effect[] | null =>
    event.kind === kind ? act() : null;
const responseHeaders = send({ kind: 'response_headers', mutation: nothing });
const fail: Effect = { kind: 'fail', code: 'scripted' };

const wrongs: readonly { name: string; handler: (event: ExchangeEvent) => readonly Effect[] | null }[] = [
  { name: 'throws at the request', handler: at('request_headers', thrown) },
  { name: 'throws at the response’s head', handler: at('response_headers', thrown) },
  { name: 'throws at a response body', handler: at('response_body', thrown) },
  { name: 'fails at the request', handler: at('request_headers', () => [fail]) },
  { name: 'fails at the response’s head', handler: at('response_headers', () => [fail]) },
  { name: 'fails after the head is out', handler: at('response_body', () => [fail]) },
  { name: 'finishes at the request', handler: at('request_headers', () => [finish]) },
  { name: 'finishes at the response’s head', handler: at('response_headers', () => [finish]) },
  { name: 'finishes after the head is out', handler: at('response_body', () => [finish]) },
  { name: 'answers the response before it came', handler: at('request_headers', () => [responseHeaders]) },
  { name: 'sends a body before the head', handler: at('response_headers', () => [body('response', 'x', false)]) },
  { name: 'sends the head twice', handler: at('response_headers', () => [responseHeaders, responseHeaders]) },
  {
    name: 'sends trailers where none came',
    handler: at('response_body', () => [send({ kind: 'response_trailers', mutation: nothing })]),
  },
  { name: 'sets a header that would be two', handler: at('response_headers', () => [splitHeader()]) },
  {
    name: 'sets another host',
    handler: at('request_headers', () => [
      send({ kind: 'request_headers', mutation: { set: [['host', 'other.test']], remove: [] } }),
    ]),
  },
];

for (const [form, upstream] of [
  ['a stream', () => secretStream()],
  ['JSON', () => secretJson()],
] as const) {
  test.for(wrongs)(`${form} does not pass a guard that $name`, async ({ handler }) => {
    const stage = await openStage({ exchange: () => echoExcept(event => handler(event) ?? withheld(event)), upstream });
    expectClosed(await get1(stage.port, { method: 'POST', body: '{}' }));
    expectClosed(await get2(stage.port, { method: 'POST', body: '{}' }));
  });
}

test('an OK in the middle opens Envoy: this is what the transport must never do', async () => {
  const upstream = ours(await startUpstream(() => secretStream()));
  const port = await serveEarlyOk();
  const envoy = await envoyFor(`127.0.0.1:${port}`, [connectionTo(upstream)]);
  const got = await get1(envoy.port, { method: 'POST', body: '{}' });
  expect(got.status).toBe(200);
  expect(got.body.toString()).toContain(canary);
});

/** Bodies are kept back, so that only a hole in the guard would let one out. */
function withheld(event: ExchangeEvent): readonly Effect[] | null {
  return event.kind === 'response_body' ? [] : null;
}

function thrown(): never {
  throw new Error('scripted');
}

function splitHeader(): Effect {
  return send({ kind: 'response_headers', mutation: { set: [['x-a', 'b\r\nx-c: d']], remove: [] } });
}

/** A server that answers the heads and ends with OK at the first response body. */
async function serveEarlyOk(): Promise<number> {
  const server = new Server();
  const asIs = (bytes: Buffer) => bytes;
  const codec = { requestSerialize: asIs, requestDeserialize: asIs, responseSerialize: asIs, responseDeserialize: asIs };
  const path = '/envoy.service.ext_proc.v3.ExternalProcessor/Process';
  server.addService(
    { process: { path, requestStream: true, responseStream: true, ...codec } },
    {
      process: (call: NodeJS.EventEmitter & { write(bytes: Buffer): void; end(): void }) => {
        call.on('data', (bytes: Buffer) => {
          const { arrival } = decodeRequest(bytes, 1 << 20);
          if (arrival.kind === 'response_body') call.end();
          else if (arrival.kind === 'request_body') call.write(encodeAnswer(arrival));
          else call.write(encodeAnswer({ kind: arrival.kind, mutation: nothing }));
        });
      },
    },
  );
  onTestFinished(() => server.forceShutdown());
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(port) : reject(error),
    );
  });
}
