// What a plan says of signed text and of payloads, and what the record says then.
import { describe, expect, test } from 'vitest';
import { everything, planShelf } from '../../../extproc/exchange/plan-shelf.ts';
import { UnscannedBook } from '../../../extproc/exchange/unscanned.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { allow, key, open, requestBody, requestHead, responseBody, responseHead } from './scene.ts';

const anthropic = { api: 'anthropic', allow: ['POST /v1/messages'] } as const;
const thought = JSON.stringify({ content: [{ type: 'thinking', thinking: `so ${key}`, signature: 'c2ln' }] });
const ask = (body: object = { model: 'm', messages: [] }) => [requestHead({ ':path': '/v1/messages' }), requestBody(body)];

describe('a mask that a policy wants in signed text', () => {
  test('is a block, whose finding is where it stopped', () => {
    const scene = open({ connection: anthropic });
    scene.feed(...ask(), responseHead(), responseBody(thought, true));
    expect(scene.records[0]).toMatchObject({ decision: 'block', block: 'signed_text', findings: [{ action: 'stop' }] });
  });

  test('passes where the plan says so, and the record says that it did', () => {
    const scene = open({ connection: anthropic, plan: { signed: 'pass' } });
    const effects = scene.feed(...ask(), responseHead(), responseBody(thought, true));
    expect(JSON.stringify(effects.map(each => ('answers' in each ? each.answers : [])))).not.toContain('penstock_');
    expect(scene.records[0]).toMatchObject({ decision: 'allow', block: null, findings: [{ action: 'signed' }] });
  });

  test('is nothing where no policy wants one', () => {
    const scene = open({ connection: anthropic, decide: () => allow });
    scene.feed(...ask(), responseHead(), responseBody(thought, true));
    expect(scene.records[0]).toMatchObject({ decision: 'allow', findings: [{ action: 'pass' }] });
  });

  test('in a request is a block too', () => {
    const scene = open({ connection: anthropic, plan: { request: true } });
    scene.feed(...ask({ model: 'm', messages: [{ role: 'assistant', content: JSON.parse(thought).content }] }));
    expect(scene.records[0]).toMatchObject({ decision: 'block', block: 'signed_text' });
  });
});

describe('payloads', () => {
  const picture = 'iVBORw0KGgo'.repeat(40);
  const request = { messages: [{ role: 'user', content: [{ type: 'image', source: { type: 'base64', data: picture } }] }] };
  const answer = JSON.stringify({ content: [{ type: 'text', text: 'a picture' }] });

  test('that pass are in the record, by side, place, kind and size', () => {
    const scene = open({ connection: anthropic, plan: { request: true, payload: 'pass' } });
    scene.feed(...ask(request), responseHead(), responseBody(answer, true));
    const place = { side: 'request', path: 'messages[0].content[0].source.data', kind: 'file' };
    expect(scene.records[0]).toMatchObject({ decision: 'allow', unscanned: [{ ...place, bytes: picture.length, count: 1 }] });
  });

  test('that are scanned are not', () => {
    const scene = open({ connection: anthropic, plan: { request: true } });
    scene.feed(...ask(request), responseHead(), responseBody(answer, true));
    expect(scene.records[0]).toMatchObject({ decision: 'allow', unscanned: [] });
  });

  test('that may not be are a block', () => {
    const scene = open({ connection: anthropic, plan: { request: true, payload: 'block' } });
    scene.feed(...ask(request));
    expect(scene.records[0]).toMatchObject({ decision: 'block', block: 'payload', unscanned: [] });
  });

  test('are summed by place, and beyond the limit by side and kind; a place that holds a secret is withheld', () => {
    const { labels } = planShelf(defaultLimits)(everything);
    const book = new UnscannedBook(labels, { unscannedInRecordMax: 3 });
    book.payload('response', 'a', 10, 'image');
    book.payload('response', 'a', 5, 'image');
    book.payload('request', 'a', 7, 'image');
    book.payload('response', `x["${key}"]`, 1, 'audio');
    book.payload('response', 'b', 2, 'file');
    book.payload('response', 'c', 3, 'file');
    book.payload('response', 'a', 1, 'image');
    expect(book.records()).toEqual([
      { side: 'response', path: 'a', kind: 'image', bytes: 16, count: 3 },
      { side: 'request', path: 'a', kind: 'image', bytes: 7, count: 1 },
      { side: 'response', path: '[withheld]', kind: 'audio', bytes: 1, count: 1 },
      { side: 'response', path: null, kind: 'file', bytes: 5, count: 2 },
    ]);
  });
});

test('a call that goes to an MCP server is asked about before it is made', () => {
  const scene = open({
    connection: { api: 'mcp', allow: ['POST /mcp'] },
    plan: { request: true },
    decide: input => (input.point === 'tool_call' ? { ...allow, blocks: [{ code: 'no', message: 'no', status: 403 }] } : allow),
  });
  const params = { name: 'send', arguments: { to: 'https://hooks.example/x' } };
  scene.feed(requestHead({ ':path': '/mcp' }), requestBody({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }));
  const asked = scene.asked.find(({ point }) => point === 'tool_call');
  expect(asked?.tool_call).toMatchObject({
    name: 'send',
    arguments: params.arguments,
    destinations: [{ host: 'hooks.example' }],
  });
  expect(scene.records[0]).toMatchObject({ decision: 'block', block: 'no', tool_calls: 1 });
});
