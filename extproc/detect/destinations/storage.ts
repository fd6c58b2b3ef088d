// Knows which hosts the buckets and accounts of clouds' storage are, so that none of them is taken for a host of that name: anybody may
// have a bucket that is called `builds.internal`. Sees what is written out as such in commands and programs.
import type { Found } from './found.ts';

const amazon = 's3.amazonaws.com';
const google = 'storage.googleapis.com';
const azure = 'blob.core.windows.net';

const services: ReadonlyMap<string, string> = new Map([
  ...['s3', 's3a', 's3n'].map(scheme => [scheme, amazon] as const),
  ...['gs', 'gcs'].map(scheme => [scheme, google] as const),
  // Of these the host hangs on an account or a region that is not written down. Names below `.invalid` are nobody's (RFC 2606).
  ...['az', 'azure', 'b2', 'oss', 'cos', 'cosn', 'obs', 'swift', 'r2', 'dbfs'].map(
    scheme => [scheme, `${scheme}.invalid`] as const,
  ),
]);

/** What a name behind this scheme is below, if it is no host. */
export function partOf(scheme: string | null): Pick<Found, 'below'> {
  const below = scheme === null ? undefined : services.get(scheme);
  return below === undefined ? {} : { below };
}

const forms: readonly { readonly pattern: RegExp; readonly scheme: string; readonly below: string }[] = [
  { pattern: /\bBucket["']?\s{0,4}[:=]\s{0,4}(?:aws\.String\()?["'`]([\w.-]{3,63})["'`]/g, scheme: 's3', below: amazon },
  { pattern: /\.upload_file(?:obj)?\([^,\n]{0,200},\s{0,4}["']([\w.-]{3,63})["']/g, scheme: 's3', below: amazon },
  { pattern: /\.[bB]ucket\(["'`]([\w.-]{3,63})["'`]\)/g, scheme: 'gs', below: google },
  { pattern: /--account-name[\s=]{1,4}["']?([\w-]{3,63})/g, scheme: 'az', below: azure },
];

/** Buckets and accounts that stand without a URL. */
export function* storageIn(text: string): Generator<Found> {
  for (const { pattern, scheme, below } of forms) {
    for (const match of text.matchAll(pattern)) yield { written: match[1]!, port: null, scheme, below };
  }
}
