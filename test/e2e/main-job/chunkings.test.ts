// The law of chunk invariance through the real Envoy: however an upstream cuts its body, the client gets the same bytes.
import { expect, test } from 'vitest';
import { type Answer, type Cut, cut } from '../harness/script.ts';
import { ask } from './clients.ts';
import { installation } from './installation.ts';
import { callChunks, chunk, chunks, completion, done } from './openai-says.ts';
import { awsKey, card, email, leaks, password } from './samples.ts';

const penstock = installation();
const prose = `Zürich \u{1f600}: the key is ${awsKey}, ask ${email}, password = "${password}".`;

interface Body {
  readonly format: string;
  readonly contentType: string;
  readonly place: 'openai' | 'any';
  readonly text: string;
  readonly stream: boolean;
}

/** Without what each chunk says again: sent byte by byte, it costs a second a kilobyte. */
const lean = (...events: readonly string[]) =>
  events.join('').replaceAll(/"id":"chatcmpl-1",.*?(?="choices")|,"logprobs":null,"finish_reason":null/g, '');

const bodies: readonly Body[] = [
  {
    format: 'SSE',
    contentType: 'text/event-stream',
    place: 'openai',
    stream: true,
    text: lean(
      ': keep-alive\r\n\r\n',
      ...chunks(prose, 13),
      ...callChunks({ at: 0, name: 'save', arguments: { password, to: [card, 7] } }, 11),
      chunk({}, { finish: 'tool_calls' }),
      done,
    ),
  },
  {
    format: 'JSON',
    contentType: 'application/json',
    place: 'openai',
    stream: false,
    text: JSON.stringify(completion(prose, card), null, 2),
  },
  {
    format: 'NDJSON',
    contentType: 'application/x-ndjson',
    place: 'any',
    stream: false,
    text: [
      { response: 'The key ' },
      { response: `is ${awsKey}` },
      { response: ` of ${email}.` },
      { password, n: 12345, done: true },
    ]
      .map(line => `${JSON.stringify(line)}\n`)
      .join(''),
  },
  {
    format: 'text',
    contentType: 'text/plain; charset=utf-8',
    place: 'any',
    stream: false,
    text: `${prose}\r\npassword: ${password}\n`,
  },
];

const cuts: readonly Cut[] = ['whole', 1, 7, 'event', { seed: 4 }, { seed: 5 }];

test.for(bodies.flatMap(body => ([1, 2] as const).map(http => ({ body, http, format: body.format }))))(
  '$format from an upstream over HTTP/$http is the same bytes however it was cut',
  async ({ body, http }) => {
    const answers = await Promise.all(cuts.map(how => bytesFor(body, http, how)));
    const [whole] = answers;
    expect(leaks(`${whole} ${textsIn(whole!)}`)).toEqual([]);
    expect(whole).toContain('[REDACTED:aws-access-key]');
    expect(whole).toMatch(/<EMAIL_\w{4}>/);
    for (const [at, bytes] of answers.entries()) expect({ how: cuts[at], bytes }).toEqual({ how: cuts[at], bytes: whole });
  },
);

async function bytesFor({ place, contentType, text, stream }: Body, http: 1 | 2, how: Cut): Promise<string> {
  // A turn of the event loop between pieces, so that they reach Envoy as they were cut.
  const answer: Answer = { status: 200, headers: [['content-type', contentType]], pieces: cut(text, how), paceMs: 0 };
  const where = http === 1 ? place : `${place}-h2`;
  const got = await ask(penstock, penstock.script(answer), { place: where, body: JSON.stringify({ stream }) });
  expect(got).toMatchObject({ status: 200, complete: true });
  return got.body.toString();
}

/** The pieces of texts in a stream, put together as a client does. */
function textsIn(stream: string): string {
  return [...stream.matchAll(/"(?:content|arguments|response)":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text).join('');
}
