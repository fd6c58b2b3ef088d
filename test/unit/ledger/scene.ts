// A ledger in a folder of its own for tests.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { signerOf } from '../../../extproc/audit/log/note.ts';
import { type LedgerSetting, type LedgerTrouble, type OpenLedger, openLedger } from '../../../extproc/ledger/ledger.ts';
import { canonicalJson } from '../../../extproc/words/canonical-json.ts';
import type { EntryDraft } from '../../../extproc/words/evidence.ts';
import { Secret } from '../../../extproc/words/secret.ts';
import { ulid } from '../../../extproc/words/ulid.ts';

export const signer = signerOf('penstock/test', new Secret(Buffer.alloc(32, 7)));

export function someFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Opened {
  readonly ledger: OpenLedger;
  readonly folder: string;
  readonly troubles: LedgerTrouble[];
  readonly checkpoints: string[];
  readonly copies: string[];
}

export async function openSome(data = someFolder(), setting: Partial<LedgerSetting> = {}): Promise<Opened> {
  const troubles: LedgerTrouble[] = [];
  const checkpoints: string[] = [];
  const copies: string[] = [];
  const folder = join(data, 'ledger');
  const ledger = await openLedger({
    place: { folder, keyFile: join(data, 'keys', 'ledger.key'), origin: null, deploymentKeyFile: null },
    now: Date.now,
    chance: randomBytes,
    started: {},
    copies: [line => copies.push(line)],
    onCheckpoint: note => checkpoints.push(note),
    onTrouble: trouble => troubles.push(trouble),
    ...setting,
  });
  onTestFinished(() => ledger.close());
  return { ledger, folder, troubles, checkpoints, copies };
}

export function kept(ledger: OpenLedger, entry: EntryDraft = decision(0)): Promise<'durable' | 'lost'> {
  const { promise, resolve } = Promise.withResolvers<'durable' | 'lost'>();
  ledger.append(entry, resolve);
  return promise;
}

export function decision(number: number): EntryDraft {
  return { kind: 'decision', about: 'ex_00000000000000000000000000', data: { number } };
}

/** An entry as the log is given it. */
export function entryJson(number: number, timeMs = 1_795_500_000_000 + number): string {
  const chance = Buffer.alloc(10);
  chance.writeUInt32BE(number);
  return canonicalJson({ version: 1, id: ulid('re', timeMs, chance), time_ms: timeMs, ...decision(number) }, 16)!;
}
