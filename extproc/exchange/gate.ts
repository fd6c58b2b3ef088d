// What has to be written down before bytes may leave, and the bytes that wait for it. Nothing of a response leaves before its exchange's beginning is kept, and
// its end not before all that was said of it is. Knows effects and numbers; not what is written.
import type { Answer, Effect } from './events.ts';

type Send = Extract<Effect, { kind: 'send' }>;

export class Gate {
  /** Of entries that are not answered yet. */
  readonly #awaited = new Set<number>();
  #numbered = 0;
  #first: number | null = null;
  #waiting: Effect[] = [];
  #last: Effect[] = [];
  #isEnding = false;
  #isLengthTold = false;

  /** Gives the number under which an entry is awaited. The first one is the beginning's. */
  expect(): number {
    const number = this.#numbered++;
    this.#first ??= number;
    this.#awaited.add(number);
    return number;
  }

  /** That entry is kept. */
  kept(number: number): void {
    this.#awaited.delete(number);
  }

  /** Whether an entry of this number is still awaited. */
  awaits(number: number): boolean {
    return this.#awaited.has(number);
  }

  /** Takes what an exchange said at once; what need not wait is given back. */
  admit(effects: readonly Effect[]): readonly Effect[] {
    const ends = effects.some(({ kind }) => kind === 'finish');
    const lastAt = ends ? this.#endOf(effects) : effects.length;
    const free: Effect[] = [];
    effects.forEach((effect, at) => {
      if (isLength(effect)) this.#isLengthTold = true;
      const queue = at >= lastAt ? this.#last : this.#waiting;
      if (isOfResponse(effect) || (followsSends(effect) && this.#isHolding)) queue.push(effect);
      else free.push(effect);
    });
    if (ends) this.#split();
    this.#isEnding ||= ends;
    return free;
  }

  /** What may leave by now. */
  release(): readonly Effect[] {
    if (this.#first !== null && this.#awaited.has(this.#first)) return [];
    const waiting = this.#waiting;
    this.#waiting = [];
    if (!this.#isEnding || this.#awaited.size > 0) return waiting;
    const last = this.#last;
    this.#last = [];
    return [...waiting, ...last];
  }

  /** All that has not left, in its order. */
  get held(): readonly Effect[] {
    return [...this.#waiting, ...this.#last];
  }

  /** Bytes came that may not leave yet. */
  get isFull(): boolean {
    return this.#waiting.length > 0;
  }

  /** None of it leaves. */
  drop(): void {
    this.#waiting = [];
    this.#last = [];
  }

  get #isHolding(): boolean {
    return this.#waiting.length + this.#last.length > 0;
  }

  /** Where a length is told, the client has all with the last byte: then the whole answer waits, so that a status can still be told. */
  #endOf(effects: readonly Effect[]): number {
    const withLength = effects.findIndex(isLength);
    return withLength >= 0 ? withLength : effects.findLastIndex(({ kind }) => kind === 'send');
  }

  /** The last bytes of a stream leave, and its end waits. */
  #split(): void {
    const [last, ...rest] = this.#last;
    if (this.#isLengthTold || last?.kind !== 'send') return;
    const { answer } = last;
    if (answer.kind !== 'response_body' || answer.body.length === 0) return;
    this.#waiting.push(sending({ ...answer, endOfStream: false }));
    this.#last = [sending({ ...answer, body: nothing }), ...rest];
  }
}

const nothing = new Uint8Array(0);
const sending = (answer: Answer): Send => ({ kind: 'send', answer });

function isOfResponse(effect: Effect): boolean {
  return effect.kind === 'send' && !effect.answer.kind.startsWith('request_');
}

/** What counts from the moment on at which all that was sent before it is out. */
function followsSends({ kind }: Effect): boolean {
  return kind === 'finish' || kind === 'hold_delivered' || kind === 'redeemed_delivered';
}

/** An answer from the store counts as well: all of it is in hand. */
function isLength(effect: Effect): boolean {
  if (effect.kind !== 'send') return false;
  const { answer } = effect;
  if (answer.kind === 'response_headers') return answer.mutation.set.some(([name]) => name === 'content-length');
  return answer.kind === 'local_headers';
}
