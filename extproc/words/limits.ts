// Every buffer, queue, wait and depth of the program has its bound here, with its unit at the end of its name.
// Passing one is a block (or a refused config), never a silent cut. penstock.yaml may set each under `limits`.

export { fixedLimits } from './fixed-limits.ts';

const KiB = 1024;
const MiB = 1024 * KiB;

export const defaultLimits = {
  /** A request's body, kept whole until it is decided on. */
  requestBodyBytesMax: 16 * MiB,
  /** A response that is one JSON document, kept whole until it is decided on. */
  jsonBodyBytesMax: 16 * MiB,
  /** One event of a stream, from its first byte to its empty line. */
  sseEventBytesMax: 1 * MiB,
  /** One line of NDJSON. */
  ndjsonLineBytesMax: 1 * MiB,
  /** One element of a JSON list that comes as a stream, with what stands before it. */
  arrayElementBytesMax: 1 * MiB,
  /** One message of Amazon's binary event stream. */
  eventStreamMessageBytesMax: 1 * MiB,
  /** The headers of one such message. */
  eventStreamHeaderBytesMax: 32 * KiB,
  /** Parts of a form. */
  formPartsMax: 128,
  /** The headers of one part of a form. */
  formPartHeadBytesMax: 4 * KiB,
  /** What a stream keeps back in all: events that wait for a secret's end or for a tool call. */
  heldBackBytesMax: 4 * MiB,
  /** One tool call's arguments. */
  toolCallBytesMax: 1 * MiB,
  /** A line of fenced code that waits for its end. */
  codeLineBytesMax: 64 * KiB,
  /** A fenced block that waits for its end, where the plan says `{"code": "block"}`. */
  codeBlockBytesMax: 512 * KiB,
  /** A code risk outside of fences that is longer is told without its value: nothing waits for it, so its beginning has left. */
  signalBytesMax: 1 * KiB,
  /** Nesting of a JSON document. */
  jsonDepthMax: 128,
  /** Distinct places in the JSON of one body that are remembered; others cost a little more. */
  jsonPlacesMax: 4096,
  /** Keys of one JSON document that are not remembered: each costs as much as a hundred bytes. */
  jsonStrayKeysMax: 256 * KiB,
  /** Strings of one JSON document that belong to texts in pieces: tokens, arguments, deltas. */
  jsonPiecesMax: 128 * KiB,
  /** Texts that one exchange carries side by side. */
  channelsMax: 1024,
  /** Texts of one stream that are over, which are remembered: none of them may go on. */
  endedTextsMax: 64 * KiB,
  /** Findings that a policy sees in one document; the rest is counted. */
  findingsInInputMax: 64,
  /** Distinct findings that one exchange may have before it is blocked. */
  findingsMax: 4096,
  /** Places of base64 that passed unscanned, each with a line of its own in the record; the rest is told together. */
  unscannedInRecordMax: 64,
  /** Hosts that are told of one line of code or one tool call; the rest become one name that belongs to nobody. */
  destinationsMax: 32,
  /** Decompressed size over compressed size, once past the first MiB. */
  inflateRatioMax: 200,
  /** Decompressed size in all. */
  inflateBytesMax: 256 * MiB,
  /** Header names and values of one message. */
  headerBytesMax: 256 * KiB,
  /** One message of Envoy's. */
  wireMessageBytesMax: 16 * MiB,
  /** The body in one message to Envoy; longer ones are sent in several. */
  wireBodyBytesMax: 64 * KiB,
  /** A failed stream's status waits so long for Envoy to read it; then the stream is reset. */
  wireFailMsMax: 1_000,
  /** Envoy ends a stream by a half close and a reset: a half close waits so long for the reset before it counts as one. */
  wireHalfCloseMsMax: 100,
  /** One policy decision; what comes later is a block. */
  policyEvalMsMax: 100,
  /** Memory of one policy instance, in pages of 64 KiB. */
  policyMemoryPagesMax: 256,
  /** Rules of one kind (blocks, holds, masks, observed) in one decision. */
  policyRulesMax: 256,
  /** A bundle, unpacked. */
  policyBundleBytesMax: 64 * MiB,
  /** Files of a bundle. */
  policyBundleFilesMax: 1000,
  /** Trying out a bundle before it is used. */
  policyAdmissionMsMax: 10_000,
  /** From the last change of a bundle's files to its being read. */
  policyReloadQuietMs: 250,
  /** Approvers that one hold may name. */
  holdApproversMax: 64,
  /** Approvals that one hold may ask for. */
  holdQuorumMax: 16,
  /** How long a hold may wait. */
  holdTtlMsMax: 30 * 24 * 60 * 60_000,
  /** What a hold keeps back of one answer or request. */
  heldBytesMax: 8 * MiB,
  /** What is kept of a stream that goes on, so that people can read a hold from before its beginning. */
  heldBeforeBytesMax: 1 * MiB,
  /** What all exchanges together keep of streams for that; over it holds are shown without it. */
  heldBeforeInMemoryBytesMax: 256 * MiB,
  /** From a hold's expiry until the news of it must be there. */
  holdNewsMsMax: 30_000,
  /** A request's JSON that is known again however it is spelled; a longer one is known by its bytes. */
  requestKeyDocumentBytesMax: 256 * KiB,
  /** Holds that wait for people, in all. */
  holdsPendingMax: 10_000,
  /** Holds of one principal that wait for people. */
  holdsPendingPerPrincipalMax: 100,
  /** A client that has not got a head yet waits so long; then it is told to come back. Node's fetch gives up at 300 s. */
  holdHeadMsMax: 240_000,
  /** From one comment to the next in a stream of events that is held. */
  holdCommentMs: 15_000,
  /** When a client that is told to come back may do so. */
  holdRetryMs: 5_000,
  /** How long a released answer can be fetched. */
  holdFetchMsMax: 60 * 60_000,
  /** An answer that a client began to fetch and did not take whole may be fetched again after so long. */
  holdClaimMs: 60_000,
  /** Texts that an approver replaces in one edit. */
  holdEditsMax: 256,
  /** Versions of one held content that edits make. */
  holdRevisionsMax: 32,
  /** For how long the like of an approved hold may pass. */
  holdRememberMsMax: 24 * 60 * 60_000,
  /** Tries of one change to a hold that others change at the same moment, or while the store fails; each waits longer than the one before. */
  holdTriesMax: 8,
  /** Holds that end by time and are ended in the store at once. */
  holdChangesAtOnceMax: 64,
  /** From one look to the next at a store that could not be reached. */
  holdResyncMs: 1_000,
  /** From one search to the next for held content and holds whose time is over. */
  holdSweepMs: 60_000,
  /** Holds of the last hour whose waiting times are known. */
  holdFiguresMax: 10_000,
  /** Texts, names and values of one held body that people are shown one by one; one with more is shown as it is written. */
  readingTextsMax: 250_000,
  /** An approver's reason. */
  holdReasonCharsMax: 4_000,
  /** How long holds that ended are listed. */
  holdKeptMsMax: 30 * 24 * 60 * 60_000,
  /** Items of one plan. */
  planItemsMax: 1024,
  /** Plans whose scanners are kept ready. */
  scannersMax: 32,
  /** Patterns of the user's own in one plan. */
  planPatternsMax: 256,
  /** One pattern of the user's own. */
  patternBytesMax: 1 * KiB,
  /** States of one pattern's automaton. */
  patternStatesMax: 10_000,
  /** One count of a repeat in a pattern. */
  patternRepeatMax: 1_000,
  /** Nesting of a pattern's groups. */
  patternDepthMax: 64,
  /** A match of a pattern without a longest one counts as found after so many bytes, where its detector doesn't say otherwise. */
  matchCommitBytes: 256,
  /** Runs of one detector's automaton side by side in one text; over it the earliest counts as found. */
  detectorRunsMax: 128,
  /** Places in one text where a match of one detector may begin and that are undecided; likewise. */
  detectorStartsMax: 1_024,
  /** What must stand right before a pattern. */
  leadBytesMax: 256,
  /** A run before a pattern that belongs to the match. */
  lookBackBytesMax: 256,
  /** Text before an encoded character that is read again with it: what a match had begun with longer ago goes on unseen. */
  decodedLookBackBytesMax: 4 * KiB,
  /** States that one pattern's automaton remembers; over it all are forgotten and found again. */
  automatonStatesKept: 4_096,
  /** States that the automaton which finds the beginnings of matches remembers, for one scanner; likewise. */
  triggerStatesKept: 16_384,
  /** From an exchange's first message to its last. */
  exchangeMsMax: 30 * 60_000,
  /** From one message of an exchange to the next, in either direction. */
  exchangeIdleMsMax: 10 * 60_000,
  /** Looking through what one message brought, policies' words included; all others wait meanwhile. Well below the stall. */
  turnMsMax: 1_000,
  /** A main thread that does nothing for so long is ended by the watchdog. */
  stallMsMax: 2_000,
  /** Running exchanges' time to end after SIGTERM. */
  drainMsMax: 30_000,
  /** What all exchanges together keep of bodies: requests and answers that are decided on whole, streams that wait. */
  bodiesInMemoryBytesMax: 1024 * MiB,
  /** Sessions whose use is remembered, the last used ones. */
  sessionsInMemoryMax: 10_000,
  /** Exchanges at once. */
  exchangesMax: 10_000,
  /** An entry of the ledger that an exchange waits for; later it counts as lost. */
  ledgerAnswerMsMax: 5_000,
  /** Originals on their way into the vault, in all; over it the next one's is lost, and said to be. */
  sealInMemoryBytesMax: 512 * MiB,
  /** Stretches of one original: kept and masked places in turn. */
  sealSegmentsMax: 256 * KiB,
  /** What is recorded of one exchange, both sides together; over it the recording is marked as cut. */
  recordingBytesMax: 16 * MiB,
  /** Pieces of one recording; likewise. */
  recordingPiecesMax: 100_000,
  /** What is gathered of an exchange before it is packed and written. */
  recordingPartBytesMax: 1 * MiB,
  /** Recordings that are gathered, packed or wait for the store, in all; over it they are cut. */
  recordingsInMemoryBytesMax: 256 * MiB,
  /** Distinct words by which one part of a recording is found. */
  recordingWordsMax: 16_384,
  /** Tries to write recordings while the store fails; each waits longer than the one before. */
  recordingTriesMax: 6,
  /** From one search to the next for recordings whose time is over. */
  recordingSweepMs: 60_000,
  /** A request to the admin port. */
  adminBodyBytesMax: 1 * MiB,
  /** From the first byte of such a request to its last. */
  adminRequestMsMax: 30_000,
  /** Requests of one address to the admin port. */
  adminRequestsPerMinuteMax: 600,
  /** Attempts of one address to sign in. */
  adminSignInsPerMinuteMax: 20,
  /** A browser's session. */
  adminSessionMsMax: 8 * 60 * 60_000,
  /** Those who listen for holds at once. */
  adminEventStreamsMax: 1_000,
  /** For how long one listens before it has to come back, and so to show again who it is. */
  adminEventsMsMax: 60 * 60_000,
  /** News that one does not take. */
  adminEventsWaitingBytesMax: 4 * MiB,
} as const satisfies Record<string, number>;

export type Limits = { readonly [name in keyof typeof defaultLimits]: number };
