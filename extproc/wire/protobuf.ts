// The protobuf wire format: varints, tags and lengths, read and written.
// Knows nothing of Envoy's messages. Reading treats its input as hostile: every step checks its bound first, and what does
// not fit is a fault with an offset, never a guess.
import { Fault } from '../words/fault.ts';

/** The wire types in use; groups (3 and 4) are long gone from Envoy's API and are refused. */
export const varintType = 0;
export const fixed64Type = 1;
export const bytesType = 2;
const fixed32Type = 5;

const varintBytesMax = 10;
const tagMax = 0xffff_ffff;

/** Walks over one message without copying. `enter` narrows it to a nested message, `leave` widens it again. */
export class Reader {
  readonly #bytes: Buffer;
  #at = 0;
  #end: number;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#end = bytes.length;
  }

  more(): boolean {
    return this.#at < this.#end;
  }

  /** Field number and wire type in one: compare with `tagOf`. */
  tag(): number {
    const tag = this.varint();
    if (tag > tagMax || tag >>> 3 === 0) throw malformed('a field number out of range', this.#at);
    return tag;
  }

  /** Exact up to 2^53; beyond that rounded, which is enough to tell zero from not zero. */
  varint(): number {
    let value = 0;
    let scale = 1;
    for (let length = 1; length <= varintBytesMax; length++) {
      if (this.#at >= this.#end) throw malformed('a varint that ends too early', this.#at);
      const byte = this.#bytes[this.#at++] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (length === varintBytesMax && byte > 1) break;
        return value;
      }
      scale *= 128;
    }
    throw malformed('a varint of more than 64 bits', this.#at);
  }

  bool(): boolean {
    return this.varint() !== 0;
  }

  double(): number {
    return this.#bytes.readDoubleLE(this.#take(8));
  }

  /** The bytes of a length-delimited field: a view, not a copy. */
  span(): Buffer {
    const length = this.varint();
    const from = this.#take(length);
    return this.#bytes.subarray(from, from + length);
  }

  /** The text of a length-delimited field. */
  text(encoding: 'latin1' | 'utf8'): string {
    const length = this.varint();
    const from = this.#take(length);
    return this.#bytes.toString(encoding, from, from + length);
  }

  /** Goes into the nested message here; gives the end of the outer one, which `leave` wants back. */
  enter(): number {
    const length = this.varint();
    const from = this.#take(length);
    const outer = this.#end;
    this.#at = from;
    this.#end = from + length;
    return outer;
  }

  leave(outer: number): void {
    this.#at = this.#end;
    this.#end = outer;
  }

  /** Passes over the value of a field that nobody here knows. */
  skip(tag: number): void {
    switch (tag & 7) {
      case varintType:
        this.varint();
        return;
      case fixed64Type:
        this.#take(8);
        return;
      case bytesType:
        this.#take(this.varint());
        return;
      case fixed32Type:
        this.#take(4);
        return;
      default:
        throw malformed('a wire type that is not in use', this.#at);
    }
  }

  #take(length: number): number {
    const from = this.#at;
    if (length > this.#end - from) throw malformed('a field that is longer than its message', from);
    this.#at = from + length;
    return from;
  }
}

/**
 * Writes one message from its end to its beginning: a nested message's length is known when its tag is written, so that
 * one pass and one allocation do. Fields therefore come out in the reverse order of the calls.
 */
export class BackwardWriter {
  readonly #bytes: Buffer;
  #at: number;

  /** `capacity` is an upper bound of the message's size. */
  constructor(capacity: number) {
    this.#bytes = Buffer.allocUnsafe(capacity);
    this.#at = capacity;
  }

  /** A mark for `close`: what is written from here on becomes a nested message. */
  open(): number {
    return this.#at;
  }

  /** Puts length and tag before all that was written since `open`. */
  close(field: number, mark: number): void {
    this.#varint(mark - this.#at);
    this.#varint(tagOf(field, bytesType));
  }

  bytes(field: number, value: Uint8Array): void {
    this.#at -= value.length;
    this.#bytes.set(value, this.#at);
    this.close(field, this.#at + value.length);
  }

  text(field: number, value: string, encoding: 'latin1' | 'utf8'): void {
    const length = Buffer.byteLength(value, encoding);
    this.#at -= length;
    this.#bytes.write(value, this.#at, length, encoding);
    this.close(field, this.#at + length);
  }

  number(field: number, value: number): void {
    this.#varint(value);
    this.#varint(tagOf(field, varintType));
  }

  /** The message. The writer is used up. */
  done(): Buffer {
    return this.#bytes.subarray(this.#at);
  }

  #varint(value: number): void {
    let size = 1;
    for (let rest = value; rest > 0x7f; rest >>>= 7) size++;
    this.#at -= size;
    let at = this.#at;
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.#bytes[at++] = (rest & 0x7f) | 0x80;
    this.#bytes[at] = rest;
  }
}

export function tagOf(field: number, wireType: number): number {
  return (field << 3) | wireType;
}

/** The room that `field` with a value of `length` bytes takes at most: tag and length are varints of up to five bytes. */
export function roomFor(length: number): number {
  return length + 10;
}

function malformed(what: string, offset: number): Fault {
  return new Fault('ERR_WIRE_MALFORMED', `the message has ${what}, at byte ${offset}`);
}
