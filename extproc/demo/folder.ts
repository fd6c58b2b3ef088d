// The part of the data folder that a start uses: `start/` for what is written anew each time, `keys/` for what is made once.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '../words/secret.ts';
import { StartTrouble } from './trouble.ts';

export interface StartFolder {
  readonly data: string;
  readonly start: string;
  /** Penstock's socket. */
  readonly socket: string;
  /** Removes what must not stay. */
  clean(): void;
}

/** sun_path of unix(7) has 108 bytes with the NUL at its end. */
const socketPathBytesMax = 107;

/** Makes the folders. Refuses a data folder that another start uses at the moment. */
export async function openStartFolder(data: string): Promise<StartFolder> {
  const start = join(data, 'start');
  mkdirSync(start, { recursive: true, mode: 0o700 });
  const near = join(start, 'extproc.sock');
  const isShort = Buffer.byteLength(near) <= socketPathBytesMax;
  const far = isShort ? null : mkdtempSync(join(tmpdir(), 'penstock-'));
  const socket = far === null ? near : join(far, 'extproc.sock');
  if (await isListening(socket)) {
    throw new StartTrouble(
      `another start uses the data folder ${data}`,
      'stop it, or give this one a folder of its own with --data DIR',
    );
  }
  rmSync(socket, { force: true });
  return {
    data,
    start,
    socket,
    clean() {
      rmSync(socket, { force: true });
      if (far !== null) rmSync(far, { recursive: true, force: true });
    },
  };
}

/** The key that the stand-in wants and Envoy puts in: made at the first start, for the owner's eyes only. */
export function standInKey({ data }: StartFolder): { readonly file: string; readonly key: Secret } {
  const keys = join(data, 'keys');
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  const file = join(keys, 'stand-in.key');
  if (!existsSync(file)) writeFileSync(file, `demo-${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  return { file, key: new Secret(readFileSync(file, 'utf8').trim()) };
}

function isListening(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
