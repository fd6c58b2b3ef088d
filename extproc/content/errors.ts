// What a block looks like to a client: the error of the API that it speaks, so that its library throws what its caller knows.
// Knows the shapes of errors and nothing of why there is one.
import type { ApiShape } from '../words/access.ts';
import { headerBlock, messageOf, textHeader } from './eventstream/message.ts';

export interface Told {
  /** Without `penstock_`. */
  readonly code: string;
  /** For people. */
  readonly message: string;
  /** Id of the exchange, for those who ask. */
  readonly exchange: string;
  readonly status: number;
}

/** The body of an error answer. */
export function blockBody(api: ApiShape, told: Told): Buffer {
  return Buffer.from(JSON.stringify(errorOf(api, told)));
}

/** The end of a stream of events that is stopped: the API's error event, then whatever says that the stream is over. */
export function errorEvent(api: ApiShape, told: Told): Buffer {
  const data = JSON.stringify(errorOf(api, told));
  switch (api) {
    case 'openai':
      // The client throws at `error` and does not read on; others wait for [DONE].
      return Buffer.from(`data: ${data}\n\ndata: [DONE]\n\n`);
    case 'anthropic':
    case 'mcp':
    case 'bedrock':
    case 'generic':
      return Buffer.from(`event: error\ndata: ${data}\n\n`);
    case 'gemini':
      return Buffer.from(`data: ${data}\n\n`);
    case 'cohere': {
      // No event of this API is an error's own: its end says so.
      const { message } = errorOf(api, told) as { message: string };
      const end = JSON.stringify({ type: 'message-end', delta: { finish_reason: 'ERROR', error: message } });
      return Buffer.from(`event: message-end\ndata: ${end}\n\n`);
    }
  }
}

/** The same at the end of Amazon's binary event stream, where an exception ends it. One that its clients don't try again after. */
export function errorMessage(told: Told): Buffer {
  const headers = [
    textHeader(':exception-type', 'validationException'),
    textHeader(':content-type', 'application/json'),
    textHeader(':message-type', 'exception'),
  ];
  return messageOf({ headers: headerBlock(headers), payload: blockBody('bedrock', told) });
}

/** Headers by which the API's clients know what kind of an error it is. */
export function errorHeaders(api: ApiShape, { status }: Told): readonly (readonly [string, string])[] {
  return api === 'bedrock' ? [['x-amzn-errortype', amazonType(status)]] : [];
}

function amazonType(status: number): string {
  switch (status) {
    case 400:
    case 413:
    case 415:
      return 'ValidationException';
    case 404:
      return 'ResourceNotFoundException';
    case 409:
      return 'ConflictException';
    case 429:
      return 'ThrottlingException';
    case 503:
      return 'ServiceUnavailableException';
    default:
      return status >= 500 ? 'InternalServerException' : 'AccessDeniedException';
  }
}

function errorOf(api: ApiShape, told: Told): object {
  const { code, exchange, status } = told;
  const message = `${told.message} (exchange ${exchange})`;
  switch (api) {
    case 'openai':
      return {
        error: { message, type: isHeld(told) ? 'penstock_held' : 'penstock_blocked', param: null, code: `penstock_${code}` },
      };
    case 'anthropic':
      return {
        type: 'error',
        error: { type: anthropicType(status), message: `penstock_${code}: ${message}` },
        request_id: exchange,
      };
    case 'gemini':
      return { error: { code: status, message: `penstock_${code}: ${message}`, status: googleStatus(status) } };
    case 'bedrock':
    case 'cohere':
      return { message: `penstock_${code}: ${message}` };
    case 'mcp':
      return { jsonrpc: '2.0', id: null, error: { code: -32_000, message: `penstock_${code}: ${message}` } };
    case 'generic':
      return {
        type: 'about:blank',
        title: isHeld(told) ? 'Held by Penstock' : 'Blocked by Penstock',
        status,
        detail: message,
        code: `penstock_${code}`,
        exchange,
      };
  }
}

/** Nothing is decided yet: it is worth to ask again. */
function isHeld({ status }: Told): boolean {
  return status === 409;
}

function anthropicType(status: number): string {
  switch (status) {
    case 400:
      return 'invalid_request_error';
    case 401:
      return 'authentication_error';
    case 404:
      return 'not_found_error';
    case 413:
      return 'request_too_large';
    case 429:
      return 'rate_limit_error';
    default:
      return status >= 500 ? 'api_error' : 'permission_error';
  }
}

/** Names of google.rpc.Code. */
function googleStatus(status: number): string {
  switch (status) {
    case 400:
      return 'INVALID_ARGUMENT';
    case 401:
      return 'UNAUTHENTICATED';
    case 404:
      return 'NOT_FOUND';
    case 409:
      return 'ABORTED';
    case 429:
      return 'RESOURCE_EXHAUSTED';
    case 503:
      return 'UNAVAILABLE';
    case 504:
      return 'DEADLINE_EXCEEDED';
    default:
      return status >= 500 ? 'INTERNAL' : 'PERMISSION_DENIED';
  }
}
