import { expect, test } from 'vitest';
import { expectationOf, readRequestBody } from '../../../extproc/exchange/request-facts.ts';

const plain = () => false;
const read = (document: unknown) => readRequestBody('application/json', Buffer.from(JSON.stringify(document)), plain);

test('model, stream, tools and messages come from the body', () => {
  const tools = [
    { type: 'function', function: { name: 'shell' } },
    { name: 'bash', input_schema: {} },
    { type: 'web_search' },
    7,
  ];
  expect(read({ model: 'm', stream: true, tools, messages: [{}, {}] })).toEqual({
    kind: 'read',
    facts: { model: 'm', stream: true, tools: ['shell', 'bash', 'web_search'], messages: 2 },
  });
});

test.for([
  { name: 'fields of another type are null', document: { model: 7, stream: 'yes', tools: {}, messages: 'x' } },
  { name: 'a document that is no object has no facts', document: [1] },
])('$name', ({ document }) => {
  expect(read(document)).toEqual({ kind: 'read', facts: { model: null, stream: null, tools: [], messages: null } });
});

test.for([
  { name: 'a broken body is unreadable', type: 'application/json', body: '{"a"', ambiguous: plain, want: 'unreadable' },
  {
    name: 'a body that two readers may read differently is unreadable',
    type: 'application/json',
    body: '{}',
    ambiguous: () => true,
    want: 'unreadable',
  },
  { name: 'another type is opaque', type: 'multipart/form-data; boundary=x', body: '--x', ambiguous: plain, want: 'opaque' },
  { name: 'a body of no type is read as JSON', type: null, body: '{}', ambiguous: plain, want: 'read' },
])('$name', ({ type, body, ambiguous, want }) => {
  expect(readRequestBody(type, Buffer.from(body), ambiguous).kind).toBe(want);
});

test.for([
  { api: 'openai', path: '/v1/chat/completions', query: [], stream: true, want: 'sse' },
  { api: 'openai', path: '/v1/chat/completions', query: [], stream: null, want: 'json' },
  { api: 'anthropic', path: '/v1/messages', query: [], stream: true, want: 'sse' },
  { api: 'gemini', path: '/v1/models/g:streamGenerateContent', query: ['alt'], stream: null, want: 'sse' },
  { api: 'gemini', path: '/v1/models/g:streamGenerateContent', query: [], stream: null, want: 'json' },
  { api: 'generic', path: '/', query: [], stream: null, want: 'any' },
] as const)('a client of $api at $path with stream $stream reads $want', ({ api, path, query, stream, want }) => {
  expect(expectationOf(api, { path, queryKeys: query }, { model: null, stream, tools: [], messages: null })).toBe(want);
});
