import { expect, test } from 'vitest';
import { expectationOf } from '../../../extproc/exchange/expectation.ts';
import { withPath } from '../../../extproc/exchange/path-facts.ts';
import { noFacts, readRequestBody } from '../../../extproc/exchange/request-facts.ts';
import type { ApiShape } from '../../../extproc/words/access.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { cpuMillisOf } from '../../bench/cpu-time.ts';

const read = (document: unknown) => readRequestBody('application/json', Buffer.from(JSON.stringify(document)), defaultLimits);

test('model, stream, tools and messages come from the body', () => {
  const tools = [
    { type: 'function', function: { name: 'shell' } },
    { name: 'bash', input_schema: {} },
    { type: 'web_search' },
    7,
  ];
  expect(read({ model: 'm', stream: true, tools, messages: [{}, {}] })).toEqual({
    kind: 'read',
    facts: { model: 'm', stream: true, tools: ['shell', 'bash', 'web_search'], messages: 2, choices: 1, isForm: false },
  });
});

test('what stands deeper, or under a key that is spelled otherwise, is told as JSON.parse tells it', () => {
  const text = String.raw`{"x":{"model":"no","stream":true,"messages":[1]},"m\u006fdel":"\u0061","stre\u0061m":false,"input":[[1,2],{"messages":[]},"s"],
    "tools":[{"name":"n","function":{"name":"f","parameters":{"name":"no"}}},{"function":{}},{"type":"t","name":null},[{"name":"no"}],{"function":"s","name":"n2"}]}`;
  const reading = readRequestBody('application/json', Buffer.from(text), defaultLimits);
  expect(reading).toEqual({
    kind: 'read',
    facts: { model: 'a', stream: false, tools: ['f', 't', 'n2'], messages: 3, choices: null, isForm: false },
  });
});

test('a large body of next to nothing is read in a fraction of the time after which a process counts as stalled', () => {
  const body = Buffer.from(`{"model":"m","a":[${'{},'.repeat(5_000_000)}0]}`);
  const read = () => expect(readRequestBody('application/json', body, defaultLimits).kind).toBe('read');
  expect(cpuMillisOf(read)).toBeLessThan(defaultLimits.stallMsMax / 2);
});

test.for([
  { name: 'fields of another type are null', document: { model: 7, stream: 'yes', tools: {}, messages: 'x' } },
  { name: 'a document that is no object has no facts', document: [1] },
])('$name', ({ document }) => {
  expect(read(document)).toEqual({
    kind: 'read',
    facts: { model: null, stream: null, tools: [], messages: null, choices: null, isForm: false },
  });
});

test.for([
  { name: 'a broken body is unreadable', type: 'application/json', body: '{"a"', want: 'unreadable' },
  {
    name: 'a body that two readers may read differently is unreadable',
    type: 'application/json',
    body: '{"a":1,"\\u0061":2}',
    want: 'unreadable',
  },
  { name: 'another type is opaque', type: 'application/pdf', body: '%PDF', want: 'opaque' },
  { name: 'a broken form is unreadable', type: 'multipart/form-data; boundary=x', body: '--x', want: 'unreadable' },
  { name: 'a body of no type is read as JSON', type: null, body: '{}', want: 'read' },
])('$name', ({ type, body, want }) => {
  expect(readRequestBody(type, Buffer.from(body), defaultLimits).kind).toBe(want);
});

const chat = '/v1/chat/completions';
const gemini = '/v1beta/models/g:streamGenerateContent';

test.for<{ api: ApiShape; method?: string; target: string; stream?: boolean; isForm?: boolean; want: string | null }>([
  { api: 'openai', target: chat, stream: true, want: 'sse' },
  { api: 'openai', target: chat, want: 'json' },
  { api: 'openai', target: '/v1/audio/transcriptions', isForm: true, want: 'any' },
  { api: 'openai', target: '/v1/audio/transcriptions', isForm: true, stream: true, want: 'sse' },
  { api: 'openai', method: 'GET', target: '/v1/responses/resp_1', want: 'json' },
  { api: 'openai', method: 'GET', target: '/v1/responses/resp_1?stream=true', want: 'sse' },
  { api: 'openai', method: 'GET', target: '/v1/responses/resp_1?str%65am=tru%65', want: 'sse' },
  { api: 'openai', method: 'GET', target: '/v1/responses/resp_1?stream=false', want: 'json' },
  { api: 'openai', method: 'GET', target: '/v1/responses/resp_1?stream=false&stream=true', want: null },
  { api: 'openai', method: 'GET', target: '/v1/responses/resp_1?stream=1', want: null },
  { api: 'anthropic', target: '/v1/messages', stream: true, want: 'sse' },
  { api: 'gemini', target: `${gemini}?alt=sse`, want: 'sse' },
  { api: 'gemini', target: `${gemini}?%24alt=sse`, want: 'sse' },
  { api: 'gemini', target: gemini, want: 'array' },
  { api: 'gemini', target: `${gemini}?alt=json&x=1`, want: 'array' },
  { api: 'gemini', target: `${gemini}?alt=json&alt=sse`, want: null },
  { api: 'gemini', target: `${gemini}?alt=proto`, want: null },
  { api: 'gemini', target: '/v1beta/models/g:generateContent', want: 'json' },
  { api: 'gemini', target: '/v1beta/openai/chat/completions', stream: true, want: 'sse' },
  {
    api: 'gemini',
    target: '/v1/projects/p/locations/l/publishers/anthropic/models/c:streamRawPredict',
    stream: true,
    want: 'sse',
  },
  { api: 'gemini', target: '/v1/projects/p/locations/l/publishers/anthropic/models/c:rawPredict', want: 'json' },
  { api: 'bedrock', target: '/model/amazon.nova-lite-v1%3A0/converse-stream', want: 'eventstream' },
  { api: 'bedrock', target: '/model/anthropic.claude-3/invoke-with-response-stream', want: 'eventstream' },
  { api: 'bedrock', target: '/model/amazon.nova-lite-v1%3A0/converse', stream: true, want: 'json' },
  { api: 'bedrock', target: '/model/meta.llama3/invoke', want: 'json' },
  { api: 'cohere', target: '/v2/chat', stream: true, want: 'sse' },
  { api: 'cohere', target: '/v1/chat', stream: true, want: 'any' },
  { api: 'cohere', target: '/v2/chat', want: 'json' },
  { api: 'generic', target: '/', want: 'any' },
])('a client of $api at $target with stream $stream reads $want', ({ api, method = 'POST', target, stream, isForm, want }) => {
  const asked = { method, path: target.split('?')[0]!, forwarded: target };
  expect(expectationOf(api, asked, { stream: stream ?? null, isForm: isForm ?? false })).toBe(want);
});

test.for([
  { name: 'a chat that does not say asks for one answer', body: { messages: [] }, want: 1 },
  { name: 'a chat that says asks for so many', body: { messages: [], n: 3 }, want: 3 },
  { name: 'what is no number is not known', body: { messages: [], n: '3' }, want: null },
  { name: 'of what is no chat nothing is known', body: { prompt: ['a', 'b'] }, want: null },
])('$name', ({ body, want }) => {
  expect(readRequestBody('application/json', Buffer.from(JSON.stringify(body)), defaultLimits)).toMatchObject({
    facts: { choices: want },
  });
});

test.for([
  {
    api: 'gemini',
    path: '/v1beta/models/gemini-2.0-flash:streamGenerateContent',
    expected: 'array',
    want: ['gemini-2.0-flash', true],
  },
  {
    api: 'gemini',
    path: '/v1/projects/p/locations/l/publishers/google/models/g:generateContent',
    expected: 'json',
    want: ['g', false],
  },
  {
    api: 'bedrock',
    path: '/model/amazon.nova-lite-v1%3A0/converse-stream',
    expected: 'eventstream',
    want: ['amazon.nova-lite-v1:0', true],
  },
  { api: 'bedrock', path: '/model/%ff/invoke', expected: 'json', want: [null, false] },
  { api: 'openai', path: '/model/x/invoke', expected: 'json', want: [null, null] },
] as const)('the path $path of $api tells model and stream', ({ api, path, expected, want }) => {
  const { model, stream } = withPath(noFacts, api, path, expected);
  expect([model, stream]).toEqual(want);
});
