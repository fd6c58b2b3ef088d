// Undoes a body's content-encoding piece by piece, with a bound against bombs.
// Knows node:zlib's ways and nothing of what is inside. Whatever is cut short or goes on behind its end is broken: a client that
// reads on where this stopped would see what nobody looked at.
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import type { ContentCoding } from '../exchange/events.ts';
import type { Limits } from '../words/limits.ts';

export interface InflateSink {
  onBytes(bytes: Buffer): void;
  /** All that was pushed is through. */
  onIdle(): void;
  /** Everything came out, up to a proper end. */
  onEnd(): void;
  /** Nothing more comes. */
  onBroken(why: 'broken' | 'bomb'): void;
}

/** Below this size the ratio says nothing: a kilobyte of spaces shrinks a hundredfold. */
const ratioFromBytes = 1024 * 1024;

type Decoder = ReturnType<typeof createGunzip> | ReturnType<typeof createInflateRaw> | ReturnType<typeof createZstdDecompress>;

export class Inflater {
  readonly #coding: ContentCoding;
  readonly #limits: Limits;
  readonly #sink: InflateSink;
  #decoder: Decoder | null = null;
  /** The first byte of a deflate body, when it came alone. */
  #first: Buffer | null = null;
  #over = false;
  #pushed = 0;
  #inflated = 0;
  #writing = 0;

  constructor(coding: ContentCoding, limits: Limits, sink: InflateSink) {
    this.#coding = coding;
    this.#limits = limits;
    this.#sink = sink;
  }

  /** Something is on its way through. */
  get busy(): boolean {
    return this.#writing > 0 && !this.#over;
  }

  push(bytes: Buffer): void {
    if (this.#over || bytes.length === 0) return;
    this.#pushed += bytes.length;
    if (this.#decoder === null) this.#open(bytes);
    else this.#write(this.#decoder, bytes);
  }

  /** No more input. An empty body decodes to an empty body, whatever its coding. */
  end(): void {
    if (this.#over) return;
    if (this.#decoder !== null) {
      this.#writing++;
      this.#decoder.end();
    } else if (this.#first !== null) {
      this.#give('broken');
    } else {
      this.#finish();
    }
  }

  /** Holds back output, and with it the input. */
  pause(): void {
    this.#decoder?.pause();
  }

  resume(): void {
    if (this.#decoder?.isPaused()) this.#decoder.resume();
  }

  destroy(): void {
    this.#over = true;
    this.#decoder?.destroy();
  }

  #open(bytes: Buffer): void {
    const start = this.#first === null ? bytes : Buffer.concat([this.#first, bytes]);
    // Telling zlib from raw deflate takes two bytes.
    if (this.#coding === 'deflate' && start.length < 2) {
      this.#first = start;
      return;
    }
    this.#decoder = this.#listen(openDecoder(this.#coding, start));
    this.#write(this.#decoder, start);
  }

  #write(decoder: Decoder, bytes: Buffer): void {
    this.#writing++;
    decoder.write(bytes, () => {
      this.#writing--;
      if (!this.#over && this.#writing === 0) this.#sink.onIdle();
    });
  }

  #listen(decoder: Decoder): Decoder {
    decoder.on('data', (bytes: Buffer) => this.#inflatedTo(bytes));
    decoder.on('error', () => this.#give('broken'));
    decoder.on('end', () => {
      if (this.#over) return;
      // Bytes behind the end are not read by any of the decoders and are no error to most.
      const whole = decoder.bytesWritten === this.#pushed;
      if (whole) this.#finish();
      else this.#give('broken');
    });
    return decoder;
  }

  #inflatedTo(bytes: Buffer): void {
    if (this.#over) return;
    this.#inflated += bytes.length;
    if (this.#isBomb()) this.#give('bomb');
    else this.#sink.onBytes(bytes);
  }

  #isBomb(): boolean {
    const { inflateBytesMax, inflateRatioMax } = this.#limits;
    if (this.#inflated > inflateBytesMax) return true;
    return this.#inflated > ratioFromBytes && this.#inflated > this.#pushed * inflateRatioMax;
  }

  #finish(): void {
    this.#over = true;
    this.#sink.onEnd();
  }

  #give(why: 'broken' | 'bomb'): void {
    if (this.#over) return;
    this.destroy();
    this.#sink.onBroken(why);
  }
}

const chunkSize = 64 * 1024;
// RFC 9659: a zstd content-encoding needs no window above 8 MiB; without the bound a frame may ask for 128 MiB of memory.
const zstdWindowLogMax = 23;

function openDecoder(coding: ContentCoding, start: Buffer): Decoder {
  switch (coding) {
    case 'gzip':
      return createGunzip({ chunkSize });
    case 'deflate':
      return hasZlibHeader(start) ? createInflate({ chunkSize }) : createInflateRaw({ chunkSize });
    case 'br':
      return createBrotliDecompress({ chunkSize });
    case 'zstd':
      return createZstdDecompress({ chunkSize, params: { [constants.ZSTD_d_windowLogMax]: zstdWindowLogMax } });
  }
}

/** RFC 1950, section 2.2: method 8, and both bytes together a multiple of 31. "deflate" is sent with and without it. */
function hasZlibHeader(start: Buffer): boolean {
  return ((start[0] as number) & 0x0f) === 8 && start.readUInt16BE(0) % 31 === 0;
}
