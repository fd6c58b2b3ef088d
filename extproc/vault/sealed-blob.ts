// One original on its way into the vault: encrypted in the age format as it comes, hashed, counted, and put down piece by piece.
// Knows recipients, never an identity. The library's streams do the format; this drives them.
import { createHash } from 'node:crypto';
import { Encrypter } from 'age-encryption';
import { type Account, AccountReader } from '../proof/account.ts';
import { padding } from '../proof/layout.ts';
import { Fault } from '../words/fault.ts';
import { fixedLimits } from '../words/limits.ts';
import type { BlobWriter } from './place.ts';

export interface Recipients {
  /** Any of these can open it. */
  readonly recipients: readonly string[];
  /** What is sealed to those is sealed once more to these: it takes one of each to open it. */
  readonly both: readonly string[] | null;
}

export interface SealedBlob {
  readonly account: Account;
  /** SHA-256 of the file. */
  readonly digest: Buffer;
  readonly size: number;
}

/** Pieces go in by push(), end() gives what it became. */
export class BlobSealing {
  readonly #account = new AccountReader();
  readonly #writer: BlobWriter;
  readonly #segmentsMax: number;
  readonly #into: WritableStreamDefaultWriter<Uint8Array>;
  readonly #written: Promise<void>;
  readonly #digest = createHash('sha256');
  #plainBytes = 0;
  #size = 0;

  constructor(to: Recipients, writer: BlobWriter, segmentsMax: number) {
    this.#writer = writer;
    this.#segmentsMax = segmentsMax;
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    this.#into = writable.getWriter();
    this.#written = this.#writeAll(readable, to);
    // Looked at by end(); a failure before that is none of the runtime's business.
    this.#written.catch(cause => void this.#into.abort(cause).catch(() => {}));
  }

  /** Rejects where it failed; then drop() it. */
  async push(bytes: Uint8Array): Promise<void> {
    this.#account.push(bytes);
    if (this.#account.segments > this.#segmentsMax)
      throw new Fault('ERR_VAULT_FAILED', `an original has more than ${this.#segmentsMax} segments (limits.sealSegmentsMax)`);
    await this.#put(bytes);
  }

  async end(): Promise<SealedBlob> {
    const zeros = padding(this.#plainBytes);
    if (zeros.length > 0) await this.#put(zeros);
    await this.#into.close();
    await this.#written;
    const account = this.#account.end();
    await this.#writer.keep();
    return { account, digest: this.#digest.digest(), size: this.#size };
  }

  async drop(): Promise<void> {
    await this.#into.abort().catch(() => {});
    await this.#written.catch(() => {});
    await this.#writer.drop();
  }

  async #put(bytes: Uint8Array): Promise<void> {
    this.#plainBytes += bytes.length;
    await this.#into.write(bytes);
  }

  async #writeAll(plain: ReadableStream<Uint8Array>, { recipients, both }: Recipients): Promise<void> {
    const inner = await encrypted(plain, recipients);
    const sealed = both === null ? inner : await encrypted(inner, both);
    let parts: Uint8Array[] = [];
    let waiting = 0;
    for await (const part of sealed) {
      this.#digest.update(part);
      this.#size += part.length;
      parts.push(part);
      waiting += part.length;
      if (waiting < fixedLimits.sealWriteBytes) continue;
      await this.#writer.write(parts);
      parts = [];
      waiting = 0;
    }
    if (parts.length > 0) await this.#writer.write(parts);
  }
}

function encrypted(plain: ReadableStream<Uint8Array>, recipients: readonly string[]): Promise<ReadableStream<Uint8Array>> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(plain);
}
