// A filter that is configured otherwise would let bytes pass before they are decided on: the guard refuses to serve it, and the client
// gets an error.
import { expect, test } from 'vitest';
import { expectClosed, secretJson, secretStream } from '../harness/canary.ts';
import { get1 } from '../harness/client.ts';
import { echo } from '../harness/machines.ts';
import { openStage } from '../harness/stage.ts';

const full = 'FULL_DUPLEX_STREAMED';

test.for([
  { name: 'response bodies are not sent', mode: { response_body_mode: 'NONE', response_trailer_mode: 'SKIP' } },
  { name: 'response bodies are streamed one by one', mode: { response_body_mode: 'STREAMED' } },
  { name: 'response bodies are buffered', mode: { response_body_mode: 'BUFFERED' } },
  { name: 'response bodies are buffered in part', mode: { response_body_mode: 'BUFFERED_PARTIAL' } },
  { name: 'request bodies are not sent', mode: { request_body_mode: 'NONE', request_trailer_mode: 'SKIP' } },
  { name: 'request bodies are buffered', mode: { request_body_mode: 'BUFFERED' } },
])('where $name, the exchange is refused', async ({ mode }) => {
  for (const upstream of [() => secretJson(), () => secretStream()]) {
    const stage = await openStage({ exchange: () => echo(), upstream, alter: bootstrap => withMode(bootstrap, mode) });
    expectClosed(await get1(stage.port, { method: 'POST', body: '{}' }));
    expect(stage.guard.faults[0]?.code).toBe('ERR_WIRE_MODE');
  }
});

test('the modes as rendered are taken', async () => {
  const same = { request_body_mode: full, response_body_mode: full };
  const stage = await openStage({ exchange: () => echo(), upstream: () => secretJson(), alter: it => withMode(it, same) });
  expect(await get1(stage.port, { method: 'POST', body: '{}' })).toMatchObject({ status: 200, complete: true });
});

function withMode(bootstrap: object, mode: object): object {
  const text = JSON.stringify(bootstrap, (key, value) => (key === 'processing_mode' ? { ...value, ...mode } : value));
  return JSON.parse(text) as object;
}
