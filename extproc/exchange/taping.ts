// What is taken down of one exchange: what went up and came down, as it left, and what the response was before it was masked. Begins with the first byte that
// there is to take, when the request is known. A connection that neither records nor seals has no tape.
import type { ExchangeRecord } from '../audit/record.ts';
import { OriginalTrace } from '../content/trace.ts';
import { noTape, type Recorder, type Tape } from '../words/evidence.ts';
import { sideOf } from './bodies.ts';
import type { Course } from './course.ts';
import type { Answer } from './events.ts';

export class Taping {
  readonly #recorder: Recorder;
  readonly #course: Course;
  #tape: Tape | null = null;

  constructor(recorder: Recorder, course: Course) {
    this.#recorder = recorder;
    this.#course = course;
  }

  left(answer: Answer): void {
    if (!('body' in answer) || answer.body.length === 0) return;
    const side = sideOf(answer);
    const recording = this.#course.caller?.connection.recording;
    if (recording?.[side] !== true) return;
    this.#begun().delivered(side, answer.body, this.#course.nowMs - this.#course.beganMs);
  }

  /** Takes the response's original; null where it is not sealed. */
  original(): OriginalTrace | null {
    if ((this.#course.caller?.connection.seal ?? null) === null) return null;
    const tape = this.#begun();
    return new OriginalTrace(segment => tape.original('response', segment));
  }

  end(record: ExchangeRecord): void {
    if (this.#tape === null) return;
    const { judge, request, response, format } = this.#course;
    this.#tape.end({
      endedMs: record.began_ms + record.elapsed_ms,
      decision: record.decision,
      block: record.block,
      ending: record.ending,
      status: response?.status ?? null,
      contentType: record.response.content_type,
      format,
      detectors: [...new Set(record.findings.map(({ detector }) => detector))],
      tools: judge === null ? [] : request.tools.map(tool => judge.labels.of(tool)),
      holds: record.holds.map(({ id }) => id),
      tokens: judge?.tokens ?? 0,
    });
  }

  #begun(): Tape {
    this.#tape ??= this.#begin();
    return this.#tape;
  }

  #begin(): Tape {
    const { caller, beginning, request } = this.#course;
    if (caller === null) return noTape;
    const { principal, connection, session, policy } = caller;
    return this.#recorder.begin({
      exchange: this.#course.exchange,
      session,
      connection: connection.name,
      api: connection.api,
      principal: principal.id,
      namespace: principal.namespace,
      grant: caller.grant.id,
      method: beginning.method ?? '',
      path: beginning.path ?? '',
      model: request.model === null ? null : (this.#course.judge?.labels.of(request.model) ?? null),
      beganMs: this.#course.beganMs,
      policyRevision: policy.revision,
      records: connection.recording,
      seals: connection.seal !== null,
    });
  }
}
