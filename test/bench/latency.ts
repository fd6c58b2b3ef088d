// What a reader waits longer because of Penstock: time to the first text and time of each character, through real Envoy with Penstock and
// through the same Envoy without it, in one run, at the pace at which models write. Upstream and reader are this process: one clock.
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { extprocFilter } from '../../extproc/dataplane/names.ts';
import { type RunningEnvoy, startEnvoy } from '../e2e/harness/envoy.ts';
import { chatEnd, chatEvent } from './events.ts';
import { quantile } from './quantile.ts';
import { startPenstock } from './server.ts';

export interface LatencyNumbers {
  readonly direct: Waits;
  readonly penstock: Waits;
}

/** Milliseconds. */
export interface Waits {
  /** From the request to the first character; the upstream answers at once. */
  readonly firstTextP50: number;
  readonly firstTextP99: number;
  /** From when the upstream wrote a character to when it could be read. */
  readonly characterP50: number;
  readonly characterP99: number;
  readonly characterMax: number;
}

export interface LatencyLoad {
  readonly rounds: number;
  readonly streams: number;
  readonly tokens: number;
  readonly tokenPaceMs: number;
}

/** 50 tokens a second, which is what fast models write. */
const usual: LatencyLoad = { rounds: 6, streams: 8, tokens: 100, tokenPaceMs: 20 };
const warmUpRounds = 2;

export async function benchLatency(load: LatencyLoad = usual): Promise<LatencyNumbers> {
  const upstream = await startModel(load);
  const server = await startPenstock();
  const connections = [{ name: 'bench', domains: ['*'], upstream: upstream.url, credential: null }];
  const sides = {
    direct: await startEnvoy({ extproc: server.address, connections, alter: withoutGuard }),
    penstock: await startEnvoy({ extproc: server.address, connections }),
  };
  const seen = { direct: new Waiting(), penstock: new Waiting() };
  try {
    for (let round = -warmUpRounds; round < load.rounds; round++) {
      for (const side of ['direct', 'penstock'] as const) {
        const waits = round < 0 ? new Waiting() : seen[side];
        await Promise.all(Array.from({ length: load.streams }, () => readOne(sides[side].port, upstream, waits)));
      }
    }
    return { direct: seen.direct.numbers(), penstock: seen.penstock.numbers() };
  } finally {
    await Promise.all(Object.values(sides).map((envoy: RunningEnvoy) => envoy.stop()));
    await server.stop();
    upstream.server.close();
  }
}

class Waiting {
  readonly first: number[] = [];
  readonly characters: number[] = [];

  numbers(): Waits {
    return {
      firstTextP50: quantile(this.first, 0.5),
      firstTextP99: quantile(this.first, 0.99),
      characterP50: quantile(this.characters, 0.5),
      characterP99: quantile(this.characters, 0.99),
      characterMax: quantile(this.characters, 1),
    };
  }
}

interface Model {
  readonly server: Server;
  readonly url: string;
  /** When each character of an answer was written, by the number of the answer. */
  readonly written: Map<string, number[]>;
}

/** An upstream that writes a token at a time. */
async function startModel({ tokens, tokenPaceMs }: LatencyLoad): Promise<Model> {
  const written = new Map<string, number[]>();
  const server = createServer(async (asked, answer) => {
    asked.resume();
    await once(asked, 'end');
    const times: number[] = [];
    written.set(String(asked.headers['x-answer']), times);
    answer.writeHead(200, { 'content-type': 'text/event-stream' });
    for (let token = 0; token < tokens; token++) {
      const content = words[token % words.length]!;
      const now = performance.now();
      for (let i = 0; i < content.length; i++) times.push(now);
      answer.write(chatEvent({ content }));
      await sleep(tokenPaceMs);
    }
    answer.end(chatEnd);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, written };
}

/** Prose with an address, a path and a number in it here and there: what a text may have to wait for. */
const words =
  ' The service starts on port 8080 and reads /var/lib/app/config.yaml. Write to the team (ops at example.org), or see version 1.22.3 of the guide for keys, tokens and what else a client needs.'.split(
    /(?= )/,
  );

let answers = 0;

async function readOne(port: number, { written }: Model, waits: Waiting): Promise<void> {
  const id = String(answers++);
  const began = performance.now();
  const headers = { 'content-type': 'application/json', 'x-answer': id };
  const asked = request({ port, host: '127.0.0.1', method: 'POST', path: '/v1/chat/completions', headers, agent: false });
  asked.end(JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'tell me' }] }));
  const [answer] = await once(asked, 'response');
  let rest = '';
  let read = 0;
  for await (const bytes of answer.setEncoding('utf8')) {
    const now = performance.now();
    const lines = (rest + bytes).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const content = contentOf(line);
      if (content === '') continue;
      if (read === 0) waits.first.push(now - began);
      const times = written.get(id)!;
      for (let i = 0; i < content.length; i++) waits.characters.push(now - times[read++]!);
    }
  }
  if (read !== written.get(id)!.length) throw new Error(`the bench got ${read} characters of ${written.get(id)!.length}`);
  written.delete(id);
}

function contentOf(line: string): string {
  if (!line.startsWith('data: {')) return '';
  const { choices } = JSON.parse(line.slice(6)) as {
    readonly choices: readonly { readonly delta: { readonly content?: string } }[];
  };
  return choices[0]?.delta.content ?? '';
}

/** The same Envoy, asking nobody. */
function withoutGuard(bootstrap: object): object {
  const isGuard = (filter: unknown) => (filter as { readonly name?: unknown } | null)?.name === extprocFilter;
  return JSON.parse(JSON.stringify(bootstrap), (_key, value) => {
    if (Array.isArray(value)) return value.filter(one => !isGuard(one));
    if (value !== null && typeof value === 'object' && extprocFilter in value) {
      const { [extprocFilter]: _, ...others } = value as Record<string, unknown>;
      return others;
    }
    return value;
  });
}

if (import.meta.main) console.log(await benchLatency());
