// What an exchange costs the server through real Envoy: CPU time per server-sent event and per MiB of JSON, beside a no-op on the same wire.
// CPU time of the server's process, not wall time: the machine is shared. Rounds of both take turns, so that a busy spell hits both.
import { readdirSync, readFileSync } from 'node:fs';
import { type Got, get1 } from '../e2e/harness/client.ts';
import { type RunningEnvoy, startEnvoy } from '../e2e/harness/envoy.ts';
import type { Message } from '../e2e/harness/http1.ts';
import type { Answer } from '../e2e/harness/script.ts';
import { startUpstream, type Upstream } from '../e2e/harness/upstream.ts';
import { chatEnd, chatEvent } from './events.ts';
import { quantile } from './quantile.ts';
import { type RunningServer, startPenstock, startServer } from './server.ts';

export interface ExtProcNumbers {
  readonly noop: SideNumbers;
  readonly penstock: SideNumbers;
  /** Penstock over no-op: the median of the rounds' own ratios. */
  readonly ratio: SideNumbers;
}

/** Microseconds of CPU. */
export interface SideNumbers {
  readonly microsPerEvent: number;
  readonly microsPerMebibyteOfJson: number;
}

export interface ExtProcLoad {
  readonly rounds: number;
  readonly streams: number;
  readonly eventsPerStream: number;
  /** Between a stream's events; below 2 ms Envoy joins them. */
  readonly eventPaceMs: number;
  readonly jsonAnswers: number;
}

const usual: ExtProcLoad = { rounds: 7, streams: 50, eventsPerStream: 300, eventPaceMs: 10, jsonAnswers: 24 };
/** Rounds that do not count: a server that runs for a day has its code compiled. */
const warmUpRounds = 3;
const jsonAtOnce = 4;

export async function benchExtProc(load: ExtProcLoad = usual): Promise<ExtProcNumbers> {
  const upstream = await startUpstream(request => answerTo(request, load));
  const sides = { noop: await openSide(upstream, await startNoop()), penstock: await openSide(upstream, await startPenstock()) };
  try {
    for (let round = 0; round < warmUpRounds; round++) for (const side of Object.values(sides)) await measure(side, load);
    const rounds: { readonly noop: SideNumbers; readonly penstock: SideNumbers }[] = [];
    while (rounds.length < load.rounds) {
      rounds.push({ noop: await measure(sides.noop, load), penstock: await measure(sides.penstock, load) });
    }
    return {
      noop: medians(rounds.map(({ noop }) => noop)),
      penstock: medians(rounds.map(({ penstock }) => penstock)),
      ratio: medians(rounds.map(ratioOf)),
    };
  } finally {
    for (const side of Object.values(sides)) await side.stop();
    await upstream.stop();
  }
}

interface Side {
  readonly envoy: RunningEnvoy;
  readonly pid: number;
  stop(): Promise<void>;
}

function startNoop(): Promise<RunningServer> {
  const program = new URL('../e2e/harness/guard-process.ts', import.meta.url);
  return startServer(program, [new URL('./noop.ts', import.meta.url).href, '127.0.0.1:0']);
}

async function openSide(upstream: Upstream, server: RunningServer): Promise<Side> {
  const connection = { name: 'bench', domains: ['*'], upstream: upstream.url, credential: null };
  const envoy = await startEnvoy({ extproc: server.address, connections: [connection] });
  return {
    envoy,
    pid: server.pid,
    stop: async () => {
      await envoy.stop();
      await server.stop();
    },
  };
}

async function measure({ envoy, pid }: Side, load: ExtProcLoad): Promise<SideNumbers> {
  const stream = await cpuMicros(pid, () => inParallel(load.streams, load.streams, () => ask(envoy.port, true)));
  const json = await cpuMicros(pid, () => inParallel(load.jsonAnswers, jsonAtOnce, () => ask(envoy.port, false)));
  return { microsPerEvent: stream / (load.streams * load.eventsPerStream), microsPerMebibyteOfJson: json / load.jsonAnswers };
}

async function inParallel(count: number, atOnce: number, ask: () => Promise<void>): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left-- > 0) await ask();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function ask(port: number, stream: boolean): Promise<void> {
  const body = JSON.stringify({ model: 'gpt-4o', stream, messages: [{ role: 'user', content: 'tell me a story' }] });
  const headers = [['content-type', 'application/json']] as const;
  const got = await get1(port, { method: 'POST', path: '/v1/chat/completions', headers, body });
  if (!isWhole(got)) throw new Error(`the bench got no whole answer: ${got.status} ${got.body.toString('utf8', 0, 200)}`);
}

function isWhole(got: Got): boolean {
  return got.status === 200 && got.complete && got.body.length > 1000;
}

/** CPU time of all threads while `work` ran, to the microsecond. */
async function cpuMicros(pid: number, work: () => Promise<void>): Promise<number> {
  const before = ranNanos(pid);
  await work();
  return Number(ranNanos(pid) - before) / 1000;
}

function ranNanos(pid: number): bigint {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce(
    (sum, thread) => sum + BigInt(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]!),
    0n,
  );
}

function answerTo(request: Message, load: ExtProcLoad): Answer {
  const wantsStream = (JSON.parse(request.body.toString()) as { readonly stream: boolean }).stream;
  return wantsStream
    ? eventStream(load)
    : { status: 200, headers: [['content-type', 'application/json']], pieces: [jsonBody], framing: 'length' };
}

function eventStream({ eventsPerStream, eventPaceMs }: ExtProcLoad): Answer {
  const pieces = Array.from({ length: eventsPerStream }, (_, at) =>
    Buffer.from(chatEvent({ content: words[at % words.length] })),
  );
  pieces[pieces.length - 1] = Buffer.from(chatEnd);
  return { status: 200, headers: [['content-type', 'text/event-stream']], pieces, paceMs: eventPaceMs };
}

const words = ' the server answers when a key was found in the text and nobody asked for more'.split(/(?= )/);

const jsonBody = completion(1024 * 1024);

/** A completion of just so many bytes. */
function completion(bytes: number): Buffer {
  const around = (content: string) => {
    const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }];
    return JSON.stringify({
      id: 'chatcmpl-AbCdEfGhIj',
      object: 'chat.completion',
      created: 1_795_500_000,
      model: 'gpt-4o',
      choices,
    });
  };
  const room = bytes - around('').length;
  return Buffer.from(
    around(
      words
        .join('')
        .repeat(Math.ceil(room / words.join('').length))
        .slice(0, room),
    ),
  );
}

function ratioOf({ noop, penstock }: { readonly noop: SideNumbers; readonly penstock: SideNumbers }): SideNumbers {
  return {
    microsPerEvent: penstock.microsPerEvent / noop.microsPerEvent,
    microsPerMebibyteOfJson: penstock.microsPerMebibyteOfJson / noop.microsPerMebibyteOfJson,
  };
}

function medians(numbers: readonly SideNumbers[]): SideNumbers {
  return {
    microsPerEvent: quantile(
      numbers.map(({ microsPerEvent }) => microsPerEvent),
      0.5,
    ),
    microsPerMebibyteOfJson: quantile(
      numbers.map(({ microsPerMebibyteOfJson }) => microsPerMebibyteOfJson),
      0.5,
    ),
  };
}

if (import.meta.main) console.log(await benchExtProc());
