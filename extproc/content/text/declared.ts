// A body that is declared to be text. Most clients ask for JSON whatever the type says, of errors above all, and would read escapes that no
// scan of the text sees. So what begins as JSON does is kept until it is whole, and read as JSON if it is that.
import { GatheredBytes } from '../gathered.ts';
import { type InspectionOptions, wholeBound } from '../inspection.ts';
import { isMark } from '../json/space.ts';
import { isStrictJson } from '../json/strict.ts';
import { JsonTransformer } from '../json/transformer.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Emit, Refusal, Transformer } from '../transform.ts';
import { TextTransformer } from './transformer.ts';

const backslash = 0x5c;
const nothing = Buffer.alloc(0);

export class DeclaredText implements Transformer {
  readonly #options: InspectionOptions;
  readonly #shape: Shape;
  readonly #emit: Emit;
  readonly #beginning = new GatheredBytes();
  #inner: Transformer | null = null;
  /** The first characters behind white space. */
  #probe = '';
  #kind: 'unknown' | 'json' | 'text' = 'unknown';
  #refusal: Refusal | null = null;

  /** `shape`: what the document is, where it is one. */
  constructor(options: InspectionOptions, shape: Shape, emit: Emit) {
    this.#options = options;
    this.#shape = shape;
    this.#emit = emit;
  }

  get complete(): boolean {
    return this.#inner?.complete ?? false;
  }

  get heldBack(): number {
    return this.#inner?.heldBack ?? this.#beginning.length;
  }

  push(bytes: Buffer): Refusal | null {
    if (this.#refusal !== null) return this.#refusal;
    if (this.#inner !== null) return this.#inner.push(bytes);
    if (this.#kind === 'unknown') this.#kind = this.#guess(bytes);
    if (isWide(this.#probe)) return this.#refuse('invalid_utf8');
    return this.#kind === 'text' ? this.#goOn(bytes) : this.#keep(bytes);
  }

  end(): Refusal | null {
    if (this.#refusal !== null) return this.#refusal;
    return (this.#inner === null ? this.#decide(this.#beginning.sofar()) : null) ?? this.#inner!.end();
  }

  /** Reads each byte of the beginning once, however it comes. */
  #guess(bytes: Buffer): 'unknown' | 'json' | 'text' {
    const from = this.#probe === '' ? firstOf(bytes) : 0;
    this.#probe += bytes.toString('latin1', from, from + probeCharsMax - this.#probe.length);
    return kindOf(this.#probe);
  }

  #goOn(bytes: Buffer): Refusal | null {
    const text = new TextTransformer(this.#options, this.#emit);
    return this.#open(text) ?? text.push(bytes);
  }

  #keep(bytes: Buffer): Refusal | null {
    const { bytesMax, code } = wholeBound(this.#options);
    if (this.#beginning.length + bytes.length > bytesMax) {
      const unread = this.#beginning.take(bytes);
      return { ...this.#refuse(code), unread };
    }
    this.#beginning.append(bytes);
    return null;
  }

  #decide(body: Buffer): Refusal | null {
    if (isWide(body.subarray(firstOf(body)).toString('latin1', 0, wideBytes))) return this.#refuse('invalid_utf8');
    if (this.#kind === 'json' && isStrictJson(body, this.#options.limits))
      return this.#open(new JsonTransformer(this.#options, this.#shape, this.#emit));
    // Not quite JSON is still JSON to some.
    if (this.#kind === 'json' && body.indexOf(backslash) >= 0) return this.#refuse('invalid_json');
    return this.#open(new TextTransformer(this.#options, this.#emit));
  }

  #open(inner: Transformer): Refusal | null {
    this.#inner = inner;
    const beginning = this.#beginning.take(nothing);
    return beginning.length > 0 ? inner.push(beginning) : null;
  }

  #refuse(code: Refusal['code']): Refusal {
    this.#beginning.clear();
    this.#refusal = { code };
    return this.#refusal;
  }
}

/** What is not decided by then is kept. */
const probeCharsMax = 64;
const json = /^(?:"|\{\s*["}]|\[\s*(?:[\]{["\d-]|true|false|null))/;
const unfinished = /^(?:[{[]\s*|\[\s*(?:t|tr|tru|f|fa|fal|fals|n|nu|nul))?$/;

/** So many bytes tell clients that ask for JSON whether it is in UTF-16 or UTF-32, whatever they were told. */
const wideBytes = 4;

function isWide(text: string): boolean {
  const zero = text.indexOf('\0');
  return zero >= 0 && zero < wideBytes && kindOf(text.slice(0, zero)) !== 'text';
}

/** By the first characters behind white space: a brace and a key, a bracket and a value, a quote. */
function kindOf(text: string): 'unknown' | 'json' | 'text' {
  if (json.test(text)) return 'json';
  if (!unfinished.test(text)) return 'text';
  return text.length < probeCharsMax ? 'unknown' : 'json';
}

/** Where white space, and a byte order mark, end. */
function firstOf(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length && isBlank(bytes[at]!)) at++;
  return at;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || isMark(byte);
}
