import { expect, test } from 'vitest';
import { compileScanner } from '../../../../extproc/detect/engine/scanner.ts';
import type { Detector } from '../../../../extproc/detect/scan.ts';
import { defaultLimits } from '../../../../extproc/words/limits.ts';
import { detector, feed, found } from './scanning.ts';

const address = detector('@[a-z]+(?:\\.[a-z]+)+', { back: { class: '[a-z0-9.]', min: 1, max: 8 } });
const assignment = detector('[^\\s"]{4,}', { lead: '(?i)\\bpassword\\s{0,8}[:=]\\s{0,8}"?', commit: 12 });
const even = (value: Uint8Array) => value.length % 2 === 0;

test.for<{ name: string; detector: Detector; text: string; want: string[] }>([
  { name: 'a refused match gives way to the next start', detector: detector('a+b', { accept: even }), text: 'aab', want: ['ab'] },
  { name: 'a refused match is not shortened', detector: detector('ba*', { accept: even }), text: 'baa', want: [] },
  { name: 'a match ends before the next begins', detector: detector('aa'), text: 'aaaaa', want: ['aa', 'aa'] },
  { name: 'a longer match takes what lies in it', detector: detector('abcd|bc'), text: 'abcd', want: ['abcd'] },
  { name: 'what a failed longer try covered is still found', detector: detector('abcd|bc'), text: 'abcx', want: ['bc'] },
  {
    name: 'a value is found without what is before it',
    detector: assignment,
    text: 'my password = "hunter2"',
    want: ['hunter2'],
  },
  { name: 'a value needs its lead', detector: assignment, text: 'hunter2 passwords = hunter2', want: [] },
  { name: 'the lead is as long as it can be', detector: assignment, text: 'password:  "  four', want: [] },
  { name: 'a lead in a value is no lead', detector: assignment, text: 'password=password=abcd', want: ['password=abcd'] },
  {
    name: 'a value that goes on is taken to its end',
    detector: assignment,
    text: `password=${'x'.repeat(40)} y`,
    want: ['x'.repeat(40)],
  },
  {
    name: 'what is before an @ belongs to an address',
    detector: address,
    text: 'to joe.b@example.org, now',
    want: ['joe.b@example.org'],
  },
  { name: 'an @ with nothing before it is none', detector: address, text: ' @example.org', want: [] },
  {
    name: 'a long local part is taken up to the limit',
    detector: address,
    text: `${'x'.repeat(20)}@ab.cd`,
    want: [`${'x'.repeat(8)}@ab.cd`],
  },
  { name: 'an address begins behind the last one', detector: address, text: 'a@b.cd@e.fg', want: ['a@b.cd'] },
  {
    name: 'an open match ends before the character that it can not take',
    detector: detector('k[a-zé]*', { commit: 6 }),
    text: 'kaaaaaaé€',
    want: ['kaaaaaaé'],
  },
  {
    name: 'an open match takes all of a character whose first byte it took',
    detector: detector('k[a-zé]*', { commit: 6 }),
    text: 'kaaaaaaéè€',
    want: ['kaaaaaaéè'],
  },
  {
    name: 'an open match ends with the text',
    detector: detector('k[a-z]*', { commit: 6 }),
    text: 'kaaaaaaa',
    want: ['kaaaaaaa'],
  },
  {
    name: 'a match that could not be longer is none that is open',
    detector: detector('k[a-z]{5}', { commit: 6, accept: () => false }),
    text: 'kaaaaaa',
    want: [],
  },
  {
    name: 'a pattern without end is not waited for for ever',
    detector: detector('<<[^>]*>>'),
    text: `<<${'x'.repeat(500)}`,
    want: [`<<${'x'.repeat(500)}`],
  },
])('$name', ({ detector, text, want }) => {
  expect(found(detector, text)).toEqual(want);
  expect(found(detector, text, 1)).toEqual(want);
});

test('an open match is told at the byte that commits it, and its end is set later on the same object', () => {
  const scan = compileScanner([detector('k[a-z]+', { commit: 8 })], defaultLimits).open();
  expect(scan.advance(Buffer.from('kabcdefgh'), 0)).toBe(8);
  const [match] = scan.take();
  expect(match).toMatchObject({ start: 0, end: Infinity });
  expect(scan.safe).toBe(8);
  expect(scan.advance(Buffer.from('hij klm'), 0)).toBe(7);
  expect(match).toMatchObject({ start: 0, end: 11 });
  expect(scan.safe).toBe(12);
});

test('advance stops right behind the byte that confirms, which may be the one after the match', () => {
  const scan = compileScanner([detector('ab'), detector('b\\b', { id: 'edge' })], defaultLimits).open();
  const bytes = Buffer.from('xab.ab');
  expect(scan.advance(bytes, 0)).toBe(3);
  expect(scan.take()).toMatchObject([{ start: 1, end: 3 }]);
  expect(scan.advance(bytes, 3)).toBe(4);
  expect(scan.take()).toMatchObject([{ start: 2, end: 3, detector: { id: 'edge' } }]);
  expect(scan.advance(bytes, 4)).toBe(6);
  scan.finish();
  expect(scan.take()).toMatchObject([
    { start: 4, end: 6, detector: { id: 'it' } },
    { start: 5, end: 6, detector: { id: 'edge' } },
  ]);
  expect(scan.take()).toEqual([]);
});

test('matches that are told together come by end, then start, then id', () => {
  const ids = ['c', 'a', 'b'].map(id => detector('xy$', { id }));
  const scan = compileScanner([...ids, detector('y$', { id: '0' }), detector('wxy\\b', { id: 'z' })], defaultLimits).open();
  expect(feed(scan, Buffer.from('wxy')).map(match => [match.start, match.detector.id])).toEqual([
    [0, 'z'],
    [1, 'a'],
    [1, 'b'],
    [1, 'c'],
    [2, '0'],
  ]);
});

test.for<{ name: string; detectors: Detector[]; text: string; kept: number }>([
  { name: 'text that begins nothing goes at once', detectors: [detector('key-[0-9]{9}')], text: 'the quick brown fox', kept: 0 },
  { name: 'a beginning waits', detectors: [detector('key-[0-9]{9}')], text: 'the ke', kept: 2 },
  { name: 'a candidate waits from its start', detectors: [detector('key-[0-9]{9}')], text: 'the key-1234', kept: 8 },
  {
    name: 'a beginning inside of a word does not wait for a pattern that needs an edge',
    detectors: [detector('\\bkey-[0-9]')],
    text: 'monkey',
    kept: 0,
  },
  { name: 'a lead does not wait', detectors: [assignment], text: 'password = ', kept: 0 },
  { name: 'a value waits', detectors: [assignment], text: 'password = "hun', kept: 3 },
  { name: 'a committed value does not wait', detectors: [assignment], text: `password = "${'h'.repeat(12)}`, kept: 0 },
  { name: 'what may be before an @ waits', detectors: [address], text: 'to joe.b', kept: 5 },
  { name: 'no more of it waits than can belong to a match', detectors: [address], text: 'x'.repeat(99), kept: 8 },
  { name: 'an @ that nothing stands before does not wait', detectors: [address], text: 'to @example', kept: 7 },
  { name: 'nothing waits for a signal', detectors: [detector('rm -rf /[a-z]+', { signal: true })], text: 'rm -rf /et', kept: 0 },
])('$name', ({ detectors, text, kept }) => {
  const scan = compileScanner(detectors, defaultLimits).open();
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at = scan.advance(bytes, at);
  expect(scan.position - scan.safe).toBe(kept);
});

test.for([
  { name: 'lead and look-back in one', extras: { lead: 'a', back: { class: '[a]', min: 0, max: 3 } }, message: 'not both' },
  { name: 'a look-back over too much', extras: { back: { class: '[a]', min: 0, max: 257 } }, message: 'lookBackBytesMax' },
  { name: 'a look-back of no sense', extras: { back: { class: '[a]', min: 4, max: 3 } }, message: 'min and max' },
  {
    name: 'a look-back over more than a class',
    extras: { back: { class: 'ab', min: 0, max: 3 } },
    message: 'back.class of detector "it"',
  },
  {
    name: 'a look-back over some characters beyond ASCII',
    extras: { back: { class: '[aé]', min: 0, max: 3 } },
    message: 'one class',
  },
  { name: 'a lead that may be empty', extras: { lead: 'a?' }, message: 'lead of detector "it"' },
])('a detector with $name is refused', ({ extras, message }) => {
  expect(() => compileScanner([detector('x', extras)], defaultLimits)).toThrow(message);
});
