// Header lists: looking things up, and what goes no further in either direction. The lists are contract.md's.
import type { HeaderList, HeaderMutation } from './events.ts';

/** The only value of a header. Null when it is absent; the values joined when it stands there several times. */
export function headerValue(headers: HeaderList, name: string): string | null {
  let found: string | null = null;
  for (const [key, value] of headers) if (key === name) found = found === null ? value : `${found}, ${value}`;
  return found;
}

/** The pod's own credentials, what would slice or cache the answer, and what the mesh tells of its inside. */
const notForProviders = [
  'authorization',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'proxy-authorization',
  'cookie',
  'range',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'if-range',
  'te',
  'expect',
  'x-forwarded-client-cert',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  'x-request-id',
  'x-real-ip',
  'forwarded',
  'via',
  'baggage',
  'x-penstock-session',
  'x-penstock-hold',
  'x-penstock-connection',
];

const meshPrefixes = ['x-envoy-', 'x-istio-', 'x-b3-', 'x-datadog-'];

/** Names that a request loses on its way up: `content-length` since the body may have been edited, `content-encoding` since it is undone. */
export function removedFromRequest(headers: HeaderList): string[] {
  const prefixed = headers.map(([name]) => name).filter(name => meshPrefixes.some(prefix => name.startsWith(prefix)));
  return [...notForProviders, ...new Set(prefixed), 'content-length', 'content-encoding'];
}

/** What would let the answer be kept, sliced, or fetched past the guard. `content-length` goes since the body may be edited. */
export const removedFromResponse = [
  'content-length',
  'content-encoding',
  'content-md5',
  'digest',
  'content-digest',
  'repr-digest',
  'etag',
  'last-modified',
  'accept-ranges',
  'alt-svc',
  'set-cookie',
  'nel',
  'report-to',
  'reporting-endpoints',
  'refresh',
] as const;

/** Headers of the guard itself that nobody else may set. */
export const ownHeaders = ['x-penstock-exchange', 'x-penstock-decision', 'x-penstock-hold'] as const;

export const nothingChanged: HeaderMutation = { set: [], remove: [] };

/** Methods can be smuggled in headers past a path rule: such requests are not accepted at all. */
export const methodOverrides = ['x-http-method-override', 'x-http-method', 'x-method-override'] as const;
