// Whom originals are sealed to. A recipient with a typing error is known by its checksum; told at start, since every original would be lost.
import { Encrypter } from 'age-encryption';
import type { Recipients } from './sealed-blob.ts';

/** The first that is none; null: all are good. */
export function badRecipient({ recipients, both }: Recipients): string | null {
  return [...recipients, ...(both ?? [])].find(recipient => !isRecipient(recipient)) ?? null;
}

function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}
