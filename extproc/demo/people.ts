// The part of a start that is for people: where they sign in, who may, and the show's own approver, who is there as long as the show runs.
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { StartFolder } from './folder.ts';

const usualPort = 9080;

/** What Penstock says as soon as people can sign in. */
export interface SignIn {
  readonly admin: string;
  /** Good once, for a quarter of an hour. */
  readonly signIn: string;
}

/** The port that was asked for, else the usual one, else any that is free. */
export async function adminPort(asked: number | null): Promise<number> {
  if (asked !== null) return asked;
  return (await isFree(usualPort)) ? usualPort : 0;
}

export interface ShowApprover {
  readonly file: string;
  readonly token: string;
  /** Nobody signs in with its token from now on. */
  leave(): void;
}

/** Its token is in a file for the owner's eyes only. */
export function showApprover({ start }: StartFolder): ShowApprover {
  const file = join(start, 'show-tokens');
  const token = randomBytes(24).toString('base64url');
  rmSync(file, { force: true });
  writeFileSync(file, `the-show approver ${token}\n`, { mode: 0o600 });
  return { file, token, leave: () => writeFileSync(file, '') };
}

export function isSignIn(said: unknown): said is SignIn {
  const { admin, signIn } = (said ?? {}) as Record<string, unknown>;
  return typeof admin === 'string' && typeof signIn === 'string';
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
