// A response body on its way: through its transformer, and out in the order in which it may leave. JSON and buffered bodies
// leave in one piece at the end, streams as they become final.
import type { OriginalTrace } from '../content/trace.ts';
import type { Refusal, Transformer } from '../content/transform.ts';
import { type Block, hostBlock } from './block.ts';
import type { BudgetShare } from './budget.ts';
import type { Judge } from './judge.ts';

export type Passed =
  /** These bytes may leave now; empty while all of them wait. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** People have to decide. `before` had become final before they were asked for; `rest` is all that is kept back, null while more comes. */
  | { readonly kind: 'held'; readonly before: Uint8Array; readonly rest: Uint8Array | null }
  /** These bytes had become final before the reason to stop was seen. */
  | { readonly kind: 'blocked'; readonly bytes: Uint8Array; readonly block: Block };

export interface BodySetting {
  /** Nothing leaves before the end, whose bytes come in one piece. */
  readonly isWhole: boolean;
  readonly wholeBytesMax: number;
  readonly heldBytesMax: number;
  /** Asked when it turns out that none of the body can be read: whether all of it may pass as it is. */
  readonly mayPassUnread: (why: Refusal['code']) => boolean;
  /** Of what passes unread; the rest the transformer tells itself. Null: nobody wants to know. */
  readonly trace: OriginalTrace | null;
}

const nothing = new Uint8Array(0);

export class ResponseBody {
  readonly #judge: Judge;
  readonly #memory: BudgetShare;
  readonly #setting: BodySetting;
  #isWhole: boolean;
  #transformer: Transformer | null = null;
  #pieces: Uint8Array[] = [];
  #waitingBytes = 0;
  /** What became final since people were asked for; in a body that leaves in one piece it is among the others. */
  readonly #held: Uint8Array[] = [];
  #heldBytes = 0;
  #isEmpty = true;
  bytesIn = 0;

  constructor(judge: Judge, memory: BudgetShare, setting: BodySetting) {
    this.#judge = judge;
    this.#memory = memory;
    this.#setting = setting;
    this.#isWhole = setting.isWhole;
  }

  readonly emit = (bytes: Uint8Array): void => {
    if (this.#judge.isHeld && !this.#isWhole) {
      this.#held.push(bytes);
      this.#heldBytes += bytes.length;
    } else {
      this.#pieces.push(bytes);
      this.#waitingBytes += bytes.length;
    }
    // Here, before anything later is asked about: what is told does not depend on where the body was cut.
    if (this.#judge.isHeld) this.#boundHeld();
  };

  /** Without a transformer bytes pass unread: only where an operator wrote so. */
  through(transformer: Transformer): this {
    this.#transformer = transformer;
    return this;
  }

  push(bytes: Buffer): Passed {
    this.#take(bytes);
    return this.#passed(false);
  }

  /** The body ends with these bytes, be they none. What they make final and what the end does come in one piece. */
  last(bytes: Buffer): Passed {
    this.#take(bytes);
    if (this.#judge.block === null) this.#close();
    return this.#passed(true);
  }

  #take(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#isEmpty = false;
    this.bytesIn += bytes.length;
    if (this.#transformer === null) this.#unread(bytes);
    const refusal = this.#transformer?.push(bytes) ?? null;
    if (refusal !== null) this.#refused(refusal);
    const waitingBytes = this.#waitingBytes + this.#heldBytes + (this.#transformer?.heldBack ?? 0);
    if (!this.#memory.hold(waitingBytes)) this.#judge.refuse(hostBlock('overloaded'));
    if (this.#isWhole && this.#waitingBytes > this.#setting.wholeBytesMax) this.#judge.refuse(hostBlock('response_too_large'));
  }

  /** A body of no bytes is no document: there is nothing in it to judge. */
  #close(): void {
    if (this.#isEmpty || this.#transformer === null) this.#judge.at('response_end');
    else {
      const refusal = this.#transformer.end();
      if (refusal === null) return;
      this.#refused(refusal);
      if (this.#judge.block === null) this.#judge.at('response_end');
    }
  }

  #refused({ code, unread }: Refusal): void {
    if (unread === undefined || !this.#setting.mayPassUnread(code)) return this.#judge.refuse(hostBlock(code));
    this.#transformer = null;
    this.#isWhole = false;
    this.#setting.trace?.end('passed');
    this.emit(unread);
  }

  #unread(bytes: Buffer): void {
    this.#setting.trace?.came(bytes);
    this.#setting.trace?.kept(bytes);
    this.emit(bytes);
  }

  #passed(isEnd: boolean): Passed {
    const { block } = this.#judge;
    if (this.#isWhole && block !== null) return { kind: 'blocked', bytes: nothing, block };
    if (block === null && this.#judge.isHeld) return this.#keptBack(isEnd);
    if (this.#isWhole && !isEnd) return { kind: 'bytes', bytes: nothing };
    const bytes = this.#taken();
    return block === null ? { kind: 'bytes', bytes } : { kind: 'blocked', bytes, block };
  }

  #keptBack(isEnd: boolean): Passed {
    if (!this.#isWhole) return { kind: 'held', before: this.#taken(), rest: isEnd ? joined(this.#held.splice(0)) : null };
    if (!isEnd) return { kind: 'held', before: nothing, rest: null };
    this.#boundHeld();
    const { block } = this.#judge;
    return block === null ? { kind: 'held', before: nothing, rest: this.#taken() } : { kind: 'blocked', bytes: nothing, block };
  }

  #boundHeld(): void {
    const heldBytes = this.#isWhole ? this.#waitingBytes : this.#heldBytes;
    if (heldBytes > this.#setting.heldBytesMax) this.#judge.refuse(hostBlock('held_too_large'));
  }

  #taken(): Uint8Array {
    const bytes = joined(this.#pieces);
    this.#pieces = [];
    this.#waitingBytes = 0;
    return bytes;
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 0) return nothing;
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
}
