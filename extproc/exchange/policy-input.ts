// Writes the policy's input (contract.md, version 1): every field always there, null when absent.
import type { PolicyInput } from '../policy/input.ts';
import { timeOf } from '../policy/input-time.ts';
import type { Finding } from '../words/finding.ts';
import type { Caller } from './caller.ts';
import type { RequestFacts } from './request-facts.ts';
import type { Usage } from './usage.ts';

/** What the policy is asked about. */
export interface About {
  readonly point: PolicyInput['point'];
  readonly finding: Finding | null;
  readonly toolCall: PolicyInput['tool_call'];
}

/** How far the exchange is. */
export interface Progress {
  readonly exchange: string;
  readonly nowMs: number;
  readonly beganMs: number;
  readonly request: RequestFacts;
  readonly requestBytes: number;
  readonly response: { readonly status: number; readonly contentType: string | null } | null;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** Gives the document for one evaluation. */
export function policyInput(
  caller: Caller,
  about: About,
  progress: Progress,
  findings: readonly Finding[],
  findingsTotal: number,
  usage: Usage,
): PolicyInput {
  const { principal, connection, grant, session, method, target, headers } = caller;
  const { request, response } = progress;
  return {
    version: 1,
    point: about.point,
    time: timeOf(progress.nowMs),
    exchange: {
      id: progress.exchange,
      session,
      stream: request.stream === true,
      bytes_in: progress.bytesIn,
      bytes_out: progress.bytesOut,
      elapsed_ms: progress.nowMs - progress.beganMs,
    },
    principal,
    connection: { name: connection.name, host: connection.hosts[0] ?? null, api: connection.api },
    grant,
    request: {
      method,
      path: target.path,
      query_keys: target.queryKeys,
      headers,
      bytes: progress.requestBytes,
      model: request.model,
      stream: request.stream,
      tools: request.tools,
      messages: request.messages,
    },
    response: response === null ? null : { status: response.status, content_type: response.contentType },
    finding: about.finding?.id ?? null,
    findings,
    findings_total: findingsTotal,
    tool_call: about.toolCall,
    usage: { session: usage, principal: {} },
  };
}
