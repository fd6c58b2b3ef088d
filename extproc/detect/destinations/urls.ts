// Finds the hosts of URLs in text. Where programs disagree about which part of a URL is the host, all readings are given: better one
// host too many than the one that the bytes really go to missing.
import type { Found } from './found.ts';
import { hostCharsMax } from './host.ts';
import { partOf } from './storage.ts';

const defaultPorts: Readonly<Record<string, number>> = { http: 80, https: 443, ws: 80, wss: 443, ftp: 21 };

/** Ends of a URL's authority in any text: white space, quotes, angle brackets, and what begins the path. */
const authorityEnd = /[\s"'`<>/?#\\]/g;
const authorityEndOfRfc = /[\s"'`<>/?#]/g;
const schemeCharsMax = 32;

/** Gives each host of each `scheme://authority`, also with the slashes that clients forgive (`https:/x`, `https:\\x`, `https:\/\/x`). */
export function* hostsOfUrls(text: string): Generator<Found> {
  const users = new UsersOfRfc(text);
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    const start = afterSlashes(text, colon + 1);
    if (start === colon + 1) continue;
    const scheme = schemeBefore(text, colon);
    if (scheme === null || (start === colon + 2 && !Object.hasOwn(defaultPorts, scheme))) continue;
    yield* hostsOfAuthority(text, start, scheme, users);
    colon = start - 1;
  }
  // `"//host/path"`: the page's own scheme.
  for (const match of text.matchAll(/["'`(=]\/\/(?=[A-Za-z0-9[])/g)) {
    yield* hostsOfAuthority(text, match.index + match[0].length, null, users);
  }
}

function* hostsOfAuthority(text: string, start: number, scheme: string | null, users: UsersOfRfc): Generator<Found> {
  const authority = text.slice(start, endOf(authorityEnd, text, start));
  yield* hostsOfParts(authority.split('@'), scheme);
  // WHATWG ends the host at a backslash; RFC 3986 takes it for part of a user's name.
  if (text[start + authority.length] === '\\') for (const host of users.hostsBehind(start)) yield* hostsOfParts([host], scheme);
}

/** The RFC's reading. Authorities may overlap in it, so ends are looked for once: else hostile text would be quadratic. */
class UsersOfRfc {
  readonly #text: string;
  #end = -1;
  #firstAt = -1;
  #lastAt = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** What stands behind the first and the last @ of the authority that begins here. */
  hostsBehind(start: number): readonly string[] {
    if (start >= this.#end) {
      this.#end = endOf(authorityEndOfRfc, this.#text, start);
      this.#lastAt = this.#text.slice(start, this.#end).lastIndexOf('@') + start;
      this.#firstAt = -1;
    }
    if (this.#lastAt < start) return [];
    if (this.#firstAt < start) this.#firstAt = this.#text.indexOf('@', start);
    return [...new Set([this.#firstAt, this.#lastAt])].map(at =>
      this.#text.slice(at + 1, Math.min(this.#end, at + hostCharsMax)),
    );
  }
}

/** One part: the host. More: what stands before the first @ is a user; of several @ programs take the first or the last. */
function* hostsOfParts(parts: readonly string[], scheme: string | null): Generator<Found> {
  const hosts = parts.length === 1 ? parts : new Set([parts[1]!, parts.at(-1)!]);
  for (const part of hosts) {
    const [, written = '', port] = /^(\[[^\]]*\]|[^:]*)(?::([0-9]{1,5}))?/.exec(part)!;
    if (written !== '')
      yield {
        written: trimmed(written),
        port: portOf(port) ?? (scheme === null ? null : (defaultPorts[scheme] ?? null)),
        scheme,
        ...partOf(scheme),
      };
  }
}

/** What closes a sentence or a call around a URL without a path is no part of its host. */
function trimmed(written: string): string {
  return written.replace(/[),;}!]{1,16}$/, '') || written;
}

export function portOf(digits: string | undefined): number | null {
  const port = Number(digits ?? Number.NaN);
  return port >= 1 && port <= 65_535 ? port : null;
}

function schemeBefore(text: string, colon: number): string | null {
  let start = colon;
  while (start > 0 && colon - start < schemeCharsMax && /[A-Za-z0-9+.-]/.test(text[start - 1]!)) start--;
  const scheme = text.slice(start, colon).toLowerCase();
  return /^[a-z]/.test(scheme) ? scheme : (/[a-z][a-z0-9+.-]*$/.exec(scheme)?.[0] ?? null);
}

function afterSlashes(text: string, from: number): number {
  let at = from;
  while (text[at] === '/' || text[at] === '\\') at++;
  return at;
}

function endOf(ends: RegExp, text: string, from: number): number {
  ends.lastIndex = from;
  return ends.exec(text)?.index ?? text.length;
}
