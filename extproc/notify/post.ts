// One attempt to deliver: a POST without redirects, bounded in time and in what is read of the answer.
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { InnerAddress, isInner, outerLookup } from './addresses.ts';

export type Attempt =
  | { readonly kind: 'delivered' }
  /** Worth another attempt. */
  | { readonly kind: 'later'; readonly why: string; readonly afterMs: number | null }
  /** Never will be. */
  | { readonly kind: 'refused'; readonly why: string };

const attemptMsMax = 10_000;
const retryAfterMsMax = 3_600_000;

export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Addresses of this machine and of private networks too. */
  readonly inner: boolean;
}

/** Never rejects. */
export function post({ url, headers, body, inner }: Posting): Promise<Attempt> {
  const to = new URL(url);
  const host = to.hostname.replaceAll(/[[\]]/g, '');
  if (!inner && isIP(host) !== 0 && isInner(host)) return Promise.resolve({ kind: 'refused', why: 'inner_address' });
  const { promise, resolve } = Promise.withResolvers<Attempt>();
  const send = to.protocol === 'https:' ? overHttps : overHttp;
  const sent = send(
    to,
    {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'penstock',
        ...headers,
      },
      agent: false,
      timeout: attemptMsMax,
      ...(inner ? {} : { lookup: outerLookup }),
    },
    response => {
      response.resume();
      resolve(judged(response.statusCode!, response.headers['retry-after']));
      response.on('end', () => sent.destroy());
    },
  );
  const late = setTimeout(() => sent.destroy(new Error('late')), attemptMsMax);
  sent.on('timeout', () => sent.destroy(new Error('late')));
  sent.on('error', (error: NodeJS.ErrnoException) => {
    if (error instanceof InnerAddress) resolve({ kind: 'refused', why: error.code });
    else resolve({ kind: 'later', why: error.code ?? 'broken', afterMs: null });
  });
  sent.on('close', () => clearTimeout(late));
  sent.end(body);
  return promise;
}

/** Redirects lead where nobody configured. 410 says that nobody listens any more (Standard Webhooks). */
function judged(status: number, retryAfter: string | undefined): Attempt {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const seconds = Number(retryAfter);
  const afterMs = retryAfter !== undefined && seconds >= 0 ? Math.min(seconds * 1000, retryAfterMsMax) : null;
  if (status === 429 || status === 408 || status >= 500) return { kind: 'later', why: `status_${status}`, afterMs };
  return { kind: 'refused', why: `status_${status}` };
}
