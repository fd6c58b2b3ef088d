// One ext_proc stream over @grpc/grpc-js. Closes what that library leaves open: `call.end()` sends OK, a throw in a data
// handler ends the process, and a write's answer is easily ignored.
// Knows gRPC statuses and flow control; the bytes are the codec's and their meaning the session's.
import { status as grpcStatus, type ServerDuplexStream } from '@grpc/grpc-js';
import type { Answer } from '../exchange/events.ts';
import { Fault } from '../words/fault.ts';
import type { Limits } from '../words/limits.ts';
import { Outbox } from './outbox.ts';
import type { ProcessorStream, StreamListener } from './transport.ts';

export type Call = ServerDuplexStream<Buffer, Buffer>;

/** Codes for which Envoy, or whoever watches it, should come again; all else is a fault of this stream. */
const unavailableCodes = new Set(['overloaded', 'draining']);

/** `open`: both ways. `finishing`: OK goes out behind what waits. Then the library was given OK, or another status. */
type Phase = 'open' | 'finishing' | 'finished' | 'failed';

export class GrpcStream implements ProcessorStream {
  readonly metadata: Readonly<Record<string, string>>;
  readonly #call: Call;
  readonly #outbox: Outbox;
  readonly #failMsMax: number;
  readonly #halfCloseMsMax: number;
  readonly #onFault: (fault: Fault) => void;
  #phase: Phase = 'open';
  /** The library's own queue is full. */
  #full = false;
  #closed = false;
  #listener: StreamListener | null = null;
  readonly #onSent: (() => void)[] = [];
  #resetTimer: NodeJS.Timeout | null = null;
  #endTimer: NodeJS.Timeout | null = null;

  constructor(call: Call, limits: Limits, onFault: (fault: Fault) => void) {
    this.#call = call;
    this.#outbox = new Outbox(limits.wireBodyBytesMax);
    this.#failMsMax = limits.wireFailMsMax;
    this.#halfCloseMsMax = limits.wireHalfCloseMsMax;
    this.#onFault = onFault;
    this.metadata = readMetadata(call);
    // Every way in passes `guarded`: what is thrown in an event handler would otherwise end the process.
    call.on('cancelled', () => this.#guarded(() => this.#close()));
    call.on('close', () => this.#guarded(() => this.#close()));
    call.on('drain', () => this.#guarded(() => this.#drained()));
  }

  get congested(): boolean {
    return this.#full || !this.#outbox.empty;
  }

  listen(listener: StreamListener): void {
    this.#listener = listener;
    this.#call.on('end', () => this.#halfClosed());
    this.#call.on('data', (bytes: Buffer) => this.#guarded(() => listener.onMessage(bytes)));
  }

  pause(): void {
    this.#call.pause();
  }

  resume(): void {
    if (this.#call.isPaused()) this.#call.resume();
  }

  send(answer: Answer): void {
    if (this.#phase !== 'open' || this.#closed) return;
    this.#outbox.put(answer);
    this.#pump();
  }

  whenSent(act: () => void): void {
    if (this.#closed || this.#phase === 'failed') return;
    if (this.#outbox.empty) act();
    else this.#onSent.push(act);
  }

  finish(): void {
    if (this.#phase !== 'open') return;
    this.#phase = 'finishing';
    this.#endWhenSent();
  }

  fail(code: string): void {
    if (this.#closed || this.#phase === 'failed') return;
    // OK is on its way and the peer does not read on to it: a status can't overtake it, a reset can.
    if (this.#phase === 'finished') {
      this.#reset();
      return;
    }
    this.#phase = 'failed';
    this.#outbox.clear();
    const status = unavailableCodes.has(code) ? grpcStatus.UNAVAILABLE : grpcStatus.ABORTED;
    // The library's way to end with a status: its own listener for `error` keeps the status and ends the call with it.
    this.#call.emit('error', Object.assign(new Error(code), { code: status, details: code }));
    this.#resetTimer = setTimeout(() => this.#reset(), this.#failMsMax);
  }

  #pump(): void {
    while (!this.#full) {
      const bytes = this.#outbox.next();
      if (bytes === null) return this.#sentAll();
      this.#full = !this.#call.write(bytes);
    }
  }

  #sentAll(): void {
    for (const act of this.#onSent.splice(0)) act();
  }

  #drained(): void {
    this.#full = false;
    this.#pump();
    this.#endWhenSent();
    if (!this.congested && this.#phase === 'open') this.#listener?.onDrained();
  }

  /** The only place that ends the call with OK: behind `finish`, and only when nothing waits. */
  #endWhenSent(): void {
    if (this.#phase !== 'finishing' || !this.#outbox.empty) return;
    this.#phase = 'finished';
    this.#call.end();
  }

  #guarded(act: () => void): void {
    try {
      act();
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault('ERR_EXCHANGE_STATE', 'an event of a stream threw', error);
      this.fail(fault.code);
      this.#onFault(fault);
    }
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#outbox.clear();
    if (this.#resetTimer !== null) clearTimeout(this.#resetTimer);
    if (this.#endTimer !== null) clearTimeout(this.#endTimer);
    this.#listener?.onClosed();
  }

  /** Envoy half-closes and then resets, for its normal end of most streams; only what stays half-closed is told as such. */
  #halfClosed(): void {
    this.#endTimer = setTimeout(() => this.#guarded(() => this.#listener?.onEnd()), this.#halfCloseMsMax);
  }

  /**
   * Resets the stream where the status does not get through, because the peer does not read. The library has no public way: this
   * reaches for the HTTP/2 stream under the call, and a test holds the pinned version to it.
   */
  #reset(): void {
    if (this.#closed) return;
    const below = (this.#call as unknown as { call?: { stream?: { close?: (code: number) => void } } }).call?.stream;
    below?.close?.(http2InternalError);
  }
}

// RFC 9113, section 7.
const http2InternalError = 2;

function readMetadata(call: Call): Record<string, string> {
  const found = Object.create(null) as Record<string, string>;
  for (const name of Object.keys(call.metadata.getMap())) {
    // Binary values (`…-bin`) are of no use here; as text they match nothing.
    found[name] = call.metadata.get(name).map(String).join(', ');
  }
  return found;
}
