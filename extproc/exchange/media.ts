// Which transformer reads a response: chosen by what the client will parse, from its own request; a content type that says otherwise
// is refused, since what is scanned as one thing would be read as another.
import type { HostBlockCode } from '../words/blocks.ts';

export type Format = 'sse' | 'json' | 'ndjson' | 'text';

/** What the client will do with a successful answer. `sse` and `json`: it said so. `any`: it goes by the content type. */
export type Expectation = 'sse' | 'json' | 'any';

export type FormatOutcome =
  | { readonly kind: 'format'; readonly format: Format }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'refused'; readonly code: HostBlockCode };

/** Decides the format. Errors (not 2xx) are read by their content type: no client assembles a stream from them. */
export function formatOf(status: number, contentType: string | null, expectation: Expectation): FormatOutcome {
  const type = parsed(contentType);
  if (type === null) return { kind: 'refused', code: 'response_content_type' };
  if (type.charset !== null && !utf8.has(type.charset)) return { kind: 'refused', code: 'response_charset' };
  const format = readableAs(type.essence);
  const success = status >= 200 && status < 300;
  if (success && expectation === 'sse' && format !== 'sse') return { kind: 'refused', code: 'response_content_type' };
  if (format === null) return { kind: 'unreadable' };
  if (success && expectation === 'json' && format !== 'json') return { kind: 'refused', code: 'response_content_type' };
  return { kind: 'format', format };
}

const utf8 = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);

const ndjson = new Set([
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/x-jsonlines',
  'application/json-lines',
]);

/** Null: bytes that are no text. No content type at all is read as text, the way clients fall back. */
function readableAs(essence: string): Format | null {
  if (essence === 'text/event-stream') return 'sse';
  if (essence === 'application/json' || essence.endsWith('+json')) return 'json';
  if (ndjson.has(essence)) return 'ndjson';
  if (essence === '' || essence.startsWith('text/') || essence === 'application/xml' || essence.endsWith('+xml')) return 'text';
  return null;
}

/** Null when it can't be taken apart, or was sent twice. */
function parsed(contentType: string | null): { readonly essence: string; readonly charset: string | null } | null {
  if (contentType === null) return { essence: '', charset: null };
  const [essence = '', ...parameters] = contentType.toLowerCase().split(';');
  if (!/^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(essence.trim())) return null;
  const charsets = parameters
    .map(parameter => /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/.exec(parameter)?.[1])
    .filter(name => name !== undefined);
  if (charsets.length > 1) return null;
  return { essence: essence.trim(), charset: charsets[0] ?? null };
}
