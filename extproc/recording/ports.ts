// What the recording room needs of others, and what it offers them. The store fills in where recordings are kept; main.ts puts them together.
import type { TapeEnd, TapeFacts } from '../words/evidence.ts';
import type { Side } from '../words/finding.ts';

/** An exchange as it is kept beside its recording: facts that it is found by and shown with. */
export interface RecordedExchange extends Omit<TapeFacts, 'exchange' | 'beganMs'> {
  /** `ex_…` */
  readonly id: string;
  /** When it began. */
  readonly createdMs: number;
  /** When retention deletes it. */
  readonly goneMs: number;
  /** Null while it runs, and for good where the process ended before the exchange did. */
  readonly end: RecordingEnd | null;
}

export interface RecordingEnd extends TapeEnd {
  /** How many the recording has; one that is missing was lost on the way. */
  readonly parts: number;
  /** Pieces that were taken down. */
  readonly pieces: number;
  readonly bytes: Readonly<Record<Side, number>>;
  /** More came than was taken down. */
  readonly isCut: boolean;
  /** `sha256:…` of the SHA-256 of each part's frames, in their order; of nothing where one was lost. */
  readonly digest: string | null;
}

/** Compressed and sealed before it comes to the store. */
export interface RecordingPart {
  readonly number: number;
  readonly sealed: Uint8Array;
  /** Keyed tags of what it is found by, each once; the store can tell nothing from them but which are equal. */
  readonly tags: readonly string[];
}

/** One step of keeping an exchange: the same step twice is one. */
export interface RecordingWrite {
  readonly exchange: RecordedExchange;
  readonly part: RecordingPart;
}

/** Which exchanges; newest first. Null: any. */
export interface ExchangeFilter {
  readonly session: string | null;
  readonly grant: string | null;
  readonly connection: string | null;
  readonly principal: string | null;
  readonly decision: string | null;
  readonly createdAfterMs: number | null;
  readonly createdBeforeMs: number | null;
}

/** Beside it, tags: each list must be there whole in one part of the recording. */
export interface TaggedFilter extends ExchangeFilter {
  readonly tags: readonly (readonly string[])[];
}

/** As auditors ask. */
export interface ExchangeSearch extends ExchangeFilter {
  readonly detector: string | null;
  readonly tool: string | null;
  readonly hold: string | null;
  /** Words that stand in what was delivered. */
  readonly text: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; null at the end. Opaque to clients. */
  readonly next: string | null;
}

/** `session`: as the caller named it, else principal and UTC day. `grant`: what one permission was used for. */
export type SessionKind = 'session' | 'grant';

export interface RecordedSession {
  readonly id: string;
  readonly kind: SessionKind;
  readonly principal: string;
  readonly namespace: string | null;
  /** When the exchange began that was kept first. */
  readonly createdMs: number;
}

/** A session with what is kept of it at the moment. */
export interface SessionSummary extends RecordedSession {
  readonly firstMs: number;
  readonly lastMs: number;
  readonly exchanges: number;
  readonly tokens: number;
  readonly connections: readonly string[];
  /** How many exchanges ended how; those that run are counted nowhere here. */
  readonly decisions: Readonly<Record<string, number>>;
}

/** Every call may reject with a Fault `ERR_STORE_…`. */
export interface RecordingStore {
  /** All of it or nothing. An exchange that has ended is not replaced by its beginning. */
  keep(writes: readonly RecordingWrite[]): Promise<void>;
  get(id: string): Promise<RecordedExchange | null>;
  /** In their order. */
  parts(id: string): Promise<readonly Pick<RecordingPart, 'number' | 'sealed'>[]>;
  list(filter: TaggedFilter, cursor: string | null, itemsMax: number): Promise<Page<RecordedExchange>>;
  sessions(kind: SessionKind, filter: TaggedFilter, cursor: string | null, itemsMax: number): Promise<Page<SessionSummary>>;
  session(id: string): Promise<SessionSummary | null>;
  /** Exchanges whose time is over, for this caller alone until `claimedUntilMs`. */
  claim(nowMs: number, claimedUntilMs: number, itemsMax: number): Promise<readonly RecordedExchange[]>;
  /** With all that is kept of them; sessions that have none left go too. */
  remove(ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** A piece as it left. */
export interface ReplayPiece {
  readonly atMs: number;
  readonly side: Side;
  /** In base64. */
  readonly bytes: string;
  /** What of it people read, in the order of the texts. */
  readonly texts: readonly PieceText[];
}

/** What a piece brought of a text. */
export interface PieceText {
  /** Which of the replay's texts. */
  readonly of: number;
  readonly text: string;
}

/** A text that people read. */
export interface ReplayText {
  readonly side: Side;
  readonly channel: string;
  readonly kind: 'text' | 'reasoning' | 'tool_call' | 'other';
  /** Of a tool call. */
  readonly name: string | null;
  /** What looks masked in it; places in UTF-16 units of all that its pieces brought. */
  readonly masks: readonly { readonly start: number; readonly end: number; readonly detector: string }[];
}

/** A recording as it is replayed. */
export interface Replay {
  readonly exchange: string;
  /** False: the exchange runs, parts are missing, or more came than was taken down. */
  readonly isWhole: boolean;
  /** Sides whose content could be read as texts; of others there are bytes alone. */
  readonly read: readonly Side[];
  readonly texts: readonly ReplayText[];
  readonly pieces: readonly ReplayPiece[];
}

/** What the admin room and the command line work with. */
export interface Recordings {
  list(search: ExchangeSearch, cursor: string | null, itemsMax: number): Promise<Page<RecordedExchange>>;
  get(id: string): Promise<RecordedExchange | null>;
  /** A `Replay` as JSON, made off the main thread; null: there is none. */
  replay(exchange: RecordedExchange): Promise<Uint8Array | null>;
  sessions(kind: SessionKind, search: ExchangeSearch, cursor: string | null, itemsMax: number): Promise<Page<SessionSummary>>;
  session(id: string): Promise<SessionSummary | null>;
}

/** A recording that retention deleted, for the ledger. */
export interface DeletedRecording {
  readonly exchange: RecordedExchange;
  readonly atMs: number;
  readonly reason: 'retention';
}

/** How recording goes, since the start. */
export interface RecordingFigures {
  /** Written whole. */
  readonly kept: number;
  /** Written, and marked as cut. */
  readonly cut: number;
  /** Parts that could not be written. */
  readonly lost: number;
  readonly deleted: number;
  readonly bytesInMemory: number;
}
