// A tool call on its way: name, id and arguments are kept back until all of it is there, then judged as a whole.
// Arguments are JSON inside a JSON string: what is found is found in their leaves, and edits keep them JSON at both levels.
import { type Cut, EditList } from './edits.ts';
import type { Inspection } from './inspection.ts';
import { Reader } from './json/reader.ts';
import type { PieceText } from './queue.ts';
import { document } from './shapes/generic.ts';
import type { CallPart } from './shapes/shape.ts';
import { judgeWhole, matchesIn } from './whole.ts';

const isBlank = (text: Buffer): boolean => text.every(byte => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);

export class ToolCallTexts {
  readonly #inspection: Inspection;
  readonly #id: string;
  readonly #texts: Record<CallPart, HeldText> = {
    name: new HeldText(),
    id: new HeldText(),
    arguments: new HeldText(),
    input: new HeldText(),
  };

  /** `id`: the call's own name among the texts, e.g. `choices/0/tool_calls/1`. */
  constructor(inspection: Inspection, id: string) {
    this.#inspection = inspection;
    this.#id = id;
  }

  text(part: CallPart): HeldText {
    return this.#texts[part];
  }

  take(part: CallPart, bytes: Uint8Array, path: () => string): void {
    const text = this.#texts[part];
    text.path ??= path();
    text.append(bytes);
    if (text.position > this.#inspection.limits.toolCallBytesMax) this.#inspection.refuse('tool_call_too_large');
  }

  /** All of it is there: asks about what is found in it, then about the call. */
  complete(): void {
    for (const part of ['name', 'id', 'input'] as const) this.#judgeText(part);
    const said = this.#texts.input.position > 0 ? this.#freeInput() : this.#judgeArguments();
    if (this.#inspection.over) return;
    // Calls in a request were made earlier; they are looked through, and not judged again.
    if (this.#inspection.side === 'response') this.#ask(said);
    for (const held of Object.values(this.#texts)) held.settle();
  }

  #ask({ text, value, isValid }: Said): void {
    const { name, id } = this.#texts;
    this.#inspection.toolCall({
      channel: `${this.#id}/arguments`,
      name: name.joined().toString(),
      id: id.position > 0 ? id.joined().toString() : null,
      arguments: value,
      argumentsValid: isValid,
      argumentsText: text,
    });
  }

  /** A tool may take text of any kind. */
  #freeInput(): Said {
    const text = this.#texts.input.joined();
    return { text, value: text.toString(), isValid: false };
  }

  #judgeArguments(): Said {
    const held = this.#texts.arguments;
    const text = held.joined();
    // No arguments at all are an empty object to every client.
    if (isBlank(text)) return { text, value: {}, isValid: true };
    const reader = new Reader(this.#inspection, document, {
      channel: `${this.#id}/arguments`,
      path: held.path ?? '',
      isMarkdown: false,
    });
    const problem = reader.read(text, 0, text.length);
    if (problem === null) {
      for (const { start, end, bytes } of reader.splices) held.replace(start, end, bytes.toString());
      return { text, value: this.#inspection.over ? null : JSON.parse(text.toString()), isValid: true };
    }
    if (problem === 'invalid_json') this.#judgeText('arguments');
    else this.#inspection.refuse(problem);
    return { text, value: text.toString(), isValid: false };
  }

  #judgeText(part: CallPart): void {
    const held = this.#texts[part];
    if (held.position === 0 || this.#inspection.over) return;
    const text = held.joined();
    const found = matchesIn(this.#inspection, text);
    if (found.length === 0) return;
    const where = { channel: `${this.#id}/${part}`, path: held.path ?? '', isMarkdown: false };
    for (const cut of judgeWhole(this.#inspection, text, found, null, where)) held.replace(cut.start, cut.end, cut.text);
  }
}

/** What the call says to its tool. */
interface Said {
  readonly text: Buffer;
  /** Parsed; the text itself when it is not JSON. */
  readonly value: unknown;
  readonly isValid: boolean;
}

/** A text of which nothing leaves before it is complete and judged. */
class HeldText implements PieceText {
  final = -1;
  position = 0;
  path: string | null = null;
  readonly #edits = new EditList();
  #parts: Uint8Array[] = [];

  append(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#parts.push(bytes);
    this.position += bytes.length;
  }

  /** Joined once, when it is complete: joining per piece is quadratic. */
  joined(): Buffer {
    if (this.#parts.length === 1 && Buffer.isBuffer(this.#parts[0])) return this.#parts[0];
    const whole = Buffer.concat(this.#parts);
    this.#parts = [whole];
    return whole;
  }

  replace(start: number, end: number, text: string): void {
    this.#edits.add({ start, end }, text, text);
  }

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
