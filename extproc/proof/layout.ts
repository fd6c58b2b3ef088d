// What stands inside a sealed original, as docs/sealing.md describes it: a line that names the format, a header, frames, zeros that hide the length. Pure.
// Reads what may be hostile: whoever seals is trusted by nobody. Kept bytes pass in pieces, a masked place is whole.
import { Fault } from '../words/fault.ts';
import { fixedLimits } from '../words/limits.ts';
import { headText, nonceBytes, numbers, type OriginalHead, saltBytes } from './commitment.ts';

const magic = 'penstock-original/1\n';

/** The length of all of it is a multiple of this, so that no length of a masked place can be worked out of it. */
export const paddingBytes = 4096;

export type Frame =
  /** A kept segment begins. */
  | { readonly kind: 'kept'; readonly salt: Uint8Array }
  /** A piece of it. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'masked';
      readonly nonce: Uint8Array;
      readonly group: number;
      readonly findings: readonly number[];
      readonly delivered: Uint8Array;
      readonly original: Uint8Array;
    }
  /** Nothing follows but zeros. */
  | { readonly kind: 'end' };

const letters = { kept: 0x4b, bytes: 0x42, masked: 0x4d, end: 0x45 } as const;

export function headBytes(head: OriginalHead): Buffer {
  return Buffer.from(`${magic}${headText(head)}\n`);
}

export function frameBytes(frame: Frame): Buffer {
  const letter = Buffer.of(letters[frame.kind]);
  switch (frame.kind) {
    case 'kept':
      return Buffer.concat([letter, frame.salt]);
    case 'bytes':
      return Buffer.concat([letter, numbers(frame.bytes.length), frame.bytes]);
    case 'masked': {
      const { nonce, group, findings, delivered, original } = frame;
      const told = numbers(group, findings.length, ...findings, delivered.length);
      return Buffer.concat([letter, nonce, told, delivered, numbers(original.length), original]);
    }
    case 'end':
      return letter;
  }
}

/** The zeros behind so many bytes. */
export function padding(length: number): Buffer {
  return Buffer.alloc((paddingBytes - (length % paddingBytes)) % paddingBytes);
}

/** Reads it in pieces of any size: push() gives what is complete, end() throws ERR_VAULT_CONTENT unless all was there. */
export class LayoutReader {
  head: OriginalHead | null = null;
  #waiting: Buffer = Buffer.alloc(0);
  /** What came since; joined when the frame that waits is whole: joining per piece is quadratic. */
  #later: Uint8Array[] = [];
  #laterBytes = 0;
  /** So many bytes it takes at least to read on. */
  #wanted = 0;
  #hasEnded = false;
  #isInKept = false;

  push(bytes: Uint8Array): readonly Frame[] {
    if (this.#hasEnded) {
      checkZeros(bytes);
      return [];
    }
    this.#later.push(bytes);
    this.#laterBytes += bytes.length;
    if (this.#waiting.length + this.#laterBytes < this.#wanted) return [];
    this.#waiting = Buffer.concat([this.#waiting, ...this.#later]);
    this.#later = [];
    this.#laterBytes = 0;
    if (this.head === null && !this.#readHead()) return [];
    const frames: Frame[] = [];
    for (let frame = this.#next(); frame !== null; frame = this.#next()) frames.push(frame);
    return frames;
  }

  end(): void {
    if (this.head === null || !this.#hasEnded) throw broken('it is cut off');
  }

  #readHead(): boolean {
    const known = Math.min(magic.length, this.#waiting.length);
    if (this.#waiting.toString('latin1', 0, known) !== magic.slice(0, known)) throw broken('it does not begin as one');
    const end = this.#waiting.indexOf(0x0a, magic.length);
    if (end < 0) {
      if (this.#waiting.length > fixedLimits.sealHeaderBytesMax) throw broken('its header does not end');
      return false;
    }
    this.head = readHead(this.#waiting.toString('utf8', magic.length, end));
    this.#waiting = this.#waiting.subarray(end + 1);
    return true;
  }

  /** Null: none is complete. */
  #next(): Frame | null {
    if (this.#hasEnded || this.#waiting.length === 0) return null;
    const fields = new Fields(this.#waiting);
    const frame = readFrame(fields);
    this.#wanted = fields.wanted;
    if (frame === null) return null;
    this.#waiting = this.#waiting.subarray(fields.at);
    if (frame.kind === 'bytes' && !this.#isInKept) throw broken('bytes stand outside of a segment');
    if (frame.kind !== 'bytes') this.#isInKept = frame.kind === 'kept';
    if (frame.kind === 'end') {
      this.#hasEnded = true;
      checkZeros(this.#waiting);
      this.#waiting = Buffer.alloc(0);
    }
    return frame;
  }
}

function readFrame(fields: Fields): Frame | null {
  const [letter] = fields.bytes(1) ?? [];
  switch (letter) {
    case letters.kept: {
      const salt = fields.bytes(saltBytes);
      return salt && { kind: 'kept', salt };
    }
    case letters.bytes: {
      const bytes = fields.counted();
      return bytes && { kind: 'bytes', bytes };
    }
    case letters.masked:
      return readMasked(fields);
    case letters.end:
      return { kind: 'end' };
    default:
      throw broken('it has a frame of an unknown kind');
  }
}

function readMasked(fields: Fields): Frame | null {
  const nonce = fields.bytes(nonceBytes);
  const group = fields.number();
  const count = fields.number();
  const ids = count === null ? null : fields.bytes(4 * count);
  const delivered = fields.counted();
  const original = fields.counted();
  if (nonce === null || group === null || ids === null || delivered === null || original === null) return null;
  const findings = Array.from({ length: ids.length / 4 }, (_, at) => ids.readUInt32BE(4 * at));
  return { kind: 'masked', nonce, group, findings, delivered, original };
}

/** Fields one behind the other; null, from the first on that is not there whole. */
class Fields {
  at = 0;
  /** How long it must be for the first field that is not there; 0 while all are. */
  wanted = 0;
  readonly #from: Buffer;

  constructor(from: Buffer) {
    this.#from = from;
  }

  bytes(length: number): Buffer | null {
    if (this.wanted > 0) return null;
    if (this.at + length > this.#from.length) {
      this.wanted = this.at + length;
      return null;
    }
    this.at += length;
    return this.#from.subarray(this.at - length, this.at);
  }

  number(): number | null {
    return this.bytes(4)?.readUInt32BE(0) ?? null;
  }

  counted(): Buffer | null {
    const length = this.number();
    return length === null ? null : this.bytes(length);
  }
}

function readHead(text: string): OriginalHead {
  const head = parsed(text) as Partial<OriginalHead> | null;
  const { version, exchange, side, policy } = head ?? {};
  if (version !== 1 || typeof exchange !== 'string' || typeof policy !== 'string') throw broken('its header can not be read');
  if (side !== 'request' && side !== 'response') throw broken('its header can not be read');
  const read: OriginalHead = { version, exchange, side, policy };
  if (headText(read) !== text) throw broken('its header is not canonical');
  return read;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function checkZeros(bytes: Uint8Array): void {
  if (bytes.some(byte => byte !== 0)) throw broken('something stands behind its end');
}

function broken(what: string): Fault {
  return new Fault('ERR_VAULT_CONTENT', `this is no sealed original: ${what}`);
}
