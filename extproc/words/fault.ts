// A fault: something that should not have happened, thrown, with a stable code and whose fault it is.
// Outcomes that are part of the work (a bad config, an undecided policy) are returned as values instead.

/** Whose fault it is: the other side of a connection, the code that called, the world (disk, network), or a bug of ours. */
export type Blame = 'peer' | 'caller' | 'world' | 'bug';

/** Stable codes. Tests and operators rely on them: add, never rename. */
const blameOf = {
  ERR_WIRE_MALFORMED: 'peer',
  ERR_WIRE_MODE: 'caller',
  ERR_WIRE_ORDER: 'peer',
  ERR_WIRE_LISTEN: 'world',
  ERR_WIRE_ANSWER: 'bug',
  ERR_WIRE_OVERLOAD: 'world',
  ERR_EXCHANGE_STATE: 'bug',
  ERR_PATTERN_SYNTAX: 'caller',
  ERR_PATTERN_SIZE: 'caller',
  ERR_POLICY_BUNDLE: 'caller',
  ERR_POLICY_SOURCE: 'caller',
  ERR_POLICY_EVALUATION: 'caller',
  ERR_POLICY_RESULT_SHAPE: 'caller',
  ERR_HOLD_CONTENT: 'world',
  ERR_HOLD_CONFLICT: 'world',
  ERR_HOLD_BUSY: 'world',
  ERR_CONFIG_INVALID: 'caller',
  ERR_SETUP: 'world',
  ERR_ADMIN_LISTEN: 'world',
  ERR_LEDGER_KEY: 'caller',
  ERR_LEDGER_NOTE: 'bug',
  ERR_LEDGER_TAKEN: 'caller',
  ERR_LEDGER_BROKEN: 'world',
  ERR_LEDGER_FAILED: 'world',
  ERR_VAULT_BEHIND: 'world',
  ERR_VAULT_FAILED: 'world',
  ERR_VAULT_CONTENT: 'caller',
  ERR_PROOF_SHAPE: 'caller',
  ERR_RECORDING_FAILED: 'world',
  ERR_SECRET_UNREADABLE: 'world',
  ERR_STORE_ASK: 'caller',
  ERR_STORE_CONTENT: 'caller',
  ERR_STORE_CLOSED: 'bug',
  ERR_STORE_FAILED: 'world',
  ERR_STORE_NEWER: 'world',
} as const satisfies Record<string, Blame>;

export type FaultCode = keyof typeof blameOf;

/** Carries a stable code. The message says what was seen, what was wanted and the remedy, and never a byte of payload. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly blame: Blame;

  constructor(code: FaultCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'Fault';
    this.code = code;
    this.blame = blameOf[code];
  }
}
