// Which words a text is found by.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addWords, tagOf, wordsOf } from '../../../extproc/recording/words.ts';
import { Secret } from '../../../extproc/words/secret.ts';

test.for([
  { name: 'small letters, and what stands between words is none', text: 'Rm -rf /etc/HOSTS', want: ['rm', 'rf', 'etc', 'hosts'] },
  { name: 'names with a line below are one', text: 'api_key=[REDACTED]', want: ['api_key', 'redacted'] },
  { name: 'accents stay with their letter, however they are written', text: 'Cafe\u0301', want: ['café'] },
  { name: 'wide letters are letters', text: 'ＡＢＣ', want: ['abc'] },
  { name: 'a script without blanks by twos', text: '機密情報', want: ['機密', '密情', '情報'] },
  { name: 'one character alone is a word', text: '密', want: ['密'] },
  { name: 'scripts side by side', text: 'GPTで書く', want: ['で書', '書く', 'gpt'] },
  { name: 'a long one counts by its beginning', text: 'x'.repeat(100), want: ['x'.repeat(64)] },
  { name: 'marks of its own are none', text: '***', want: [] },
])('$name', ({ text, want }) => expect(wordsOf(text)).toEqual(want));

test('whatever is a word of a text is found in a text around it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ maxLength: 20 }), (text, other) => {
      const words = new Set<string>();
      addWords(words, `${other} ${text} ${other}`, 10_000);
      // Of a script without blanks a character alone is found alone.
      const asked = wordsOf(text).filter(word => [...word].length > 1);
      expect(asked.filter(word => !words.has(word))).toEqual([]);
    }),
  );
});

test('no more words than there may be', () => {
  const words = new Set<string>();
  addWords(words, Array.from({ length: 100 }, (_, at) => `w${at} 機密情報${at}`).join(' '), 10);
  expect(words.size).toBe(10);
});

test('a tag tells the word only to whom has the key, and facets apart', () => {
  const [one, two] = [new Secret(Buffer.alloc(32, 1)), new Secret(Buffer.alloc(32, 2))];
  expect(tagOf(one, 'word', 'email')).toMatch(/^[0-9A-Z]{16}$/);
  expect(new Set([tagOf(one, 'word', 'email'), tagOf(one, 'detector', 'email'), tagOf(two, 'word', 'email')]).size).toBe(3);
});
