// How far a recording has come while it is replayed.
import { expect, test } from 'vitest';
import { scheduleOf, shownAt, textsAt } from '../../../../extproc/admin/web/src/player.ts';

test.for([
  { name: 'the first piece is there at once', pieces: [500, 600], want: [0, 100] },
  { name: 'a long silence is cut', pieces: [0, 600_000, 600_010], want: [0, 3_000, 3_010] },
  { name: 'a clock that went back costs no time', pieces: [0, 50, 20, 30], want: [0, 50, 50, 60] },
  { name: 'nothing has no times', pieces: [], want: [] },
])('$name', ({ pieces, want }) => expect(scheduleOf(pieces.map(atMs => ({ atMs })))).toEqual(want));

test.for([
  { elapsedMs: -1, want: 0 },
  { elapsedMs: 0, want: 2 },
  { elapsedMs: 99, want: 2 },
  { elapsedMs: 100, want: 3 },
  { elapsedMs: 9_999, want: 4 },
])('after $elapsedMs ms $want pieces are shown', ({ elapsedMs, want }) =>
  expect(shownAt([0, 0, 100, 200], elapsedMs)).toBe(want),
);

test('texts grow by what each piece brought of them', () => {
  const text = (channel: string) => ({ side: 'response' as const, channel, kind: 'text' as const, name: null, masks: [] });
  const piece = (...texts: { of: number; text: string }[]) => ({ atMs: 0, side: 'response' as const, bytes: '', texts });
  const recording = {
    texts: [text('a'), text('b')],
    pieces: [piece({ of: 0, text: 'x' }), piece(), piece({ of: 1, text: 'z' }, { of: 0, text: 'y' })],
  };
  expect([0, 1, 2, 3].map(shown => textsAt(recording, shown))).toEqual([
    ['', ''],
    ['x', ''],
    ['x', ''],
    ['xy', 'z'],
  ]);
});
