// The response on its way down: its head waits until bytes may leave, so that a block before the first byte is a real error; then what
// the transformer made final, then its end.

import type { Decided } from '../audit/record.ts';
import { type Format, openTransformer } from '../content/open.ts';
import type { HostBlockCode } from '../words/blocks.ts';
import { responseMutation } from './answers.ts';
import type { Block } from './block.ts';
import type { Course } from './course.ts';
import type { Answer, ContentCoding, HeaderList } from './events.ts';
import { scanHeaders } from './header-scan.ts';
import { ownHeaders, removedFromResponse } from './headers.ts';
import type { RequestCase } from './request-side.ts';
import { type Passed, ResponseBody } from './response-body.ts';
import { judgeResponseHead } from './response-head.ts';
import type { Surroundings } from './surroundings.ts';

export interface Outcome {
  readonly answers: readonly Answer[];
  /** Set when nothing more may leave. */
  readonly block: Block | null;
  readonly isOver: boolean;
}

const noBytes = Buffer.alloc(0);
const more = (answers: readonly Answer[]): Outcome => ({ answers, block: null, isOver: false });
const over = (answers: readonly Answer[]): Outcome => ({ answers, block: null, isOver: true });
const stopped = (answers: readonly Answer[], block: Block): Outcome => ({ answers, block, isOver: true });

export class ResponseSide {
  readonly #case: RequestCase;
  readonly #course: Course;
  readonly #around: Surroundings;
  #body: ResponseBody | null = null;
  #edited: HeaderList = [];
  #isWhole = false;
  #headSent = false;
  #isUnread = false;
  /** A decoder that has to stand before this side; null when none has to. */
  coding: ContentCoding | null = null;

  constructor(requestCase: RequestCase, course: Course, around: Surroundings) {
    this.#case = requestCase;
    this.#course = course;
    this.#around = around;
  }

  /** What is under way to the client; null while the head is still ours to write. */
  get underWay(): Format | 'unread' | null {
    return this.#headSent ? ((this.#course.format as Format | null) ?? 'unread') : null;
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
    this.#edited = scanHeaders(headers, 'headers', { judge, prepared, plan, limits });
    if (judge.block !== null) return stopped([], judge.block);
    if (isAll) return this.#headOnly();
    this.coding = coding;
    this.#isWhole = format === 'json' || (plan.mode === 'buffer' && format !== null);
    this.#body = new ResponseBody(judge, this.#course.responseMemory, {
      isWhole: this.#isWhole,
      wholeBytesMax: limits.jsonBodyBytesMax,
      mayPassUnread: why => this.#passUnread(why),
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
      }),
    );
    return more([]);
  }

  body(bytes: Buffer, isEnd: boolean): Outcome {
    const passed = isEnd ? this.#body!.last(bytes) : this.#body!.push(bytes);
    this.#course.bytesIn = this.#body!.bytesIn;
    if (passed.kind === 'blocked' || !isEnd) return this.#leaving(passed);
    return over([...this.#headAnswer(passed.bytes.length), this.#bodyAnswer(passed.bytes, true)]);
  }

  trailers(trailers: HeaderList): Outcome {
    const { plan, prepared, judge } = this.#case;
    const last = this.#body!.last(noBytes);
    if (last.kind === 'blocked') return this.#leaving(last);
    const edited = scanHeaders(trailers, 'trailers', { judge, prepared, plan, limits: this.#around.limits });
    if (judge.block !== null) return this.#leaving({ kind: 'blocked', bytes: last.bytes, block: judge.block });
    const answers = [...this.#headAnswer(null)];
    if (last.bytes.length > 0) answers.push(this.#bodyAnswer(last.bytes, false));
    return over([
      ...answers,
      { kind: 'response_trailers', mutation: { set: edited, remove: [...removedFromResponse, ...ownHeaders] } },
    ]);
  }

  /** What can't be read goes on unread where an operator wrote so, while nothing of it has left. */
  #passUnread(why: HostBlockCode): boolean {
    if (this.#case.caller.connection.onUnreadable !== 'pass' || this.#headSent) return false;
    this.#isWhole = false;
    this.#course.format = null;
    this.#course.responseUnread = why;
    return true;
  }

  #headOnly(): Outcome {
    this.#case.judge.at('response_end');
    this.#isWhole = true;
    const { block } = this.#case.judge;
    return block === null ? over(this.#headAnswer(null)) : stopped([], block);
  }

  #leaving(passed: Passed): Outcome {
    const answers: Answer[] = [];
    if (passed.bytes.length > 0) answers.push(...this.#headAnswer(null), this.#bodyAnswer(passed.bytes, false));
    return passed.kind === 'blocked' ? stopped(answers, passed.block) : more(answers);
  }

  /** The head, if it did not leave before. What was decided is known once all of the body is, which a stream's head never waits for. */
  #headAnswer(wholeBytes: number | null): Answer[] {
    if (this.#headSent) return [];
    this.#headSent = true;
    const decided: Decided | null = !this.#isWhole ? null : this.#case.judge.masked ? 'mask' : 'allow';
    const bodyBytes = this.#isWhole ? wholeBytes : null;
    const mark = { exchange: this.#course.exchange, decided, bodyBytes, isUnread: this.#isUnread };
    return [{ kind: 'response_headers', mutation: responseMutation(mark, this.#edited) }];
  }

  #bodyAnswer(body: Uint8Array, endOfStream: boolean): Answer {
    this.#course.sent(body.length);
    return { kind: 'response_body', body, endOfStream };
  }
}
