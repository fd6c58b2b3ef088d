// The law of traces, looked at in every run of a transformer: the segments' originals are the input, what is kept and delivered is the output, and
// what was masked says why.
import { expect } from 'vitest';
import { OriginalTrace } from '../../../extproc/content/trace.ts';
import type { Segment } from '../../../extproc/words/evidence.ts';

export class Traced {
  readonly segments: Segment[] = [];
  readonly trace = new OriginalTrace(segment => this.segments.push(copyOf(segment)));
  readonly #input: Buffer[] = [];

  came(bytes: Buffer): void {
    this.#input.push(bytes);
  }

  check(output: Buffer): void {
    const before = this.segments.length;
    this.trace.end('withheld');
    const { segments } = this;
    const originals = segments.map(segment => (segment.kind === 'kept' ? segment.bytes : segment.original));
    const delivered = segments.map(segment => (segment.kind === 'kept' ? segment.bytes : segment.delivered));
    if (!Buffer.concat(originals).equals(Buffer.concat(this.#input))) expect.fail('the segments are not the original');
    if (!Buffer.concat(delivered).equals(output)) expect.fail('the segments are not what was delivered');
    for (const segment of segments.slice(0, before))
      if (segment.kind === 'masked' && segment.findings.length === 0) expect.fail('a place is masked for nothing');
  }
}

function copyOf(segment: Segment): Segment {
  if (segment.kind === 'kept') return { ...segment, bytes: Buffer.from(segment.bytes) };
  return { ...segment, original: Buffer.from(segment.original), delivered: Buffer.from(segment.delivered) };
}
