import { describe, expect, test } from 'vitest';
import { isAllowed, targetOf } from '../../../extproc/access/path.ts';

const connection = {
  allow: ['POST /v1/chat/completions', 'GET /v1/models', 'GET /v1/models/*', 'POST /openai/deployments/*/chat/completions'],
};

describe('allowed paths', () => {
  test.for([
    { method: 'POST', path: '/v1/chat/completions', want: true, why: 'it is listed' },
    { method: 'GET', path: '/v1/models/gpt-4o', want: true, why: 'the star stands for a segment' },
    { method: 'POST', path: '/openai/deployments/gpt/chat/completions', want: true, why: 'a star in the middle is a segment' },
    { method: 'POST', path: '/openai/deployments/a/b/chat/completions', want: false, why: 'a star in the middle is one segment' },
    { method: 'POST', path: '/openai/deployments/gpt/files', want: false, why: 'the rest is not listed' },
    { method: 'POST', path: '/openai/deployments/chat/completions', want: false, why: 'a segment is missing' },
    { method: 'GET', path: '/v1/models/', want: false, why: 'the star needs something' },
    { method: 'GET', path: '/v1/chat/completions', want: false, why: 'the method differs' },
    { method: 'POST', path: '/v1/organization/admin_api_keys', want: false, why: 'it is not listed' },
    { method: 'GET', path: '/v1/models/../organization/admin_api_keys', want: false, why: 'of dot segments' },
    { method: 'GET', path: '/v1/models/%2e%2e/files', want: false, why: 'of escaped dots' },
    { method: 'GET', path: '/v1/models/a%2Fb', want: false, why: 'of an escaped slash' },
    { method: 'GET', path: '/v1/models/%252e%252e/files', want: false, why: 'of a doubly escaped dot' },
    { method: 'GET', path: '/v1/models//x', want: false, why: 'of an empty segment' },
    { method: 'GET', path: '/v1/models/..\\x', want: false, why: 'of a back slash' },
    { method: 'GET', path: '/v1/models/a;b=c', want: false, why: 'of path parameters' },
    { method: 'GET', path: '/v1/models/a b', want: false, why: 'of a space' },
    { method: 'post', path: '/v1/chat/completions', want: false, why: 'methods are case-sensitive' },
    { method: 'POST', path: '*', want: false, why: 'it is not a path' },
  ])('$method $path: $want, because $why', ({ method, path, want }) => {
    expect(isAllowed(connection, method, path)).toBe(want);
  });
});

describe('request targets', () => {
  test.for([
    { given: '/v1/x', want: { path: '/v1/x', queryKeys: [], forwarded: '/v1/x' } },
    { given: '/v1/x?key=abc', want: { path: '/v1/x', queryKeys: [], forwarded: '/v1/x' } },
    { given: '/v1/x?alt=sse&k%65y=abc&b', want: { path: '/v1/x', queryKeys: ['alt', 'b'], forwarded: '/v1/x?alt=sse&b' } },
    { given: '/v1/x?KEY=abc&a=1&a=2', want: { path: '/v1/x', queryKeys: ['a'], forwarded: '/v1/x?a=1&a=2' } },
    { given: '/v1/x?%zz=1', want: { path: '/v1/x', queryKeys: ['%zz'], forwarded: '/v1/x?%zz=1' } },
  ])('$given', ({ given, want }) => {
    expect(targetOf(given)).toEqual(want);
  });
});
