// What the ledger costs: entries of 1,000 exchanges a second appended at their pace, with the thread and a real disk, and the check of many records. CPU time
// of the whole process, threads included; waits by the clock, for those are what an exchange waits.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signerOf, verifierKey } from '../../extproc/audit/log/note.ts';
import { realDisk } from '../../extproc/ledger/disk.ts';
import { segmentLeaves } from '../../extproc/ledger/format.ts';
import { openLedger } from '../../extproc/ledger/ledger.ts';
import { Log } from '../../extproc/ledger/log.ts';
import { check } from '../../extproc/verify/check.ts';
import { folderSource } from '../../extproc/verify/folder.ts';
import { canonicalJson } from '../../extproc/words/canonical-json.ts';
import type { EntryDraft } from '../../extproc/words/evidence.ts';
import { Secret } from '../../extproc/words/secret.ts';
import { ulid } from '../../extproc/words/ulid.ts';
import { quantile } from './quantile.ts';

export interface LedgerBench {
  readonly exchangesPerSecond: number;
  /** Of the whole process, for an exchange's three entries. */
  readonly microsPerExchange: number;
  /** Of the main thread, for them. */
  readonly mainMicrosPerExchange: number;
  /** From the append to the word that it is kept. */
  readonly durableMsP50: number;
  readonly durableMsP99: number;
  readonly lost: number;
  readonly verifySecondsPerMillion: number;
  readonly bytesPerRecord: number;
}

const exchangesPerSecond = 1_000;
const seconds = 4;
const tickMs = 5;
const verified = 100_000;

export async function benchLedger(): Promise<LedgerBench> {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-bench-'));
  try {
    return { exchangesPerSecond, ...(await append(folder)), ...(await verify(join(folder, 'verified'))) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As an exchange with one finding has them: began, decision, ended. */
function entriesOf(exchange: string): readonly EntryDraft[] {
  const facts = {
    connection: 'chatgpt',
    principal: 'spiffe://cluster.local/ns/team-a/sa/app',
    session: exchange.replace('ex_', 'se_'),
    policy_revision: 'r1 sha256:5f0c2a9b7a6e',
  };
  const finding = { detector: 'aws-access-key', path: 'choices[0].delta.content', fingerprint: 'b0'.repeat(16), length: 20 };
  return [
    {
      kind: 'exchange.began',
      about: exchange,
      data: { ...facts, method: 'POST', path: '/v1/chat/completions', model: 'gpt-4o' },
    },
    { kind: 'decision', about: exchange, data: { point: 'finding', finding, masks: [{ finding: 1, with: 'placeholder' }] } },
    {
      kind: 'exchange.ended',
      about: exchange,
      data: {
        ...facts,
        status: 200,
        decision: 'mask',
        bytes_in: 812,
        bytes_out: 40_213,
        came: 'aa'.repeat(32),
        left: 'bb'.repeat(32),
      },
    },
  ];
}

async function append(folder: string) {
  const ledger = await openLedger({
    place: { folder: join(folder, 'ledger'), keyFile: join(folder, 'keys', 'ledger.key'), origin: null, deploymentKeyFile: null },
    now: Date.now,
    chance: randomBytes,
    started: {},
    copies: [],
    onCheckpoint: () => {},
    onTrouble: ({ what, why }) => process.stderr.write(`ledger: ${what} ${why}\n`),
  });
  const waits: number[] = [];
  const exchange = (): void => {
    for (const entry of entriesOf(ulid('ex', Date.now(), randomBytes(10)))) {
      const began = performance.now();
      ledger.append(entry, outcome => outcome === 'durable' && waits.push(performance.now() - began));
    }
  };
  const before = process.cpuUsage();
  const mainBefore = process.threadCpuUsage();
  const began = performance.now();
  for (let made = 0; made < exchangesPerSecond * seconds; ) {
    await new Promise(resolve => setTimeout(resolve, tickMs));
    const due = Math.min(exchangesPerSecond * seconds, Math.floor(((performance.now() - began) / 1000) * exchangesPerSecond));
    for (; made < due; made++) exchange();
  }
  const main = process.threadCpuUsage(mainBefore);
  const all = process.cpuUsage(before);
  await ledger.close();
  const exchanges = exchangesPerSecond * seconds;
  return {
    microsPerExchange: (all.user + all.system) / exchanges,
    mainMicrosPerExchange: (main.user + main.system) / exchanges,
    durableMsP50: quantile(waits, 0.5),
    durableMsP99: quantile(waits, 0.99),
    lost: ledger.figures.lost,
  };
}

async function verify(folder: string) {
  const signer = signerOf('penstock/bench', new Secret(randomBytes(32)));
  const log = new Log({ folder, signer, disk: realDisk, leaves: segmentLeaves });
  let bytes = 0;
  for (let made = 0; made < verified; made += 1_500) {
    const drafts = Array.from({ length: 500 }, () => entriesOf(ulid('ex', made, randomBytes(10)))).flat();
    const entries = drafts.map(draft => {
      const time_ms = 1_795_500_000_000 + made;
      return canonicalJson({ version: 1, id: ulid('re', time_ms, randomBytes(10)), time_ms, ...draft }, 16)!;
    });
    bytes += entries.reduce((sum, entry) => sum + entry.length, 0);
    log.append(entries);
  }
  log.sign();
  log.close();
  const before = process.cpuUsage();
  const verdict = await check(folderSource(folder), { key: verifierKey(signer), published: [] });
  const { user, system } = process.cpuUsage(before);
  if (verdict.kind === 'unsound') throw new Error(verdict.problem);
  return { verifySecondsPerMillion: (user + system) / verdict.size, bytesPerRecord: bytes / verdict.size };
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(await benchLedger(), null, 2)}\n`);
