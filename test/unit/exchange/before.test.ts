// What is kept of a stream for people to read.
import { expect, test } from 'vitest';
import { Before } from '../../../extproc/exchange/before.ts';
import { byteBudget } from '../../../extproc/exchange/budget.ts';

const read = (before: Before) => `${Buffer.from(before.content.before)}${before.content.beforeIsCut ? ' (cut)' : ''}`;

test.for([
  { name: 'all of it, while it is short', pieces: ['ab', 'cd'], want: 'abcd' },
  { name: 'whole pieces of its end, where it is long', pieces: ['abc', 'def', 'gh'], want: 'defgh (cut)' },
  { name: 'nothing of a piece that is longer than all may be', pieces: ['a', 'bcdefghij', 'k'], want: 'k (cut)' },
])('keeps $name', ({ pieces, want }) => {
  const before = new Before(byteBudget(100), 5);
  for (const piece of pieces) before.keep(Buffer.from(piece));
  expect(read(before)).toBe(want);
  expect(before.last?.toString()).toBe(pieces.at(-1));
});

test('lets go of all where memory is short, and begins anew', () => {
  const before = new Before(byteBudget(4), 100);
  before.keep(Buffer.from('abcde'));
  before.keep(Buffer.from('fg'));
  expect(read(before)).toBe('fg (cut)');
});

test('gives its memory back', () => {
  const budget = byteBudget(4);
  const before = new Before(budget, 100);
  before.keep(Buffer.from('abcd'));
  expect(budget.take(1)).toBe(false);
  before.forget();
  expect(budget.take(4)).toBe(true);
});

test('a stream of a hundred thousand pieces costs no more a piece than a short one', () => {
  const before = new Before(byteBudget(1_000_000), 10_000);
  const began = process.cpuUsage();
  for (let at = 0; at < 100_000; at++) before.keep(Buffer.from('x'));
  expect(process.cpuUsage(began).user).toBeLessThan(2_000_000);
  expect(before.content.before).toHaveLength(10_000);
});
