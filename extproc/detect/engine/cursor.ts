// A place in a pattern's source that moves forward by whole characters, and refuses with the place in its message.
import { Fault } from '../../words/fault.ts';

export class Cursor {
  readonly #source: string;
  #index = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get done(): boolean {
    return this.#index >= this.#source.length;
  }

  /** Offset in characters, from 0. */
  get at(): number {
    return this.#index;
  }

  /** The character here; the empty string at the end. */
  peek(): string {
    if (this.done) return '';
    const point = this.#source.codePointAt(this.#index)!;
    return point < 0x10000 ? this.#source[this.#index]! : String.fromCodePoint(point);
  }

  next(): string {
    const char = this.peek();
    this.#index += char.length;
    return char;
  }

  /** Goes on by so many of JavaScript's units. */
  skip(units: number): void {
    this.#index += units;
  }

  /** Whether one of these characters is here. */
  seesOne(characters: string): boolean {
    return !this.done && characters.includes(this.#source[this.#index]!);
  }

  /** JavaScript's unit here; NaN at the end. */
  get unit(): number {
    return this.#source.charCodeAt(this.#index);
  }

  sees(text: string): boolean {
    return this.#source.startsWith(text, this.#index);
  }

  take(text: string): boolean {
    const seen = this.sees(text);
    if (seen) this.#index += text.length;
    return seen;
  }

  /** Takes what the expression matches here; it must begin with `^` and have bounds of its own. */
  takeMatch(expression: RegExp): RegExpExecArray | null {
    const match = expression.exec(this.#source.slice(this.#index));
    if (match !== null) this.#index += match[0].length;
    return match;
  }

  /** Says what is wrong and where, never with the pattern's text: patterns may be someone's secret names. */
  refuse(what: string, at: number = this.#index): never {
    throw new Fault('ERR_PATTERN_SYNTAX', `${what} (at ${at})`);
  }
}
