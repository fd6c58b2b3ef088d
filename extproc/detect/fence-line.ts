// What one line, read byte by byte, has to say about fences: its prefix of quotes and list marks, its indentation, and a run of
// backticks or tildes with what follows it.

const space = 0x20;
const tab = 0x09;
const backtick = 0x60;
const tilde = 0x7e;
const quote = 0x3e;
const fenceLengthMin = 3;
const languageBytesMax = 32;
/** CommonMark: a number of a list has up to nine digits. */
const listDigitsMax = 9;

type Phase = 'prefix' | 'number' | 'mark' | 'run' | 'info' | 'text';

export class FenceLine {
  /** Columns from the last quote mark (or the line's beginning) to the first other character; tabs count to the next fourth. */
  indent = 0;
  quotes = 0;
  /** List marks before the fence on its own line (`- ~~~`). */
  hasListMark = false;
  isBlank = true;
  /** Backtick or tilde of a run at the beginning; 0 for other lines. */
  fence = 0;
  length = 0;
  /** Nothing but white space behind the run. */
  isBare = true;

  language = '';
  #phase: Phase = 'prefix';
  #digits = 0;
  #isInLanguage = true;

  /** True when the rest of the line changes nothing. */
  get isSettled(): boolean {
    return this.#phase === 'text';
  }

  begin(): void {
    this.indent = 0;
    this.quotes = 0;
    this.hasListMark = false;
    this.isBlank = true;
    this.fence = 0;
    this.length = 0;
    this.isBare = true;
    this.language = '';
    this.#phase = 'prefix';
    this.#digits = 0;
    this.#isInLanguage = true;
  }

  /** Takes any byte but the ends of lines. */
  take(byte: number): void {
    switch (this.#phase) {
      case 'prefix':
        return this.#takePrefix(byte);
      case 'number':
        return this.#takeNumber(byte);
      case 'mark':
        return this.#takeMark(byte);
      case 'run':
        if (byte === this.fence) this.length++;
        else if (this.length >= fenceLengthMin) this.#takeInfo(byte);
        else this.#notFence();
        return;
      case 'info':
        return this.#takeInfo(byte);
      case 'text':
    }
  }

  #takePrefix(byte: number): void {
    if (byte === space) this.indent++;
    else if (byte === tab) this.indent += 4 - (this.indent % 4);
    else if (byte === quote) {
      this.quotes++;
      this.indent = 0;
    } else {
      this.isBlank = false;
      if (byte === backtick || byte === tilde) this.#beginRun(byte);
      else if (byte >= 0x30 && byte <= 0x39) this.#begin('number', 1);
      else if (byte === 0x2d || byte === 0x2a || byte === 0x2b) this.#begin('mark', 0);
      else this.#phase = 'text';
    }
  }

  #beginRun(byte: number): void {
    this.fence = byte;
    this.length = 1;
    this.#phase = 'run';
  }

  #begin(phase: 'number' | 'mark', digits: number): void {
    this.#phase = phase;
    this.#digits = digits;
  }

  #takeNumber(byte: number): void {
    if (byte >= 0x30 && byte <= 0x39 && this.#digits < listDigitsMax) this.#digits++;
    else this.#phase = byte === 0x2e || byte === 0x29 ? 'mark' : 'text';
  }

  /** Behind a list mark there is white space, or it was none. */
  #takeMark(byte: number): void {
    if (byte !== space && byte !== tab) {
      this.#phase = 'text';
      return;
    }
    this.hasListMark = true;
    this.indent += 2 + this.#digits;
    this.#digits = 0;
    this.#phase = 'prefix';
  }

  #takeInfo(byte: number): void {
    this.#phase = 'info';
    const isSpace = byte === space || byte === tab;
    if (!isSpace) this.isBare = false;
    if (byte === backtick && this.fence === backtick) this.#notFence();
    else if (isSpace && this.language !== '') this.#isInLanguage = false;
    else if (!isSpace && this.#isInLanguage && this.language.length < languageBytesMax)
      this.language += String.fromCharCode(byte).toLowerCase();
  }

  #notFence(): void {
    this.fence = 0;
    this.#phase = 'text';
  }
}
