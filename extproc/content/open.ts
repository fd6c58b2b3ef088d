// Opens the transformer for a body: its format decides how it is cut into units, the API's shape what its JSON means.
import type { ApiShape } from '../words/access.ts';
import { ArrayTransformer } from './array/transformer.ts';
import { EventStreamTransformer } from './eventstream/transformer.ts';
import type { InspectionOptions } from './inspection.ts';
import { JsonTransformer } from './json/transformer.ts';
import { type FormSetting, FormTransformer } from './multipart/transformer.ts';
import { NdjsonTransformer } from './ndjson/transformer.ts';
import { shapesOf } from './shapes/apis.ts';
import { converse } from './shapes/bedrock.ts';
import { SseTransformer } from './sse/transformer.ts';
import { DeclaredText } from './text/declared.ts';
import type { OriginalTrace } from './trace.ts';
import type { Emit, Refusal, Transformer } from './transform.ts';

/** `array`: one JSON list whose elements come one after another; `eventstream`: Amazon's binary messages; `form`: parts. */
export type Format = 'sse' | 'json' | 'ndjson' | 'text' | 'array' | 'eventstream' | 'form';

export interface TransformerOptions extends InspectionOptions {
  readonly format: Format;
  readonly shape: ApiShape;
  /** The request's path: some APIs tell by it what they answer. */
  readonly path?: string;
  /** What stands between the parts of a form. */
  readonly boundary?: string;
  /** Parts of a form that are no text may pass, and the record says so. */
  readonly passesUnread?: boolean;
  readonly emit: Emit;
}

/** Never throws on hostile input: what can't be read, or passes a limit, is a refusal of push() or end(). */
export function openTransformer(options: TransformerOptions): Transformer {
  const transformer = openPlain(options);
  return options.trace === undefined ? transformer : new TracedTransformer(transformer, options.trace);
}

function openPlain(options: TransformerOptions): Transformer {
  const { stream, document, request } = shapesOf(options.shape, options.path);
  const whole = options.side === 'request' ? request : document;
  switch (options.format) {
    case 'sse':
      return new SseTransformer(options, stream, options.emit);
    case 'json':
      return new JsonTransformer(options, whole, options.emit);
    case 'ndjson':
      return new NdjsonTransformer(options, stream, options.emit);
    case 'text':
      return new DeclaredText(options, whole, options.emit);
    case 'array':
      return new ArrayTransformer(options, { element: stream, document: whole }, options.emit);
    case 'form':
      return new FormTransformer(options, formSetting(options), options.emit);
    case 'eventstream':
      return new EventStreamTransformer(options, { converse, model: stream }, options.emit);
  }
}

/** Has the trace know what came, so that what does not leave can be told too. */
class TracedTransformer implements Transformer {
  readonly #inner: Transformer;
  readonly #trace: OriginalTrace;

  constructor(inner: Transformer, trace: OriginalTrace) {
    this.#inner = inner;
    this.#trace = trace;
  }

  get heldBack(): number {
    return this.#inner.heldBack;
  }

  get complete(): boolean {
    return this.#inner.complete;
  }

  push(bytes: Buffer): Refusal | null {
    this.#trace.came(bytes);
    return this.#inner.push(bytes);
  }

  end(): Refusal | null {
    return this.#inner.end();
  }
}

function formSetting(options: TransformerOptions): FormSetting {
  return {
    boundary: options.boundary ?? '',
    passesUnread: options.passesUnread ?? false,
    open: (format, inspector, trace, emit) => openPlain({ ...options, format, inspector, trace, emit }),
  };
}
