// Text of a model in a terminal: nothing of it is obeyed.
import { describe, expect, test } from 'vitest';
import { visible, visibleBlock, visibleLine } from '../../../extproc/cli/visible.ts';

describe('what would do something to a terminal is shown', () => {
  test.for([
    { name: 'an escape that clears the screen', text: '\x1b[2J', want: '‹U+001B›[2J' },
    { name: 'a title', text: '\x1b]0;x\x07', want: '‹U+001B›]0;x‹U+0007›' },
    { name: 'a carriage return, which overwrites the line', text: 'rm -rf /\rls', want: 'rm -rf /‹U+000D›ls' },
    { name: 'a backspace', text: 'a\bb', want: 'a‹U+0008›b' },
    { name: 'a control of the upper half', text: '\x9b2J', want: '‹U+009B›2J' },
    { name: 'letters turned round', text: 'a\u202eb\u2066c', want: 'a‹U+202E›b‹U+2066›c' },
    { name: 'letters that are not there', text: 'a\u200bb\ufeffc\u{e0041}', want: 'a‹U+200B›b‹U+FEFF›c‹U+E0041›' },
    { name: 'a filler', text: 'a\u3164b', want: 'a‹U+3164›b' },
    { name: 'a line end that terminals do not know', text: 'a\u2028b', want: 'a‹U+2028›b' },
    { name: 'half of a pair', text: 'a\ud83db', want: 'a‹U+D83D›b' },
  ])('$name', ({ text, want }) => expect(visible(text)).toBe(want));
});

test.for(['plain text', 'Größe — 漢字 🙂 é', 'two\nlines\tand a tab'])('what is harmless stays: %s', text => {
  expect(visible(text)).toBe(text);
});

test('a line stays one, and is cut', () => {
  expect(visibleLine('a\nb\tc')).toBe('a b c');
  expect(visibleLine('x'.repeat(100), 10)).toBe('xxxxxxxxx…');
});

test('huge lines and many lines are cut, and it is told', () => {
  expect(visibleBlock('x'.repeat(1_000_000)).length).toBeLessThan(2_100);
  expect(visibleBlock('x\n'.repeat(100_000))).toMatch(/more lines›$/);
});
