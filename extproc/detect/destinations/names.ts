// Finds names that are looked up: of commands whose name is put together, and in calls of resolvers. Of `$(id).evil.example`,
// `f"{part}.evil.example"` and `part + ".evil.example"` the part that is written out is told.
import type { Found } from './found.ts';
import { looksLikeHost } from './host.ts';

const command =
  /\b(?:dig|nslookup|host|ping|drill|resolve-dnsname)\s[^\n]{0,256}?(?:[)`}]|\$\w{1,64})["']?\.([A-Za-z0-9.-]{3,255})/gi;
const call =
  /\b(?:gethostbyname(?:_ex)?|getaddrinfo|resolve\w{0,8}|lookup\w{0,8}|Lookup(?:Host|IP|TXT|Addr|CNAME)|GetHost\w{0,12}|resolver\.query)\(([^\n;]{1,256})/g;
const written = /(?:["'`}]|%s)\.?((?:[A-Za-z0-9_-]{1,63}\.){1,8}[A-Za-z]{2,63})\.?["'`]/g;

export function* namesIn(text: string): Generator<Found> {
  for (const match of text.matchAll(command)) yield* nameOf(match[1]!);
  for (const match of text.matchAll(call)) {
    for (const name of match[1]!.matchAll(written)) yield* nameOf(name[1]!);
  }
}

function* nameOf(name: string): Generator<Found> {
  if (looksLikeHost(name)) yield { written: name, port: null, scheme: null };
}
