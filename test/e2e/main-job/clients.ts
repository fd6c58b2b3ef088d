// The clients that people use, pointed at Envoy: the SDKs and curl; and a bare one that sends any head.
import { execFile, spawnSync } from 'node:child_process';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { type Got, get2, sendRaw } from '../harness/client.ts';
import type { Header } from '../harness/http1.ts';
import type { Installation, Scripted } from './installation.ts';

/** The credential that pods use: it must get nowhere. */
export const podKey = ['pod', 'key', '3b9f'].join('-');

/** One that asks again by itself, as it ships, unless told otherwise. */
export function openai({ port }: Installation, { headers }: Scripted, maxRetries = 0): OpenAI {
  return new OpenAI({ apiKey: podKey, baseURL: `http://127.0.0.1:${port}/v1`, defaultHeaders: headers, maxRetries });
}

/** By the connection `messages`: the generic shape. */
export function anthropic({ port }: Installation, { headers }: Scripted): Anthropic {
  return new Anthropic({ apiKey: podKey, baseURL: `http://localhost:${port}`, defaultHeaders: headers, maxRetries: 0 });
}

export interface Question {
  /** Which connection. */
  readonly place: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: readonly Header[];
  readonly body?: string | Buffer;
  /** HTTP version of the client. */
  readonly http?: 1 | 2;
  readonly leaveAfterBytes?: number;
}

/** Asks by bare sockets. A question with a body is a POST of JSON, unless it says otherwise. */
export function ask({ port }: Installation, { headers: mark }: Scripted, question: Question): Promise<Got> {
  const method = question.method ?? (question.body === undefined ? 'GET' : 'POST');
  const path = question.path ?? '/v1/chat/completions';
  const type: Header[] =
    question.body === undefined || question.headers?.some(([name]) => name === 'content-type')
      ? []
      : [['content-type', 'application/json']];
  const headers: Header[] = [...Object.entries(mark), ...type, ...(question.headers ?? [])];
  const leave = question.leaveAfterBytes === undefined ? {} : { leaveAfterBytes: question.leaveAfterBytes };
  if (question.http === 2) {
    const pseudo: Header[] = [[':authority', `${question.place}.test`], ...headers];
    return get2(port, {
      method,
      path,
      headers: pseudo,
      ...(question.body === undefined ? {} : { body: question.body }),
      ...leave,
    });
  }
  const body = Buffer.from((question.body ?? '') as Buffer);
  const length: Header[] = question.body === undefined ? [] : [['content-length', String(body.length)]];
  const lines = [['host', `${question.place}.test`], ...headers, ...length].map(([name, value]) => `${name}: ${value}\r\n`);
  const head = Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
  return sendRaw(port, Buffer.concat([head, body]), { head: method === 'HEAD', ...leave });
}

/** One that speaks HTTP/2; tests that need it are skipped, and counted, where there is none. */
export const hasCurl = spawnSync('curl', ['--version']).stdout?.includes('HTTP2') ?? false;

export interface Curled {
  readonly exitCode: number;
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string;
}

/** Runs curl as a person would; `-i` tells the head. */
export function curl({ port }: Installation, { headers }: Scripted, path: string, ...flags: readonly string[]): Promise<Curled> {
  const marks = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const args = ['--silent', '--include', '--max-time', '20', ...marks, ...flags, `http://127.0.0.1:${port}${path}`];
  return new Promise(resolve =>
    execFile('curl', args, { encoding: 'latin1' }, (error, stdout) => {
      const end = stdout.indexOf('\r\n\r\n');
      const [startLine = '', ...lines] = stdout.slice(0, end).split('\r\n');
      resolve({
        exitCode: error === null ? 0 : Number(error.code),
        status: Number(startLine.split(' ')[1]),
        headers: lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
        body: Buffer.from(stdout.slice(end + 4), 'latin1').toString(),
      });
    }),
  );
}
