// What people see of a body, and what they replace in it: over all golden bodies, and the ways in which a place can be wrong.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type BodyEdit, type BodyText, editBody, type ReadableBody, readBody } from '../../../extproc/content/reading.ts';
import { apiShapes } from '../../../extproc/words/access.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';

const folder = new URL('../../golden/content/', import.meta.url);
const formats = { sse: 'sse', ndjson: 'ndjson', md: 'text', body: 'json', array: 'array' } as const;
const nothing = Buffer.alloc(0);

function goldenBody(name: string): ReadableBody {
  const words = name.split('.')[0]!.split('-');
  return {
    format: formats[name.split('.').at(-1) as keyof typeof formats],
    api: apiShapes.find(api => words.includes(api)) ?? 'generic',
    path: '',
    side: words[0] === 'request' ? 'request' : 'response',
    before: nothing,
    body: readFileSync(new URL(name, folder)),
  };
}

/** Whole bodies: one that was stopped in the middle is none. */
const bodies = readdirSync(folder)
  .filter(name => name.includes('.out.'))
  .filter(name => !readFileSync(new URL(name.replace(/\.out\..*/, '.asked'), folder), 'utf8').includes('["refused"'));

const textsOf = (body: ReadableBody): readonly BodyText[] => {
  const reading = readBody(body, defaultLimits);
  if (reading.kind === 'unreadable') throw new Error(reading.code);
  return reading.texts;
};

const edited = (body: ReadableBody, edits: readonly BodyEdit[]): Buffer => {
  const outcome = editBody(body, edits, defaultLimits);
  if (outcome.kind === 'refused') throw new Error(outcome.why);
  return outcome.body;
};

test('there are bodies to read', () => expect(bodies.length).toBeGreaterThan(60));

describe.for(bodies)('%s', name => {
  const body = goldenBody(name);
  const read = textsOf(body);

  test('without an edit it stays as it is', () => {
    expect(edited(body, []).equals(body.body)).toBe(true);
  });

  // A text that may go on behind its end begins with how that one ended: what is replaced there shows twice.
  if (name.startsWith('generic-parts')) return;
  test('each text can be replaced, and nothing else changes', () => {
    for (const { channel, kind, text, isEditable } of read) {
      if (!isEditable || text.length < 3 || kind === 'other' || /[\ud800-\udfff\n]/.test(text.slice(0, 4))) continue;
      const after = textsOf({ ...body, body: edited(body, [{ channel, start: 1, end: 3, text: '⟦"gone"⟧' }]) });
      const wanted = read.map(one => (one.text === text ? `${text[0]}⟦"gone"⟧${text.slice(3)}` : one.text));
      // A call tells its arguments again.
      const isTold = (one: BodyText) => one.kind !== 'other' && one.kind !== 'tool_call';
      expect(after.filter(isTold).map(one => one.text)).toEqual(wanted.filter((_, at) => isTold(read[at]!)));
    }
  });
});

const chat = (content: string) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;
const stream = (before: string, body: string): ReadableBody => ({
  format: 'sse',
  api: 'openai',
  path: '/v1/chat/completions',
  side: 'response',
  before: Buffer.from(before),
  body: Buffer.from(body),
});

describe('a stream of which a part has left', () => {
  const held = stream(chat('one two ') + chat('thr'), `${chat('ee fo')}${chat('ur')}data: [DONE]\n\n`);

  test('is read whole, and tells how much has left', () => {
    const [text] = textsOf(held).filter(({ kind }) => kind === 'text');
    expect(text).toMatchObject({ channel: 'choices/0/content', text: 'one two three four', leftChars: 11, isEditable: true });
  });

  test('is replaced in what has not, over several events', () => {
    const after = edited(held, [{ channel: 'choices/0/content', start: 12, end: 16, text: 'E and fo' }]);
    expect(after.toString()).not.toContain('one');
    expect(textsOf({ ...held, body: after }).find(({ kind }) => kind === 'text')!.text).toBe('one two threE and four');
  });

  test.for([
    { name: 'a place that has left', edits: [{ start: 9, end: 12 }], why: /left already/ },
    { name: 'a place behind the end', edits: [{ start: 12, end: 99 }], why: /not inside/ },
    { name: 'an empty place', edits: [{ start: 12, end: 12 }], why: /empty/ },
    { name: 'a place with a crooked number', edits: [{ start: Number.NaN, end: 14 }], why: /not inside/ },
    {
      name: 'places that overlap',
      edits: [
        { start: 12, end: 15 },
        { start: 14, end: 16 },
      ],
      why: /overlap/,
    },
  ])('$name is refused', ({ edits, why }) => {
    const asked = edits.map(edit => ({ channel: 'choices/0/content', text: 'x', ...edit }));
    const outcome = editBody(held, asked, defaultLimits);
    expect(outcome).toMatchObject({ kind: 'refused', why: expect.stringMatching(why) });
  });

  test('a text that is not there is refused', () => {
    expect(editBody(held, [{ channel: 'choices/7/content', start: 0, end: 1, text: '' }], defaultLimits).kind).toBe('refused');
  });

  test('half of a character is refused', () => {
    const outcome = editBody(
      stream('', chat('a😀b')),
      [{ channel: 'choices/0/content', start: 2, end: 3, text: 'x' }],
      defaultLimits,
    );
    expect(outcome).toMatchObject({ kind: 'refused', why: expect.stringMatching(/inside of a character/) });
  });
});

describe('what is told twice', () => {
  const event = (value: object) => `event: ${(value as { type: string }).type}\ndata: ${JSON.stringify(value)}\n\n`;
  const at = { item_id: 'm', output_index: 0, content_index: 0 };
  const answer = 'the long answer that is told again at the end';
  const body = [
    event({ type: 'response.output_text.delta', ...at, delta: answer.slice(0, 20) }),
    event({ type: 'response.output_text.delta', ...at, delta: answer.slice(20) }),
    event({ type: 'response.output_text.done', ...at, text: answer }),
  ];
  const edit = { channel: '0/0/delta', start: 16, end: 20, text: 'which' };

  test('is one text, and replaced in both', () => {
    const told = stream('', body.join(''));
    const whole = { ...told, path: '/v1/responses' };
    expect(textsOf(whole).filter(({ text }) => text === answer)).toHaveLength(1);
    const [{ channel } = { channel: '' }] = textsOf(whole).filter(({ text }) => text === answer);
    const after = edited(whole, [{ ...edit, channel }]).toString();
    expect(after).toContain('"delta":"the long answer which"');
    expect(after).toContain('"text":"the long answer which is told again at the end"');
  });
});

test('tool calls are told as calls, and their arguments stay JSON', () => {
  const call = (part: object) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { tool_calls: [{ index: 0, ...part }] } }] })}\n\n`;
  const body = stream(
    '',
    call({ id: 'c1', function: { name: 'sh', arguments: '{"cmd": "rm -' } }) +
      call({ function: { arguments: 'rf /", "n": 3}' } }),
  );
  const texts = textsOf(body);
  expect(texts.find(({ kind }) => kind === 'tool_call')).toMatchObject({ name: 'sh', text: '{"cmd": "rm -rf /", "n": 3}' });
  const leaf = texts.find(({ text }) => text === 'rm -rf /')!;
  const after = textsOf({ ...body, body: edited(body, [{ channel: leaf.channel, start: 0, end: 8, text: 'echo "no"' }]) });
  expect(JSON.parse(after.find(({ kind }) => kind === 'tool_call')!.text)).toEqual({ cmd: 'echo "no"', n: 3 });
});

test('what can not be read says so', () => {
  expect(readBody(stream('', 'data: {"a": 1, "a": 2}\n\n'), defaultLimits)).toMatchObject({ kind: 'unreadable' });
});
