// Seals what a recorder is told of originals: a tape's original goes into the vault, the tape on to whoever records, and what became of it into the
// ledger. One side of an exchange is one sealed original.
import type { SealChoice } from '../config/config.ts';
import type { ToldSegment } from '../proof/account.ts';
import { originalSealed } from '../proof/proof.ts';
import type { Sealing } from '../vault/gathered.ts';
import type { SealOutcome, Vault } from '../vault/vault.ts';
import type { Ledger, Recorder, Tape, TapeFacts } from '../words/evidence.ts';
import type { Fault } from '../words/fault.ts';
import type { Side } from '../words/finding.ts';

export interface SealingSetting {
  readonly vault: Vault;
  /** Who records beside. */
  readonly inner: Recorder;
  readonly ledger: Pick<Ledger, 'append'>;
  /** By connection; absent or null: nothing of it is sealed. */
  readonly choices: ReadonlyMap<string, SealChoice | null>;
  /** Keeps what a proof takes beside the delivered content, where the recording is, for as long as that. */
  readonly keep: (exchange: string, side: Side, segments: readonly ToldSegment[]) => void;
  /** Must not throw. */
  readonly onLost: (exchange: string, side: Side, fault: Fault) => void;
}

const dayMs = 24 * 60 * 60_000;

export function sealingRecorder(setting: SealingSetting): Recorder {
  return {
    begin(facts) {
      const tape = setting.inner.begin(facts);
      const choice = facts.seals ? (setting.choices.get(facts.connection) ?? null) : null;
      return choice === null ? tape : new SealingTape(tape, facts, choice, setting);
    },
  };
}

class SealingTape implements Tape {
  readonly #tape: Tape;
  readonly #facts: TapeFacts;
  readonly #choice: SealChoice;
  readonly #setting: SealingSetting;
  readonly #sealings = new Map<Side, Sealing>();

  constructor(tape: Tape, facts: TapeFacts, choice: SealChoice, setting: SealingSetting) {
    this.#tape = tape;
    this.#facts = facts;
    this.#choice = choice;
    this.#setting = setting;
  }

  delivered(...told: Parameters<Tape['delivered']>): void {
    this.#tape.delivered(...told);
  }

  original(...told: Parameters<Tape['original']>): void {
    const [side, segment] = told;
    this.#tape.original(...told);
    const sealing = this.#sealings.get(side) ?? this.#begin(side);
    this.#sealings.set(side, sealing);
    sealing.add(segment);
  }

  end(...told: Parameters<Tape['end']>): void {
    for (const sealing of this.#sealings.values()) sealing.end();
    this.#tape.end(...told);
  }

  #begin(side: Side): Sealing {
    const { exchange, policyRevision: policy, beganMs } = this.#facts;
    const { recipients, both, days } = this.#choice;
    const facts = { exchange, side, policy, to: { recipients, both }, goneMs: beganMs + days * dayMs };
    return this.#setting.vault.begin(facts, outcome => this.#note(side, outcome));
  }

  #note(side: Side, outcome: SealOutcome): void {
    const { exchange, policyRevision: policy } = this.#facts;
    if (outcome.kind === 'lost') return this.#setting.onLost(exchange, side, outcome.fault);
    const { name, digest, size, root, segments } = outcome;
    this.#setting.keep(exchange, side, segments);
    this.#setting.ledger.append(originalSealed({ exchange, side, policy, name, digest, size, root, segments: segments.length }));
  }
}
