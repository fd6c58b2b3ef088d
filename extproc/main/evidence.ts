// The part of the program that writes down what happens: the ledger, and what goes into it beside the exchanges themselves.
import { createHash } from 'node:crypto';
import { HoldNotes } from '../audit/hold-entries.ts';
import type { Config } from '../config/config.ts';
import type { LedgerTrouble, OpenLedger } from '../ledger/ledger.ts';
import { factsOf } from '../observe/faults.ts';
import type { Log } from '../observe/log.ts';
import type { PolicyEvent } from '../policy/store.ts';
import type { Recordings } from '../recording/ports.ts';
import { deleteOver } from '../vault/place.ts';
import { openVault } from '../vault/vault.ts';
import { canonicalJson } from '../words/canonical-json.ts';
import type { Recorder } from '../words/evidence.ts';
import type { Hold } from '../words/hold.ts';
import { fixedLimits } from '../words/limits.ts';
import { openLedgerOutlets } from './ledger.ts';
import { openRecordingRoom } from './recordings.ts';
import { sealingRecorder } from './sealing.ts';

const vaultSweepMs = 60 * 60_000;

export interface Evidence {
  readonly ledger: OpenLedger;
  /** Takes down what passes, and what it was before it was masked. */
  readonly recorder: Recorder;
  /** What was taken down, for auditors. */
  readonly recordings: Recordings;
  /** A hold changed. */
  holdChanged(hold: Hold): void;
  policyChanged(event: PolicyEvent): void;
  /** Once nothing happens any more. */
  close(): Promise<void>;
}

/** Throws ERR_LEDGER_… where the ledger is not what was written, or belongs to another process. */
export async function openEvidence(config: Config, log: Log): Promise<Evidence> {
  const holds = new HoldNotes(Date.now());
  const trouble = ({ what, why }: LedgerTrouble): void => log.event('ledger.failed', { what, why });
  const outlets = await openLedgerOutlets(
    config,
    { connections: config.connections.length, config_digest: digestOf(config) },
    trouble,
  );
  const { ledger } = outlets;
  const recording = await openRecordingRoom(config, ledger, log);
  const vault = openVault({ folder: config.data.vault, limits: config.limits });
  const vaultFailed = (exchange: string | null, cause: unknown): void =>
    log.event('vault.failed', { exchange, ...factsOf(cause) });
  const recorder = sealingRecorder({
    vault,
    inner: recording.recorder,
    ledger,
    choices: new Map(config.connections.map(({ name, seal }) => [name, seal])),
    keep: () => {},
    onLost: (exchange, _side, fault) => vaultFailed(exchange, fault),
  });
  const sweeping = setInterval(() => void sweep(), vaultSweepMs);
  sweeping.unref();

  /** Blobs go with the day on which they are over. */
  async function sweep(): Promise<void> {
    try {
      for (const name of await deleteOver(config.data.vault, Date.now()))
        ledger.append({ kind: 'recording.deleted', about: null, data: { original: name, reason: 'retention' } });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') vaultFailed(null, cause);
    }
  }

  return {
    ledger,
    recorder,
    recordings: recording.library,
    holdChanged(hold) {
      for (const entry of holds.hear(hold)) ledger.append(entry);
    },
    policyChanged(event) {
      if (event.kind === 'policy_loaded')
        ledger.append({
          kind: 'policy.loaded',
          about: null,
          data: { policy_revision: event.revision, topics: event.topics.slice(0, fixedLimits.entryPolicyTopicsMax) },
        });
      if (event.kind === 'policy_refused')
        ledger.append({
          kind: 'policy.refused',
          about: null,
          data: { code: event.code, problems: event.problems.length, kept_revision: event.keeping },
        });
    },
    async close() {
      await recording.close();
      clearInterval(sweeping);
      await vault.close();
      await outlets.close();
    },
  };
}

/** The configuration as it was read, defaults and all; it holds references to secrets, never one. */
function digestOf(config: Config): string | null {
  const text = canonicalJson(JSON.parse(JSON.stringify(config)), fixedLimits.configDepthMax);
  return text === null ? null : `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
