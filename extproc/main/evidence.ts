// The part of the program that writes down what happens: the ledger, and what goes into it beside the exchanges themselves.
import { createHash } from 'node:crypto';
import { HoldNotes } from '../audit/hold-entries.ts';
import type { Config } from '../config/config.ts';
import type { LedgerTrouble, OpenLedger } from '../ledger/ledger.ts';
import type { Log } from '../observe/log.ts';
import type { PolicyEvent } from '../policy/store.ts';
import { canonicalJson } from '../words/canonical-json.ts';
import type { Hold } from '../words/hold.ts';
import { fixedLimits } from '../words/limits.ts';
import { openLedgerOutlets } from './ledger.ts';

export interface Evidence {
  readonly ledger: OpenLedger;
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
  return {
    ledger,
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
    close: () => outlets.close(),
  };
}

/** The configuration as it was read, defaults and all; it holds references to secrets, never one. */
function digestOf(config: Config): string | null {
  const text = canonicalJson(JSON.parse(JSON.stringify(config)), fixedLimits.configDepthMax);
  return text === null ? null : `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
