// Which transformer reads a response: chosen by what the client will parse, from its own request; a content type that says otherwise
// is refused, since what is scanned as one thing would be read as another.
import type { Format } from '../content/open.ts';
import type { HostBlockCode } from '../words/blocks.ts';
import type { HeldContent } from '../words/hold.ts';

/** What the client will do with a successful answer. `any`: it goes by the content type; else it said so. */
export type Expectation = 'sse' | 'json' | 'array' | 'eventstream' | 'any';

export type FormatOutcome =
  | { readonly kind: 'format'; readonly format: Format }
  /** What can't be read, and may pass unread where an operator wrote so; the code says why. */
  | { readonly kind: 'unreadable'; readonly code: HostBlockCode }
  | { readonly kind: 'refused'; readonly code: HostBlockCode };

/** Decides the format. Errors (not 2xx) are read by their content type: no client assembles a stream from them. */
export function formatOf(status: number, contentType: string | null, expectation: Expectation): FormatOutcome {
  const type = parsed(contentType);
  if (type === null) return { kind: 'refused', code: 'response_content_type' };
  const format = readableAs(type.essence);
  // Who assembles a stream reads whatever comes as one: it may be nothing else, and nothing unread.
  if (assembles(status, expectation) && format !== expectation) return { kind: 'refused', code: 'response_content_type' };
  if (format === null) return { kind: 'unreadable', code: 'response_content_type' };
  const isSuccess = succeeds(status);
  const isDocument = expectation === 'json' || expectation === 'array';
  if (isSuccess && isDocument && format !== 'json') return { kind: 'refused', code: 'response_content_type' };
  if (type.charset !== null && !utf8.has(type.charset)) {
    return { kind: format === 'sse' || format === 'eventstream' ? 'refused' : 'unreadable', code: 'response_charset' };
  }
  return { kind: 'format', format: isSuccess && expectation === 'array' ? 'array' : format };
}

/** Whether the client joins what this answer brings into texts: it does where it asked for a stream, and was given no error. */
export function assembles(status: number, expectation: Expectation): boolean {
  return succeeds(status) && (expectation === 'sse' || expectation === 'eventstream');
}

function succeeds(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Whether the client of this request reads a released answer as what it was looked through as. */
export function isReadAsHeld(content: HeldContent, expectation: Expectation): boolean {
  if (content.before.length + content.body.length === 0) return true;
  const outcome = formatOf(content.status ?? 200, content.contentType, expectation);
  return outcome.kind === 'format'
    ? outcome.format === content.format
    : outcome.kind === 'unreadable' && content.format === 'unread';
}

const utf8 = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);

const ndjson = new Set([
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/x-jsonlines',
  'application/json-lines',
  // Cohere's lines.
  'application/stream+json',
]);

/** Null: bytes that are no text. No content type at all is read as text, the way clients fall back. */
export function readableAs(essence: string): Format | null {
  if (essence === 'text/event-stream') return 'sse';
  if (essence === 'application/vnd.amazon.eventstream') return 'eventstream';
  if (ndjson.has(essence)) return 'ndjson';
  if (essence === 'application/json' || essence.endsWith('+json')) return 'json';
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
