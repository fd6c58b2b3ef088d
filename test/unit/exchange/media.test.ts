import { expect, test } from 'vitest';
import { formatOf } from '../../../extproc/exchange/media.ts';

const json = 'application/json';
const sse = 'text/event-stream';

test.for([
  { name: 'a stream is read as one', status: 200, type: sse, expected: 'sse', want: 'sse' },
  {
    name: 'a stream with parameters is read as one',
    status: 200,
    type: 'Text/Event-Stream; charset="UTF-8"',
    expected: 'sse',
    want: 'sse',
  },
  {
    name: 'a client that assembles a stream may not get text that was scanned as something else',
    status: 200,
    type: 'text/plain',
    expected: 'sse',
    want: 'response_content_type',
  },
  {
    name: 'nor bytes that pass unread',
    status: 200,
    type: 'application/octet-stream',
    expected: 'sse',
    want: 'response_content_type',
  },
  { name: 'nor an answer of no type', status: 200, type: null, expected: 'sse', want: 'response_content_type' },
  { name: 'nor JSON', status: 200, type: json, expected: 'sse', want: 'response_content_type' },
  {
    name: 'a client that parses JSON may not get a stream',
    status: 200,
    type: sse,
    expected: 'json',
    want: 'response_content_type',
  },
  { name: 'JSON is read as JSON', status: 200, type: 'application/json; charset=utf-8', expected: 'json', want: 'json' },
  { name: 'problem documents are JSON', status: 200, type: 'application/problem+json', expected: 'json', want: 'json' },
  {
    name: 'an error of a proxy is read by its type even where a stream was asked for',
    status: 503,
    type: 'text/plain',
    expected: 'sse',
    want: 'text',
  },
  {
    name: 'an API error is read as JSON even where a stream was asked for',
    status: 429,
    type: json,
    expected: 'sse',
    want: 'json',
  },
  {
    name: 'another charset is refused',
    status: 200,
    type: 'application/json; charset=iso-8859-1',
    expected: 'json',
    want: 'response_charset',
  },
  { name: 'UTF-16 is refused', status: 200, type: 'text/html;charset=utf-16le', expected: 'any', want: 'response_charset' },
  {
    name: 'two charsets are refused',
    status: 200,
    type: 'text/html; charset=utf-8; charset=utf-16',
    expected: 'any',
    want: 'response_content_type',
  },
  {
    name: 'two content types are refused',
    status: 200,
    type: 'application/json, text/event-stream',
    expected: 'any',
    want: 'response_content_type',
  },
  { name: 'bytes that are no text are unreadable', status: 200, type: 'audio/mpeg', expected: 'any', want: 'unreadable' },
  { name: 'lines of JSON are read as such', status: 200, type: 'application/x-ndjson', expected: 'any', want: 'ndjson' },
  { name: 'an answer of no type is read as text', status: 200, type: null, expected: 'any', want: 'text' },
] as const)('$name', ({ status, type, expected, want }) => {
  const outcome = formatOf(status, type, expected);
  const said = outcome.kind === 'format' ? outcome.format : outcome.kind === 'refused' ? outcome.code : outcome.kind;
  expect(said).toBe(want);
});
