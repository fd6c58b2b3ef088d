// How far a recording has come while it is replayed: by its own clock, faster or slower, or step by step. Pure.
import type { z } from 'zod';
import type { replaySchema } from '../../session-schemas.ts';

type Recording = z.infer<typeof replaySchema>;
type Piece = Recording['pieces'][number];

/** Silences longer than this are cut: nobody watches somebody wait. */
const silenceMsMax = 3_000;

/** When each piece is shown, in milliseconds of the replay at its own pace. */
export function scheduleOf(pieces: readonly Pick<Piece, 'atMs'>[]): readonly number[] {
  let at = 0;
  let last = pieces[0]?.atMs ?? 0;
  return pieces.map(({ atMs }) => {
    at += Math.max(0, Math.min(silenceMsMax, atMs - last));
    last = atMs;
    return at;
  });
}

/** How many pieces are shown after so long. */
export function shownAt(schedule: readonly number[], elapsedMs: number): number {
  let [low, high] = [0, schedule.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (schedule[middle]! <= elapsedMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The texts that the first so many pieces brought. */
export function textsAt({ texts, pieces }: Pick<Recording, 'texts' | 'pieces'>, shown: number): readonly string[] {
  const parts = texts.map((): string[] => []);
  for (const piece of pieces.slice(0, shown)) for (const { of, text } of piece.texts) parts[of]!.push(text);
  return parts.map(all => all.join(''));
}
