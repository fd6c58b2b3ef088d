// The transport's TLS: a certificate of its own, and, where an authority for clients is named, nobody without one of theirs.
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ServerCredentials } from '@grpc/grpc-js';
import { Fault } from '../words/fault.ts';

export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
  /** Clients must show a certificate of these authorities; null: anybody may connect. */
  readonly clientCa: string | null;
}

/** Reads the files, once. Throws ERR_SECRET_UNREADABLE, with the file's name, where one can't be read or is no PEM. */
export function tlsCredentials({ cert, key, clientCa }: TlsFiles): ServerCredentials {
  const pair = { cert_chain: read(cert), private_key: read(key) };
  const authorities = clientCa === null ? null : read(clientCa);
  try {
    // The library would find out at the first connection only.
    createSecureContext({ cert: pair.cert_chain, key: pair.private_key, ...(authorities === null ? {} : { ca: authorities }) });
  } catch {
    // What OpenSSL says may quote the file.
    throw new Fault('ERR_SECRET_UNREADABLE', `${cert} and ${key} must be a certificate and its key, as PEM`);
  }
  return ServerCredentials.createSsl(authorities, [pair], clientCa !== null);
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Fault('ERR_SECRET_UNREADABLE', `cannot read ${path}`, error);
  }
}
