// Records exchanges: a tape for each, whose parts are packed in a thread and written to the store. Nothing of it makes an exchange wait: memory is bounded for
// all together, and what finds no room, no thread or no store is left out, told and counted.
import { createHash } from 'node:crypto';
import { noTape, type Recorder, type TapeEnd, type TapeFacts } from '../words/evidence.ts';
import type { Limits } from '../words/limits.ts';
import type { PackedPart } from './packing.ts';
import type { RecordedExchange, RecordingFigures, RecordingStore } from './ports.ts';
import type { Press } from './press.ts';
import { RecordingTape, type Taken } from './tape.ts';
import { openWriter, type Writer } from './writer.ts';

export interface RecorderSetting {
  readonly store: Pick<RecordingStore, 'keep'>;
  readonly press: Pick<Press, 'pack'>;
  /** How long what is recorded of a connection is kept. */
  readonly daysOf: (connection: string) => number;
  readonly limits: Limits;
  /** Does something later; gives what calls it off. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** What went wrong and is nobody's answer; for the log. */
  readonly onTrouble: (exchange: string, cause: unknown) => void;
}

export interface OpenRecorder extends Recorder {
  readonly figures: Omit<RecordingFigures, 'deleted'>;
  /** Once all that ended is written, or could not be. */
  flushed(): Promise<void>;
}

const dayMs = 24 * 60 * 60_000;

export function openRecorder(setting: RecorderSetting): OpenRecorder {
  return new Recording(setting);
}

class Recording implements OpenRecorder {
  readonly #setting: RecorderSetting;
  readonly #writer: Writer;
  readonly #running = new Set<Promise<void>>();
  readonly #counts = { kept: 0, cut: 0, lost: 0 };
  #bytes = 0;

  constructor(setting: RecorderSetting) {
    this.#setting = setting;
    this.#writer = openWriter(setting);
  }

  begin(facts: TapeFacts) {
    const { records } = facts;
    if (!records.request && !records.response) return noTape;
    const exchange = begun(facts, this.#setting.daysOf(facts.connection));
    const parts: Promise<PackedPart | null>[] = [];
    const take = (bytes: number) => this.#take(bytes);
    return new RecordingTape(
      records,
      {
        take,
        part: (number, memory, used) => {
          const packed = this.#pack(exchange, null, number, memory, used);
          parts.push(packed);
          this.#note(packed.then(part => this.#keep(exchange, part)));
        },
        end: (number, memory, used, told, taken) => {
          const last = this.#pack(exchange, told, number, memory, used);
          this.#note(this.#finish(exchange, [...parts, last], told, taken));
        },
      },
      this.#setting.limits,
    );
  }

  get figures() {
    return { ...this.#counts, bytesInMemory: this.#bytes };
  }

  async flushed(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #take(bytes: number): boolean {
    if (this.#bytes + bytes > this.#setting.limits.recordingsInMemoryBytesMax) return false;
    this.#bytes += bytes;
    return true;
  }

  /** Null: it is lost. What was packed is in memory until it is written. */
  async #pack(exchange: RecordedExchange, told: TapeEnd | null, number: number, memory: Buffer, used: number) {
    const { length } = memory;
    const { id, api, path, model } = exchange;
    const end = told === null ? null : { format: told.format, detectors: told.detectors, tools: told.tools, holds: told.holds };
    try {
      const frames = used === 0 ? new Uint8Array(0) : memory.subarray(0, used);
      const part = await this.#setting.press.pack({ exchange: { id, api, path, model }, end, number, frames });
      this.#bytes += part.sealed.length - length;
      return part;
    } catch (cause) {
      this.#bytes -= length;
      this.#counts.lost++;
      this.#setting.onTrouble(id, cause);
      return null;
    }
  }

  async #keep(exchange: RecordedExchange, packed: PackedPart | null): Promise<boolean> {
    if (packed === null) return false;
    const { digest: _, ...part } = packed;
    const isKept = await this.#writer.write({ exchange, part });
    this.#bytes -= part.sealed.length;
    if (!isKept) this.#counts.lost++;
    return isKept;
  }

  async #finish(exchange: RecordedExchange, packing: readonly Promise<PackedPart | null>[], told: TapeEnd, taken: Taken) {
    const parts = await Promise.all(packing);
    const isLost = parts.includes(null);
    const end = {
      ...told,
      ...taken,
      isCut: taken.isCut || isLost,
      parts: parts.length,
      digest: isLost ? null : digestOf(parts as PackedPart[]),
    };
    const isKept = await this.#keep({ ...exchange, end }, parts.at(-1) ?? null);
    if (isKept) this.#counts[end.isCut ? 'cut' : 'kept']++;
  }

  #note(work: Promise<unknown>): void {
    const noted = work.then(
      () => void this.#running.delete(noted),
      () => void this.#running.delete(noted),
    );
    this.#running.add(noted);
  }
}

function begun({ exchange: id, beganMs: createdMs, ...facts }: TapeFacts, days: number): RecordedExchange {
  return { id, createdMs, goneMs: createdMs + days * dayMs, ...facts, end: null };
}

function digestOf(parts: readonly PackedPart[]): string {
  const hash = createHash('sha256');
  for (const { digest } of parts) hash.update(digest);
  return `sha256:${hash.digest('hex')}`;
}
