// Runs a transformer over chunks and writes down all that it did: what left, in what order, and what it asked.
import type { Format } from '../../../extproc/content/open.ts';
import { openTransformer } from '../../../extproc/content/open.ts';
import type { Hit, Ruling, ToolCall } from '../../../extproc/content/transform.ts';
import type { Scanner } from '../../../extproc/detect/scan.ts';
import type { ApiShape } from '../../../extproc/words/access.ts';
import { defaultLimits, type Limits } from '../../../extproc/words/limits.ts';
import type { Plan } from '../../../extproc/words/plan.ts';
import { plainScanner } from './plain-scanner.ts';
import { Traced } from './traced.ts';

/** `KEY-` and eight letters or digits; `TOK-` and up to 40; `RISK` and one byte, which nothing waits for. */
export const scanner: Scanner = plainScanner([
  { id: 'key', prefix: 'KEY-', body: /[A-Z0-9]/, min: 8, max: 8 },
  { id: 'tok', prefix: 'TOK-', body: /[a-z0-9]/, min: 4, max: 200, commit: 24 },
  { id: 'pair', prefix: 'K', body: /[A-Z0-9-]/, min: 14, max: 20 },
  { id: 'card', prefix: '4111', body: /[0-9]/, min: 12, max: 12 },
  { id: 'risk', prefix: 'RISK', body: /[!?]/, min: 1, max: 1, signal: true },
]);

export const plan: Plan = {
  detectors: [],
  keys: ['api_key', 'password'],
  patterns: [],
  mode: 'stream',
  code: 'line',
  request: true,
  decode: [],
  allow: [],
  payload: 'scan',
  signed: 'block',
};

export interface RunOptions {
  readonly format: Format;
  readonly shape?: ApiShape;
  readonly path?: string;
  readonly boundary?: string;
  readonly scanner?: Scanner;
  readonly plan?: Partial<Plan>;
  readonly limits?: Partial<Limits>;
  readonly side?: 'request' | 'response';
  /** What becomes of a hit; masks by default. */
  readonly rule?: (hit: Hit) => Ruling;
  readonly ruleCall?: (call: ToolCall) => { readonly kind: 'pass' } | { readonly kind: 'stop' };
  readonly ruleEnd?: () => 'go' | 'stop';
  readonly late?: () => boolean;
  readonly used?: (tokens: number) => void;
}

export interface Run {
  readonly output: string;
  readonly bytes: Buffer;
  /** Pieces in which it left. */
  readonly pieces: readonly string[];
  /** Questions, each with what had left before it. */
  readonly asked: readonly string[];
  readonly refusal: string | null;
  readonly hits: readonly Hit[];
  readonly calls: readonly ToolCall[];
  readonly complete: boolean;
  readonly heldBackMax: number;
}

export const masks = (hit: Hit): Ruling => ({
  kind: 'mask',
  text: hit.value === null ? `[${hit.detector.id}]` : `[${hit.detector.id}:${hit.value.length}]`,
  opaque: `[${hit.detector.id}]`,
});

export function run(chunks: readonly (string | Buffer)[], options: RunOptions): Run {
  const pieces: string[] = [];
  const bytes: Uint8Array[] = [];
  const asked: string[] = [];
  const hits: Hit[] = [];
  const calls: ToolCall[] = [];
  const sofar = () => bytes.reduce((sum, piece) => sum + piece.length, 0);
  const traced = new Traced();
  const transformer = openTransformer({
    trace: traced.trace,
    format: options.format,
    shape: options.shape ?? 'openai',
    path: options.path ?? '',
    boundary: options.boundary ?? '',
    scanner: options.scanner ?? scanner,
    plan: { ...plan, ...options.plan },
    limits: { ...defaultLimits, ...options.limits },
    side: options.side ?? 'response',
    inspector: {
      hit: hit => {
        hits.push(hit);
        const value = hit.value === null ? null : Buffer.from(hit.value).toString();
        const unit = hit.unit === null ? null : Buffer.from(hit.unit).toString();
        asked.push(JSON.stringify([hit.detector.id, hit.channel, hit.path, hit.key, value, unit, sofar()]));
        const ruling = (options.rule ?? masks)(hit);
        // What is signed passes where the plan says so, as the judge has it.
        if (ruling.kind !== 'mask') return ruling;
        return hit.isSigned && options.plan?.signed === 'pass' ? { kind: 'pass' } : { ...ruling, finding: hits.length };
      },
      toolCall: call => {
        calls.push(call);
        asked.push(JSON.stringify(['call', call.channel, call.name, call.id, call.arguments, call.argumentsValid, sofar()]));
        return options.ruleCall?.(call) ?? { kind: 'pass' };
      },
      ended: () => {
        asked.push(JSON.stringify(['ended', sofar()]));
        return options.ruleEnd?.() ?? 'go';
      },
      unscanned: (path, bytes, kind) => asked.push(JSON.stringify(['unscanned', path, bytes, kind])),
      used: (_, tokens) => options.used?.(tokens),
      late: options.late ?? (() => false),
    },
    emit: piece => {
      bytes.push(Buffer.from(piece));
      pieces.push(Buffer.from(piece).toString());
    },
  });
  let refusal: string | null = null;
  let heldBackMax = 0;
  for (const chunk of chunks) {
    const given = Buffer.from(chunk as Buffer);
    traced.came(given);
    refusal = transformer.push(given)?.code ?? null;
    heldBackMax = Math.max(heldBackMax, transformer.heldBack);
    if (refusal !== null) break;
  }
  if (refusal === null) refusal = transformer.end()?.code ?? null;
  const all = Buffer.concat(bytes);
  traced.check(all);
  return { output: all.toString(), bytes: all, pieces, asked, refusal, hits, calls, complete: transformer.complete, heldBackMax };
}

/** Cuts after each byte. */
export function bytewise(input: string | Buffer): Buffer[] {
  return [...Buffer.from(input)].map(byte => Buffer.of(byte));
}
