// A text of which nothing leaves before it is complete and judged.
import { type Cut, EditList } from './edits.ts';
import type { PieceText } from './queue.ts';

export class HeldText implements PieceText {
  final = -1;
  /** Bytes taken so far. */
  position = 0;
  /** Where its first piece stands. */
  path: string | null = null;
  readonly #edits = new EditList();
  #parts: Uint8Array[] = [];

  append(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#parts.push(bytes);
    this.position += bytes.length;
  }

  /** Joined once, when it is complete: joining per piece is quadratic. */
  joined(): Buffer {
    const [first] = this.#parts;
    if (this.#parts.length === 1 && Buffer.isBuffer(first)) return first;
    const whole = Buffer.concat(this.#parts);
    this.#parts = [whole];
    return whole;
  }

  replace(start: number, end: number, text: string, findings: readonly number[]): void {
    this.#edits.add({ start, end }, text, text, findings);
  }

  /** All of it may leave, as it was edited. */
  settle(): void {
    this.#edits.settle(this.position + 1);
    this.final = this.position;
  }

  cuts(from: number, to: number): readonly Cut[] {
    return this.#edits.within(from, to);
  }

  release(offset: number): void {
    this.#edits.forget(offset);
  }
}
