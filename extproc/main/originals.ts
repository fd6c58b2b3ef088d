// Puts the API of sealed originals together: the vault's blobs, the ledger that openings are recorded in, and whoever makes proofs.
import type { Originals } from '../admin/originals.ts';
import { originalOpened } from '../proof/proof.ts';
import { storedBlob } from '../vault/stored.ts';
import { nameOf } from '../vault/vault.ts';
import type { Ledger } from '../words/evidence.ts';

export interface OriginalsSetting {
  /** The vault's. */
  readonly folder: string;
  readonly ledger: Ledger;
  readonly proof: Originals['proof'];
}

export function originalsOf({ folder, ledger, proof }: OriginalsSetting): Originals {
  return {
    find: (exchange, side) => storedBlob(folder, nameOf(exchange, side)),
    opened: ({ exchange, side, by, reason }) =>
      new Promise(resolve =>
        ledger.append(originalOpened(exchange, side, by, reason), outcome => resolve(outcome === 'durable')),
      ),
    proof,
  };
}
