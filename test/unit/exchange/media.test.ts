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
    name: 'another charset can not be read',
    status: 200,
    type: 'application/json; charset=iso-8859-1',
    expected: 'json',
    want: 'unreadable: response_charset',
  },
  {
    name: 'UTF-16 can not be read',
    status: 200,
    type: 'text/html;charset=utf-16le',
    expected: 'any',
    want: 'unreadable: response_charset',
  },
  {
    name: 'a stream in another charset is refused, since its client assembles what it reads',
    status: 200,
    type: 'text/event-stream; charset=utf-16',
    expected: 'any',
    want: 'response_charset',
  },
  {
    name: "Amazon's messages are read as such",
    status: 200,
    type: 'application/vnd.amazon.eventstream',
    expected: 'eventstream',
    want: 'eventstream',
  },
  {
    name: "a client of Amazon's messages may not get JSON",
    status: 200,
    type: json,
    expected: 'eventstream',
    want: 'response_content_type',
  },
  { name: 'an error of Bedrock is read as JSON', status: 400, type: json, expected: 'eventstream', want: 'json' },
  { name: 'a list that comes as a stream is read element by element', status: 200, type: json, expected: 'array', want: 'array' },
  { name: 'an error in place of such a list is a document', status: 429, type: json, expected: 'array', want: 'json' },
  {
    name: 'a client of such a list may not get events',
    status: 200,
    type: sse,
    expected: 'array',
    want: 'response_content_type',
  },
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
  {
    name: 'bytes that are no text are unreadable',
    status: 200,
    type: 'audio/mpeg',
    expected: 'any',
    want: 'unreadable: response_content_type',
  },
  { name: 'lines of JSON are read as such', status: 200, type: 'application/x-ndjson', expected: 'any', want: 'ndjson' },
  { name: 'lines of Cohere are read as such', status: 200, type: 'application/stream+json', expected: 'any', want: 'ndjson' },
  { name: 'an answer of no type is read as text', status: 200, type: null, expected: 'any', want: 'text' },
] as const)('$name', ({ status, type, expected, want }) => {
  const outcome = formatOf(status, type, expected);
  const said =
    outcome.kind === 'format' ? outcome.format : outcome.kind === 'refused' ? outcome.code : `unreadable: ${outcome.code}`;
  expect(said).toBe(want);
});
