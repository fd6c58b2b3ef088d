// Streams that one client joins and another passes over in part: what stands between the halves of a secret for the scanner must stand there for
// every client, and what a client joins must be joined here. Each row was tried against the provider's own client, which read the secret whole.
import { describe, expect, test } from 'vitest';
import type { ApiShape } from '../../../extproc/words/access.ts';
import { bytewise, run } from './run.ts';

const [head, tail] = ['KEY-AB', 'CD1234'];
const noise = ' noise ';
const event = (document: unknown, name?: string | null): string =>
  `${name ? `event: ${name}\n` : ''}data: ${typeof document === 'string' ? document : JSON.stringify(document)}\n\n`;
const events = (...documents: unknown[]): string => documents.map(document => event(document)).join('');
const named = (...documents: { readonly type: string }[]): string => documents.map(each => event(each, each.type)).join('');

const chat = (content: unknown, more: object = {}, index: unknown = 0) => ({ choices: [{ index, delta: { content }, ...more }] });
const call = (args: unknown) => ({
  choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: args } }] } }],
});
const part = (text: unknown, more: object = {}) => ({ candidates: [{ content: { parts: [{ text }] }, ...more }] });
const begin = (index: unknown = 0, text = '') => ({ type: 'content_block_start', index, content_block: { type: 'text', text } });
const block = (text: unknown, index = 0, type = 'text_delta') => ({
  type: 'content_block_delta',
  index,
  delta: { type, text },
});
const json = (text: unknown, type = 'input_json_delta') => ({
  type: 'content_block_delta',
  index: 0,
  delta: { type, partial_json: text },
});
const said = (delta: unknown, type = 'response.output_text.delta', content_index = 0) => ({
  type,
  output_index: 0,
  content_index,
  delta,
});
const args = (delta: unknown) => ({ type: 'response.function_call_arguments.delta', output_index: 0, delta });
const message = (text: string) => ({ type: 'message', content: [{ type: 'output_text', text }] });

interface Row {
  readonly name: string;
  readonly api: ApiShape;
  readonly stream: string;
  readonly code: string;
}

const values: Row[] = [
  { name: 'a piece of a chat that is a list', api: 'openai', stream: events(chat(head), chat([tail])), code: 'text_index' },
  { name: 'a list in a list', api: 'openai', stream: events(chat(head), chat([[tail]])), code: 'text_index' },
  { name: 'a piece that is a number', api: 'openai', stream: events(chat('4111'), chat(111111111111)), code: 'text_index' },
  {
    name: 'arguments that are a list',
    api: 'openai',
    stream: events(call(`{"a":"${head}`), call([`${tail}"}`])),
    code: 'text_index',
  },
  { name: 'a piece of a block', api: 'anthropic', stream: events(begin(), block(head), block([tail])), code: 'text_index' },
  {
    name: 'arguments of a block',
    api: 'anthropic',
    stream: events(json(`{"a":"${head}`), json([`${tail}"}`])),
    code: 'text_index',
  },
  { name: 'a delta of a response', api: 'openai', stream: events(said(head), said([tail])), code: 'text_index' },
  {
    name: 'arguments of a response',
    api: 'openai',
    stream: events(args(`{"a":"${head}`), args([`${tail}"}`])),
    code: 'text_index',
  },
];

const answers: Row[] = [
  {
    name: 'two choices with one index',
    api: 'openai',
    stream: events(chat(head), { choices: [...chat('').choices, ...chat(noise).choices] }, chat(tail)),
    code: 'text_index',
  },
  {
    name: 'a choice without an index beside the first one',
    api: 'generic',
    stream: events(chat(head), { choices: [{ delta: {} }, ...chat(noise).choices] }, chat(tail)),
    code: 'text_index',
  },
  {
    name: 'two candidates with one index',
    api: 'gemini',
    stream: events(part(head), { candidates: [...part('').candidates, ...part(noise, { index: 0 }).candidates] }, part(tail)),
    code: 'text_index',
  },
];

const names: Row[] = [
  {
    name: 'a block in an event of another name',
    api: 'anthropic',
    stream: named(begin(), block(head)) + event(block(noise), 'ping') + named(block(tail)),
    code: 'sse_ambiguous',
  },
  {
    name: 'a block in an event without a name',
    api: 'anthropic',
    stream: named(begin(), block(head)) + event(block(noise)) + named(block(tail)),
    code: 'sse_ambiguous',
  },
  {
    name: 'a chat in an event of an assistant',
    api: 'openai',
    stream: events(chat(head)) + event(chat(noise), 'thread.x') + events(chat(tail)),
    code: 'sse_ambiguous',
  },
  {
    name: 'a response in an event of an assistant',
    api: 'openai',
    stream: named(said(head)) + event(said(noise), 'thread.x') + named(said(tail)),
    code: 'sse_ambiguous',
  },
  {
    name: 'a block in a document of another type',
    api: 'anthropic',
    stream: events(begin(), block(head), { ...block(noise), type: 'note' }, block(tail)),
    code: 'text_index',
  },
  {
    name: 'a text in a delta that says to be none',
    api: 'anthropic',
    stream: events(begin(), block(head), block(noise, 0, 'citations_delta'), block(tail)),
    code: 'text_index',
  },
  {
    name: 'arguments in a delta that says to be text',
    api: 'generic',
    stream: events(json(`{"a":"${head}`), json(noise, 'text_delta'), json(`${tail}"}`)),
    code: 'text_index',
  },
  {
    name: 'a text of Cohere in an event of another type',
    api: 'cohere',
    stream: events(
      ...[head, noise, tail].map((text, at) => ({
        type: at === 1 ? 'note' : 'content-delta',
        index: 0,
        delta: { message: { content: { text } } },
      })),
    ),
    code: 'text_index',
  },
];

const lines: Row[] = [
  {
    name: 'data behind white space',
    api: 'gemini',
    stream: `${events(part(head))} ${events(part(tail))}`,
    code: 'sse_ambiguous',
  },
  {
    name: 'data behind a space that breaks no line',
    api: 'gemini',
    stream: `\u00a0${events(part(tail))}`,
    code: 'sse_ambiguous',
  },
  { name: 'data behind two marks', api: 'gemini', stream: `\ufeff\ufeff${events(part(tail))}`, code: 'sse_ambiguous' },
  {
    name: 'JSON behind such a space',
    api: 'generic',
    stream: event(`\u00a0${JSON.stringify(part(tail))}`),
    code: 'sse_ambiguous',
  },
  { name: 'JSON behind a mark', api: 'generic', stream: event(`\ufeff${JSON.stringify(part(tail))}`), code: 'sse_ambiguous' },
  {
    name: 'data in a comment, behind an end of a line of Unicode',
    api: 'openai',
    stream: `${events(chat(head))}: \u2028${events(chat(tail))}`,
    code: 'sse_ambiguous',
  },
  {
    name: 'the same behind a form feed',
    api: 'openai',
    stream: `${events(chat(head))}: x\f ${events(chat(tail))}`,
    code: 'sse_ambiguous',
  },
  {
    name: 'data in a text, behind an end of a line of Unicode',
    api: 'openai',
    stream: `${events(chat('x\u2028\u2028data:{"choices":[]}\u2028\u2028'))}`,
    code: 'sse_ambiguous',
  },
  {
    name: 'a candidate behind a comment',
    api: 'gemini',
    stream: `${events(part(head))}: x\n${events(part(noise))}${events(part(tail))}`,
    code: 'sse_ambiguous',
  },
  {
    name: 'a candidate behind a comment that ends unlike other lines',
    api: 'gemini',
    stream: `${events(part(head))}: x\n\r\n${events(part(noise))}${events(part(tail))}`,
    code: 'sse_ambiguous',
  },
  {
    name: 'a chat with a number that is none to JSON',
    api: 'generic',
    stream: event(JSON.stringify({ ...chat(tail), n: 0 }).replace('"n":0', '"n":NaN')),
    code: 'invalid_json',
  },
];

const snapshots: Row[] = [
  {
    name: 'a block that begins with text at another place',
    api: 'anthropic',
    stream: events(begin(5, head), block(tail)),
    code: 'text_index',
  },
  {
    name: 'a block that begins with text where one was',
    api: 'anthropic',
    stream: events(begin(), begin(0, head), block(tail, 1)),
    code: 'text_index',
  },
  {
    name: 'a message that begins with blocks',
    api: 'anthropic',
    stream: events({ type: 'message_start', message: { content: [{ type: 'text', text: head }] } }, block(tail)),
    code: 'text_index',
  },
  {
    name: 'a chat that tells a message before its pieces',
    api: 'openai',
    stream: events(chat(undefined, { message: { content: head } }), chat(tail)),
    code: 'text_after_end',
  },
  {
    name: 'a chat that tells a message and a piece that is no part of it',
    api: 'openai',
    stream: events(...[1, 2, 3].map(() => chat('x', { message: { content: 'x' } })), chat(tail, { message: { content: head } })),
    code: 'text_after_end',
  },
  {
    name: 'a part that begins with text',
    api: 'openai',
    stream: events(
      { type: 'response.content_part.added', output_index: 0, content_index: 0, part: { type: 'output_text', text: head } },
      said(tail),
    ),
    code: 'text_after_end',
  },
  {
    name: 'an item that begins with text',
    api: 'openai',
    stream: events({ type: 'response.output_item.added', output_index: 0, item: message(head) }, said(tail)),
    code: 'text_after_end',
  },
  {
    name: 'a response that begins with output',
    api: 'openai',
    stream: events({ type: 'response.created', response: { output: [message(head)] } }, said(tail)),
    code: 'text_after_end',
  },
  {
    name: 'a response that is told anew between its pieces',
    api: 'openai',
    stream: events(said('a'), said('b'), { type: 'response.in_progress', response: { output: [message(head)] } }, said(tail)),
    code: 'text_after_end',
  },
  {
    name: 'a response that begins with a call',
    api: 'openai',
    stream: events(
      { type: 'response.created', response: { output: [{ type: 'function_call', name: 'f', arguments: `{"a":"${head}` }] } },
      args(`${tail}"}`),
    ),
    code: 'text_after_end',
  },
  {
    name: 'a call that goes on after its end, in an event like those before it',
    api: 'openai',
    stream: events(
      args('{"a":'),
      args('"'),
      args(head),
      { type: 'response.output_item.done', output_index: 0, item: { type: 'function_call', name: 'f', arguments: '{}' } },
      args(`${tail}"}`),
    ),
    code: 'text_after_end',
  },
];

const beginnings: Row[] = ['message_start', 'message-start'].flatMap(type => [
  { name: `a chat around ${type}`, api: 'openai', stream: events(chat(head), { type }, chat(tail)), code: 'text_after_end' },
  { name: `a chat in ${type}`, api: 'generic', stream: events(chat(head), { type, ...chat(tail) }), code: 'text_after_end' },
  { name: `a candidate around ${type}`, api: 'gemini', stream: events(part(head), { type }, part(tail)), code: 'text_after_end' },
  { name: `a response around ${type}`, api: 'openai', stream: events(said(head), { type }, said(tail)), code: 'text_after_end' },
  {
    name: `a text of a model around ${type}`,
    api: 'generic',
    stream: events({ response: head }, { type }, { response: tail }),
    code: 'text_after_end',
  },
]);

describe.for(Object.entries({ values, answers, names, lines, snapshots, beginnings }))('%s', ([, rows]) => {
  test.for(rows)('$name', ({ api, stream, code }) => {
    for (const chunks of [[stream], bytewise(stream)]) {
      const { output, refusal } = run(chunks, { format: 'sse', shape: api });
      expect(refusal).toBe(code);
      expect(output).not.toContain(tail);
    }
  });
});

describe('what clients join is joined', () => {
  test.for<{ name: string; documents: readonly object[] }>([
    { name: 'Ollama’s chat', documents: [{ message: { content: head } }, { index: 2, message: { content: tail } }] },
    {
      name: 'Ollama’s chat, an index beside the text',
      documents: [{ message: { content: head } }, { message: { index: 2, content: tail } }],
    },
    { name: 'Ollama’s completion', documents: [{ response: head }, { output_index: 3, response: tail }] },
    { name: 'tokens that are counted', documents: [head, tail].map((text, index) => ({ index, token: { id: 1, text } })) },
  ])('though indexes stand around that its clients do not know: $name', ({ documents }) => {
    const stream = documents.map(document => `${JSON.stringify(document)}\n`).join('');
    for (const chunks of [[stream], bytewise(stream)])
      expect(run(chunks, { format: 'ndjson', shape: 'generic' }).hits).toHaveLength(1);
  });

  test('texts of other types do not come between the pieces of a response', () => {
    for (const type of ['response.reasoning_text.delta', 'response.refusal.delta', 'response.unknown.delta']) {
      const stream = events(said(head), said(noise, type), said(tail));
      expect(run([stream], { format: 'sse', shape: 'openai' }).hits).toHaveLength(1);
    }
  });
});

describe('what all clients read alike passes', () => {
  test.for<{ name: string; api: ApiShape; stream: string }>([
    { name: 'a chat of chunks', api: 'openai', stream: events(chat('a'), chat([{ type: 'text', text: 'b' }]), chat(null)) },
    { name: 'keep-alives between events', api: 'gemini', stream: `: x\n\n${events(part('a'))}: x\n\n\n${events(part('b'))}` },
    { name: 'an event with a name and a comment', api: 'openai', stream: `: x\nevent: message\n${events(chat('a'))}` },
    { name: 'white space between lines of Unicode', api: 'openai', stream: events(chat('a\u2028b data: c')) },
    {
      name: 'a message that is told whole with each of its pieces',
      api: 'openai',
      stream: events(chat('a', { message: { content: 'a' } }), chat('b', { message: { content: 'ab' } }), chat('')),
    },
    {
      name: 'blocks one after the other',
      api: 'anthropic',
      stream: named(
        { type: 'message_start', message: { content: [] } } as never,
        begin(0, 'a'),
        block('b'),
        begin(1, 'c'),
        block('d', 1),
      ),
    },
    {
      name: 'parts and items that begin empty',
      api: 'openai',
      stream: named(
        { type: 'response.created', response: { output: [] } } as never,
        { type: 'response.output_item.added', output_index: 0, item: { type: 'message', content: [] } } as never,
        {
          type: 'response.content_part.added',
          output_index: 0,
          content_index: 0,
          part: { type: 'output_text', text: '' },
        } as never,
        said('a'),
      ),
    },
    { name: 'text that only begins as JSON does', api: 'generic', stream: 'data: {"a\n\ndata: ": 1}, \n\ndata: [link](x)\n\n' },
  ])('$name', ({ api, stream }) => {
    expect(run([stream], { format: 'sse', shape: api })).toMatchObject({ output: stream, refusal: null });
  });
});

test.for(['utf16le', 'utf16be', 'utf32le'])('JSON in %s is not let pass as text: many a client knows it by its zeros', coding => {
  for (const text of ['{"a":"KEY-ABCD1234"}', '"KEY-ABCD1234"', ' [1]']) {
    const wide = [...Buffer.from(text, 'utf16le')];
    const bytes = {
      utf16le: wide,
      utf16be: Buffer.from(wide).swap16(),
      utf32le: wide.flatMap((byte, at) => (at % 2 ? [byte, 0, 0] : [byte])),
    };
    const body = Buffer.from(bytes[coding as keyof typeof bytes]);
    for (const format of ['text', 'sse'] as const)
      for (const chunks of [[body], bytewise(body)])
        expect(run(chunks, { format, shape: 'generic' })).toMatchObject({ output: '', refusal: expect.any(String) });
  }
});
