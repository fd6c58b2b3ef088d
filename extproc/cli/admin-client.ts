// Talks to the admin port of a server: with a token, over HTTP or a Unix socket. What the server refuses becomes a refusal of the command, in the server's words.
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { visibleLine } from './visible.ts';
import { Refusal, usage } from './words.ts';

export interface AdminOptions {
  readonly url?: string;
  readonly tokenFile?: string;
}

export interface AdminClient {
  get(path: string): Promise<unknown>;
  post(path: string, body: object): Promise<unknown>;
  /** An answer that is a file. */
  bytes(path: string, headers: Readonly<Record<string, string>>): Promise<Buffer>;
  /** Events of a stream, until it ends. */
  events(path: string, signal: AbortSignal): AsyncGenerator<unknown>;
}

const defaultUrl = 'http://127.0.0.1:9080';
const answerBytesMax = 64 * 1024 * 1024;
const fileBytesMax = 1024 * 1024 * 1024;

/** The token: from `--token-file`, else PENSTOCK_TOKEN_FILE or PENSTOCK_TOKEN. Never an argument, which others on the machine could read. */
export function adminClient({ url = process.env.PENSTOCK_URL ?? defaultUrl, tokenFile }: AdminOptions): AdminClient {
  const base = URL.parse(url);
  const socket = url.startsWith('unix:') ? url.slice('unix:'.length) : null;
  if (socket === null && (base === null || !/^https?:$/.test(base.protocol)))
    throw usage('--url is no http or https URL, and no unix:/path', `for example --url ${defaultUrl}`);
  if (base?.protocol === 'http:' && !/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(base.hostname))
    throw usage('over plain http the token would travel unencrypted', 'use https, or a port that is forwarded to this machine');
  const token = tokenFrom(tokenFile);
  const open = (
    method: string,
    path: string,
    body: object | null,
    signal?: AbortSignal,
    more: Readonly<Record<string, string>> = {},
  ): Promise<IncomingMessage> => {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const text = body === null ? undefined : JSON.stringify(body);
    const headers = {
      ...more,
      authorization: `Bearer ${token}`,
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const place =
      socket === null ? { host: base!.hostname.replaceAll(/[[\]]/g, ''), port: base!.port || undefined } : { socketPath: socket };
    const send = base?.protocol === 'https:' && socket === null ? overHttps : overHttp;
    const sent = send({ ...place, method, path, headers, ...(signal === undefined ? {} : { signal }) }, resolve);
    sent.on('error', (error: NodeJS.ErrnoException) =>
      reject(new Refusal(`no server answers at ${url} (${error.code ?? error.name})`, 'start one, or name it by --url')),
    );
    sent.end(text);
    return promise;
  };
  const ask = async (method: string, path: string, body: object | null): Promise<unknown> => {
    const response = await open(method, path, body);
    const text = await textOf(response);
    if (response.statusCode! >= 200 && response.statusCode! < 300) return text === '' ? null : JSON.parse(text);
    throw refusalOf(response.statusCode!, text);
  };
  return {
    get: path => ask('GET', path, null),
    post: (path, body) => ask('POST', path, body),
    async bytes(path, headers) {
      const response = await open('GET', path, null, undefined, headers);
      if (response.statusCode !== 200) throw refusalOf(response.statusCode!, await textOf(response));
      return bytesOf(response, fileBytesMax);
    },
    async *events(path, signal) {
      const response = await open('GET', path, null, signal);
      if (response.statusCode !== 200) throw refusalOf(response.statusCode!, await textOf(response));
      let rest = '';
      response.setEncoding('utf8');
      for await (const chunk of response) {
        rest += chunk as string;
        const units = rest.split('\n\n');
        rest = units.pop()!;
        if (rest.length > answerBytesMax) throw new Refusal('the server sends an event without an end');
        for (const unit of units) {
          const data = unit.split('\n').find(line => line.startsWith('data: '));
          if (data !== undefined) yield JSON.parse(data.slice('data: '.length));
        }
      }
    },
  };
}

function tokenFrom(file: string | undefined): string {
  const path = file ?? process.env.PENSTOCK_TOKEN_FILE;
  const token = path === undefined ? process.env.PENSTOCK_TOKEN : readToken(path);
  if (token === undefined || token.trim() === '') {
    throw usage(
      'there is no token to show who you are',
      'name a file with it by --token-file, or set PENSTOCK_TOKEN_FILE or PENSTOCK_TOKEN',
    );
  }
  return token.trim();
}

function readToken(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Refusal(`the token file ${path} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  return (await bytesOf(response, answerBytesMax)).toString();
}

async function bytesOf(response: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += (chunk as Buffer).length;
    if (bytes > bytesMax) throw new Refusal('the server sends more than can be shown');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** In the words of the problem (RFC 9457). */
function refusalOf(status: number, text: string): Refusal {
  try {
    const {
      title,
      detail,
      errors = [],
    } = JSON.parse(text) as { title: string; detail?: string; errors?: { field: string; message: string }[] };
    const fields = errors.map(({ field, message }) => `${field} ${message}`).join('; ');
    const hint =
      status === 401 ? 'check the token: its line may have been taken out of the tokens file, or its time may be over' : null;
    return new Refusal(visibleLine([title, detail, fields].filter(Boolean).join(': ')), hint);
  } catch {
    return new Refusal(`the server answers ${status}`, 'is it a Penstock admin port?');
  }
}
