// Upstreams that do exactly what a test says, over HTTP/1.1 by socket or HTTP/2, and keep what they got, byte for byte.
import { once } from 'node:events';
import { createServer as createHttp2Server, type ServerHttp2Stream } from 'node:http2';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Message, MessageReader } from './http1.ts';
import type { Answer } from './script.ts';

export interface Upstream {
  readonly port: number;
  readonly url: string;
  /** Whole requests, in order. */
  readonly requests: readonly Message[];
  /** All bytes that came, of all connections. HTTP/1.1 only. */
  raw(): Buffer;
  /** Answers of which the last byte could not be handed over, because the peer was gone. */
  readonly interrupted: () => number;
  stop(): Promise<void>;
}

export type Script = (request: Message) => Answer;

/** An HTTP/1.1 upstream: each connection's requests are answered in order. */
export async function startUpstream(script: Script): Promise<Upstream> {
  const requests: Message[] = [];
  const raw: Buffer[] = [];
  let interrupted = 0;
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let last: Promise<void> = Promise.resolve();
    const reader = new MessageReader(
      request => {
        requests.push(request);
        last = last.then(async () => {
          if (!(await answerHttp1(socket, script(request)))) interrupted++;
        });
      },
      () => 'by-head',
    );
    socket.on('data', (bytes: Buffer) => {
      raw.push(bytes);
      try {
        reader.push(bytes);
      } catch {
        socket.destroy();
      }
    });
  });
  const port = await listen(server);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    requests,
    raw: () => Buffer.concat(raw),
    interrupted: () => interrupted,
    stop: () => stop(server, sockets),
  };
}

/** False when the peer went away first. */
async function answerHttp1(socket: Socket, answer: Answer): Promise<boolean> {
  const framing = answer.framing ?? 'chunked';
  socket.write(headOf(answer, framing), 'latin1');
  for (const [at, piece] of answer.pieces.entries()) {
    if (at === answer.cutOffAfter) break;
    const framed =
      framing === 'chunked'
        ? Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')])
        : piece;
    if (!(await send(socket, framed))) return false;
    if (answer.paceMs !== undefined) await sleep(answer.paceMs);
  }
  if (answer.cutOffAfter !== undefined) {
    socket.destroy();
    return true;
  }
  const trailers = (answer.trailers ?? []).map(([name, value]) => `${name}: ${value}\r\n`).join('');
  if (framing === 'chunked') await send(socket, Buffer.from(`0\r\n${trailers}\r\n`, 'latin1'));
  if (framing === 'until-close') socket.end();
  return !socket.destroyed;
}

function headOf(answer: Answer, framing: NonNullable<Answer['framing']>): string {
  const length = answer.pieces.reduce((sum, piece) => sum + piece.length, 0);
  const frame = {
    chunked: 'transfer-encoding: chunked\r\n',
    length: `content-length: ${length}\r\n`,
    'until-close': '',
    none: '',
  };
  const headers = answer.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `HTTP/1.1 ${answer.status} Scripted\r\n${headers}${frame[framing]}\r\n`;
}

async function send(socket: Socket, bytes: Buffer): Promise<boolean> {
  if (socket.destroyed) return false;
  if (!socket.write(bytes)) await drained(socket);
  return !socket.destroyed;
}

/** An HTTP/2 upstream without TLS. */
export async function startHttp2Upstream(script: Script): Promise<Upstream> {
  const requests: Message[] = [];
  let interrupted = 0;
  const sockets = new Set<Socket>();
  const server = createHttp2Server();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('sessionError', () => {});
  server.on('stream', (stream: ServerHttp2Stream, pseudo) => {
    stream.on('error', () => {});
    const body: Buffer[] = [];
    let trailers: Message['trailers'] = [];
    stream.on('data', (bytes: Buffer) => body.push(bytes));
    stream.on('trailers', sent => {
      trailers = Object.entries(sent).map(([name, value]) => [name, String(value)]);
    });
    stream.on('end', async () => {
      const headers = Object.entries(pseudo).map(([name, value]) => [name, String(value)] as const);
      const startLine = `${pseudo[':method']} ${pseudo[':path']} HTTP/2`;
      const request = { startLine, headers, body: Buffer.concat(body), chunks: [], trailers };
      requests.push(request);
      if (!(await answerHttp2(stream, script(request)))) interrupted++;
    });
  });
  const port = await listen(server);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    requests,
    raw: () => Buffer.alloc(0),
    interrupted: () => interrupted,
    stop: () => stop(server, sockets),
  };
}

async function answerHttp2(stream: ServerHttp2Stream, answer: Answer): Promise<boolean> {
  const headers = { ':status': answer.status, ...Object.fromEntries(answer.headers) };
  const trailers = answer.trailers;
  if (answer.framing === 'none') {
    stream.respond(headers, { endStream: true });
    return true;
  }
  stream.respond(headers, { waitForTrailers: trailers !== undefined });
  stream.on('wantTrailers', () => stream.sendTrailers(Object.fromEntries(trailers ?? [])));
  for (const [at, piece] of answer.pieces.entries()) {
    if (at === answer.cutOffAfter) break;
    if (stream.destroyed) return false;
    if (!stream.write(piece)) await drained(stream);
    if (answer.paceMs !== undefined) await sleep(answer.paceMs);
  }
  if (stream.destroyed) return false;
  // `close` would send a proper end first.
  if (answer.cutOffAfter !== undefined) stream.destroy(new Error('cut off'));
  else stream.end();
  return true;
}

/** Not by `once` of node:events, which would throw on an error that is no news here. */
function drained(stream: NodeJS.EventEmitter): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      stream.off('drain', done);
      stream.off('close', done);
      resolve();
    };
    stream.on('drain', done);
    stream.on('close', done);
  });
}

async function listen(
  server: { listen(port: number, host: string): unknown; address(): unknown } & NodeJS.EventEmitter,
): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function stop(server: Pick<Server, 'close'>, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise(resolve => server.close(resolve));
  for (const socket of sockets) socket.destroy();
  await closed;
}
