// Looks once more through held content that people edited: under the plan of its exchange, with the policy in force now, as if the upstream had
// sent it so. What is found is masked, blocked or held anew.
import { type Format, openTransformer } from '../content/open.ts';
import type { Refusal } from '../content/transform.ts';
import type { PolicyInput } from '../policy/input.ts';
import type { HoldRule } from '../words/decision.ts';
import type { HeldContent, HeldFinding } from '../words/hold.ts';
import type { Caller } from './caller.ts';
import { Judge } from './judge.ts';
import type { Progress } from './policy-input.ts';
import { noFacts } from './request-facts.ts';
import { requestFormatOf } from './request-format.ts';
import type { Surroundings } from './surroundings.ts';

export type Rescanned =
  | {
      readonly kind: 'passed';
      readonly body: Uint8Array;
      readonly findings: readonly HeldFinding[];
      readonly rules: readonly HoldRule[];
    }
  | { readonly kind: 'refused'; readonly why: string };

const sliceBytes = 64 * 1024;

/** Never throws: what can't be looked through is refused. Pauses after each slice, so that others can have their turn. */
export function* rescan(content: HeldContent, around: Surroundings, nowMs: number): Generator<void, Rescanned> {
  const input = content.input as unknown as PolicyInput;
  const caller = callerOf(input, content, around);
  if (caller === null) return { kind: 'refused', why: 'the connection or the policy of it is not there any more' };
  const prepared = around.prepare(content.plan);
  const judge = new Judge(around, caller, content.plan, prepared, () => progressOf(input, nowMs));
  const before = content.beforeIsCut ? new Uint8Array(0) : content.before;
  const pieces: Uint8Array[] = [];
  const format = formatOf(content);
  if (format === null) return { kind: 'refused', why: 'nothing can be looked for in bytes that can not be read' };
  const transformer = openTransformer({
    ...format,
    passesUnread: caller.connection.onUnreadable === 'pass',
    shape: content.api,
    path: content.path,
    scanner: prepared.scanner,
    plan: content.plan,
    limits: around.limits,
    side: content.side,
    inspector: judge.inspector(content.side),
    emit: bytes => pieces.push(bytes),
  });
  const bytes = Buffer.concat([before, content.body]);
  let refusal: Refusal | null = null;
  for (let from = 0; from < bytes.length && refusal === null; from += sliceBytes) {
    if (from > 0) yield;
    judge.beginTurn();
    refusal = transformer.push(bytes.subarray(from, from + sliceBytes));
  }
  refusal ??= transformer.end();
  if (judge.block !== null) return { kind: 'refused', why: judge.block.message };
  if (refusal !== null) return { kind: 'refused', why: 'what came of it can not be read as its client would' };
  const out = Buffer.concat(pieces);
  if (!out.subarray(0, before.length).equals(before))
    return { kind: 'refused', why: 'what has left already would have to be masked too' };
  return { kind: 'passed', body: out.subarray(before.length), findings: judge.findings.held(content.side), rules: judge.holds };
}

/** As what a held body is read; null where it passed unread. */
export function formatOf({
  format,
  side,
  contentType,
}: HeldContent): { readonly format: Format; readonly boundary?: string } | null {
  if (format === 'unread') return null;
  return side === 'request' ? requestFormatOf(contentType) : { format: format as Format };
}

function callerOf(input: PolicyInput, { contentType, path }: HeldContent, around: Surroundings): Caller | null {
  const connection = around.connections.get(input.connection.name);
  const policy = around.currentPolicy();
  const { request, grant } = input;
  const { session } = input.exchange;
  if (connection === undefined || policy === null || request === null || grant === null || session === null) return null;
  const { method, headers, query_keys: queryKeys } = request;
  return {
    principal: input.principal,
    session,
    connection,
    grant,
    policy,
    method,
    target: { path, queryKeys, forwarded: path },
    contentType,
    headers,
  };
}

function progressOf({ exchange, request, response }: PolicyInput, nowMs: number): Progress {
  return {
    exchange: exchange.id,
    nowMs,
    beganMs: nowMs - exchange.elapsed_ms,
    request:
      request === null
        ? noFacts
        : { ...noFacts, model: request.model, stream: request.stream, tools: request.tools, messages: request.messages },
    requestBytes: request?.bytes ?? 0,
    response: response === null ? null : { status: response.status, contentType: response.content_type },
    bytesIn: exchange.bytes_in,
    bytesOut: exchange.bytes_out,
  };
}
