// Sends checkpoints to places outside, where whoever writes the ledger anew can't reach them. Only the newest one matters: what a slow place has not taken when
// the next one is there is skipped, and counted.
import { rename, writeFile } from 'node:fs/promises';
import { fixedLimits } from '../words/limits.ts';

export interface PublishPlace {
  /** For people. Never a URL, whose path may be a secret. */
  readonly name: string;
  /** Rejects, or gives false, where it was not taken. */
  send(note: string): Promise<boolean>;
}

export interface PublishFigures {
  readonly name: string;
  readonly sent: number;
  readonly skipped: number;
  readonly failed: number;
}

export interface Publisher {
  /** Takes the newest checkpoint. Neither waits nor throws. */
  hear(note: string): void;
  readonly figures: readonly PublishFigures[];
  /** Sends the newest one where it has not been taken yet, if the place takes it in that time. */
  close(msMax: number): Promise<void>;
}

/** `pauseMs`: from one checkpoint to the next at one place, so that none is asked to take one each second. */
export function openPublisher(places: readonly PublishPlace[], pauseMs: number): Publisher {
  const lines = places.map(place => new Line(place, pauseMs));
  return {
    hear(note) {
      for (const line of lines) line.hear(note);
    },
    get figures() {
      return lines.map(line => line.figures);
    },
    async close(msMax) {
      await Promise.all(lines.map(line => line.close(msMax)));
    },
  };
}

class Line {
  readonly #place: PublishPlace;
  readonly #pauseMs: number;
  #next: string | null = null;
  /** While one is sent, and the pause after it. */
  #isBusy = false;
  #isClosed = false;
  #sending: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #sent = 0;
  #skipped = 0;
  #failed = 0;

  constructor(place: PublishPlace, pauseMs: number) {
    this.#place = place;
    this.#pauseMs = pauseMs;
  }

  get figures(): PublishFigures {
    return { name: this.#place.name, sent: this.#sent, skipped: this.#skipped, failed: this.#failed };
  }

  hear(note: string): void {
    if (this.#next !== null) this.#skipped++;
    this.#next = note;
    if (!this.#isBusy && !this.#isClosed) this.#start();
  }

  async close(msMax: number): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    const late = new Promise<void>(resolve => setTimeout(resolve, msMax).unref());
    await Promise.race([this.#sending.then(() => this.#send()), late]);
  }

  #start(): void {
    this.#isBusy = true;
    this.#sending = this.#send().then(isTaken => {
      if (!this.#isClosed) this.#rest(isTaken ? this.#pauseMs : Math.max(this.#pauseMs, fixedLimits.ledgerAgainMsMax));
    });
  }

  #rest(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#isBusy = false;
      if (this.#next !== null) this.#start();
    }, ms);
    this.#timer.unref();
  }

  async #send(): Promise<boolean> {
    const note = this.#next;
    if (note === null) return true;
    this.#next = null;
    const isTaken = await this.#place.send(note).catch(() => false);
    if (isTaken) this.#sent++;
    else {
      this.#failed++;
      // A newer one may have come meanwhile, which says more.
      this.#next ??= note;
    }
    return isTaken;
  }
}

/** A file that always has the newest one, whole: on another disk, or one that another machine reads. */
export function publishedFile(path: string): PublishPlace {
  return {
    name: path,
    async send(note) {
      await writeFile(`${path}.new`, note, { mode: 0o644, flush: true });
      await rename(`${path}.new`, path);
      return true;
    },
  };
}
