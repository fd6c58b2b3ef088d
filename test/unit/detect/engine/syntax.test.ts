import { expect, test } from 'vitest';
import { checkPattern, compileScanner } from '../../../../extproc/detect/engine/scanner.ts';
import { Fault } from '../../../../extproc/words/fault.ts';
import { defaultLimits } from '../../../../extproc/words/limits.ts';
import { detector, found } from './scanning.ts';

test.for([
  { what: 'look-ahead', pattern: 'a(?=b)', at: 1 },
  { what: 'negative look-ahead', pattern: '(?!b)a', at: 0 },
  { what: 'look-behind', pattern: '(?<=b)a', at: 0 },
  { what: 'negative look-behind', pattern: 'xx(?<!b)a', at: 2 },
  { what: 'an atomic group', pattern: '(?>a)', at: 0 },
  { what: 'a back-reference', pattern: '(a)\\1', at: 3 },
  { what: 'a back-reference', pattern: '(?P<x>a)\\k<x>', at: 8 },
  { what: 'a back-reference', pattern: '(?P<x>a)(?P=x)', at: 8 },
  { what: 'a comment', pattern: 'a(?#b)', at: 1 },
  { what: 'a conditional', pattern: 'a(?(1)b)', at: 1 },
  { what: 'recursion', pattern: 'a(?R)', at: 1 },
  { what: 'a Unicode class', pattern: 'a\\pL', at: 1 },
  { what: 'a Unicode class', pattern: '[\\p{L}]', at: 1 },
  { what: 'quoting by \\Q', pattern: '\\Qa\\E', at: 0 },
  { what: 'the flag "m"', pattern: '(?m)^a', at: 0 },
  { what: 'the flag "U"', pattern: '(?U:a)', at: 0 },
  { what: 'a possessive repeat', pattern: 'a++', at: 2 },
  { what: 'a repeat of a repeat', pattern: 'a{2}{3}', at: 7 },
  { what: 'a repeat needs something', pattern: '*a', at: 0 },
  { what: 'a repeat needs something', pattern: 'a|+', at: 2 },
  { what: 'a repeat needs something', pattern: '\\b*a', at: 0 },
  { what: 'a repeat needs something', pattern: '(?i)+a', at: 0 },
  { what: 'a repeat counts down', pattern: 'a{3,2}', at: 1 },
  { what: 'a class is not closed', pattern: '[a', at: 0 },
  { what: 'a class is not closed', pattern: 'x[]', at: 1 },
  { what: 'a class of an unknown name', pattern: '[[:letters:]]', at: 1 },
  { what: 'a class has no character', pattern: '[^\\w\\W]', at: 0 },
  { what: 'a range runs backwards', pattern: '[z-a]', at: 1 },
  { what: 'a range needs a single character', pattern: '[a-\\d]', at: 1 },
  { what: 'a range needs a single character', pattern: '[\\w-z]', at: 1 },
  { what: 'a range of a range', pattern: '[a-f-z]', at: 1 },
  { what: 'a group is not closed', pattern: 'a(b', at: 1 },
  { what: '")" closes no group', pattern: 'a)b', at: 1 },
  { what: 'a group of an unknown kind', pattern: 'a(?)', at: 1 },
  { what: 'the escape "\\y"', pattern: 'a\\y', at: 1 },
  { what: 'a "\\" ends the pattern', pattern: 'a\\', at: 1 },
  { what: 'no such character', pattern: '\\x{110000}', at: 0 },
  { what: 'no such character', pattern: '\\x{d800}', at: 0 },
  { what: 'letters beyond ASCII under (?i)', pattern: '(?i)é', at: 4 },
  { what: 'letters beyond ASCII under (?i)', pattern: '(?i)[à-é]', at: 5 },
])('$pattern is refused by name and place: $what', ({ what, pattern, at }) => {
  const fault = faultOf(pattern);
  expect(fault.code).toBe('ERR_PATTERN_SYNTAX');
  expect(fault.message).toContain(what);
  expect(fault.message).toContain(`(at ${at})`);
  expect(fault.message).toContain('"it"');
});

test.for(['a?', '\\b', '^', '(?:a|b*)', '(?:)', 'a{0}', '(?i)', ''])('%j, which matches the empty text, is refused', pattern => {
  expect(faultOf(pattern)).toMatchObject({ code: 'ERR_PATTERN_SYNTAX', message: expect.stringContaining('empty text') });
});

test.for([
  { why: 'its automaton would be too large', pattern: '(?:[a-z]{100}){101}' },
  { why: 'its automaton would be too large, however the repeats are nested', pattern: '(?:(?:(?:a{1000}){1000}){1000}){1000}' },
  { why: 'a repeat counts too far', pattern: 'a{1001}' },
  { why: 'a repeat without end begins too late', pattern: 'a{1001,}' },
  { why: 'its groups are nested too deeply', pattern: `${'('.repeat(65)}a${')'.repeat(65)}` },
])('a pattern is refused for its size when $why', ({ pattern }) => {
  expect(faultOf(pattern).code).toBe('ERR_PATTERN_SIZE');
});

test("a pattern of the user's own that is too long is refused", () => {
  const check = (pattern: string) => () => checkPattern(pattern, defaultLimits);
  expect(check('ab'.repeat(defaultLimits.patternBytesMax / 2))).not.toThrow();
  expect(check('é'.repeat(defaultLimits.patternBytesMax))).toThrow(expect.objectContaining({ code: 'ERR_PATTERN_SIZE' }));
  expect(check('a(?=b)')).toThrow(expect.objectContaining({ code: 'ERR_PATTERN_SYNTAX' }));
});

test.for([
  { pattern: '[a-z]{1,900}!', isRefused: true },
  { pattern: '(?:[a-z ]{2}){1,200}secret', isRefused: true },
  { pattern: '\\b[a-z]{1,900}!', isRefused: false },
  { pattern: 'k[a-z]{1,900}!', isRefused: true },
  { pattern: 'key-[a-z]{1,900}!', isRefused: false },
  { pattern: '[a-z]{1,100}!', isRefused: false },
  { pattern: '[a-z]+!', isRefused: false },
])("a pattern of the user's own that would run from too many places at once is refused: $pattern", ({ pattern, isRefused }) => {
  const check = () => checkPattern(pattern, defaultLimits);
  if (isRefused) expect(check).toThrow('begin it with');
  else expect(check).not.toThrow();
});

test.for([
  { pattern: 'a.c', text: 'abc a\nc aéc a😀c', want: ['abc', 'aéc', 'a😀c'] },
  { pattern: '(?s)a.c', text: 'abc a\nc', want: ['abc', 'a\nc'] },
  { pattern: '\\d+', text: 'a12b٣', want: ['12'] },
  { pattern: '\\D+', text: '12é3', want: ['é'] },
  { pattern: '[^a-z]+', text: 'aéb€€c', want: ['é', '€€'] },
  { pattern: '[à-ü]+', text: 'aéèbÄ', want: ['éè'] },
  { pattern: '[α-ω€]+', text: 'aαβγ€b', want: ['αβγ€'] },
  { pattern: '[^é]', text: 'éè', want: ['è'] },
  { pattern: '\\x41\\x{e9}\\x{1F600}', text: 'Aé😀', want: ['Aé😀'] },
  { pattern: '\\t\\n\\.\\\\\\/', text: '\t\n.\\/', want: ['\t\n.\\/'] },
  { pattern: '(?i)KEY', text: 'key Key kEy', want: ['key', 'Key', 'kEy'] },
  { pattern: '(?i:k)ey', text: 'key Key kEy', want: ['key', 'Key'] },
  { pattern: 'a(?i)b|c', text: 'ab aB C c', want: ['ab', 'aB', 'C', 'c'] },
  { pattern: '(?i)a(?-i:b)', text: 'ab Ab aB', want: ['ab', 'Ab'] },
  { pattern: '(?i)[k-m]+', text: 'kLm', want: ['kLm'] },
  { pattern: '(?i)[^k]', text: 'kKl', want: ['l'] },
  { pattern: '[]a]+', text: 'x]a', want: [']a'] },
  { pattern: '[a-]+', text: 'a-b', want: ['a-'] },
  { pattern: '[[:alpha:]_]+', text: 'ab_1', want: ['ab_'] },
  { pattern: '[[:^digit:]]+', text: '1ab2', want: ['ab'] },
  { pattern: '[\\d\\s]+', text: 'a1 2b', want: ['1 2'] },
  { pattern: '(?P<name>a)(b)', text: 'ab', want: ['ab'] },
  { pattern: '(?<name>a)', text: 'a', want: ['a'] },
  { pattern: 'a{,2}', text: 'a{,2}', want: ['a{,2}'] },
  { pattern: 'a{b}', text: 'a{b}', want: ['a{b}'] },
  { pattern: '^ab', text: 'abab', want: ['ab'] },
  { pattern: 'ab$', text: 'abab', want: ['ab'] },
  { pattern: '\\Aab|ab\\z', text: 'ababab', want: ['ab', 'ab'] },
  { pattern: '\\bab\\b', text: 'ab xab abx ab', want: ['ab', 'ab'] },
  { pattern: '\\Bb', text: 'b ab', want: ['b'] },
  { pattern: '\\bé', text: 'é aé', want: ['é'] },
  { pattern: 'a|ab', text: 'ab', want: ['ab'] },
  { pattern: 'a+?', text: 'aaa', want: ['a', 'a', 'a'] },
  { pattern: 'a.*?b[0-9]+', text: 'a--b12 b3', want: ['a--b12'] },
  { pattern: '(?:a|b|)c', text: 'ac c', want: ['ac', 'c'] },
])('$pattern finds $want in $text, however the text is cut', ({ pattern, text, want }) => {
  expect(found(detector(pattern), text)).toEqual(want);
  expect(found(detector(pattern), text, 1)).toEqual(want);
});

function faultOf(pattern: string): Fault {
  try {
    compileScanner([detector(pattern)], defaultLimits);
  } catch (fault) {
    if (fault instanceof Fault) return fault;
    throw fault;
  }
  throw new Error('the pattern was taken');
}
