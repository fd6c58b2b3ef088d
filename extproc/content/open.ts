// Opens the transformer for a body: its format decides how it is cut into units, the API's shape what its JSON means.
import type { ApiShape } from '../words/access.ts';
import type { InspectionOptions } from './inspection.ts';
import { JsonTransformer } from './json/transformer.ts';
import { NdjsonTransformer } from './ndjson/transformer.ts';
import { shapesOf } from './shapes/apis.ts';
import { SseTransformer } from './sse/transformer.ts';
import { DeclaredText } from './text/declared.ts';
import type { Emit, Transformer } from './transform.ts';

export type Format = 'sse' | 'json' | 'ndjson' | 'text';

export interface TransformerOptions extends InspectionOptions {
  readonly format: Format;
  readonly shape: ApiShape;
  readonly emit: Emit;
}

/** Never throws on hostile input: what can't be read, or passes a limit, is a refusal of push() or end(). */
export function openTransformer(options: TransformerOptions): Transformer {
  switch (options.format) {
    case 'sse':
      return new SseTransformer(options, shapesOf(options.shape).stream, options.emit);
    case 'json':
      return new JsonTransformer(options, shapesOf(options.shape).document, options.emit);
    case 'ndjson':
      return new NdjsonTransformer(options, shapesOf(options.shape).stream, options.emit);
    case 'text':
      return new DeclaredText(options, shapesOf(options.shape).document, options.emit);
  }
}
