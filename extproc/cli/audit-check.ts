// `penstock audit check`: reads a proof, and the sealed original where there are keys, and says of each claim whether it is shown. Offline.

import { rescan } from '../main/rescan.ts';
import { checkProof, type Result } from '../proof/check.ts';
import { type Proof, readProof } from '../proof/proof.ts';
import { openOriginal } from '../vault/open.ts';
import { readIdentities, readInput } from './audit-open.ts';
import { visibleLine } from './visible.ts';
import { exitCodes, usage } from './words.ts';

export interface CheckOptions {
  readonly key?: string;
  readonly sealed?: string;
  readonly identity?: readonly string[];
  readonly json: boolean;
}

/** Prints a line a claim. Gives 1 where one failed. */
export async function runAuditCheck(file: string, { key, sealed, identity, json }: CheckOptions): Promise<number> {
  if ((sealed === undefined) !== (identity === undefined))
    throw usage('a sealed original and its key go together', 'give both --sealed and --identity, or neither');
  const proof = readProof(readInput(file).toString('utf8'));
  const opened = sealed === undefined ? null : await openedFrom(readInput(sealed), readIdentities(identity!));
  const results = checkProof(proof, { key: key ?? null, rescan, opened });
  process.stdout.write(json ? `${JSON.stringify(results)}\n` : results.map(told).join(''));
  if (!json) process.stderr.write(limits(proof));
  return results.some(({ outcome }) => outcome === 'failed') ? exitCodes.refused : exitCodes.fine;
}

async function openedFrom(blob: Buffer, identities: readonly string[]) {
  const { account } = await openOriginal(blob, identities);
  return { blob, account };
}

function told({ claim, outcome, detail }: Result): string {
  return `${outcome.padEnd(6)} ${claim.padEnd(10)} ${visibleLine(detail, 200)}\n`;
}

function limits({ head }: Proof): string {
  return `penstock: this is about the ${head.side} of ${visibleLine(head.exchange)}; that the provider sent this original only the provider can show\n`;
}
