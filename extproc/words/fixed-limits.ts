// Bounds that can't be set in penstock.yaml: they hold before it has been read, or are between Penstock and its own files, databases and ledger.
// The others, and what goes for all, is in limits.ts.

const KiB = 1024;
const MiB = 1024 * KiB;

export const fixedLimits = {
  /** penstock.yaml itself. */
  configFileBytesMax: 1 * MiB,
  /** Nesting of penstock.yaml. */
  configDepthMax: 32,
  /** Uses of YAML anchors in penstock.yaml. */
  configAliasesMax: 64,
  /** A file that holds one secret: a key, a token, a database URL. */
  secretFileBytesMax: 64 * KiB,
  /** A list of who may sign in. */
  tokensFileBytesMax: 1 * MiB,
  /** The end of a child's log that is shown when it fails. */
  childLogTailBytesMax: 4 * KiB,
  /** A document of the store, as JSON: a hold with all its findings. */
  storeDocumentCharsMax: 8 * MiB,
  /** Sealed content of the store: a held answer with what stood before it. */
  storeContentBytesMax: 64 * MiB,
  /** Documents that the store gives at once. */
  storeItemsMax: 10_000,
  /** A text that a document is found by as a whole; of longer ones the digest is kept. */
  storeKeyCharsMax: 512,
  /** A text that is searched for in documents. */
  storeSearchCharsMax: 512,
  /** A database that another process keeps locked is waited for so long. */
  storeBusyMsMax: 5_000,
  /** A database's answer to one call, waiting included. */
  storeAnswerMsMax: 10_000,
  /** Calls that wait for the database at once. */
  storeCallsMax: 10_000,
  /** How often a SQLite file is looked at for changes by other processes. */
  storePollMs: 40,
  /** Why an original is opened. */
  openingReasonCharsMax: 4_000,
  /** From the record of an opening until the original must have been asked for. */
  openingTicketMsMax: 10 * 60_000,
  /** What is gathered of an original before it is handed to the thread that seals. */
  sealBatchBytesMax: 64 * KiB,
  /** What is gathered of a sealed original before it is written. */
  sealWriteBytes: 64 * KiB,
  /** What the sealing of one original takes beside: what the age format works on at once, twice where it is sealed twice, and what waits to be written. */
  sealOpenBytes: 256 * KiB,
  /** The header of a sealed original, its line break included. */
  sealHeaderBytesMax: 4 * KiB,
  /** Connections to PostgreSQL for statements; one more listens. */
  storeConnectionsMax: 8,
  /** Making one of them, or waiting until one is free. */
  storeConnectMsMax: 3_000,
  /** One that nobody uses is closed after so long. */
  storeIdleMsMax: 30_000,
  /** Bringing the tables of PostgreSQL up to date, waiting for other replicas included. */
  storeMigrationMsMax: 60_000,
  /** From a lost connection that listened to the next try, which doubles each time. */
  storeAgainMsMin: 50,
  storeAgainMsMax: 5_000,
  /** The connection that listens is asked so often whether it is still there. */
  storePulseMs: 10_000,
  /** Recordings that are written in one transaction. */
  recordingWritesAtOnceMax: 64,
  /** Their size, from which on no other is taken. */
  recordingWriteBytesMax: 8 * MiB,
  /** From a failed write of recordings to the next try, which doubles each time. */
  recordingAgainMsMin: 250,
  /** Recordings that are deleted at once. */
  recordingDeletesAtOnceMax: 100,
  /** Whoever deletes them has so long before another may try. */
  recordingClaimMs: 10 * 60_000,
  /** A word that a recording is found by; of longer ones the beginning counts. */
  recordingWordCharsMax: 64,
  /** Closing a database. */
  storeCloseMsMax: 3_000,
  /** One entry of the ledger, as canonical JSON. */
  ledgerEntryBytesMax: 32 * KiB,
  /** Nesting of an entry. */
  ledgerEntryDepthMax: 16,
  /** Findings that one entry tells; the rest is told by number and digest. */
  entryFindingsBytesMax: 16 * KiB,
  /** Another list in one entry, and one of names. */
  entryListBytesMax: 4 * KiB,
  entryNamesBytesMax: 2 * KiB,
  /** Masks or detectors that one entry tells. */
  entryItemsMax: 16,
  /** A text of others' making in an entry. */
  entryTextCharsMax: 256,
  /** Decisions of one exchange that have an entry each. */
  entryDecisionsMax: 64,
  /** Holds of which it is known what was told of them. */
  entryHoldsKnownMax: 50_000,
  /** Topics of a policy that one entry tells. */
  entryPolicyTopicsMax: 256,
  /** Entries that wait to be written, and their size together; over it they are lost, and counted. */
  ledgerWaitingMax: 50_000,
  ledgerWaitingBytesMax: 64 * MiB,
  /** What is written and synced at once. */
  ledgerBatchMax: 1_024,
  ledgerBatchBytesMax: 2 * MiB,
  /** From a failed write to the next try, which doubles each time. */
  ledgerAgainMsMin: 50,
  ledgerAgainMsMax: 2_000,
  /** Entries that are being written for longer than this close the ledger for exchanges that require a record. */
  ledgerStallMsMax: 2_000,
  /** What is still to be written when the ledger is closed is waited for so long. */
  ledgerCloseMsMax: 5_000,
  /** Checkpoints are signed so often while something is written, by time and by entries. */
  ledgerCheckpointMs: 1_000,
  ledgerCheckpointEntries: 4_096,
  /** Checkpoints within one segment that are kept; of a full one the last. */
  ledgerCheckpointsMax: 256,
  /** Records that are given at once. */
  ledgerPageMax: 1_000,
  /** What they are together; the first is given whatever its size. */
  ledgerPageBytesMax: 4 * MiB,
  /** Segments whose hashes are remembered for proofs. */
  ledgerSegmentsInMemoryMax: 16,
  /** Lines that wait for a place that copies of entries go to; over it they are dropped there, and counted. */
  ledgerSinkLinesMax: 10_000,
} as const satisfies Record<string, number>;
