import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shapeOf } from '../../../extproc/mask/shape.ts';

test.for([
  { name: 'runs are counted', value: 'ABCD12-x', want: 'A{4}9{2}-a' },
  { name: 'a value of many runs becomes one class', value: 'aB3dE6gH9', want: '[A-Za-z0-9]{9}' },
  { name: 'marks that are not structural are not told apart', value: 'a!b?', want: 'apap' },
  { name: 'characters beyond ASCII count once', value: 'é€😀', want: 'u{3}' },
  { name: 'nothing has no shape', value: '', want: '' },
])('$name', ({ value, want }) => {
  expect(shapeOf(Buffer.from(value))).toBe(want);
});

test('two values of the same form have the same shape', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z]{1,9}[0-9]{1,9}$/), value => {
      const other = value.replaceAll(/[A-Z]/g, 'Q').replaceAll(/[0-9]/g, '5');
      expect(shapeOf(Buffer.from(value))).toBe(shapeOf(Buffer.from(other)));
    }),
  );
});
