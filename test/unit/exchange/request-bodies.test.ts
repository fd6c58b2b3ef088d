// Requests that are more than JSON: compressed ones, forms with files, lines, and what nobody can read.
import { describe, expect, test } from 'vitest';
import type { ExchangeEvent } from '../../../extproc/exchange/events.ts';
import { boundary, form, formType, type Part } from './form.ts';
import { answersOf, bodyOf, headersRemoved, headersSet, immediateOf, key, open, requestHead, type Setting } from './scene.ts';

const mask = '[REDACTED:aws-access-key]';
const body = (text: string): ExchangeEvent => ({ kind: 'request_body', body: Buffer.from(text, 'latin1'), endOfStream: true });
const inspecting: Setting = { plan: { request: true } };

function send(text: string, type: string, setting: Setting = inspecting) {
  const scene = open(setting);
  const effects = [...scene.feed(requestHead({ 'content-type': type })), ...scene.feed(body(text))];
  return { scene, effects, answer: immediateOf(effects), up: bodyOf(effects, 'request_body') };
}

describe('a compressed request', () => {
  test.for(['gzip', 'x-gzip', 'deflate', 'br', 'zstd'])('in %s passes a decoder, and goes up without its coding', coding => {
    const scene = open();
    const [effect] = scene.feed(requestHead({ 'content-encoding': coding }));
    expect(effect).toEqual({ kind: 'decode', side: 'request', coding: coding.replace('x-', '') });
    const effects = scene.feed(body('{"model":"m"}'));
    expect(headersRemoved(effects, 'request_headers')).toContain('content-encoding');
    expect(headersSet(effects, 'request_headers')['content-length']).toBe('13');
  });

  test.for([
    { why: 'broken', status: 415, code: 'request_encoding' },
    { why: 'bomb', status: 413, code: 'request_too_large' },
  ] as const)('that is $why is refused', ({ why, status, code }) => {
    const scene = open();
    scene.feed(requestHead({ 'content-encoding': 'gzip' }));
    const answer = immediateOf(scene.feed({ kind: 'undecodable', side: 'request', why }));
    expect([answer?.status, answer?.text.includes(`penstock_${code}`)]).toEqual([status, true]);
  });
});

describe('a form', () => {
  const file: Part = { name: 'file', filename: 'notes.txt', type: 'text/plain', content: `a ${key} b` };

  test('is masked part by part, and its framing stays', () => {
    const parts: Part[] = [
      { name: 'purpose', content: 'assistants' },
      file,
      { name: 'data', filename: 'a.json', type: 'application/json', content: `{"k":"\\u0041${key.slice(1)}"}` },
      { name: 'lines', filename: 'a.jsonl', content: `{"k":1}\n{"k":"${key}"}\n` },
      { name: 'api_key', content: 'whatever it is' },
    ];
    const { up, effects, scene } = send(form(parts), formType);
    const [purpose, , , , named] = parts;
    expect(up).toBe(
      form([
        purpose!,
        { ...file, content: `a ${mask} b` },
        { ...parts[2]!, content: `{"k":"${mask}"}` },
        { ...parts[3]!, content: `{"k":1}\n{"k":"${mask}"}\n` },
        { ...named!, content: '[REDACTED:api_key]' },
      ]),
    );
    expect(headersSet(effects, 'request_headers')['content-length']).toBe(String(up.length));
    expect(scene.asked.filter(({ point }) => point === 'finding').at(-1)).toMatchObject({
      findings: [{ channel: 'form/file/text' }, {}, {}, { channel: 'form/api_key', key: 'api_key' }],
    });
  });

  test('with nothing to mask leaves byte for byte, and unread where the plan does not ask for requests', () => {
    expect(send(form([{ ...file, content: 'plain' }]), formType).up).toBe(form([{ ...file, content: 'plain' }]));
    expect(send(form([file]), formType, {}).up).toBe(form([file]));
  });

  test('tells model and stream, so that the answer is read as what it is', () => {
    const { scene } = send(
      form([
        { name: 'model', content: 'whisper-1' },
        { name: 'stream', content: 'true' },
      ]),
      formType,
    );
    expect(scene.asked.at(-1)).toMatchObject({ request: { model: 'whisper-1', stream: true } });
  });

  test('is masked in the name of a file too', () => {
    expect(send(form([{ ...file, content: 'x', filename: `${key}.txt` }]), formType).up).toBe(
      form([{ ...file, content: 'x', filename: `${mask}.txt` }]),
    );
  });

  const sound: Part = { name: 'file', filename: 'a.mp3', type: 'audio/mpeg', content: '\x01\x02\x03' };
  test.for<{ name: string; part: Part; setting?: Setting }>([
    { name: 'a sound', part: sound },
    { name: 'bytes under a name that says text', part: { ...sound, type: 'text/plain', filename: 'a.txt', content: '\xff' } },
    { name: 'text in another character set', part: { ...file, type: 'text/plain; charset=utf-16' } },
    { name: 'bytes of no type', part: { ...sound, type: 'application/octet-stream', filename: 'blob' } },
  ])('with $name in it is refused', ({ part }) => {
    const { answer, effects } = send(form([part]), formType);
    expect([400, 415]).toContain(answer?.status);
    expect(answersOf(effects)).toHaveLength(1);
  });

  test('with a sound in it passes where policy or operator wrote so, and the record says it', () => {
    for (const setting of [
      { plan: { request: true, payload: 'pass' } } as const,
      { ...inspecting, connection: { onUnreadable: 'pass' } } as const,
    ]) {
      const { up, scene } = send(form([sound, file]), formType, setting);
      expect(up).toBe(form([sound, { ...file, content: `a ${mask} b` }]));
      scene.feed({ kind: 'cancelled' });
      expect(scene.records[0]?.unscanned).toMatchObject([
        { side: 'request', path: 'form.file', kind: 'audio', bytes: 3, count: 1 },
      ]);
    }
  });

  const plain = form([{ name: 'a', content: 'x' }]);
  test.for([
    { name: 'text before its parts', text: `x\r\n${plain}` },
    { name: 'text behind its parts', text: `${plain}x` },
    { name: 'no end', text: plain.slice(0, -4) },
    { name: 'lines that end in LF', text: plain.replaceAll('\r\n', '\n') },
    { name: 'a boundary behind LF alone', text: form([{ name: 'a', content: `x\n--${boundary}\n` }]) },
    { name: 'a boundary that only begins like one', text: form([{ name: 'a', content: `x\r\n--${boundary}more` }]) },
    { name: 'a boundary within a line', text: form([{ name: 'a', content: `x --${boundary}` }]) },
    { name: 'space behind a boundary', text: plain.replace(`${boundary}\r\n`, `${boundary} \r\n`) },
    { name: 'a name twice in one part', text: plain.replace('name="a"', 'name="a"; name="b"') },
    { name: 'an escaped quote in a name', text: plain.replace('name="a"', 'name="a\\"; filename="b"') },
    { name: 'a folded header', text: plain.replace('form-data;', 'form-data;\r\n ') },
    {
      name: 'a header twice',
      text: plain.replace('content-disposition', 'content-type: a/b\r\ncontent-type: c/d\r\ncontent-disposition'),
    },
    { name: 'an encoding', text: plain.replace('content-disp', 'content-transfer-encoding: base64\r\ncontent-disp') },
    { name: 'a form in it', text: form([{ name: 'a', type: 'multipart/mixed; boundary=y', content: '--y--' }]) },
    { name: 'a part of no name', text: plain.replace('; name="a"', '') },
    {
      name: 'two models',
      text: form([
        { name: 'model', content: 'a' },
        { name: 'model', content: 'b' },
      ]),
    },
    { name: 'more parts than the limit', text: form(Array.from({ length: 200 }, () => ({ name: 'a', content: '' }))) },
  ])('with $name is refused, read or not', ({ text }) => {
    for (const setting of [inspecting, {}]) expect(send(text, formType, setting).answer).toMatchObject({ status: 400 });
  });

  test.for([
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary=a; boundary=b',
    'multipart/form-data; boundary="a b"',
    'multipart/form-data; boundary=x, text/plain',
  ])('of the type %s is refused', type => expect(send(plain, type).answer?.status).toBe(400));

  test('may be as strange as it likes: no answer but a refusal or the same parts', () => {
    const pieces = [
      `--${boundary}`,
      '--',
      '\r\n',
      '\n',
      'content-disposition: form-data; name="a"',
      '\r\n\r\n',
      'x',
      key,
      '"',
      ';',
    ];
    for (let seed = 1; seed < 3000; seed++) {
      const text = Array.from({ length: 12 }, (_, at) => pieces[(seed * (at + 7) * 2_654_435_761) % pieces.length]).join('');
      const { answer, up } = send(text, formType);
      expect(answer === null ? up.includes(key) : true).toBe(answer !== null);
    }
  });
});

describe('another body', () => {
  test('of lines is masked line by line', () => {
    expect(send(`{"a":1}\n{"a":"${key}"}\n`, 'application/x-ndjson').up).toBe(`{"a":1}\n{"a":"${mask}"}\n`);
  });

  test('of text is masked', () => expect(send(`a ${key} b`, 'text/plain').up).toBe(`a ${mask} b`));

  test('that is no text is refused, or passes where an operator wrote so, which the record says', () => {
    expect(send('%PDF', 'application/pdf').answer?.status).toBe(400);
    const { up, scene } = send('%PDF', 'application/pdf', { ...inspecting, connection: { onUnreadable: 'pass' } });
    expect(up).toBe('%PDF');
    scene.feed({ kind: 'cancelled' });
    expect(scene.records[0]?.request.unread).toBe('request_unreadable');
  });
});
