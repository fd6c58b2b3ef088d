// The single values of penstock.yaml: what each looks like, and what to write instead of a wrong one. Pure: whether a file
// is there is not asked here.
import { isIP } from 'node:net';
import { z } from 'zod';
import type { Address, SecretReference } from './config.ts';

/** A string with a test. `want` completes "must be …"; it also goes into the JSON Schema. */
function shaped(want: string, test: (text: string) => boolean) {
  return z
    .string()
    .refine(test, { error: `must be ${want}` })
    .meta({ description: want });
}

const nameWant = 'a name of lower-case letters, digits and inner dashes, at most 63 characters';
export const name = shaped(nameWant, text => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text));

export const path = shaped('a path', text => text.length > 0 && !text.includes('\0'));

export const host = shaped('a host name in lower case or an IP address, without scheme, port and path', isHost);

export const hostOrSuffix = shaped('a host name in lower case, or `.suffix` for all names below it', text =>
  isHost(text.startsWith('.') ? text.slice(1) : text),
);

export const cidr = shaped('a network like 10.0.0.0/8 or fc00::/7', isCidr);

export const httpsUrl = shaped('an https URL without user, query and fragment (http only for a loopback address)', text =>
  isUrl(text, ['https:']),
);

export const upstreamUrl = shaped('an http or https URL without user, query and fragment', text =>
  isUrl(text, ['https:', 'http:']),
);

export const urlOrPath = shaped('an https URL or a path', text =>
  text.includes('://') ? isUrl(text, ['https:']) : text.length > 0,
);

export const spiffeId = shaped('a SPIFFE id like spiffe://cluster.local/ns/mesh/sa/gateway', text =>
  /^spiffe:\/\/[a-z0-9._-]{1,255}(?:\/[A-Za-z0-9._-]+)+$/.test(text),
);

export const ageRecipient = shaped('an age recipient (age1…, 62 characters)', text => /^age1[ac-hj-np-z02-9]{58}$/.test(text));

export const duration = shaped('a duration like 30s, 10m, 4h or 1d', text => /^[1-9][0-9]{0,6}[smhd]$/.test(text));

export const approver = shaped('`group:NAME` or `user:NAME`', text => /^(?:group|user):[\w.@:/-]{1,128}$/.test(text));

export const line = shaped('one line of at most 200 characters', text => /^[^\r\n\0]{1,200}$/.test(text));

export const allowRule = shaped(
  '`METHOD /path` with a plain path; `*` in place of a segment (but the first) stands for one, at the end for one or more',
  isAllowRule,
);

export const address = shaped(
  '`host:port` with an IP address or `localhost`, or `unix:/path`',
  text => readAddress(text) !== null,
);

export const secretReference = shaped('`file:/path` or `env:NAME`', text => readSecretReference(text) !== null);

/** Null when it is neither form. */
export function readAddress(text: string): Address | null {
  if (text.startsWith('unix:')) return text.length > 5 ? { kind: 'unix', path: text.slice(5) } : null;
  const parts = /^(localhost|[0-9.]+|\[[0-9a-f:.]+\]):([0-9]{1,5})$/i.exec(text);
  if (parts === null) return null;
  const hostPart = parts[1]!.replace(/^\[|\]$/g, '');
  const port = Number(parts[2]);
  if (port > 65535 || (hostPart.toLowerCase() !== 'localhost' && isIP(hostPart) === 0)) return null;
  return { kind: 'tcp', host: hostPart, port };
}

export function readSecretReference(text: string): SecretReference | null {
  if (text.startsWith('file:') && text.length > 5) return { from: 'file', path: text.slice(5) };
  const variable = /^env:([A-Za-z_][A-Za-z0-9_]*)$/.exec(text);
  return variable === null ? null : { from: 'environment', name: variable[1]! };
}

function isHost(text: string): boolean {
  if (isIP(text) !== 0) return true;
  return text.length <= 253 && /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
}

function isCidr(text: string): boolean {
  const [network = '', bits = '', more] = text.split('/');
  const family = isIP(network);
  return family !== 0 && more === undefined && /^[0-9]{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

function isUrl(text: string, protocols: readonly string[]): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  const isLoopback = url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return protocols.includes(url.protocol) || isLoopback;
}

/** What Envoy's normalisation would change, and what two servers may read in two ways, can never match: better said here. */
function isAllowRule(text: string): boolean {
  const parts = /^([A-Z]{3,10}) (\/[^\s?#%\\;]*)$/.exec(text);
  if (parts === null || parts[1] === 'CONNECT') return false;
  const route = parts[2]!;
  if (route.includes('//') || /^\/\*\//.test(route)) return false;
  return route.split('/').every(segment => segment !== '.' && segment !== '..' && (segment === '*' || !segment.includes('*')));
}
