// By what a request is known again: a keyed digest over who asks, through which connection, for what. Headers are left out, since clients change
// them from one try to the next, but for the type of what is no JSON: by another the same bytes say something else than people read. The same document
// spelled otherwise is the same request.
import { createHmac } from 'node:crypto';
import { canonicalJson } from '../words/canonical-json.ts';
import { deriveKey } from '../words/derive.ts';
import type { Limits } from '../words/limits.ts';
import type { Secret } from '../words/secret.ts';
import type { Caller } from './caller.ts';

/** Gives `requestKey` of a complete request; `isJson`: its body was read as a JSON document that all parsers read alike. */
export type RequestKeys = (caller: Caller, body: Buffer, isJson: boolean) => string;

/** Keys under the installation's master key: replicas that share it agree. */
export function requestKeys(master: Secret, limits: Limits): RequestKeys {
  const key = deriveKey(master, 'request');
  return ({ principal, connection, method, target, contentType }, body, isJson) => {
    const canonical = isJson ? canonicalBody(body, limits) : null;
    const about = [
      principal.id,
      connection.name,
      method,
      target.forwarded,
      canonical === null ? 'bytes' : 'json',
      isJson ? null : contentType,
    ];
    return createHmac('sha256', key.reveal('request key'))
      .update(`${JSON.stringify(about)}\n`)
      .update(canonical ?? body)
      .digest('base64url');
  };
}

/** A number that may have more digits than one of ECMAScript's keeps: two that differ would become one. */
const longNumber = /[0-9][0-9.eE+-]{14}/;

/** Null where the bytes themselves have to do: parsing a long document takes too long, and a number could lose digits. */
function canonicalBody(body: Buffer, limits: Limits): string | null {
  if (body.length === 0 || body.length > limits.requestKeyDocumentBytesMax) return null;
  const text = body.toString('utf8');
  return longNumber.test(text) ? null : canonicalJson(JSON.parse(text), limits.jsonDepthMax);
}
