// E-mail addresses (RFC 5321, 4.1.2), with domains in letters of Europe's scripts too (RFC 5890). Knows what looks like one and is none:
// clone URLs, versions of packages, units of systemd, logins of hosts, samples of forms.
// A local part is taken back 40 bytes at most, as text waits for what might become one; so a longer one is masked from there on.
import type { Detector } from '../../scan.ts';
import { personal, textOf } from '../define.ts';

const beyond = '\\x{c0}-\\x{52f}';
const label = `[A-Za-z0-9${beyond}][A-Za-z0-9${beyond}-]{0,29}`;
const top = `(?:(?:[A-Za-z]{2,24}|xn--[A-Za-z0-9-]{2,24})\\b|[${beyond}]{2,12})`;
/** A version (`@1.2.3-beta.rc`) has no letter so early. A commit's name is longer than the first label, and the first label ends before the commit. */
const domain = `(?:[0-9]{1,8}\\.|[0-9-]{0,6}[A-Za-z${beyond}][A-Za-z0-9${beyond}-]{0,23}\\.(?:${label}\\.){0,6})${top}`;

export const emailDetectors: readonly Detector[] = [
  // A path behind it makes it a host of scp's.
  personal('email', 'e-mail address', `@${domain}(?::[~/])?`, {
    back: { class: '[A-Za-z0-9._%+-]', min: 1, max: 40 },
    commit: 32,
    context: 64,
    confidence: 0.95,
    confidenceRule: '0.95; nothing for logins of URLs and hosts, versions, units and the samples of forms',
    source: 'RFC 5321',
    accept: isAddress,
  }),
];

/** Ends of what is a file, a unit of systemd, or where no mail goes; and a host with a path of scp's. */
const otherEnd =
  /(?::[~/]|\.(?:png|jpe?g|gif|svg|webp|css|js|ts|md|json|ya?ml|tgz|service|socket|timer|mount|target|slice|scope|device|local|internal|localdomain|lan|invalid|cluster))$/i;
/** Pictures for dense screens: `logo@2x.png`. */
const dense = /@[0-9]+x\./;

const sampleUsers =
  /^(?:user|username|your?|your[._-]?(?:name|email|user|username)|name|email|e-mail|someone|foo|bar|test|example)[0-9]?@/i;
const sampleHosts =
  /@(?:.*\.)?(?:example\.(?:com|org|net)|domain\.(?:com|tld)|(?:your)?(?:company|domain|email)\.com|your-?domain\.\w+|foo\.com|bar\.com)$/i;

function isAddress(value: Uint8Array, before: Uint8Array): boolean {
  const text = textOf(value);
  // The user of clone URLs; and some letter stands before the @.
  if (text.startsWith('git@') || !/[A-Za-z0-9]/.test(text)) return false;
  if (otherEnd.test(text) || dense.test(text) || (sampleUsers.test(text) && sampleHosts.test(text))) return false;
  return !isLogin(textOf(before));
}

/** Of a URL: what stands there is a user or a password. Or of a host. */
function isLogin(before: string): boolean {
  return (
    /:\/\/(?:[^\s/@:]*:)?[^\s/@]{0,24}$/.test(before) ||
    /\b(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id)(?:\s+-\S+(?:\s+[^\s@-][^\s@]{0,40})?){0,3}\s+$/.test(before)
  );
}
