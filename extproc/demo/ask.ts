// Asks over HTTP with a Host header of its own choice, which fetch does not allow, and takes streams apart.
import { request as httpRequest } from 'node:http';

export interface Question {
  readonly port: number;
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Told of each piece of the answer as it comes. */
  readonly onChunk?: (text: string) => void;
}

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** False when the connection broke before the end. */
  readonly whole: boolean;
}

const answerMsMax = 20_000;

/** Rejects only when there is no answer at all. */
export function ask({ port, host, method, path, headers, body, onChunk }: Question): Promise<Got> {
  return new Promise((resolve, reject) => {
    const json = body === undefined ? '' : JSON.stringify(body);
    const sent =
      body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(json)) };
    const options = {
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: { host, ...sent, ...headers },
      agent: false,
      timeout: answerMsMax,
    };
    const request = httpRequest(options, response => {
      const chunks: Buffer[] = [];
      const done = (whole: boolean) =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
          whole,
        });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        onChunk?.(chunk.toString('utf8'));
      });
      response.on('end', () => done(true));
      response.on('error', () => done(false));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', reject);
    request.end(json);
  });
}

/** The payloads of a stream's `data:` lines. */
export function eventsOf(body: string): readonly string[] {
  return body.split(/\r\n|\n|\r/).flatMap(line => (line.startsWith('data: ') ? [line.slice('data: '.length)] : []));
}
