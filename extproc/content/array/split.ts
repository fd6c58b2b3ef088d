// Cuts a JSON list that comes as a stream into units: each element with what stands before it (the bracket, a comma, white space), and the
// closing bracket. Knows brackets, quotes and commas; whether an element is JSON is for its reader. Where a unit ends is decided by the
// bytes alone, however they come in.
import { GatheredBytes } from '../gathered.ts';
import { isMark, isSpace } from '../json/space.ts';

export interface ArrayUnit {
  readonly raw: Buffer;
  /** Where the element begins; the end of the bytes where there is none. */
  readonly start: number;
  /** Nothing but white space may follow. */
  readonly isClosing: boolean;
}

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const open = 0x5b;
const close = 0x5d;
const nothing = Buffer.alloc(0);

/** What comes next: `[`, an element or `]`, an element, a comma or `]`, nothing. `inside`: an element is under way. */
type State = 'opening' | 'first' | 'element' | 'inside' | 'separator' | 'closed';

export class ArraySplitter {
  readonly #bytesMax: number;
  /** The unfinished unit's bytes from earlier chunks. */
  readonly #earlier = new GatheredBytes();
  #chunk: Buffer = nothing;
  /** Where the unfinished unit begins in the chunk, and how far it was looked through. */
  #from = 0;
  #at = 0;
  #state: State = 'opening';
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  /** Offset of the element in its unit. */
  #start = 0;
  /** What came is no list. */
  isBroken = false;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /** Bytes of the unfinished unit. */
  get unfinishedBytes(): number {
    return this.#earlier.length + this.#chunk.length - this.#from;
  }

  get isTooLong(): boolean {
    return this.#seen > this.#bytesMax;
  }

  get isClosed(): boolean {
    return this.#state === 'closed' && !this.isBroken;
  }

  push(chunk: Buffer): void {
    this.#chunk = chunk;
    this.#from = 0;
    this.#at = 0;
  }

  /** The next complete unit; null when more bytes are needed, or when there can't be one. */
  next(): ArrayUnit | null {
    const isComplete = !this.isBroken && this.#advance();
    if (this.isBroken || this.isTooLong) return null;
    if (!isComplete) {
      this.#keepRest();
      return null;
    }
    const start = this.#start;
    this.#start = 0;
    return { raw: this.#take(), start, isClosing: this.#state === 'closed' };
  }

  /** White space behind the end. */
  rest(): Buffer {
    return this.#take();
  }

  /** Bytes of the unfinished unit that were looked at. */
  get #seen(): number {
    return this.#earlier.length + this.#at - this.#from;
  }

  /** Goes on to the end of a unit; false where the bytes end before. */
  #advance(): boolean {
    while (this.#at < this.#chunk.length) {
      if (this.#state === 'inside') {
        if (!this.#passElement()) return false;
        this.#state = 'separator';
        return true;
      }
      const byte = this.#chunk[this.#at]!;
      if (isSpace(byte) || (this.#state === 'opening' && isMark(byte))) {
        this.#at++;
        continue;
      }
      if (!this.#isExpected(byte)) {
        this.isBroken = true;
        return false;
      }
      // A byte that begins an element belongs to it.
      if ((this.#state as State) === 'inside') continue;
      this.#at++;
      if (this.#state === 'closed') {
        this.#start = this.#seen;
        return true;
      }
    }
    return false;
  }

  /** Takes note of a byte between elements. */
  #isExpected(byte: number): boolean {
    const state = this.#state;
    switch (state) {
      case 'opening':
        this.#state = 'first';
        return byte === open;
      case 'first':
      case 'element':
        if (byte === close && state === 'first') this.#state = 'closed';
        else {
          this.#state = 'inside';
          this.#start = this.#seen;
          this.#depth = 0;
        }
        return byte !== comma && (byte !== close || state === 'first');
      case 'separator':
        this.#state = byte === close ? 'closed' : 'element';
        return byte === close || byte === comma;
      case 'inside':
      case 'closed':
        return false;
    }
  }

  /** Reads on in an element; false where the bytes end before it does. */
  #passElement(): boolean {
    const chunk = this.#chunk;
    for (; this.#at < chunk.length; this.#at++) {
      const byte = chunk[this.#at]!;
      if (this.#isInString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === backslash) this.#isEscaped = true;
        else if (byte === quote) {
          this.#isInString = false;
          if (this.#depth === 0) return this.#pass();
        }
      } else if (byte === quote) this.#isInString = true;
      else if (byte === open || byte === 0x7b) this.#depth++;
      else if ((byte === close || byte === 0x7d) && this.#depth > 0) {
        if (--this.#depth === 0) return this.#pass();
      } else if (this.#depth === 0 && (byte === comma || byte === close || isSpace(byte))) return true;
    }
    return false;
  }

  #pass(): true {
    this.#at++;
    return true;
  }

  #take(): Buffer {
    const last = this.#chunk.subarray(this.#from, this.#at);
    this.#from = this.#at;
    return this.#earlier.take(last);
  }

  #keepRest(): void {
    if (this.#from < this.#chunk.length) this.#earlier.append(this.#chunk.subarray(this.#from));
    this.#chunk = nothing;
    this.#from = 0;
    this.#at = 0;
  }
}
