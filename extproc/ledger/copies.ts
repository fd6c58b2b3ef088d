// Copies of what is kept, as JSON lines, to where people look. A copy proves nothing and is never waited for: a place that is slow, full or gone loses lines, and
// counts them.
import { constants } from 'node:fs';
import { type FileHandle, open, rename, stat } from 'node:fs/promises';
import { fixedLimits } from '../words/limits.ts';

export interface CopyFigures {
  readonly written: number;
  readonly dropped: number;
}

export interface Copies {
  /** Takes a line without its line break. Neither waits nor throws. */
  hear(line: string): void;
  readonly figures: CopyFigures;
  /** Writes what waits, if the place takes it in that time. */
  close(msMax: number): Promise<void>;
}

/** Writes all of it, or rejects, having written nothing or not telling how much. */
export interface CopyPlace {
  write(bytes: Buffer): Promise<void>;
  close(): Promise<void>;
}

export function copiesTo(place: CopyPlace): Copies {
  let waiting: string[] = [];
  let written = 0;
  let dropped = 0;
  let isClosed = false;
  let running: Promise<void> | null = null;

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      try {
        await place.write(Buffer.from(`${lines.join('\n')}\n`));
        written += lines.length;
      } catch {
        dropped += lines.length;
        if (isClosed) return;
        await pause(fixedLimits.ledgerAgainMsMax);
      }
    }
  };
  const start = (): void => {
    running ??= run().finally(() => {
      running = null;
      if (waiting.length > 0 && !isClosed) start();
    });
  };
  return {
    hear(line) {
      if (isClosed || waiting.length >= fixedLimits.ledgerSinkLinesMax) {
        dropped++;
        return;
      }
      waiting.push(line);
      // In a turn of its own, so that what comes together is written together.
      if (running === null) setImmediate(start);
    },
    get figures() {
      return { written, dropped };
    },
    async close(msMax) {
      start();
      await Promise.race([running, pause(msMax)]);
      isClosed = true;
      dropped += waiting.length;
      waiting = [];
      await Promise.race([place.close().catch(() => {}), pause(msMax)]);
    },
  };
}

/** Does not keep a process from ending. */
function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms).unref());
}

/** A file that becomes FILE.1 when it is full, and that FILE.2, and so on to `files`, which goes. Others may not read it. */
export function rotatedFile(path: string, bytesMax: number, files: number): CopyPlace {
  let file: FileHandle | null = null;
  let length = 0;
  const opened = async (): Promise<FileHandle> => {
    if (file !== null) return file;
    file = await open(path, 'a', 0o600);
    ({ size: length } = await file.stat());
    return file;
  };
  const rotate = async (): Promise<void> => {
    await file?.close();
    file = null;
    for (let number = files - 1; number >= 0; number--) {
      const from = number === 0 ? path : `${path}.${number}`;
      if (await stat(from).catch(() => null)) await rename(from, `${path}.${number + 1}`);
    }
  };
  return {
    async write(bytes) {
      let to = await opened();
      if (length > 0 && length + bytes.length > bytesMax) {
        await rotate();
        to = await opened();
      }
      await to.appendFile(bytes);
      length += bytes.length;
    },
    async close() {
      await file?.close();
    },
  };
}

/**
 * The standard output, through a description of its own that does not wait: Node's own stdout waits for who reads a pipe, and with it would all
 * exchanges.
 */
export function standardOutput(path = '/proc/self/fd/1'): CopyPlace {
  let file: FileHandle | null = null;
  return {
    async write(bytes) {
      file ??= await open(path, constants.O_WRONLY | constants.O_APPEND | constants.O_NONBLOCK);
      for (let done = 0, tries = 0; done < bytes.length; ) {
        try {
          const { bytesWritten } = await file.write(bytes, done);
          done += bytesWritten;
          tries = 0;
        } catch (error) {
          // Half a line would spoil the next one: what was begun is tried to be ended for as long as the queue takes more.
          if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || ++tries > triesMax) throw error;
          await pause(againMs);
        }
      }
    },
    async close() {
      await file?.close();
    },
  };
}

const againMs = 20;
const triesMax = 500;
