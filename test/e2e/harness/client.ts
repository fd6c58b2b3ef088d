// Clients that hide nothing: what came, in which pieces, and whether it came to a proper end.
import { once } from 'node:events';
import { connect as connectHttp2, type OutgoingHttpHeaders } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { type Header, MessageReader } from './http1.ts';

export interface Request {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: readonly Header[];
  readonly body?: Buffer | string;
  readonly trailers?: readonly Header[];
  /** Takes no more from the socket for so long once the head has come. */
  readonly stallMs?: number;
  /** Goes away once so many bytes of the body have come. */
  readonly leaveAfterBytes?: number;
}

export interface Got {
  /** Null when no head came. */
  readonly status: number | null;
  /** Names lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  readonly trailers: readonly Header[];
  /** False: cut off, reset, or closed in the middle. */
  readonly complete: boolean;
  /** Every byte that came (HTTP/1.1), or the body (HTTP/2): for canaries. */
  readonly raw: Buffer;
}

interface RawOptions {
  /** The answer is one to HEAD: it has no body. */
  readonly head?: boolean;
  readonly stallMs?: number;
  readonly leaveAfterBytes?: number;
}

const clientMsMax = 120_000;

/** One request over a connection of its own, HTTP/1.1. */
export function get1(port: number, request: Request = {}): Promise<Got> {
  return sendRaw(port, serialize(request), { ...request, head: request.method === 'HEAD' });
}

/** Sends bytes as they are and reads one answer. */
export async function sendRaw(port: number, bytes: Buffer, options: RawOptions = {}): Promise<Got> {
  const socket = connect(port, '127.0.0.1');
  socket.setTimeout(clientMsMax, () => socket.destroy());
  socket.on('error', () => {});
  await once(socket, 'connect');
  const answer = readAnswer(socket, options);
  socket.write(bytes);
  return answer;
}

function readAnswer(socket: Socket, options: RawOptions): Promise<Got> {
  return new Promise(resolve => {
    const raw: Buffer[] = [];
    let stalled = false;
    let done = false;
    const finish = (got: Omit<Got, 'raw'>) => {
      if (done) return;
      done = true;
      socket.destroy();
      resolve({ ...got, raw: Buffer.concat(raw) });
    };
    const reader = new MessageReader(
      ({ startLine, headers, body, trailers }) => {
        if (statusOf(startLine) === 100) return;
        finish({ status: statusOf(startLine), headers: lowered(headers), body, trailers, complete: true });
      },
      startLine => (options.head || [100, 101, 204, 304].includes(statusOf(startLine)) ? 'none' : 'until-close'),
    );
    const cutOff = () => {
      const partial = reader.partial;
      const status = partial === null ? null : statusOf(partial.startLine);
      const headers = lowered(partial?.headers ?? []);
      finish({ status, headers, body: partial?.body ?? Buffer.alloc(0), trailers: [], complete: false });
    };
    socket.on('data', (bytes: Buffer) => {
      raw.push(bytes);
      try {
        reader.push(bytes);
      } catch {
        cutOff();
      }
      if (options.leaveAfterBytes !== undefined && (reader.bodyBytes ?? 0) >= options.leaveAfterBytes) cutOff();
      if (options.stallMs !== undefined && !stalled && reader.bodyBytes !== null) {
        stalled = true;
        socket.pause();
        setTimeout(() => socket.resume(), options.stallMs);
      }
    });
    socket.on('end', () => {
      reader.end();
      cutOff();
    });
    socket.on('close', cutOff);
  });
}

function serialize(request: Request): Buffer {
  const body = Buffer.from((request.body ?? '') as Buffer);
  const headers: Header[] = [['host', 'api.test'], ...(request.headers ?? [])];
  const chunked = request.trailers !== undefined;
  if (chunked) headers.push(['transfer-encoding', 'chunked']);
  else if (request.body !== undefined) headers.push(['content-length', String(body.length)]);
  const head = `${request.method ?? 'GET'} ${request.path ?? '/'} HTTP/1.1\r\n${lines(headers)}\r\n`;
  if (!chunked) return Buffer.concat([Buffer.from(head, 'latin1'), body]);
  const tail = `\r\n0\r\n${lines(request.trailers ?? [])}\r\n`;
  return Buffer.concat([Buffer.from(`${head}${body.length.toString(16)}\r\n`, 'latin1'), body, Buffer.from(tail, 'latin1')]);
}

function lines(headers: readonly Header[]): string {
  return headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
}

function statusOf(startLine: string): number {
  return Number(startLine.split(' ')[1]);
}

function lowered(headers: readonly Header[]): ReadonlyMap<string, string> {
  return new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
}

/** One request over a connection of its own, HTTP/2 without TLS. */
export async function get2(port: number, request: Request = {}): Promise<Got> {
  const session = connectHttp2(`http://127.0.0.1:${port}`);
  session.on('error', () => {});
  const headers: OutgoingHttpHeaders = {
    ':method': request.method ?? 'GET',
    ':path': request.path ?? '/',
    ':authority': 'api.test',
    ...Object.fromEntries(request.headers ?? []),
  };
  const { trailers } = request;
  const stream = session.request(headers, { endStream: false, waitForTrailers: trailers !== undefined });
  stream.setTimeout(clientMsMax, () => stream.close(8));
  stream.on('wantTrailers', () => stream.sendTrailers(Object.fromEntries(trailers ?? [])));
  const got = { status: null as number | null, headers: new Map<string, string>(), trailers: [] as Header[], ended: false };
  const body: Buffer[] = [];
  stream.once('response', () => {
    if (request.stallMs === undefined) return;
    stream.pause();
    setTimeout(() => stream.resume(), request.stallMs);
  });
  stream.on('response', sent => {
    got.status = Number(sent[':status']);
    for (const [name, value] of Object.entries(sent)) got.headers.set(name, String(value));
  });
  stream.on('trailers', sent =>
    got.trailers.push(...Object.entries(sent).map(([name, value]) => [name, String(value)] as const)),
  );
  stream.on('data', (bytes: Buffer) => {
    body.push(bytes);
    if (request.leaveAfterBytes !== undefined && Buffer.concat(body).length >= request.leaveAfterBytes) stream.close(8);
  });
  stream.on('end', () => {
    got.ended = true;
  });
  stream.on('error', () => {});
  stream.end(request.body);
  if (!stream.closed) await new Promise(resolve => stream.once('close', resolve));
  session.destroy();
  const whole = Buffer.concat(body);
  const complete = got.ended && got.status !== null && stream.rstCode === 0;
  return { status: got.status, headers: got.headers, body: whole, trailers: got.trailers, complete, raw: whole };
}
