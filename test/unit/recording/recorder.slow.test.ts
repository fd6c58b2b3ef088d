// What a tape is given comes back from the store as it was, with its times and the text that each piece brought.
import { expect, test } from 'vitest';
import { ask, done, event, joined, read, scene } from './scene.ts';

test('a stream comes back piece by piece, with the text that each brought', async () => {
  const { record, recorder, troubles } = await scene();
  const replay = await record({
    pieces: [
      ['request', ask, 0],
      ['response', event('Hello '), 120],
      ['response', event('wor'), 140],
      ['response', `${event('ld')}${done}`, 160],
    ],
  });
  expect(replay?.pieces.map(({ atMs, side, texts }) => [atMs, side, texts.map(({ text }) => text).join('|')])).toEqual([
    [0, 'request', expect.stringContaining('How are you?')],
    [120, 'response', 'Hello '],
    [140, 'response', 'wor'],
    [160, 'response', 'ld'],
  ]);
  expect(joined(replay, 'request').toString()).toBe(ask);
  expect(read(replay, 'response')).toBe('Hello world');
  expect(replay?.isWhole).toBe(true);
  expect([recorder.figures, troubles]).toEqual([{ kept: 1, cut: 0, lost: 0, bytesInMemory: 0 }, []]);
});
