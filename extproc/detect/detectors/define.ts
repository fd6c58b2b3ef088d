// How the detectors of this folder are written down: the facts that a family shares, and the last look that most of them take.
// Knows no single format.
import type { Detector } from '../scan.ts';
import { documentedConfidence, isDocumented } from './documented.ts';
import { isPlaceholder } from './placeholder.ts';

type Extras = Partial<Omit<Detector, 'id' | 'title' | 'pattern' | 'group' | 'class'>>;

/** A credential of a known form: high severity; a placeholder in that form is no finding, and the example of a document hardly one. */
export function secret(id: string, title: string, pattern: string, extras: Extras = {}): Detector {
  const { accept = isNoPlaceholder } = extras;
  return {
    id,
    group: 'secrets',
    class: 'secret',
    severity: 'high',
    confidence: 0.95,
    title,
    pattern,
    ...extras,
    accept: unlessDocumented(accept),
  };
}

type Accept = NonNullable<Detector['accept']>;

/** The same word, and little confidence for what stands in everybody's documents. */
export function unlessDocumented(accept: Accept): Accept {
  return (value, before) => {
    const word = accept(value, before);
    return word !== false && isDocumented(value) ? documentedConfidence : word;
  };
}

/** Something about a person. */
export function personal(id: string, title: string, pattern: string, extras: Extras = {}): Detector {
  return { id, group: 'personal', class: 'personal', severity: 'medium', confidence: 0.8, title, pattern, ...extras };
}

/** A line that is longer than this and has begun like a risk counts as one: nobody reads it. */
const riskyLineBytes = 8192;

/** Code that would do harm if it were run: a signal, for which text outside of code never waits. */
export function codeRisk(id: string, title: string, pattern: string, extras: Extras = {}): Detector {
  const facts = { id, group: 'risk', class: 'risk', severity: 'high', confidence: 0.7 } as const;
  return { ...facts, title, pattern, signal: true, commit: riskyLineBytes, ...extras };
}

function isNoPlaceholder(value: Uint8Array): boolean {
  return !isPlaceholder(value);
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** For forms that plain words could take: a key has digits in it, a word has none. */
export function isKeyLike(value: Uint8Array): boolean {
  return value.some(isDigit) && !isPlaceholder(value);
}

/** The bytes of a match as characters, one each: detectors that look at bytes beyond ASCII decode by themselves. */
export function textOf(value: Uint8Array): string {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1');
}
