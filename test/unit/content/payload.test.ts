// Base64 where APIs have images, sounds and files, under each word that a plan may say about it.
import { describe, expect, test } from 'vitest';
import type { ApiShape } from '../../../extproc/words/access.ts';
import { bytewise, run } from './run.ts';

const base64 = 'iVBORw0KGgo'.repeat(40);
const uri = `data:image/png;base64,${base64}`;
const asJson = JSON.stringify;

interface Place {
  readonly name: string;
  readonly api: ApiShape;
  readonly side?: 'request' | 'response';
  readonly document: (text: string) => unknown;
  readonly path: string;
  readonly kind: string;
}

const places: readonly Place[] = [
  {
    name: 'a picture that was made',
    api: 'openai',
    document: t => ({ data: [{ b64_json: t }] }),
    path: 'data[0].b64_json',
    kind: 'image',
  },
  {
    name: 'a picture that is shown',
    api: 'openai',
    side: 'request',
    document: t => ({ messages: [{ content: [{ type: 'image_url', image_url: { url: t } }] }] }),
    path: 'messages[0].content[0].image_url.url',
    kind: 'image',
  },
  {
    name: 'a sound',
    api: 'openai',
    document: t => ({ choices: [{ message: { audio: { data: t } } }] }),
    path: 'choices[0].message.audio.data',
    kind: 'audio',
  },
  {
    name: 'a file',
    api: 'anthropic',
    side: 'request',
    document: t => ({ messages: [{ content: [{ type: 'document', source: { type: 'base64', data: t } }] }] }),
    path: 'messages[0].content[0].source.data',
    kind: 'file',
  },
  {
    name: 'inline data',
    api: 'gemini',
    document: t => ({ candidates: [{ content: { parts: [{ inlineData: { mimeType: 'image/png', data: t } }] } }] }),
    path: 'candidates[0].content.parts[0].inlineData.data',
    kind: 'file',
  },
  {
    name: 'what a tool gave',
    api: 'mcp',
    document: t => ({ jsonrpc: '2.0', id: 1, result: { content: [{ type: 'image', data: t }] } }),
    path: 'result.content[0].data',
    kind: 'file',
  },
  {
    name: 'an image of a Converse message',
    api: 'bedrock',
    side: 'request',
    document: t => ({ messages: [{ content: [{ image: { format: 'png', source: { bytes: t } } }] }] }),
    path: 'messages[0].content[0].image.source.bytes',
    kind: 'image',
  },
];

const through = (place: Place, text: string, payload: 'scan' | 'pass' | 'block') =>
  run([asJson(place.document(text))], { format: 'json', shape: place.api, side: place.side ?? 'response', plan: { payload } });

describe.for(places)('$name', place => {
  test.for([base64, uri, `${base64}==`, base64.replaceAll('o', '-')])(
    'passes unread where the plan says so, and the inspector is told: %#',
    text => {
      const { output, asked, hits } = through(place, `${text.slice(0, -16)}KEYzABCD1234efgh`, 'pass');
      expect(output).toBe(asJson(place.document(`${text.slice(0, -16)}KEYzABCD1234efgh`)));
      expect(hits).toEqual([]);
      expect(asked[0]).toBe(asJson(['unscanned', place.path, text.length, place.kind]));
    },
  );

  test('is refused where the plan says so, and scanned where it says nothing', () => {
    expect(through(place, base64, 'block')).toMatchObject({ output: '', refusal: 'payload' });
    expect(through(place, `${base64}KEY-ABCD1234`, 'scan').output).toContain(`${base64}[key:12]`);
  });

  test.for([
    { name: 'a key alone', text: 'KEY-ABCD1234' },
    { name: 'a short text of the same characters', text: `${'a'.repeat(200)}KEY-ABCD1234` },
    { name: 'a text', text: `${'the key '.repeat(50)}KEY-ABCD1234` },
    { name: 'a URL', text: `https://a.example/${'x'.repeat(300)}?k=KEY-ABCD1234` },
    { name: 'a data URI that is no base64', text: `data:text/plain,${'x'.repeat(300)}KEY-ABCD1234` },
    { name: 'a key in the head of a data URI', text: `data:image/KEY-ABCD1234;base64,${base64}` },
    { name: 'base64 with more behind its end', text: `${base64}=KEY-ABCD1234` },
    { name: 'base64 with a line break in it', text: `${base64}\nKEY-ABCD1234` },
  ])('what only stands in its place is scanned and masked, whatever the plan says: $name', ({ text }) => {
    for (const word of ['pass', 'block'] as const) {
      const { output, refusal, asked } = through(place, text, word);
      expect(refusal).toBeNull();
      expect(output).not.toContain('ABCD1234');
      expect(asked.filter(each => each.startsWith('["unscanned"'))).toEqual([]);
    }
  });
});

test('base64 elsewhere is scanned, whatever the plan says', () => {
  const document = { choices: [{ message: { content: `${base64}KEY-ABCD1234` } }], note: `${base64}KEY-ABCD1234` };
  const { output, asked } = run([asJson(document)], { format: 'json', plan: { payload: 'pass' } });
  expect(output).not.toContain('ABCD1234');
  expect(asked.filter(each => each.startsWith('["unscanned"'))).toEqual([]);
});

test('sound in pieces is told piece by piece, however it is cut and though the pieces are alike', () => {
  const event = `data: ${asJson({ choices: [{ index: 0, delta: { audio: { data: base64 } } }] })}\n\n`;
  for (const chunks of [[event.repeat(5)], bytewise(event.repeat(5))]) {
    const { output, asked } = run(chunks, { format: 'sse', plan: { payload: 'pass' } });
    expect(output).toBe(event.repeat(5));
    expect(asked.filter(each => each.startsWith('["unscanned"'))).toHaveLength(5);
  }
});

test('a sound that is told in deltas by their type is one too', () => {
  const event = `data: ${asJson({ type: 'response.audio.delta', delta: base64 })}\n\n`;
  const asked = (payload: 'pass' | 'block') => run([event], { format: 'sse', plan: { payload } });
  expect(asked('pass')).toMatchObject({
    output: event,
    asked: [asJson(['unscanned', 'delta', base64.length, 'audio']), expect.anything()],
  });
  expect(asked('block').refusal).toBe('payload');
});
