// Segments of originals, by their texts.
import type { Segment } from '../../../extproc/words/evidence.ts';

export const kept = (text: string): Segment => ({ kind: 'kept', bytes: Buffer.from(text) });

export function masked(original: string, delivered: string, group = 1, findings: readonly number[] = [1]): Segment {
  return { kind: 'masked', original: Buffer.from(original), delivered: Buffer.from(delivered), group, findings };
}
