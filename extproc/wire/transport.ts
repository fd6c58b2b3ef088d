// What the rest of the room sees of gRPC: streams that carry bytes one way and answers the other, and two ways to end.
// Whoever fills this in owns framing, metadata and flow control, and nothing of the exchange. That a stream ends with OK
// only through `finish` is the point of the interface: to Envoy an OK before the final answer means "let the rest pass".
import type { Answer } from '../exchange/events.ts';

export interface Transport {
  /** Listens at `host:port` (port 0 picks one) or `unix:/path`. Throws ERR_WIRE_LISTEN where that can't be had. */
  listen(address: string, onStream: OnStream): Promise<Listener>;
}

/** Called for each new stream; must call `listen` on it or end it before it returns. */
export type OnStream = (stream: ProcessorStream) => void;

export interface Listener {
  /** The address in full, with the port that was picked. */
  readonly address: string;
  /** What the health service says. */
  setServing(serving: boolean): void;
  /** Stops listening and breaks what is still open, which fails closed. */
  close(): Promise<void>;
}

/** One ext_proc stream. */
export interface ProcessorStream {
  /** The stream's metadata; a name that came several times has its values joined by `, `, so that none is taken for the whole. */
  readonly metadata: Readonly<Record<string, string>>;
  /** More is waiting to be sent than should be: read no more until `onDrained`. */
  readonly congested: boolean;
  listen(listener: StreamListener): void;
  /** No `onMessage` and no `onEnd` between `pause` and `resume`. */
  pause(): void;
  resume(): void;
  /** Sends in order. Ignored once the stream was ended. Throws ERR_WIRE_ANSWER for an answer that can't be written. */
  send(answer: Answer): void;
  /** Calls it once all that was sent so far has been taken, which may be at once; never, where the stream ends before. */
  whenSent(act: () => void): void;
  /** Ends with OK when everything was sent. Only after the final answer. */
  finish(): void;
  /** Ends with a status that is not OK, at once: what was not sent yet is dropped. `code` is told to the peer. */
  fail(code: string): void;
}

/** A throw from any of these fails the stream. */
export interface StreamListener {
  onMessage(bytes: Buffer): void;
  /** The peer sends nothing more (half close). */
  onEnd(): void;
  /** The stream is gone, whoever ended it: by the peer (normal), by a broken connection, or by ourselves. */
  onClosed(): void;
  onDrained(): void;
}
