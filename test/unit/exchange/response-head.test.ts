import { expect, test } from 'vitest';
import type { Caller } from '../../../extproc/exchange/caller.ts';
import { judgeResponseHead } from '../../../extproc/exchange/response-head.ts';

const caller = (onUnreadable: 'block' | 'pass' = 'block') =>
  ({
    connection: { name: 'c', hosts: ['api.openai.com'], api: 'openai', allow: [], identity: [], onUnreadable },
  }) as unknown as Caller;
const json = { 'content-type': 'application/json' };

test.for([
  { name: 'JSON passes', headers: { ':status': '200', ...json }, want: 'json' },
  { name: 'a fragment is refused', headers: { ':status': '206', ...json }, want: 'response_partial' },
  {
    name: 'a fragment under another status is refused',
    headers: { ':status': '200', 'content-range': 'bytes 0-4/9', ...json },
    want: 'response_partial',
  },
  { name: 'a switch of protocols is refused', headers: { ':status': '101' }, want: 'response_upgrade' },
  { name: 'a status that is none is refused', headers: { ':status': 'x' }, want: 'unexpected_response' },
  {
    name: 'a redirect elsewhere is refused',
    headers: { ':status': '302', location: 'https://evil.example/' },
    want: 'response_redirect',
  },
  {
    name: 'a redirect elsewhere without a scheme is refused',
    headers: { ':status': '307', location: '//evil.example/' },
    want: 'response_redirect',
  },
  {
    name: 'a redirect elsewhere behind back slashes is refused',
    headers: { ':status': '307', location: '\\\\evil.example/' },
    want: 'response_redirect',
  },
  {
    name: 'a redirect with a user part is refused',
    headers: { ':status': '307', location: 'https://api.openai.com@evil.example' },
    want: 'response_redirect',
  },
  { name: 'a redirect within the host passes', headers: { ':status': '302', location: '/v2', ...json }, want: 'json' },
  { name: 'gzip is undone', headers: { ':status': '200', 'content-encoding': 'gzip', ...json }, want: 'json+gzip' },
  {
    name: 'two codings on top of each other are refused',
    headers: { ':status': '200', 'content-encoding': 'gzip, br', ...json },
    want: 'response_encoding',
  },
  {
    name: 'a coding named like a property of objects is refused',
    headers: { ':status': '200', 'content-encoding': 'constructor', ...json },
    want: 'response_encoding',
  },
])('$name', ({ headers, want }) => {
  const outcome = judgeResponseHead(Object.entries(headers), caller(), 'json', false);
  const said =
    outcome.kind === 'refused' ? outcome.block.code : [outcome.head.format, outcome.head.coding].filter(Boolean).join('+');
  expect(said).toBe(want);
});

test('content that cannot be read passes only where an operator wrote so', () => {
  const headers = Object.entries({ ':status': '200', 'content-type': 'audio/mpeg' });
  expect(judgeResponseHead(headers, caller('block'), 'json', false)).toMatchObject({
    kind: 'refused',
    block: { code: 'response_content_type' },
  });
  expect(judgeResponseHead(headers, caller('pass'), 'json', false)).toMatchObject({ kind: 'accepted', head: { format: null } });
});
