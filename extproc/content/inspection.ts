// What everything that works on one body shares: the plan, the bounds, whom to ask, and whether it is over.
// Knows nothing of formats. A stop or a refusal is remembered here; whoever loops looks at `over` before going on.
import { createHash } from 'node:crypto';
import type { Scanner, TextScan } from '../detect/scan.ts';
import type { HostBlockCode } from '../words/blocks.ts';
import type { PayloadKind, Side } from '../words/finding.ts';
import type { Limits } from '../words/limits.ts';
import type { Plan } from '../words/plan.ts';
import type { OriginalTrace } from './trace.ts';
import type { Hit, Inspector, Refusal, Ruling, TokenPart, ToolCall } from './transform.ts';

export interface InspectionOptions {
  readonly scanner: Scanner;
  readonly plan: Plan;
  readonly limits: Limits;
  readonly inspector: Inspector;
  readonly side: Side;
  /** Answers that may come side by side; not known when absent. */
  readonly choices?: number | null;
  /** Told what becomes of the body; absent where nobody keeps its original. */
  readonly trace?: OriginalTrace | undefined;
}

/** How long a body may be that is kept until it is whole, and what a longer one is refused for. */
export function wholeBound({ limits, side }: Pick<InspectionOptions, 'limits' | 'side'>) {
  return side === 'request'
    ? ({ bytesMax: limits.requestBodyBytesMax, code: 'request_too_large' } as const)
    : ({ bytesMax: limits.jsonBodyBytesMax, code: 'response_too_large' } as const);
}

/** So much text is looked through before the time is looked at. */
export const stretchBytes = 16 * 1024;
/** What a question costs, told in bytes of text: a policy's word takes as long as a scan of so many. */
const questionBytes = 4 * 1024;
/** What each text costs beside its bytes. */
const textBytes = 32;

export class Inspection {
  readonly scanner: Scanner;
  readonly plan: Plan;
  readonly limits: Limits;
  readonly side: Side;
  /** Answers that may come side by side; Infinity where that is not known. */
  readonly choices: number;
  /** Whether a risk of code is looked for. */
  readonly hasSignals: boolean;
  /** Set by a stop ruling and by a refusal: nothing more leaves, nothing more is taken. */
  over = false;
  refusal: Refusal | null = null;
  /** What the inspector was asked about findings and told of payloads so far. */
  remarks = 0;
  readonly #inspector: Inspector;
  #scratch: TextScan | null = null;
  #hasEnded = false;
  readonly #calls = new Set<string>();
  /** Work since the time was last looked at, in bytes of text. */
  #unpacedBytes = 0;

  constructor(options: InspectionOptions) {
    this.scanner = options.scanner;
    this.plan = options.plan;
    this.limits = options.limits;
    this.side = options.side;
    this.choices = options.choices ?? Number.POSITIVE_INFINITY;
    this.hasSignals = options.scanner.detectors.some(({ signal }) => signal === true);
    this.#inspector = options.inspector;
  }

  hit(hit: Hit): Ruling {
    this.remarks++;
    const ruling = this.#inspector.hit(hit);
    if (ruling.kind === 'stop') this.over = true;
    this.worked(questionBytes);
    if (ruling.kind !== 'mask' || !hit.isSigned) return ruling;
    this.refuse('signed_text');
    return { kind: 'stop' };
  }

  /** Takes note of base64 that nobody looked into. */
  unscanned(path: string, bytes: number, kind: PayloadKind): void {
    this.remarks++;
    this.#inspector.unscanned?.(path, bytes, kind);
  }

  /** Takes note of work that was done. Whoever hurts by being slow is stopped alone, before a stall of the process stops everybody. */
  worked(bytes: number): void {
    this.#unpacedBytes += bytes + textBytes;
    if (this.#unpacedBytes < stretchBytes) return;
    this.#unpacedBytes = 0;
    if (this.#inspector.late?.() === true) this.refuse('inspection_late');
  }

  used(part: TokenPart, tokens: number): void {
    if (Number.isSafeInteger(tokens) && tokens > 0) this.#inspector.used?.(part, tokens);
  }

  /** A call that is told again, with the same id, name and arguments, is the same call. */
  toolCall(call: ToolCall): void {
    if (call.id !== null && this.#isToldAgain(call)) return;
    if (this.#inspector.toolCall(call).kind === 'stop') this.over = true;
    this.worked(questionBytes + call.argumentsText.length);
  }

  #isToldAgain({ id, name, argumentsText }: ToolCall): boolean {
    const head = JSON.stringify([id, name]);
    const digest = createHash('sha256').update(head).update(argumentsText).digest('base64');
    if (this.#calls.has(digest)) return true;
    if (this.#calls.size >= this.limits.channelsMax) this.#calls.clear();
    this.#calls.add(digest);
    return false;
  }

  /** Asks once, however often the stream says that it is complete. */
  ended(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    if (this.#inspector.ended() === 'stop') this.over = true;
  }

  /** The first reason stands. */
  refuse(code: HostBlockCode): void {
    this.refusal ??= { code };
    this.over = true;
  }

  /** A scan for a text that is complete in itself; good until the next call. */
  freshScan(): TextScan {
    this.#scratch ??= this.scanner.open();
    this.#scratch.reset();
    return this.#scratch;
  }
}
