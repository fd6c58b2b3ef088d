// Says which host a host part means, whatever notation hides it. Follows the WHATWG URL standard (by the runtime's own parser), as
// browsers, Node and most clients do. Resolves no names.

export interface Host {
  /** Lower case, ASCII, without final dots; an IP address in its usual notation. */
  readonly host: string;
  /** Dotted quad, also of IPv4 inside IPv6 (`::ffff:127.0.0.1`), else IPv6; null for a name. */
  readonly ip: string | null;
}

/** No name that resolves is longer (RFC 1035); what is longer is compared by its beginning. */
export const hostCharsMax = 512;

/** Reads a host as it stands in a URL. What no client could read is kept as it is: a policy won't take it for one of its own. */
export function readHost(written: string): Host {
  const text = written.slice(0, hostCharsMax);
  const parsed = URL.parse(`http://${bracketed(text)}/`)?.hostname ?? '';
  const host = (parsed === '' ? text.toLowerCase() : parsed).replace(/^\[|\]$/g, '');
  const name = withoutFinalDots(host);
  return { host: name, ip: ipOf(name) };
}

/** True for `a.example`, `localhost` and addresses: what a bare word must look like to be taken for a host. */
export function looksLikeHost(written: string): boolean {
  if (written === '' || written.length > hostCharsMax || !/^[\w.%\u0080-\uffff-]+$|^\[?[0-9a-fA-F:.]+\]?$/.test(written))
    return false;
  if (/^[0-9]{1,8}$/.test(written)) return false; // an amount: as an address it would be of a network that is used nowhere
  const { host, ip } = readHost(written);
  return ip !== null || host === 'localhost' || /^[^.].*\.(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/.test(host);
}

function bracketed(text: string): string {
  const address = text.replace(/^\[|\]$/g, '').replace(/%.*$/s, ''); // an IPv6 zone is of this machine only
  return text.includes(':') && /^[0-9a-fA-F:.]+$/.test(address) ? `[${address}]` : text;
}

function withoutFinalDots(host: string): string {
  let end = host.length;
  while (end > 0 && host[end - 1] === '.') end--;
  return host.slice(0, end);
}

function ipOf(host: string): string | null {
  if (/^[0-9]{1,3}(?:\.[0-9]{1,3}){3}$/.test(host)) return host;
  if (!host.includes(':')) return null;
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host);
  if (mapped === null) return host;
  const [high, low] = [Number.parseInt(mapped[1]!, 16), Number.parseInt(mapped[2]!, 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
