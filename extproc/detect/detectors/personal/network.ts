// Addresses of machines that people sit at: IP and MAC. Knows which tell of nobody: loopback, networks, versions, parts of fingerprints.
import type { Detector } from '../../scan.ts';
import { personal, textOf } from '../define.ts';
import { wordsBefore } from './words-before.ts';

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const start = '(?:[23][0-9a-f]{3}|f[cd][0-9a-f]{2}|fe80)';

export const networkDetectors: readonly Detector[] = [
  personal('ip-address', 'IP address', `\\b${octet}(?:\\.${octet}){3}\\b(?:[./-][0-9A-Za-z])?`, {
    ...facts('RFC 791'),
    context: 48,
    accept: ipv4Confidence,
  }),
  personal('ip-address', 'IP address', `(?i)\\b${start}:(?:[0-9a-f]{0,4}:){1,6}(?:[0-9a-f]{1,4}\\b|:)(?:/[0-9])?`, {
    ...facts('RFC 4291'),
    context: 48,
    accept: ipv6Confidence,
  }),
  personal(
    'mac-address',
    'MAC address',
    '\\b[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5}|(?:-[0-9A-Fa-f]{2}){5})\\b(?:[:-][0-9A-Fa-f])?',
    {
      severity: 'low',
      confidence: 0.8,
      source: 'IEEE 802',
      context: 8,
      confidenceRule: '0.8; nothing in the middle of a longer row of bytes',
      accept: isMac,
    },
  ),
];

function facts(source: string): { severity: 'low'; confidence: number; source: string; confidenceRule: string } {
  return {
    severity: 'low',
    confidence: 0.8,
    source,
    confidenceRule:
      '0.8 public or behind words that name it, 0.5 for documentation, 0.3 private and named; loopback, networks and versions are let be',
  };
}

const isNamed = wordsBefore([
  'ip',
  'ips',
  'ip address',
  'ipv4',
  'ipv6',
  'client',
  'remote addr',
  'remote address',
  'visitor',
  'x forwarded for',
  'from',
  'host',
  'server',
  'node',
  'peer',
  'gateway',
  'ping',
  'address',
]);
/** Machines of a private network are everywhere in configurations and logs. */
const isNamedIp = wordsBefore([
  'ip',
  'ips',
  'ip address',
  'ipv4',
  'client ip',
  'remote addr',
  'remote address',
  'x forwarded for',
]);
const isVersion = wordsBefore([
  'version',
  'ver',
  'v',
  'release',
  'build',
  'chrome',
  'oid',
  'section',
  'firmware',
  'driver',
  'assembly',
  'file version',
  'rev',
]);

function ipv4Confidence(value: Uint8Array, before: Uint8Array): boolean | number {
  const text = textOf(value);
  if (!/^[0-9.]+$/.test(text) || text.split('.').length !== 4) return false;
  const [a, b] = text.split('.').map(Number) as [number, number];
  if (/[0-9A-Za-z][-._]$|[vV=]$/.test(textOf(before.subarray(-2))) && !/[a-z]=$/i.test(textOf(before.subarray(-2)))) return false;
  if (a === 0 || a === 127 || a >= 224 || isVersion(before)) return false;
  // Small numbers in all places are rather a version, as in 1.2.3.4.
  if (!isNamed(before) && text.split('.').every(part => Number(part) < 100)) return false;
  if (isPrivate(a, b)) return isNamedIp(before) && 0.3;
  return /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./.test(text) ? 0.5 : 0.8;
}

/** RFC 1918, 6598 and 3927. */
function isPrivate(a: number, b: number): boolean {
  return (
    a === 10 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b < 128)
  );
}

function ipv6Confidence(value: Uint8Array): boolean | number {
  const text = textOf(value).toLowerCase();
  if (text.includes('/')) return false;
  const halves = text.split('::');
  const groups = text.split(':').filter(group => group !== '').length;
  if (halves.length > 2 || (halves.length === 2 ? groups > 7 || groups < 3 : groups !== 8)) return false;
  if (/^f/.test(text)) return 0.3;
  return text.startsWith('2001:db8:') || text.startsWith('2001:0db8:') ? 0.5 : 0.8;
}

/** Not a part of a fingerprint, which has more pairs; not nobody's and everybody's. */
function isMac(value: Uint8Array, before: Uint8Array): boolean {
  const text = textOf(value);
  if (text.length !== 17 || /^(?:00[:-]){5}00$|^(?:ff[:-]){5}ff$/i.test(text)) return false;
  return !/[0-9A-Fa-f][:-]$/.test(textOf(before.subarray(-2))) && (text[2] === ':' || /[A-Fa-f]/.test(text));
}
