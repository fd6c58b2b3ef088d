// What stands in the place of a masked value. Each strategy gives text; the content room encodes it where it goes.
// Knows nothing of policies: which strategy it is was decided before.
import type { Strategy } from '../words/decision.ts';
import { base32 } from '../words/ulid.ts';
import { fakeLike } from './format.ts';
import type { SessionKeys } from './keys.ts';

export interface Masked {
  /** The field name that made it a finding, else null. */
  readonly key: string | null;
  readonly detector: string;
  /** Decoded UTF-8; null when the end of the value is not known yet. */
  readonly value: Uint8Array | null;
}

/** From so many characters on, `partial` keeps the last four; below, four would be too much of it. */
const partialFromChars = 16;

/**
 * Gives the text that replaces a value. A strategy that needs the whole value falls back to the placeholder while the end is not known.
 * What would itself be found again (`finds`) becomes the placeholder, and, should even that be found, nothing.
 */
export function replacementFor(masked: Masked, strategy: Strategy, keys: SessionKeys, finds: (text: string) => boolean): string {
  const wanted = written(masked, strategy, keys);
  if (!finds(wanted)) return wanted;
  const placeholder = placeholderFor(masked);
  return finds(placeholder) ? '' : placeholder;
}

/** `[REDACTED:aws-access-key]`; a field's value is named by the field. */
export function placeholderFor({ key, detector }: Pick<Masked, 'key' | 'detector'>): string {
  return `[REDACTED:${(key ?? detector).replaceAll(/[^A-Za-z0-9_.-]/g, '_')}]`;
}

function written(masked: Masked, strategy: Strategy, keys: SessionKeys): string {
  const { detector, value } = masked;
  if (strategy === 'drop') return '';
  if (value === null) return placeholderFor(masked);
  switch (strategy) {
    case 'placeholder':
      return placeholderFor(masked);
    case 'pseudonym':
      return `<${label(masked)}_${base32(keys.digest('pseudonym', detector, value)).slice(0, 4)}>`;
    case 'hash':
      return `[HASH:${keys.digest('hash', detector, value).toString('hex', 0, 6)}]`;
    case 'partial':
      return lastFour(value) ?? placeholderFor(masked);
    case 'format':
      return fakeLike(value, keys.digest('format', detector, value));
  }
}

function label({ key, detector }: Masked): string {
  return (key ?? detector).toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
}

function lastFour(value: Uint8Array): string | null {
  const chars = [...new TextDecoder().decode(value)];
  return chars.length < partialFromChars ? null : `****${chars.slice(-4).join('')}`;
}
