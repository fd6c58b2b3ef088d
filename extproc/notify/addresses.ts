// Which addresses a webhook may go to. A name is looked up once, and the connection goes to an address that was judged: a name that points elsewhere a
// moment later (DNS rebinding) changes nothing.
import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';

const inner = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inner.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fec0::', 10],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(network, bits, 'ipv6');

/** Whether an address is of this machine, a private network, or of none; or leads to such a one through a translator or a tunnel. */
export function isInner(address: string): boolean {
  const family = isIP(address);
  // With a zone it is of a link, and no list of networks knows it.
  return family === 0 || address.includes('%') || inner.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

export class InnerAddress extends Error {
  readonly code = 'inner_address';
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** In place of dns.lookup for connections: fails where any of the addresses is an inner one. */
export function outerLookup(host: string, options: LookupOptions, found: Found): void {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return found(error, []);
    if (addresses.length === 0 || addresses.some(({ address }) => isInner(address)))
      return found(new InnerAddress('the name leads to an inner address'), []);
    if (options.all === true) return found(null, addresses);
    return found(null, addresses[0]!.address, addresses[0]!.family);
  });
}
