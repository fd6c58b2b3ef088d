// Plantings in what is asked.
import { gzipSync } from 'node:zlib';
import type { Header } from '../harness/http1.ts';
import { json } from '../main-job/openai-says.ts';
import { plain, podKey, sentence, short } from './canaries.ts';
import { asking, broken, fine, large, type Planting, prompt, whole } from './planting.ts';

const inGzip: readonly Header[] = [
  ['content-type', 'application/json'],
  ['content-encoding', 'gzip'],
];

export const inRequests: readonly Planting[] = [
  { what: 'a prompt', question: whole, answer: fine, status: 200 },
  { what: 'headers of a request', question: { ...whole, headers: requestHeaders() }, answer: fine, status: 200 },
  {
    what: 'a query',
    question: { ...whole, path: `/v1/chat/completions?q=${short}&${short}=1&key=${podKey.value}` },
    answer: fine,
    status: 200,
  },
  {
    what: 'an allowed path',
    question: { place: 'openai', path: `/v1/models/${short}` },
    answer: json({ id: short }),
    status: 200,
  },
  {
    what: 'a path that is not allowed',
    question: { place: 'openai', path: `/v1/files/${short}` },
    answer: fine,
    status: 403,
    code: 'path_not_allowed',
  },
  { what: 'a path that Envoy refuses', question: { place: 'openai', path: `/v1/models/${short}%2f` }, answer: fine, status: 400 },
  { what: 'a method', question: { ...whole, method: short.slice(0, 20) }, answer: fine, status: null },
  {
    what: 'a model and tools',
    question: { ...whole, body: JSON.stringify({ ...asking, model: short, tools: [{ function: { name: short } }] }) },
    answer: fine,
    status: 200,
  },
  {
    what: 'a request that is no JSON',
    question: { ...whole, body: `{"model":"${sentence}` },
    answer: fine,
    status: 400,
    code: 'request_unreadable',
  },
  {
    what: 'a request with a key twice',
    question: { ...whole, body: `{"${short}":1,"${short}":2}` },
    answer: fine,
    status: 400,
    code: 'request_unreadable',
  },
  {
    what: 'a request that is no UTF-8',
    question: { ...whole, body: broken(`{"a":"${sentence}`) },
    answer: fine,
    status: 400,
    code: 'request_unreadable',
  },
  {
    what: 'a request that is too large',
    question: { ...whole, body: JSON.stringify({ prompt: large }) },
    answer: fine,
    status: 413,
    code: 'request_too_large',
  },
  {
    what: 'a request in gzip',
    question: {
      ...whole,
      body: gzipSync(JSON.stringify(asking)),
      headers: inGzip,
    },
    answer: fine,
    status: 200,
  },
  {
    what: 'a request in gzip that is no JSON',
    question: { ...whole, body: gzipSync(prompt), headers: inGzip },
    answer: fine,
    status: 400,
    code: 'request_unreadable',
  },
  {
    what: 'a request in gzip that is cut short',
    question: { ...whole, body: gzipSync(JSON.stringify(asking)).subarray(0, -12), headers: inGzip },
    answer: fine,
    status: 415,
    code: 'request_encoding',
  },
  {
    what: 'a request with a coding of that name',
    question: { ...whole, headers: [['content-encoding', short]] },
    answer: fine,
    status: 415,
    code: 'request_encoding',
  },
];

/** What clients and meshes put into heads. */
function requestHeaders(): readonly Header[] {
  return [
    ['authorization', `Bearer ${podKey.value}`],
    ['x-api-key', podKey.value],
    ['cookie', `session=${podKey.value}`],
    ['user-agent', plain.value],
    ['x-penstock-session', short],
    ['x-note', `${sentence} ${plain.value}`],
    [`x-${short.toLowerCase()}`, '1'],
    ['x-forwarded-for', short],
    ['x-request-id', short],
  ];
}
