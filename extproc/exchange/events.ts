// What an exchange hears and what it says. wire turns Envoy's messages into these events and these answers into
// Envoy's messages; nothing here knows protobuf or gRPC.
import type { EntryDraft } from '../words/evidence.ts';
import type { Side } from '../words/finding.ts';
import type { HeldContent, HoldAsk, HoldNews, Opening, Redemption } from '../words/hold.ts';

/** Names lower case, in order of arrival, pseudo headers included; values one byte a character (latin1). */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** What Envoy tells beside the headers: its attributes by name, and the stream's gRPC metadata. */
export interface StreamFacts {
  readonly attributes: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A message of Envoy's. Bodies are only lent: they may be kept, and are never written to. */
export type Arrival =
  | { readonly kind: 'request_headers'; readonly headers: HeaderList; readonly endOfStream: boolean }
  | { readonly kind: 'request_body'; readonly body: Buffer; readonly endOfStream: boolean }
  | { readonly kind: 'request_trailers'; readonly trailers: HeaderList }
  | { readonly kind: 'response_headers'; readonly headers: HeaderList; readonly endOfStream: boolean }
  | { readonly kind: 'response_body'; readonly body: Buffer; readonly endOfStream: boolean }
  | { readonly kind: 'response_trailers'; readonly trailers: HeaderList };

/** Why the stream is over without an answer that ended it. */
export type Ending =
  /** Envoy or the client let go: the normal end of most streams. */
  | { readonly kind: 'cancelled' }
  /** Envoy half-closed before the final answer. */
  | { readonly kind: 'half_closed' };

/** Something of our own that happened: a wait ended. */
export type Waking =
  | { readonly kind: 'deadline'; readonly which: 'exchange' | 'idle' | 'people' }
  /** A decoder that stands before the exchange gave up. */
  | { readonly kind: 'undecodable'; readonly side: BodySide; readonly why: 'broken' | 'bomb' };

/** What comes of asking people. */
export type Hearing =
  | { readonly kind: 'hold_opened'; readonly side: Side; readonly hold: string }
  | { readonly kind: 'hold_unopened'; readonly code: Extract<Opening, { kind: 'refused' }>['code'] }
  | { readonly kind: 'hold_news'; readonly side: Side; readonly news: HoldNews }
  | { readonly kind: 'redeemed'; readonly answer: Redemption }
  /** The time that was asked for by `wake` is over. */
  | { readonly kind: 'woke' }
  /** The program is about to end: nobody can be waited for here any more. */
  | { readonly kind: 'draining' };

/** An entry of this number is kept for good, or is not: it was lost, or took longer than is waited for. */
export interface Journaled {
  readonly kind: 'journaled';
  readonly number: number;
  readonly outcome: 'durable' | 'lost';
}

export type ExchangeEvent = Arrival | Ending | Waking | Hearing | Journaled;

/** Set overwrites; names in `remove` go first. */
export interface HeaderMutation {
  readonly set: HeaderList;
  readonly remove: readonly string[];
}

/** A message to Envoy. In each direction: headers, then any number of bodies, then trailers if there were any. */
export type Answer =
  | { readonly kind: 'request_headers'; readonly mutation: HeaderMutation }
  | { readonly kind: 'request_body'; readonly body: Uint8Array; readonly endOfStream: boolean }
  | { readonly kind: 'request_trailers'; readonly mutation: HeaderMutation }
  | { readonly kind: 'response_headers'; readonly mutation: HeaderMutation }
  | { readonly kind: 'response_body'; readonly body: Uint8Array; readonly endOfStream: boolean }
  | { readonly kind: 'response_trailers'; readonly mutation: HeaderMutation }
  /** An answer of our own in pieces, in place of the answer to the request's headers: the upstream sees nothing. */
  | { readonly kind: 'local_headers'; readonly headers: HeaderList; readonly endOfStream: boolean }
  | { readonly kind: 'local_body'; readonly body: Uint8Array; readonly endOfStream: boolean }
  /** Answers the client in place of the upstream; after headers went out it resets the client's stream. */
  | {
      readonly kind: 'immediate';
      readonly status: number;
      readonly headers: HeaderList;
      readonly body: Uint8Array;
      readonly details: string;
    };

/** Whose body it is. */
export type BodySide = 'request' | 'response';

export type ContentCoding = 'gzip' | 'deflate' | 'br' | 'zstd';

/** What is asked of the desk; each is performed even where the client has left. */
export type HoldEffect =
  /** Answered by `hold_opened` or `hold_unopened` at once. */
  | { readonly kind: 'hold_open'; readonly ask: HoldAsk }
  | { readonly kind: 'hold_add'; readonly side: Side; readonly rules: HoldAsk['rules'] }
  | { readonly kind: 'hold_complete'; readonly content: HeldContent }
  /** The client was told to come back. A client that is gone is told by the stream's end alone. */
  | { readonly kind: 'hold_leave'; readonly side: Side }
  | { readonly kind: 'hold_cancel'; readonly side: Side }
  /** Once all that was sent before it has been handed over. */
  | { readonly kind: 'hold_delivered'; readonly side: Side }
  | { readonly kind: 'redeem'; readonly key: string; readonly hold: string | null; readonly principal: string }
  /** Likewise, of what was redeemed. */
  | { readonly kind: 'redeemed_delivered'; readonly hold: string };

/** Appends to the ledger, also where the client has left. With a number it is answered by `journaled`; null: nobody waits for it. */
export interface JournalEffect {
  readonly kind: 'journal';
  readonly entry: EntryDraft;
  readonly number: number | null;
}

export type Effect =
  | HoldEffect
  | JournalEffect
  /** More came than may leave yet: nothing more is read until further notice. */
  | { readonly kind: 'flow'; readonly isOpen: boolean }
  /** Asks for `woke` after so long, in place of what was asked for before; null: for none. */
  | { readonly kind: 'wake'; readonly afterMs: number | null }
  /** Until further notice people are waited for, no longer than this; null: the usual deadlines count again, from now on. */
  | { readonly kind: 'patience'; readonly ms: number | null }
  | { readonly kind: 'send'; readonly answer: Answer }
  /** The final answer was sent: whatever comes now is ignored, and only now may the stream end with OK. */
  | { readonly kind: 'finish' }
  /** Ends the stream with a status that is not OK, so that Envoy fails closed. */
  | { readonly kind: 'fail'; readonly code: string }
  /** From here on bodies of this side pass a decoder of this coding before they come back as events. */
  | { readonly kind: 'decode'; readonly side: BodySide; readonly coding: ContentCoding };

/** One exchange, as wire runs it: an event in, effects out. It neither waits nor throws; a throw fails the stream. */
export interface ExchangeMachine {
  /** `nowMs` is wall time. After `finish` or `fail` nothing is handed in any more. */
  handle(event: ExchangeEvent, nowMs: number): readonly Effect[];
}
