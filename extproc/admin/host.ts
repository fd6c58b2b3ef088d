// Which names this server answers to. A page of another site whose name points here (DNS rebinding) would be of our own origin to a browser; its
// `Host` tells it.
import type { AddressInfo } from 'node:net';
import type { AdminSetting } from './setting.ts';

/** Host names, without ports. */
export function hostsOf({ publicUrl, listen }: Pick<AdminSetting, 'publicUrl' | 'listen'>): ReadonlySet<string> {
  const hosts = new Set(['localhost', '127.0.0.1', '[::1]']);
  if (publicUrl !== null) hosts.add(new URL(publicUrl).hostname);
  if ('host' in listen && !/^(?:0\.0\.0\.0|::)$/.test(listen.host))
    hosts.add(listen.host.includes(':') ? `[${listen.host}]` : listen.host);
  return hosts;
}

/** Whether tokens and cookies would travel to it unencrypted: neither does it speak TLS, nor stands something in front that does. */
export function isOpenInPlain({ listen, tls, publicUrl }: Pick<AdminSetting, 'listen' | 'tls' | 'publicUrl'>): boolean {
  if ('path' in listen || tls !== null || publicUrl?.startsWith('https:') === true) return false;
  return !/^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/.test(listen.host);
}

/** On a socket there is no name to point anywhere. */
export function isKnownHost(host: string | undefined, hosts: ReadonlySet<string>, bound: AddressInfo | string | null): boolean {
  if (typeof bound === 'string') return true;
  if (host === undefined) return false;
  const name = /^(\[[0-9a-f:.]+\]|[^:]+)(?::\d{1,5})?$/i.exec(host)?.[1];
  return name !== undefined && hosts.has(name.toLowerCase());
}
