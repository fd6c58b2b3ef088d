// What sealing originals costs: megabytes a second through the thread, CPU time of it all for an exchange of a few KiB, and what of that is the main thread's.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { openVault, type SealOutcome } from '../../extproc/vault/vault.ts';
import type { Segment } from '../../extproc/words/evidence.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';

export interface SealingNumbers {
  readonly megabytesPerSecond: number;
  readonly microsPerExchange: number;
  /** Of that, on the main thread. */
  readonly mainMicrosPerExchange: number;
}

const exchanges = 300;
const largeBytes = 64 * 1024 * 1024;

export async function benchSealing(): Promise<SealingNumbers> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-vault-'));
  const to = { recipients: [await identityToRecipient(await generateX25519Identity())], both: null };
  const vault = openVault({ folder, limits: { ...defaultLimits, sealInMemoryBytesMax: 2 ** 31 } });
  let number = 0;
  const seal = (segments: readonly Segment[]): Promise<SealOutcome> =>
    new Promise((resolve, reject) => {
      const facts = { exchange: `ex_${number++}`, side: 'response', policy: 'r', to, goneMs: Date.now() + 864e5 } as const;
      const sealing = vault.begin(facts, outcome => (outcome.kind === 'sealed' ? resolve(outcome) : reject(outcome.fault)));
      for (const segment of segments) sealing.add(segment);
      sealing.end();
    });
  try {
    await seal(answer);
    await Promise.all(Array.from({ length: 30 }, () => seal(answer)));
    const before = [process.cpuUsage(), process.threadCpuUsage()] as const;
    await Promise.all(Array.from({ length: exchanges }, () => seal(answer)));
    const [all, main] = [micros(process.cpuUsage(before[0])), micros(process.threadCpuUsage(before[1]))];
    const large = Array.from({ length: largeBytes / pieceBytes }, (): Segment => ({ kind: 'kept', bytes: piece }));
    const began = process.cpuUsage();
    await seal(large);
    const megabytesPerSecond = largeBytes / micros(process.cpuUsage(began));
    return { megabytesPerSecond, microsPerExchange: all / exchanges, mainMicrosPerExchange: main / exchanges };
  } finally {
    await vault.close();
    rmSync(folder, { recursive: true });
  }
}

const pieceBytes = 16 * 1024;
const piece = Buffer.alloc(pieceBytes, 'a line of an answer\n');

/** An answer of some KiB in which two places were masked. */
const answer: readonly Segment[] = [
  ...Array.from({ length: 40 }, (): Segment => ({ kind: 'kept', bytes: piece.subarray(0, 200) })),
  { kind: 'masked', original: piece.subarray(0, 20), delivered: piece.subarray(0, 12), group: 1, findings: [1] },
  { kind: 'kept', bytes: piece.subarray(0, 200) },
  { kind: 'masked', original: piece.subarray(0, 40), delivered: piece.subarray(0, 12), group: 2, findings: [2] },
];

function micros({ user, system }: NodeJS.CpuUsage): number {
  return user + system;
}
