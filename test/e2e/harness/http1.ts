// HTTP/1.1 as it stands on the wire, read with no mercy: for tests that must see framing, not what a library makes of it.
// A reader takes bytes in any pieces and gives whole messages, or says what is wrong.

export type Header = readonly [name: string, value: string];

export interface Message {
  /** `GET / HTTP/1.1` or `HTTP/1.1 200 OK`. */
  readonly startLine: string;
  readonly headers: readonly Header[];
  readonly body: Buffer;
  /** Sizes of the chunks as they came; empty without chunked coding. */
  readonly chunks: readonly number[];
  readonly trailers: readonly Header[];
}

/** What a message's head says of its body. `none`: a HEAD answer, 1xx, 204, 304. */
export type Framing = 'by-head' | 'none' | 'until-close';

type State = 'head' | 'length' | 'chunk-size' | 'chunk' | 'chunk-end' | 'trailers' | 'until-close';

export class MessageReader {
  readonly #onMessage: (message: Message) => void;
  readonly #framing: (startLine: string) => Framing;
  #pending: Buffer = Buffer.alloc(0);
  #state: State = 'head';
  #left = 0;
  #startLine = '';
  #headers: Header[] = [];
  #trailers: Header[] = [];
  #body: Buffer[] = [];
  #chunks: number[] = [];

  constructor(onMessage: (message: Message) => void, framing: (startLine: string) => Framing) {
    this.#onMessage = onMessage;
    this.#framing = framing;
  }

  /** Nothing of a message is outstanding. */
  get idle(): boolean {
    return this.#state === 'head' && this.#pending.length === 0;
  }

  /** Bytes that have come of the body under way; null before its head is whole. */
  get bodyBytes(): number | null {
    return this.#state === 'head' ? null : this.#body.reduce((sum, bytes) => sum + bytes.length, 0);
  }

  /** The head of the message under way, and what has come of its body. */
  get partial(): Omit<Message, 'trailers'> | null {
    if (this.#state === 'head') return null;
    const { startLine, headers, body, chunks } = this.#message();
    return { startLine, headers, body, chunks };
  }

  push(bytes: Buffer): void {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    while (this.#step());
  }

  /** The connection ended; true when that is a proper end of the message under way. */
  end(): boolean {
    if (this.#state === 'until-close') this.#finish();
    return this.idle;
  }

  #step(): boolean {
    switch (this.#state) {
      case 'head':
        return this.#readHead();
      case 'length':
        return this.#readBytes(() => this.#finish());
      case 'chunk-size':
        return this.#readLine(line => this.#startChunk(line));
      case 'chunk':
        return this.#readBytes(() => {
          this.#state = 'chunk-end';
        });
      case 'chunk-end':
        return this.#readLine(line => {
          if (line !== '') throw new Error('a chunk is longer than it says');
          this.#state = 'chunk-size';
        });
      case 'trailers':
        return this.#readLine(line => {
          if (line === '') this.#finish();
          else this.#trailers.push(headerOf(line));
        });
      case 'until-close':
        this.#body.push(this.#pending);
        this.#pending = Buffer.alloc(0);
        return false;
    }
  }

  #readHead(): boolean {
    const end = this.#pending.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const [startLine, ...lines] = this.#pending.toString('latin1', 0, end).split('\r\n');
    this.#pending = this.#pending.subarray(end + 4);
    this.#startLine = startLine!;
    this.#headers = lines.map(headerOf);
    this.#frame();
    return true;
  }

  #frame(): void {
    const framing = this.#framing(this.#startLine);
    const length = onlyValue(this.#headers, 'content-length');
    const coding = onlyValue(this.#headers, 'transfer-encoding');
    if (framing === 'none') this.#finish();
    else if (coding !== null) this.#state = 'chunk-size';
    else if (length !== null) this.#startLength(length);
    else if (framing === 'until-close') this.#state = 'until-close';
    else this.#finish();
  }

  #startLength(length: string): void {
    if (!/^\d+$/.test(length)) throw new Error('content-length is not a number');
    this.#left = Number(length);
    if (this.#left === 0) this.#finish();
    else this.#state = 'length';
  }

  #startChunk(line: string): void {
    if (!/^[0-9a-fA-F]+(;.*)?$/.test(line)) throw new Error('a chunk begins without its size');
    this.#left = Number.parseInt(line, 16);
    if (this.#left > 0) this.#chunks.push(this.#left);
    this.#state = this.#left > 0 ? 'chunk' : 'trailers';
  }

  #readBytes(done: () => void): boolean {
    if (this.#pending.length === 0) return false;
    const taken = this.#pending.subarray(0, this.#left);
    this.#pending = this.#pending.subarray(taken.length);
    this.#body.push(taken);
    this.#left -= taken.length;
    if (this.#left === 0) done();
    return true;
  }

  #readLine(take: (line: string) => void): boolean {
    const end = this.#pending.indexOf('\r\n');
    if (end < 0) return false;
    const line = this.#pending.toString('latin1', 0, end);
    this.#pending = this.#pending.subarray(end + 2);
    take(line);
    return true;
  }

  #finish(): void {
    const message = this.#message();
    this.#state = 'head';
    this.#body = [];
    this.#chunks = [];
    this.#trailers = [];
    this.#onMessage(message);
  }

  #message(): Message {
    return {
      startLine: this.#startLine,
      headers: this.#headers,
      body: Buffer.concat(this.#body),
      chunks: this.#chunks,
      trailers: this.#trailers,
    };
  }
}

/** The value of a header that must not come twice; null when it did not come. */
export function onlyValue(headers: readonly Header[], name: string): string | null {
  const found = headers.filter(([key]) => key.toLowerCase() === name);
  if (found.length > 1) throw new Error(`${name} came ${found.length} times`);
  return found[0]?.[1] ?? null;
}

function headerOf(line: string): Header {
  const colon = line.indexOf(':');
  if (colon <= 0) throw new Error('a header line without a name');
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}
