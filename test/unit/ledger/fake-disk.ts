// A disk that stops at any call, is full or fails when a test says so, and forgets what was not synced: page by page, and name by name.
import type { Disk } from '../../../extproc/ledger/disk.ts';

export class Crash extends Error {}

interface Content {
  cached: Buffer;
  synced: Buffer;
}

/** Small, so that records are torn within. */
const pageBytes = 64;

export class FakeDisk implements Disk {
  readonly #names = new Map<string, Content>();
  /** Changes of names that no syncFolder has made last. */
  #loose: { readonly folder: string; readonly act: (names: Map<string, Content>) => void }[] = [];
  #lasting = new Map<string, Content>();
  readonly #open = new Map<number, Content>();
  #nextFile = 3;
  calls = 0;
  crashAt = Number.POSITIVE_INFINITY;
  /** Throws for a call, by its name, or changes what `write` takes. */
  trouble: (call: string, bytes: number) => number | undefined = () => undefined;

  makeFolder(): void {}

  list(folder: string): readonly string[] {
    const start = `${folder}/`;
    return [...this.#names.keys()].filter(path => path.startsWith(start)).map(path => path.slice(start.length));
  }

  read(path: string): Buffer | null {
    return this.#names.get(path)?.cached ?? null;
  }

  open(path: string): number {
    this.#step('open');
    let content = this.#names.get(path);
    if (content === undefined) {
      content = { cached: Buffer.alloc(0), synced: Buffer.alloc(0) };
      const made = content;
      this.#change(path, names => void names.set(path, made));
    }
    this.#open.set(this.#nextFile, content);
    return this.#nextFile++;
  }

  write(file: number, bytes: Uint8Array, at: number): number {
    const isTorn = this.calls + 1 === this.crashAt;
    const room = isTorn ? Math.floor(bytes.length / 2) : (this.trouble('write', bytes.length) ?? bytes.length);
    const content = this.#open.get(file)!;
    const length = Math.max(content.cached.length, at + room);
    const grown = Buffer.alloc(length);
    grown.set(content.cached);
    grown.set(bytes.subarray(0, room), at);
    content.cached = grown;
    this.#step('');
    return room;
  }

  truncate(file: number, length: number): void {
    this.#step('truncate');
    const content = this.#open.get(file)!;
    const cut = Buffer.alloc(length);
    cut.set(content.cached.subarray(0, length));
    content.cached = cut;
  }

  sync(file: number): void {
    this.#step('sync');
    const content = this.#open.get(file)!;
    content.synced = Buffer.from(content.cached);
  }

  close(file: number): void {
    this.#open.delete(file);
  }

  rename(from: string, to: string): void {
    this.#step('rename');
    this.#change(to, names => {
      const content = names.get(from);
      if (content === undefined) return;
      names.set(to, content);
      names.delete(from);
    });
  }

  remove(path: string): void {
    this.#step('remove');
    this.#change(path, names => void names.delete(path));
  }

  syncFolder(folder: string): void {
    this.#step('syncFolder');
    for (const { act } of this.#loose.filter(change => change.folder === folder)) act(this.#lasting);
    this.#loose = this.#loose.filter(change => change.folder !== folder);
  }

  /** What a start finds after the power went: of what was not synced, what chance left. `dice` gives 0 to 1. */
  afterPowerLoss(dice: () => number): FakeDisk {
    const disk = new FakeDisk();
    const names = new Map(this.#lasting);
    for (const { act } of this.#loose.slice(0, Math.floor(dice() * (this.#loose.length + 1)))) act(names);
    for (const [path, content] of names) disk.#put(path, torn(content, dice));
    return disk;
  }

  /** What a start finds after the process was killed: all that was written. */
  afterKill(): FakeDisk {
    const disk = new FakeDisk();
    for (const [path, { cached }] of this.#names) disk.#put(path, cached);
    return disk;
  }

  files(): ReadonlyMap<string, Buffer> {
    return new Map([...this.#names].map(([path, { cached }]) => [path, cached]));
  }

  #put(path: string, bytes: Buffer): void {
    const content = { cached: Buffer.from(bytes), synced: Buffer.from(bytes) };
    this.#names.set(path, content);
    this.#lasting.set(path, content);
  }

  #change(path: string, act: (names: Map<string, Content>) => void): void {
    act(this.#names);
    this.#loose.push({ folder: path.slice(0, path.lastIndexOf('/')), act });
  }

  #step(call: string): void {
    if (++this.calls >= this.crashAt) throw new Crash();
    if (call !== '') this.trouble(call, 0);
  }
}

function torn({ cached, synced }: Content, dice: () => number): Buffer {
  const length = dice() < 0.5 ? cached.length : synced.length;
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += pageBytes) {
    const from = dice() < 0.5 ? cached : synced;
    from.copy(bytes, at, Math.min(at, from.length), Math.min(at + pageBytes, from.length));
  }
  return bytes;
}

export function full(): never {
  throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
}
