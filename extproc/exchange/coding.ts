// How a body is compressed, as its head tells it.
import type { ContentCoding } from './events.ts';

const codings: Readonly<Record<string, ContentCoding>> = {
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
  br: 'br',
  zstd: 'zstd',
};

/** One coding, or none (null); several on top of each other are not undone. `header`: the value of content-encoding. */
export function codingOf(header: string | null): ContentCoding | null | 'unknown' {
  const name = header?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return null;
  return Object.hasOwn(codings, name) ? codings[name]! : 'unknown';
}
