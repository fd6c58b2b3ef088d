import { describe, expect, test } from 'vitest';
import { bytewise, run } from './run.ts';

const text = (input: string | Buffer, options: object = {}) => [
  run([input], { format: 'text', ...options }),
  run(bytewise(input), { format: 'text', ...options }),
];

describe('masks in text', () => {
  test.for([
    { name: 'a secret is masked', input: 'is KEY-ABCD1234.', want: 'is [key:12].' },
    { name: 'two secrets that touch are masked each', input: '4111111111111111KEY-ABCD1234.', want: '[card:16][key:12].' },
    { name: 'secrets that overlap are replaced once, with nothing of either shown', input: 'KKEY-ABCD1234EF!', want: '[pair]!' },
    { name: 'of two that start together the one found first gives the text', input: 'KEY-ABCD1234EFGH!', want: '[key]!' },
    {
      name: 'a secret that is found before its end is swallowed to its end',
      input: `a TOK-${'x'.repeat(60)} b`,
      want: 'a [tok] b',
    },
    { name: 'a secret that the text ends with is masked', input: 'a TOK-abcd', want: 'a [tok:8]' },
    {
      name: 'characters beyond ASCII stay whole',
      input: 'é\u{1f600}KEY-ABCD1234é\u{1f600}',
      want: 'é\u{1f600}[key:12]é\u{1f600}',
    },
  ])('$name', ({ input, want }) => {
    for (const { output, refusal } of text(input)) expect({ output, refusal }).toEqual({ output: want, refusal: null });
  });

  test('a mask may be nothing at all', () => {
    const rule = () => ({ kind: 'mask', text: '', opaque: '' }) as const;
    for (const { output } of text('a KEY-ABCD1234 b', { rule })) expect(output).toBe('a  b');
  });

  test('on a stop exactly what was final has left', () => {
    for (const { output } of text('hello KEY-ABCD1234', { rule: () => ({ kind: 'stop' }) })) expect(output).toBe('hello ');
  });

  test('nothing is kept back that can not be part of a match', () => {
    expect(run(bytewise('hello K'), { format: 'text' }).pieces).toEqual([...'hello ', 'K']);
  });
});

describe('code in text', () => {
  const asked = (input: string, options: object = {}) =>
    text(input, { rule: () => ({ kind: 'pass' }), ...options }).map(run => run.asked.map(each => JSON.parse(each)));

  test('a risk in a fence is asked about when its line is complete, before any of the line leaves', () => {
    for (const questions of asked('Run:\n```sh\nls\nrm RISK! now\n```\nok')) {
      expect(questions[0]).toEqual(['risk', 'text', '', null, 'RISK!', 'rm RISK! now\n', 'Run:\n```sh\nls\n'.length]);
    }
  });

  test('in blocks the whole block waits', () => {
    for (const questions of asked('Run:\n```sh\nls\nrm RISK! now\nls\n```\nok', { plan: { code: 'block' } })) {
      expect(questions[0]!.at(-1)).toBe('Run:\n```sh\n'.length);
      expect(questions[0]!.at(-2)).toContain('ls\nrm RISK! now\nls\n');
    }
  });

  test('outside of fences text does not wait for risks', () => {
    for (const questions of asked('rm RISK! now'))
      expect(questions[0]).toEqual(['risk', 'text', '', null, 'RISK!', null, 'rm RISK!'.length]);
  });

  test('a line that is stopped does not leave', () => {
    for (const { output } of text('```\nls\nrm RISK!\nls\n```\n', { rule: () => ({ kind: 'stop' }) }))
      expect(output).toBe('```\nls\n');
  });

  test('a risk in code can be masked', () => {
    for (const { output } of text('```\nrm RISK!\n```\n')) expect(output).toBe('```\nrm [risk:5]\n```\n');
  });

  test('a fence that never ends is judged when the text does', () => {
    for (const { output, asked: questions } of text('```\nrm RISK!')) {
      expect(output).toBe('```\nrm [risk:5]');
      expect(JSON.parse(questions[0]!).slice(5)).toEqual(['rm RISK!', '```\n'.length]);
    }
  });

  test('a line of code over the limit is refused, and none of it leaves', () => {
    for (const { output, refusal } of text(`\`\`\`\n${'x'.repeat(100)}\n`, { limits: { codeLineBytesMax: 64 } })) {
      expect({ output, refusal }).toEqual({ output: '```\n', refusal: 'code_unit_too_large' });
    }
  });
});

describe('what is no text', () => {
  test.for([
    { name: 'a lone continuation byte', bytes: [0x61, 0x80], left: 'a' },
    { name: 'an overlong form', bytes: [0x61, 0xc0, 0xaf], left: 'a' },
    { name: 'a surrogate', bytes: [0x61, 0xed, 0xa0, 0x80], left: 'a' },
    { name: 'a code point beyond the last', bytes: [0x61, 0xf4, 0x90, 0x80, 0x80], left: 'a' },
    { name: 'a character that is cut off by the end', bytes: [0x61, 0xf0, 0x9f], left: 'a' },
  ])('$name is refused', ({ bytes, left }) => {
    for (const { output, refusal } of text(Buffer.from(bytes))) {
      expect(refusal).toBe('invalid_utf8');
      expect(output.startsWith(left)).toBe(true);
    }
  });
});
