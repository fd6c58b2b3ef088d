// A vault in a folder of its own, keys made for the occasion, and originals given in.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { onTestFinished } from 'vitest';
import { openVault, type SealOutcome, type Vault } from '../../../extproc/vault/vault.ts';
import type { Segment } from '../../../extproc/words/evidence.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';

export interface Auditor {
  readonly identity: string;
  readonly recipient: string;
  /** A file with the identity. */
  readonly file: string;
}

export function folderOfItsOwn(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vault-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function auditor(): Promise<Auditor> {
  const identity = await generateX25519Identity();
  const file = join(folderOfItsOwn(), 'identity.txt');
  writeFileSync(file, `${identity}\n`, { mode: 0o600 });
  return { identity, recipient: await identityToRecipient(identity), file };
}

export function vaultIn(folder: string, limits: Partial<typeof defaultLimits> = {}): Vault {
  const vault = openVault({ folder, limits: { ...defaultLimits, ...limits } });
  onTestFinished(() => vault.close());
  return vault;
}

export interface Given {
  readonly recipients: readonly string[];
  readonly both?: readonly string[];
  readonly exchange?: string;
  readonly goneMs?: number;
}

export function sealed(vault: Vault, given: Given, segments: readonly Segment[]): Promise<SealOutcome> {
  return new Promise(resolve => {
    const { exchange = 'ex_01', goneMs = Date.UTC(2099, 0, 2) } = given;
    const to = { recipients: given.recipients, both: given.both ?? null };
    const sealing = vault.begin({ exchange, side: 'response', policy: 'r1', to, goneMs }, resolve);
    for (const segment of segments) sealing.add(segment);
    sealing.end();
  });
}

/** All that stands in the vault, by name. */
export function blobsIn(folder: string): ReadonlyMap<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  for (const day of readdirSync(folder))
    for (const name of readdirSync(join(folder, day))) blobs.set(name, readFileSync(join(folder, day, name)));
  return blobs;
}
