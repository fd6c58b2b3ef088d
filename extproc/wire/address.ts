// Addresses to listen at: `host:port` and `unix:/path`. Makes a socket's path free where a dead process left it, and
// never takes away anything that is not a socket or that somebody still listens at.
import { chmodSync, lstatSync, unlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { Fault } from '../words/fault.ts';

export type Address =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string };

/** Reads an address. Throws ERR_WIRE_LISTEN for anything else. IPv6 hosts stand in brackets. */
export function parseAddress(text: string): Address {
  if (text.startsWith('unix:')) {
    const path = text.slice('unix:'.length);
    if (path.startsWith('/')) return { kind: 'unix', path };
  }
  const parts = /^(\[[0-9a-fA-F:.]+\]|[^:/\s]+):(\d{1,5})$/.exec(text);
  if (parts !== null && Number(parts[2]) <= 65_535) return { kind: 'tcp', host: parts[1]!, port: Number(parts[2]) };
  throw new Fault('ERR_WIRE_LISTEN', `the address ${JSON.stringify(text)} must be host:port or unix:/absolute/path`);
}

/** Removes a socket that nobody listens at any more. Throws ERR_WIRE_LISTEN when the path is taken. */
export async function freeSocket(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket())
    throw new Fault('ERR_WIRE_LISTEN', `${path} is there and is not a socket; remove it or take another path`);
  if (await isListening(path)) throw new Fault('ERR_WIRE_LISTEN', `another process listens at ${path}`);
  unlinkSync(path);
}

/** Lets the owner and the group connect, nobody else: Envoy runs under another user of the same group. */
export function restrictSocket(path: string): void {
  chmodSync(path, 0o660);
}

function isListening(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    // Only a refusal says that nobody is there; without the right to connect, or under load, somebody may be.
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'ECONNREFUSED'));
  });
}
