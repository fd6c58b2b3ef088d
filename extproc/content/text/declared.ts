// A body that is declared to be text. Most clients ask for JSON whatever the type says, of errors above all, and would read escapes that no
// scan of the text sees. So what begins as JSON does is kept until it is whole, and read as JSON if it is that.
import { GatheredBytes } from '../gathered.ts';
import type { InspectionOptions } from '../inspection.ts';
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
    const { limits, side } = this.#options;
    const bytesMax = side === 'request' ? limits.requestBodyBytesMax : limits.jsonBodyBytesMax;
    if (this.#beginning.length + bytes.length > bytesMax) return this.#refuse('response_too_large');
    this.#beginning.append(bytes);
    if (this.#kind === 'unknown') this.#kind = kindOf(this.#beginning.sofar());
    return this.#kind === 'text' ? this.#open(new TextTransformer(this.#options, this.#emit)) : null;
  }

  end(): Refusal | null {
    if (this.#refusal !== null) return this.#refusal;
    return (this.#inner === null ? this.#decide(this.#beginning.sofar()) : null) ?? this.#inner!.end();
  }

  #decide(body: Buffer): Refusal | null {
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

/** By the first characters: a brace and a key, a bracket and a value, a quote. */
function kindOf(bytes: Buffer): 'unknown' | 'json' | 'text' {
  const text = bytes
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (text === '' || text === '{' || text === '[' || /^[{[]\s+$/.test(text)) return 'unknown';
  return /^(?:"|\{\s*["}]|\[\s*[\]{["\d-]|\[\s*(?:true|false|null)\b)/.test(text) ? 'json' : 'text';
}
