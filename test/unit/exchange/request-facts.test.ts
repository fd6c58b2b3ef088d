import { expect, test } from 'vitest';
import { expectationOf, readRequestBody } from '../../../extproc/exchange/request-facts.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';

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
    facts: { model: 'm', stream: true, tools: ['shell', 'bash', 'web_search'], messages: 2, choices: 1 },
  });
});

test('what stands deeper, or under a key that is spelled otherwise, is told as JSON.parse tells it', () => {
  const text = String.raw`{"x":{"model":"no","stream":true,"messages":[1]},"m\u006fdel":"\u0061","stre\u0061m":false,"input":[[1,2],{"messages":[]},"s"],
    "tools":[{"name":"n","function":{"name":"f","parameters":{"name":"no"}}},{"function":{}},{"type":"t","name":null},[{"name":"no"}],{"function":"s","name":"n2"}]}`;
  const reading = readRequestBody('application/json', Buffer.from(text), defaultLimits);
  expect(reading).toEqual({
    kind: 'read',
    facts: { model: 'a', stream: false, tools: ['f', 't', 'n2'], messages: 3, choices: null },
  });
});

test('a large body of next to nothing is read in a fraction of the time after which a process counts as stalled', () => {
  const body = Buffer.from(`{"model":"m","a":[${'{},'.repeat(5_000_000)}0]}`);
  const began = performance.now();
  expect(readRequestBody('application/json', body, defaultLimits).kind).toBe('read');
  expect(performance.now() - began).toBeLessThan(defaultLimits.stallMsMax / 2);
});

test.for([
  { name: 'fields of another type are null', document: { model: 7, stream: 'yes', tools: {}, messages: 'x' } },
  { name: 'a document that is no object has no facts', document: [1] },
])('$name', ({ document }) => {
  expect(read(document)).toEqual({
    kind: 'read',
    facts: { model: null, stream: null, tools: [], messages: null, choices: null },
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
  { name: 'another type is opaque', type: 'multipart/form-data; boundary=x', body: '--x', want: 'opaque' },
  { name: 'a body of no type is read as JSON', type: null, body: '{}', want: 'read' },
])('$name', ({ type, body, want }) => {
  expect(readRequestBody(type, Buffer.from(body), defaultLimits).kind).toBe(want);
});

test.for([
  { api: 'openai', path: '/v1/chat/completions', query: [], stream: true, want: 'sse' },
  { api: 'openai', path: '/v1/chat/completions', query: [], stream: null, want: 'json' },
  { api: 'anthropic', path: '/v1/messages', query: [], stream: true, want: 'sse' },
  { api: 'gemini', path: '/v1/models/g:streamGenerateContent', query: ['alt'], stream: null, want: 'sse' },
  { api: 'gemini', path: '/v1/models/g:streamGenerateContent', query: [], stream: null, want: 'json' },
  { api: 'generic', path: '/', query: [], stream: null, want: 'any' },
] as const)('a client of $api at $path with stream $stream reads $want', ({ api, path, query, stream, want }) => {
  expect(expectationOf(api, { path, queryKeys: query }, { model: null, stream, tools: [], messages: null, choices: null })).toBe(
    want,
  );
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
