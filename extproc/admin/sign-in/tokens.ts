// The tokens file: who may sign in on this machine, a line each: `NAME ROLE[,ROLE] sha256:HASH [GROUP[,GROUP]]`. Without groups a name stands for all
// of them. It is read again when it changes, so that a line that is taken out counts no longer. A token in clear is taken where the caller says so.
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { Fault } from '../../words/fault.ts';
import { type Approver, type ApproverRole, approverRoles } from '../../words/hold.ts';
import { fixedLimits } from '../../words/limits.ts';
import type { BearerSignIn } from './sign-in.ts';

interface Entry {
  readonly hash: Buffer;
  readonly approver: Approver;
}

/** All groups: only a tokens file can say it. */
export const everyGroup = '*';

/** Throws ERR_SECRET_UNREADABLE where the file can't be read or understood, which names the line and never a token. */
export function tokenSignIn(file: string, allowsClear: boolean): BearerSignIn {
  let read = '';
  let entries = readTokens(file, allowsClear);
  read = stampOf(file);
  const current = (): readonly Entry[] => {
    const stamp = stampOf(file);
    if (stamp === read) return entries;
    // One that can't be read any more lets nobody in.
    entries = [];
    entries = readTokens(file, allowsClear);
    read = stamp;
    return entries;
  };
  return {
    bearer: async token => {
      const hash = hashOf(token);
      return (
        current()
          .filter(entry => timingSafeEqual(entry.hash, hash))
          .at(0)?.approver ?? null
      );
    },
    current: async id => current().find(({ approver }) => approver.id === id)?.approver ?? null,
  };
}

/** `sha256:…`, as it stands in the file. */
export function tokenHash(token: string): string {
  return `sha256:${hashOf(token).toString('hex')}`;
}

export function readTokens(file: string, allowsClear: boolean): readonly Entry[] {
  let text: string;
  try {
    const { size } = statSync(file);
    if (size > fixedLimits.tokensFileBytesMax) throw problemOf(file, 'is too large for a list of tokens');
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw problemOf(file, `can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
  const entries: Entry[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    entries.push(entryOf(line.trim().split(/\s+/), `${file} line ${at + 1}`, allowsClear));
  }
  const names = entries.map(({ approver }) => approver.name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw problemOf(file, `has the name ${twice} twice`);
  return entries;
}

function entryOf(words: readonly string[], where: string, allowsClear: boolean): Entry {
  const [name = '', roleWords = '', token = '', groupWords, ...rest] = words;
  if (token === '' || rest.length > 0) throw problemOf(where, 'must be `NAME ROLE[,ROLE] sha256:HASH [GROUP[,GROUP]]`');
  if (!/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/.test(name))
    throw problemOf(where, 'has a name with other characters than A-Z a-z 0-9 . _ @ -');
  const roles = roleWords.split(',');
  const unknown = roles.find(role => !(approverRoles as readonly string[]).includes(role));
  if (unknown !== undefined) throw problemOf(where, `has a role that is none of ${approverRoles.join(', ')}`);
  const hashed = /^sha256:([0-9a-f]{64})$/.exec(token)?.[1];
  if (hashed === undefined && token.startsWith('sha256:')) throw problemOf(where, 'has a hash that is not 64 hexadecimal digits');
  if (hashed === undefined && !allowsClear)
    throw problemOf(where, 'has a token in clear; what belongs here is sha256: and what `sha256sum` gives of it');
  if (hashed === undefined && token.length < tokenCharsMin)
    throw problemOf(where, `has a token of less than ${tokenCharsMin} characters`);
  const groups = groupWords === undefined ? [everyGroup] : groupWords.split(',');
  return {
    hash: hashed === undefined ? hashOf(token) : Buffer.from(hashed, 'hex'),
    approver: { id: `user:${name}`, name, groups, roles: roles as ApproverRole[], claims: {} },
  };
}

/** Shorter ones can be guessed. */
const tokenCharsMin = 16;

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Tells two states of the file apart. */
function stampOf(file: string): string {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? 'gone' : `${stat.ino} ${stat.size} ${stat.mtimeNs}`;
}

function problemOf(where: string, what: string): Fault {
  return new Fault('ERR_SECRET_UNREADABLE', `${where} ${what}`);
}
