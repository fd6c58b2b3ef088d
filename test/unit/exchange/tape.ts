// A recorder of the test's own, for one exchange: what its tape was told, as text.
import type { Recorder, TapeEnd, TapeFacts } from '../../../extproc/words/evidence.ts';

export interface FakeTape extends Recorder {
  readonly facts: readonly TapeFacts[];
  readonly ends: readonly TapeEnd[];
  readonly delivered: { readonly request: string; readonly response: string };
  /** All originals, joined; and what stands in their place, likewise. */
  readonly original: string;
  readonly kept: string;
}

export function fakeTape(): FakeTape {
  const facts: TapeFacts[] = [];
  const ends: TapeEnd[] = [];
  const delivered = { request: '', response: '' };
  const told = { original: '', kept: '' };
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
  return {
    facts,
    ends,
    delivered,
    get original() {
      return told.original;
    },
    get kept() {
      return told.kept;
    },
    begin(about) {
      facts.push(about);
      return {
        delivered: (side, bytes) => {
          delivered[side] += text(bytes);
        },
        original: (_side, segment) => {
          told.original += text(segment.kind === 'kept' ? segment.bytes : segment.original);
          told.kept += text(segment.kind === 'kept' ? segment.bytes : segment.delivered);
        },
        end: end => {
          ends.push(end);
        },
      };
    },
  };
}
