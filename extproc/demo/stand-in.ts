// A local stand-in for the OpenAI API: a few canned answers, whole or as a stream at about the pace of a model.
// It accepts its own key only, which Envoy has and no client: an answer shows that the key was put in on the way.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Secret } from '../words/secret.ts';
import { replyTo } from './answers.ts';
import { type ChatRequest, chatRequest, completion, errorBody, models, promptOf, streamed, toolsOf } from './openai-shape.ts';

export interface StandIn {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  close(): Promise<void>;
}

export interface StandInSetting {
  readonly key: Secret;
  /** Between two events of a stream. */
  readonly paceMs: number;
  readonly port?: number;
}

const requestBytesMax = 1024 * 1024;

export async function startStandIn(setting: StandInSetting): Promise<StandIn> {
  const server = createServer((request, response) => {
    answer(request, response, setting).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(setting.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, setting: StandInSetting): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://stand-in');
  if (!isAuthorized(request, setting.key)) {
    return refuse(
      response,
      401,
      'Incorrect API key provided. Only the proxy in front of this API has the right one.',
      'invalid_api_key',
    );
  }
  if (request.method === 'GET' && pathname === '/v1/models') return send(response, 200, { object: 'list', data: models });
  const model =
    request.method === 'GET' && pathname.startsWith('/v1/models/')
      ? models.find(({ id }) => pathname.endsWith(`/${id}`))
      : undefined;
  if (model !== undefined) return send(response, 200, model);
  if (request.method === 'POST' && pathname === '/v1/chat/completions') return chat(request, response, setting.paceMs);
  return refuse(response, 404, 'This stand-in knows POST /v1/chat/completions and GET /v1/models.', 'not_found');
}

async function chat(request: IncomingMessage, response: ServerResponse, paceMs: number): Promise<void> {
  const body = await readBody(request);
  if (body === null) return refuse(response, 413, 'The request is too large.', 'request_too_large');
  const parsed = chatRequest.safeParse(parseJson(body));
  if (!parsed.success) return refuse(response, 400, 'The request is not a chat completion request.', 'invalid_request');
  const reply = replyTo(promptOf(parsed.data), toolsOf(parsed.data));
  const stamp = { id: `chatcmpl-${randomUUID()}`, created: Math.floor(Date.now() / 1000) };
  if (parsed.data.stream !== true) return send(response, 200, completion(parsed.data, reply, stamp));
  return stream(response, streamed(parsed.data satisfies ChatRequest, reply, stamp), paceMs);
}

async function stream(response: ServerResponse, payloads: Iterable<string>, paceMs: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  for (const payload of payloads) {
    if (response.destroyed) return;
    if (!response.write(`data: ${payload}\n\n`)) await drained(response);
    if (paceMs > 0) await sleep(paceMs);
  }
  response.end();
}

/** Until the client has taken what was sent, or is gone. Who waits for the other of the two stops waiting: listeners would pile up. */
async function drained(response: ServerResponse): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]).finally(() => over.abort());
}

function isAuthorized(request: IncomingMessage, key: Secret): boolean {
  const [scheme, token, more] = (request.headers.authorization ?? '').split(' ');
  return scheme === 'Bearer' && more === undefined && key.equals(Buffer.from(token ?? ''));
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > requestBytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, status: number, message: string, code: string): void {
  send(response, status, errorBody(message, 'invalid_request_error', code));
}

function send(response: ServerResponse, status: number, body: object): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.end(bytes);
}
