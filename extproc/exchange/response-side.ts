// The response on its way down: its head waits until bytes may leave, so that a block before the first byte is a real error; then what
// the transformer made final, then its end.

import type { Decided } from '../audit/record.ts';
import { startsWithMark } from '../content/json/space.ts';
import { type Format, openTransformer } from '../content/open.ts';
import { endsPlainly } from '../content/sse/event.ts';
import type { OriginalTrace } from '../content/trace.ts';
import type { HostBlockCode } from '../words/blocks.ts';
import type { HeldContent } from '../words/hold.ts';
import { heldHeaders, responseMutation } from './answers.ts';
import { Before } from './before.ts';
import type { Block } from './block.ts';
import type { Course } from './course.ts';
import type { Answer, ContentCoding, HeaderList, HeaderMutation } from './events.ts';
import { scanHeaders } from './header-scan.ts';
import { headerValue, ownHeaders, removedFromResponse } from './headers.ts';
import type { Held } from './holding.ts';
import type { RequestCase } from './request-side.ts';
import { type Passed, ResponseBody } from './response-body.ts';
import { judgeResponseHead } from './response-head.ts';
import type { Surroundings } from './surroundings.ts';

export type Outcome =
  /** These may leave; the rest comes later, or waits. */
  | { readonly kind: 'more'; readonly answers: readonly Answer[] }
  | { readonly kind: 'over'; readonly answers: readonly Answer[] }
  /** All was read, and people decide on it. */
  | { readonly kind: 'complete'; readonly answers: readonly Answer[]; readonly content: HeldContent }
  /** Nothing more may leave. */
  | { readonly kind: 'stopped'; readonly answers: readonly Answer[]; readonly block: Block };

const noBytes = Buffer.alloc(0);
const more = (answers: readonly Answer[]): Outcome => ({ kind: 'more', answers });
const over = (answers: readonly Answer[]): Outcome => ({ kind: 'over', answers });
const stopped = (answers: readonly Answer[], block: Block): Outcome => ({ kind: 'stopped', answers, block });

export class ResponseSide implements Held {
  readonly side = 'response';
  readonly #case: RequestCase;
  readonly #course: Course;
  readonly #around: Surroundings;
  #body: ResponseBody | null = null;
  readonly #before: Before;
  /** As they go down, for people to read. */
  #shownTrailers: HeaderList = [];
  #headers: HeaderList = [];
  #edited: HeaderList = [];
  #trailers: HeaderMutation | null = null;
  #trace: OriginalTrace | null = null;
  #isWhole = false;
  #isBodiless = false;
  #isUnread = false;
  headSent = false;
  /** A decoder that has to stand before this side; null when none has to. */
  coding: ContentCoding | null = null;

  constructor(requestCase: RequestCase, course: Course, around: Surroundings) {
    this.#case = requestCase;
    this.#course = course;
    this.#around = around;
    this.#before = new Before(around.beforeMemory, around.limits.heldBeforeBytesMax);
  }

  /** What is under way to the client; null while the head is still ours to write. */
  get underWay(): Format | 'unread' | null {
    return this.headSent ? ((this.#course.format as Format | null) ?? 'unread') : null;
  }

  get takesComments(): boolean {
    const { last } = this.#before;
    return this.#course.format === 'sse' && !this.#isBodiless && (last === null || endsPlainly(last));
  }

  comment(text: string, hold: string): readonly Answer[] {
    // Some clients know more ends of lines than the grammar does.
    const line = text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
    return [...this.#headAnswer(null, hold), this.#bodyAnswer(Buffer.from(`: ${line}\n\n`), false)];
  }

  /** What was held leaves, as it was or as people edited it. */
  release(body: Uint8Array, hold: string): readonly Answer[] {
    if (this.#isBodiless) return this.#headAnswer(null, hold);
    // A byte order mark counts at the beginning only, where a comment stands now.
    const isBehindComment = this.headSent && this.#before.last === null && this.#course.format === 'sse';
    const bytes = isBehindComment && startsWithMark(body) ? body.subarray(3) : body;
    const head = this.#headAnswer(this.#trailers === null ? bytes.length : null, hold);
    if (this.#trailers === null) return [...head, this.#bodyAnswer(bytes, true)];
    const rest = bytes.length > 0 ? [this.#bodyAnswer(bytes, false)] : [];
    return [...head, ...rest, { kind: 'response_trailers', mutation: this.#trailers }];
  }

  /** Nothing more of it leaves. */
  close(): void {
    this.#before.forget();
    this.#trace?.end('withheld');
  }

  head(headers: HeaderList, isAll: boolean): Outcome {
    const { caller, plan, prepared, judge } = this.#case;
    const { limits } = this.#around;
    const outcome = judgeResponseHead(headers, caller, this.#course.expectation, isAll);
    if (outcome.kind === 'refused') return stopped([], outcome.block);
    const { status, contentType, format, unread, coding } = outcome.head;
    this.#course.response = { status, contentType };
    this.#course.format = format;
    this.#course.responseUnread = unread;
    this.#headers = headers;
    this.#edited = scanHeaders(headers, 'headers', { judge, prepared, plan, limits });
    if (judge.block !== null) return stopped([], judge.block);
    if (isAll) return this.#headOnly();
    this.coding = coding;
    this.#trace = this.#course.taping.original();
    this.#isWhole = format === 'json' || (plan.mode === 'buffer' && format !== null);
    this.#body = new ResponseBody(judge, this.#course.responseMemory, {
      isWhole: this.#isWhole,
      wholeBytesMax: limits.jsonBodyBytesMax,
      heldBytesMax: limits.heldBytesMax,
      mayPassUnread: why => this.#passUnread(why),
      trace: this.#trace,
    });
    this.#isUnread = format === null;
    if (format === null) return more([]);
    const shape = caller.connection.api;
    const inspector = judge.inspector('response');
    const { emit } = this.#body;
    this.#body.through(
      openTransformer({
        format,
        shape,
        path: caller.target.path,
        scanner: prepared.scanner,
        plan,
        limits,
        inspector,
        emit,
        side: 'response',
        choices: this.#course.request.choices,
        trace: this.#trace ?? undefined,
      }),
    );
    return more([]);
  }

  body(bytes: Buffer, isEnd: boolean): Outcome {
    const passed = isEnd ? this.#body!.last(bytes) : this.#body!.push(bytes);
    this.#course.bytesIn = this.#body!.bytesIn;
    if (passed.kind === 'held') return this.#kept(passed.before, passed.rest);
    if (passed.kind === 'blocked' || !isEnd) return this.#leaving(passed);
    return over([...this.#headAnswer(passed.bytes.length, null), this.#bodyAnswer(passed.bytes, true)]);
  }

  trailers(trailers: HeaderList): Outcome {
    const { plan, prepared, judge } = this.#case;
    const last = this.#body!.last(noBytes);
    if (last.kind === 'blocked') return this.#leaving(last);
    const edited = scanHeaders(trailers, 'trailers', { judge, prepared, plan, limits: this.#around.limits });
    const before = last.kind === 'held' ? last.before : last.bytes;
    if (judge.block !== null) return this.#leaving({ kind: 'blocked', bytes: before, block: judge.block });
    this.#trailers = { set: edited, remove: [...removedFromResponse, ...ownHeaders] };
    this.#shownTrailers = heldHeaders(trailers, edited, false);
    if (last.kind === 'held') return this.#kept(last.before, last.rest);
    // A trailer that people have to see: the body may go before it, but its end says that it is whole.
    if (judge.isHeld) return this.#isWhole ? this.#kept(noBytes, last.bytes) : this.#kept(last.bytes, noBytes);
    const answers = [...this.#headAnswer(null, null)];
    if (before.length > 0) answers.push(this.#bodyAnswer(before, false));
    return over([...answers, { kind: 'response_trailers', mutation: this.#trailers }]);
  }

  /** What can't be read goes on unread where an operator wrote so, while nothing of it has left. */
  #passUnread(why: HostBlockCode): boolean {
    if (this.#case.caller.connection.onUnreadable !== 'pass' || this.headSent) return false;
    this.#isWhole = false;
    this.#course.format = null;
    this.#course.responseUnread = why;
    return true;
  }

  #headOnly(): Outcome {
    const { judge } = this.#case;
    judge.at('response_end');
    this.#isWhole = true;
    this.#isBodiless = true;
    if (judge.block !== null) return stopped([], judge.block);
    return judge.isHeld ? this.#kept(noBytes, noBytes) : over(this.#headAnswer(null, null));
  }

  #leaving(passed: Exclude<Passed, { kind: 'held' }>): Outcome {
    const answers = this.#partAnswers(passed.bytes);
    return passed.kind === 'blocked' ? stopped(answers, passed.block) : more(answers);
  }

  /** `rest`: all that is held, once all is read. */
  #kept(before: Uint8Array, rest: Uint8Array | null): Outcome {
    const answers = this.#partAnswers(before);
    return rest === null ? more(answers) : { kind: 'complete', answers, content: this.#content(rest) };
  }

  #partAnswers(bytes: Uint8Array): readonly Answer[] {
    if (bytes.length === 0) return [];
    this.#before.keep(bytes);
    return [...this.#headAnswer(null, null), this.#bodyAnswer(bytes, false)];
  }

  #content(body: Uint8Array): HeldContent {
    const { caller, judge, plan } = this.#case;
    const { response, format } = this.#course;
    const before = this.#before.content;
    this.#before.forget();
    return {
      side: 'response',
      api: caller.connection.api,
      path: caller.target.path,
      format: format ?? 'unread',
      status: response?.status ?? null,
      contentType: headerValue(this.#edited, 'content-type') ?? response?.contentType ?? null,
      headers: heldHeaders(this.#headers, this.#edited, this.#isUnread),
      trailers: this.#shownTrailers,
      ...before,
      body,
      findings: judge.findings.held('response'),
      plan,
      input: { ...judge.input },
    };
  }

  /** The head, if it did not leave before. What was decided is known once all of the body is, which a stream's head never waits for. */
  #headAnswer(wholeBytes: number | null, hold: string | null): Answer[] {
    if (this.headSent) return [];
    this.headSent = true;
    const passed: Decided | null = !this.#isWhole ? null : this.#case.judge.masked ? 'mask' : 'allow';
    const mark = {
      exchange: this.#course.exchange,
      decided: hold === null ? passed : 'hold',
      bodyBytes: this.#isWhole || hold !== null ? wholeBytes : null,
      isUnread: this.#isUnread,
      hold,
    } as const;
    return [{ kind: 'response_headers', mutation: responseMutation(mark, this.#edited) }];
  }

  #bodyAnswer(body: Uint8Array, endOfStream: boolean): Answer {
    this.#course.sent(body.length);
    return { kind: 'response_body', body, endOfStream };
  }
}
