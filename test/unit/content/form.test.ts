import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run } from './run.ts';

/** `alike`: events differ in their texts only; `counted`: in a number too. Else each has a key of its own, so that none is like another and all are read anew. */
type Likeness = 'alike' | 'counted' | 'unlike';

const streamOf = (
  texts: readonly (readonly [content: string, extra: string, finish: string | null])[],
  likeness: Likeness,
): string =>
  texts
    .map(([content, extra, finish], i) => {
      const chunk = {
        [likeness === 'unlike' ? `n${10 + i}` : 'n00']: likeness === 'counted' ? 10 + i : 10,
        choices: [{ index: 0, delta: { content }, finish_reason: finish }],
        obfuscation: extra,
      };
      return `data: ${JSON.stringify(chunk)}\n\n`;
    })
    .join('');

const outcome = (texts: Parameters<typeof streamOf>[0], likeness: Likeness) => {
  const { output, asked, refusal } = run([streamOf(texts, likeness)], { format: 'sse', shape: 'openai' });
  const plain = (text: string) => text.replaceAll(/"n\d\d":\d\d/g, '"n":0');
  return { output: plain(output), asked: asked.map(plain), refusal };
};

const text = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('KEY-', 'ABCD', '1234', 'TOK-', 'abcd', ' ', 'K', '', '"', '\\', '\n', 'é', '😀', 'KEY-ABCD1234'),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
);
const finish = fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant('stop') });

describe('documents that are alike', () => {
  test('come out as if each had been read anew, with the same questions', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, finish), { maxLength: 24 }), texts => {
        const unlike = outcome(texts, 'unlike');
        expect(outcome(texts, 'alike')).toEqual(unlike);
        expect(outcome(texts, 'counted')).toEqual(unlike);
      }),
      { numRuns: 400 },
    );
  });

  test.for([
    { name: 'a value that was clean in one event is masked when it holds a secret in a later one', extra: 'KEY-ABCD1234' },
    { name: 'so is one that is spelled with escapes', extra: 'KEY-\u0041BCD1234\n' },
  ])('$name', ({ extra }) => {
    const calm = Array.from({ length: 6 }, (_, i) => ['word ', `x${i}`, null] as const);
    const { output } = outcome([...calm, ['word ', extra, null], ...calm], 'alike');
    expect(output).not.toContain('ABCD1234');
    expect(output.split('\n\n')).toHaveLength(calm.length * 2 + 2);
  });

  test('a field that is looked for is asked about in each', () => {
    const event = `data: {"api_key":"hunter2hunter2","choices":[{"index":0,"delta":{"content":"a "}}]}\n\n`;
    const { hits, output } = run([event.repeat(4)], { format: 'sse', shape: 'openai' });
    expect(hits).toHaveLength(4);
    expect(output).not.toContain('hunter2');
  });

  test('a number that is no count, or one of JSON that is none, is read as what it is', () => {
    const event = (n: string) => `data: {"n":${n},"choices":[{"index":0,"delta":{"content":"a "}}]}\n\n`;
    const counted = Array.from({ length: 6 }, (_, i) => event(`${i}`)).join('');
    for (const [n, refusal] of [
      ['1.5', null],
      ['1e3', null],
      ['-1', null],
      ['01', 'invalid_json'],
      ['1x', 'invalid_json'],
      ['', 'invalid_json'],
    ] as const)
      expect([n, run([counted + event(n)], { format: 'sse', shape: 'openai' }).refusal]).toEqual([n, refusal]);
    const card = run([counted + event('4111111111111111')], { format: 'sse', shape: 'openai' });
    expect(card.output).toContain('"n":0,"choices"');
  });

  test('an index is never taken for a count', () => {
    const event = (i: number, content: string) => `data: {"choices":[{"index":${i},"delta":{"content":"${content}"}}]}\n\n`;
    const many = Array.from({ length: 8 }, (_, i) => event(i, 'x')).join('');
    const { output } = run([many + event(8, 'KEY-AB') + event(9, 'CD12') + event(8, 'CD1234')], {
      format: 'sse',
      shape: 'openai',
    });
    expect(output).toContain('[key:12]');
  });

  test('a text that clients may take for an index is refused, be it like others or not', () => {
    const event = (i: string) => `data: {"output_index":"${i}","choices":[{"index":0,"delta":{"content":"a "}}]}\n\n`;
    const calm = ['x', 'y', 'z', 'w', 'v', 'u'].map(event).join('');
    const { output, refusal } = run([calm + event('1')], { format: 'sse', shape: 'openai' });
    expect([output, refusal]).toEqual([calm, 'text_index']);
  });

  test('a delta that says that it is another one is refused, however many types came before', () => {
    const event = (delta: object) =>
      `event: content_block_delta\ndata: ${JSON.stringify({ type: 'content_block_delta', index: 0, delta })}\n\n`;
    const odd = ['a', 'b', 'c', 'd', 'e'].map(type => event({ type, n: 1 }));
    const text = (type: string, said: string) => event({ type, text: said });
    const body = [
      ...odd,
      text('text_delta', 'w '),
      text('text_delta', 'KEY-'),
      text('noise', 'x '),
      text('text_delta', 'ABCD1234'),
    ];
    expect(run([body.join('')], { format: 'sse', shape: 'anthropic' }).refusal).toBe('text_index');
  });

  test.for(['\\x', '\\u12', '\\u12g4', '\\', '\t', '\u0001'])('%j is in a text what it is elsewhere: no JSON', odd => {
    const event = (content: string) => `data: {"choices":[{"index":0,"delta":{"content":"${content}"}}]}\n\n`;
    expect(run([event('a').repeat(4) + event(odd)], { format: 'sse', shape: 'openai' }).refusal).toBe('invalid_json');
  });

  test('what an answer cost is told though nothing else changes', () => {
    const used: number[] = [];
    const events = [1, 2, 3, 4, 5, 60].map(n => `data: {"usage":{"total_tokens":${n}},"choices":[]}\n\n`);
    run([events.join('')], { format: 'sse', shape: 'openai', used: tokens => used.push(tokens) });
    expect(Math.max(...used)).toBe(60);
  });

  test('what ends a text is not passed over', () => {
    const last = '{"index":0,"delta":{"content":"x KEY-"},"finish_reason":';
    const events = ['null', 'null', '"stop"', 'null'].map(reason => `data: {"choices":[${last}${reason}}]}\n\n`);
    const { output, refusal } = run([events.join('')], { format: 'sse', shape: 'openai' });
    expect([output, refusal]).toEqual([events.slice(0, 3).join(''), 'text_after_end']);
  });

  const calm = Array.from({ length: 6 }, () => ['word ', '', null] as const);

  test.for([
    { name: 'bytes that are no UTF-8', hidden: Buffer.of(0x61, 0xff), refusal: 'invalid_utf8' },
    { name: 'a character cut in two', hidden: Buffer.of(0xe2, 0x82), refusal: 'invalid_utf8' },
    { name: "data behind a line's end that Python alone knows", hidden: Buffer.from('\u2028data: x'), refusal: 'sse_ambiguous' },
    { name: 'no more than letters beyond ASCII', hidden: Buffer.from('\u2028é…'), refusal: null },
  ])('$name in the text of one that is like those before: refused as ever', ({ hidden, refusal }) => {
    const [before, after] = streamOf([['@', '', null]], 'alike').split('@');
    const chunks = [Buffer.from(streamOf(calm, 'alike') + before), hidden, Buffer.from(`${after}`)];
    expect(run([Buffer.concat(chunks)], { format: 'sse', shape: 'openai' }).refusal).toBe(refusal);
  });

  test("one that Google's client joins to the one before it is refused, be it like others or not", () => {
    const event = 'data: {"candidates":[{"content":{"parts":[{"text":"a "}],"role":"model"},"index":0}]}\n\n';
    const { output, refusal } = run([`${event.repeat(4)}: x\n\r${event}`], { format: 'sse', shape: 'gemini' });
    expect([output, refusal]).toEqual([`${event.repeat(4)}: x\n\r`, 'sse_ambiguous']);
  });

  test('one that was told in two lines is not the same as one that breaks off at the end of the first', () => {
    const data = (between: string) => `data: {"choices":${between}[{"index":0,"delta":{"content":"a"}}]}\n\n`;
    const { output, refusal } = run([data('\ndata: ').repeat(4) + data('').repeat(4) + data('\n')], {
      format: 'sse',
      shape: 'openai',
    });
    expect(refusal).not.toBeNull();
    expect(output).not.toContain('"choices":\n[');
  });
});

/** What may stand before the data of an event, between its lines and behind them. */
const frame = fc.record({
  before: fc.constantFrom(
    '',
    '',
    '',
    'event: a\n',
    'event: KEY-ABCD1234\n',
    ': KEY-ABCD1234\n',
    'id: 1\nevent: a\n',
    '\ufeff',
    ' \n',
    'event: thread.x\n',
  ),
  data: fc.constantFrom('data: ', 'data: ', 'data:', 'data:  '),
  behind: fc.constantFrom('\n\n', '\n\n', '\n\n', '\r\n\r\n', '\r\r', '\n\r\n', '\nevent: b\n\n', '\ndata: \n\n', '\n \n\n'),
});

test('events come out as if each had been read anew, whatever stands around their documents', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(frame, fc.nat({ max: 4 }), text), { maxLength: 8 }), events => {
      const body = (likeness: Likeness) => {
        let at = 0;
        return events
          .flatMap(([around, repeats, content]) => Array.from({ length: repeats + 1 }, () => [around, content] as const))
          .map(([{ before, data, behind }, content]) => {
            const key = likeness === 'unlike' ? `n${10 + at++}` : 'n00';
            return `${before}${data}${JSON.stringify({ [key]: 10, choices: [{ index: 0, delta: { content } }] })}${behind}`;
          })
          .join('');
      };
      const out = (likeness: Likeness) => {
        const { output, asked, refusal } = run([body(likeness)], { format: 'sse', shape: 'openai' });
        const plain = (all: string) => all.replaceAll(/"n\d\d":\d\d/g, '"n":0');
        return { output: plain(output), asked: asked.map(plain), refusal };
      };
      expect(out('alike')).toEqual(out('unlike'));
    }),
    { numRuns: 600 },
  );
});
