// A body on its way through its transformer under a scanner that only writes down (reading-scan.ts): which texts it shows, where they stand, and
// what becomes of it where places in them are replaced. Whoever reads or edits chooses among them (reading.ts).
import type { ApiShape } from '../words/access.ts';
import type { HostBlockCode } from '../words/blocks.ts';
import type { Side } from '../words/finding.ts';
import type { Limits } from '../words/limits.ts';
import { readingPlan } from '../words/plan.ts';
import { type Format, openTransformer } from './open.ts';
import { type Growth, ReadingScanner, type ScriptedEdit } from './reading-scan.ts';
import type { Hit, Inspector, Refusal, Ruling, ToolCall, Transformer } from './transform.ts';

/** What one has to know to read a body. */
export interface BodyKind {
  readonly format: Format;
  readonly api: ApiShape;
  readonly path: string;
  readonly side: Side;
  readonly boundary?: string;
}

export type TextKind = 'text' | 'reasoning' | 'tool_call' | 'other';

/** One text as the client would read it. */
export interface BodyText {
  /** What edits name it by: its channel, with a number behind `#` where there are several. */
  readonly channel: string;
  readonly path: string;
  readonly kind: TextKind;
  /** Of a tool call. */
  readonly name: string | null;
  readonly text: string;
  /** How much of it had left before, in UTF-16 units: that can't be replaced any more. */
  readonly leftChars: number;
  readonly isEditable: boolean;
}

/** As the pass found it. */
export interface PassedText extends BodyText {
  readonly shown: {
    readonly ordinal: number;
    readonly leftBytes: number;
    readonly headingBytes: number;
    readonly growth: readonly Growth[];
  };
}

export interface Pass {
  readonly texts: readonly PassedText[];
  readonly out: Buffer;
  /** Places that were replaced. */
  readonly done: number;
  readonly refusal: HostBlockCode | null;
}

/** Asked on the way: whether this has taken so long, since others had their turn, that it should be given up. */
export type Late = () => boolean;

const sliceBytes = 64 * 1024;
const textsAtOnce = 1024;

/**
 * Both readings and edits: the same questions in the same order, so that a text has the same ordinal in each. It stops now and then, so that others
 * can have their turn: eight megabytes of small events take seconds.
 */
export function* passThrough(
  body: BodyKind,
  stretches: readonly Uint8Array[],
  limits: Limits,
  edits: ReadonlyMap<number, readonly ScriptedEdit[]>,
  late: Late,
): Generator<void, Pass> {
  const scanner = new ReadingScanner(edits);
  const out: Uint8Array[] = [];
  const inspector = new Places(edits, scanner, late, limits.readingTextsMax);
  const transformer = openTransformer({
    format: body.format,
    shape: body.api,
    path: body.path,
    ...(body.boundary === undefined ? {} : { boundary: body.boundary }),
    passesUnread: true,
    scanner,
    plan: readingPlan,
    limits,
    inspector,
    side: body.side,
    emit: bytes => out.push(bytes),
  });
  const refusal = (yield* pushAll(transformer, stretches, scanner)) ?? transformer.end();
  const channels = new Set<string>();
  for (const { ordinal, isChannel } of scanner.texts) if (isChannel) channels.add(inspector.hits.get(ordinal)?.channel ?? '');
  const texts: Omit<PassedText, 'channel'>[] = [];
  const names: string[] = [];
  for (const shown of scanner.texts) {
    if (shown.ordinal % textsAtOnce === 0) yield;
    const hit = inspector.hits.get(shown.ordinal);
    // Pieces that were looked at alone besides are told with the text that they belong to.
    if (hit === undefined || (!shown.isChannel && channels.has(hit.channel))) continue;
    const all = shown.bytes();
    const bytes = shown.isChannel ? all : Buffer.from(hit.value ?? all);
    const headingBytes = all.length - bytes.length;
    const before = shown.growth[0]?.stretch === 0 ? shown.growth[0].bytes : 0;
    const leftBytes = Math.min(bytes.length, before);
    names.push(hit.channel);
    texts.push({
      path: hit.path,
      kind: kindOf(hit.channel),
      name: null,
      text: bytes.toString(),
      leftChars: bytes.toString('utf8', 0, leftBytes).length,
      isEditable: !hit.isSigned,
      shown: { ordinal: shown.ordinal, leftBytes, headingBytes, growth: shown.growth },
    });
  }
  const named = numbered(names).map((channel, at) => ({ channel, ...texts[at]! }));
  return {
    texts: [...named, ...inspector.calls.map(callText)],
    out: Buffer.concat(out),
    done: inspector.done,
    refusal: refusal?.code ?? inspector.refusal,
  };
}

function* pushAll(
  transformer: Transformer,
  stretches: readonly Uint8Array[],
  scanner: ReadingScanner,
): Generator<void, Refusal | null> {
  for (const [at, bytes] of stretches.entries()) {
    scanner.stretch = at;
    for (let from = 0; from < bytes.length; from += sliceBytes) {
      const refusal = transformer.push(Buffer.from(bytes.subarray(from, from + sliceBytes)));
      if (refusal !== null) return refusal;
      yield;
    }
  }
  return null;
}

/** Asked about all texts and all places to replace. */
class Places implements Inspector {
  readonly hits = new Map<number, Hit>();
  readonly calls: { readonly call: ToolCall; readonly stretch: number }[] = [];
  readonly late: Late;
  done = 0;
  /** Why not all of it was taken. */
  refusal: HostBlockCode | null = null;
  readonly #textsMax: number;
  readonly #edits: ReadonlyMap<number, readonly ScriptedEdit[]>;
  readonly #reading: { readonly stretch: number };

  constructor(
    edits: ReadonlyMap<number, readonly ScriptedEdit[]>,
    reading: { readonly stretch: number },
    late: Late,
    textsMax: number,
  ) {
    this.#edits = edits;
    this.#reading = reading;
    this.late = late;
    this.#textsMax = textsMax;
  }

  hit(hit: Hit): Ruling {
    const [, what, ordinal, at] = /^(text|edit)-(\d+)(?:-(\d+))?$/.exec(hit.detector.id) ?? [];
    if (what === 'text') {
      if (this.hits.size >= this.#textsMax) this.refusal = 'too_many_channels';
      if (this.refusal !== null) return { kind: 'stop' };
      this.hits.set(Number(ordinal), hit);
      return { kind: 'pass' };
    }
    const edit = this.#edits.get(Number(ordinal))?.[Number(at)];
    if (edit === undefined) return { kind: 'pass' };
    this.done++;
    return { kind: 'mask', text: edit.text, opaque: edit.text };
  }

  toolCall(call: ToolCall): { readonly kind: 'pass' } {
    this.calls.push({ call, stretch: this.#reading.stretch });
    return { kind: 'pass' };
  }

  ended(): 'go' {
    return 'go';
  }
}

/** `a`, `a#2`, `a#3` for names that are there more than once. */
function numbered(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return names.map(name => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
}

function callText({ call, stretch }: Places['calls'][number]): PassedText {
  const { channel, name, argumentsText } = call;
  const bytes = Buffer.from(argumentsText);
  const text = bytes.toString();
  const shown = { ordinal: -1, leftBytes: 0, headingBytes: 0, growth: [{ stretch, bytes: bytes.length }] };
  return { channel: `${channel}#call`, path: '', kind: 'tool_call', name, text, leftChars: 0, isEditable: false, shown };
}

/** Last names of what APIs call the text of an answer. */
const textNames = /(?:^|\/)(?:content|text|refusal|output_text|delta|response|message|transcript|summary|completion|data)(?:#|$)/;

function kindOf(channel: string): TextKind {
  if (/reasoning|thinking|thought/.test(channel)) return 'reasoning';
  return textNames.test(channel) && !/(?:arguments|input)\//.test(channel) ? 'text' : 'other';
}
