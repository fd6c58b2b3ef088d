// `penstock audit open`: the opening is recorded through the API, then the sealed file comes over and is opened here. Keys never leave this machine.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { identitiesIn, openOriginal, originalOf } from '../vault/open.ts';
import type { Side } from '../words/finding.ts';
import { type AdminOptions, adminClient } from './admin-client.ts';
import { exitCodes, Refusal, usage } from './words.ts';

export interface OpenOptions extends AdminOptions {
  readonly identity: readonly string[];
  readonly reason: string;
  readonly side: Side;
  readonly out: string;
  readonly sealed?: string;
}

export async function runAuditOpen(id: string, { identity, reason, side, out, sealed, ...reach }: OpenOptions): Promise<number> {
  if (!/^ex_[0-9A-Z]{26}$/.test(id))
    throw usage(`${id} is no id of an exchange`, '`penstock sessions list --exchanges` lists some');
  // Before anything is recorded: an opening that fails here is one all the same.
  const identities = readIdentities(identity);
  for (const file of [out, sealed]) if (file !== undefined && file !== '-' && existsSync(file)) throw taken(file);
  const client = adminClient(reach);
  const { ticket } = (await client.post(`/v1/originals/${id}/opened`, { side, reason })) as { ticket: string };
  const blob = await client.bytes(`/v1/originals/${id}?side=${side}`, { 'x-penstock-ticket': ticket });
  if (sealed !== undefined) writeNew(sealed, blob);
  const opened = await openOriginal(blob, identities);
  if (opened.account.head.exchange !== id || opened.account.head.side !== side)
    throw new Refusal('the server sent the original of something else');
  const original = originalOf(opened);
  if (out === '-') process.stdout.write(original);
  else writeNew(out, original);
  process.stderr.write(
    `penstock: ${original.length} bytes, ${opened.account.segments.length} segments; the opening is on record\n`,
  );
  return exitCodes.fine;
}

export function readIdentities(files: readonly string[]): readonly string[] {
  const identities = files.flatMap(file => identitiesIn(readInput(file).toString('utf8')));
  if (identities.length === 0) throw usage('there is no key in the identity file', '`age-keygen` makes one');
  return identities;
}

export function readInput(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Refusal(`${file} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}

/** For this user alone, and never over another file. */
export function writeNew(file: string, bytes: Uint8Array | string): void {
  try {
    writeFileSync(file, bytes, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'EEXIST' ? taken(file) : new Refusal(`${file} can't be written (${code ?? 'unknown'})`);
  }
}

function taken(file: string): Refusal {
  return new Refusal(`${file} is there already`, 'name a file that is not');
}
