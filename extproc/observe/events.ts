// The names of all log events, with the fields that each may have. Nothing else can be logged: what is not declared here does not
// compile, and would be left out at run time too. So no log line can carry a payload, whatever an error or a caller brings along.

export type Level = 'info' | 'warn' | 'error';

/** `text` is for names, ids, codes, addresses and our own sentences; `count` for numbers with a unit in the name; `flag` for yes and no. */
export type FieldKind = 'text' | 'count' | 'flag';

interface EventShape {
  readonly level: Level;
  readonly fields: Readonly<Record<string, FieldKind>>;
}

export const logEvents = {
  /** The server takes streams. */
  'server.listening': {
    level: 'info',
    fields: { address: 'text', connections: 'count', policy_revision: 'text' },
  },
  /** A signal came: no new streams, the running ones may end. */
  'server.draining': { level: 'info', fields: { signal: 'text', exchanges: 'count', wait_ms_max: 'count' } },
  'server.stopped': { level: 'info', fields: { uptime_ms: 'count' } },
  /** The connection to Envoy or a stream on it failed. */
  'wire.failed': { level: 'warn', fields: { code: 'text', where: 'text' } },
  /** Keys of penstock.yaml that were set and do nothing yet. */
  'config.idle': { level: 'warn', fields: { keys: 'text' } },
  'policy.loaded': { level: 'info', fields: { policy_revision: 'text', topics: 'count', source: 'text' } },
  /** A new bundle was refused; the last good one stays in use. */
  'policy.refused': { level: 'error', fields: { code: 'text', reason: 'text', source: 'text', kept_revision: 'text' } },
  /** A decision was missing, late, odd or broken, and became a block. */
  'policy.failed': { level: 'error', fields: { code: 'text', point: 'text', reason: 'text' } },
  /** The audit record could not be written. */
  'audit.failed': { level: 'error', fields: { exchange: 'text', code: 'text', where: 'text' } },
  /** Entries of the ledger can't be kept, or what was written is not what is found. */
  'ledger.failed': { level: 'error', fields: { what: 'text', why: 'text' } },
  /** People can sign in. */
  'admin.listening': { level: 'info', fields: { address: 'text', store: 'text' } },
  /** A request to the admin port could not be answered. */
  'admin.failed': { level: 'error', fields: { request: 'text', route: 'text', code: 'text', where: 'text' } },
  /** Something about a hold went wrong that is nobody's answer: the store, a listener, a policy. */
  'holds.failed': { level: 'error', fields: { what: 'text', hold: 'text', code: 'text', where: 'text' } },
  /** A webhook was told of a hold in vain, and won't be told again. */
  'notify.dead': { level: 'warn', fields: { target: 'text', hold: 'text', occasion: 'text', attempts: 'count', why: 'text' } },
  /** A recording, or a part of one, could not be kept or deleted; the exchange did not wait for it. */
  'recording.failed': { level: 'error', fields: { exchange: 'text', code: 'text', where: 'text' } },
  /** An original was not sealed, or what is over not deleted; the exchange did not wait for it. */
  'vault.failed': { level: 'error', fields: { exchange: 'text', code: 'text', where: 'text' } },
  /** Something that should not have happened. */
  fault: { level: 'error', fields: { code: 'text', blame: 'text', reason: 'text', where: 'text', exchange: 'text' } },
  'watchdog.started': { level: 'info', fields: { stall_ms_max: 'count' } },
} as const satisfies Record<string, EventShape>;

export type EventName = keyof typeof logEvents;

interface Kinds {
  readonly text: string;
  readonly count: number;
  readonly flag: boolean;
}

/** Any of the declared fields; null where there is nothing to say. */
export type Fields<Name extends EventName> = {
  readonly [field in keyof (typeof logEvents)[Name]['fields']]?:
    | Kinds[(typeof logEvents)[Name]['fields'][field] & FieldKind]
    | null;
};
