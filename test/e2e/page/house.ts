// A whole house for the page's tests: Envoy, the Penstock that ships in a process of its own with SQLite, an upstream that says what the test wants,
// people with tokens, and the real openai client. What is held, by whom it may be decided and for how long is said by the model that is asked
// (rehearsal/rehearsal.rego).
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import OpenAI from 'openai';
import { buildBundle } from '../../../extproc/policy/build.ts';
import { shippedPolicies } from '../../../extproc/policy/library.ts';
import { startEnvoy } from '../harness/envoy.ts';
import type { Message } from '../harness/http1.ts';
import type { Answer } from '../harness/script.ts';
import { startUpstream } from '../harness/upstream.ts';
import { chunk, chunks, done, sse } from '../main-job/openai-says.ts';

/** Who may sign in, and with what. */
export const people = {
  ada: { token: 'token-of-ada-for-tests', roles: 'approver', groups: 'security' },
  bob: { token: 'token-of-bob-for-tests', roles: 'approver', groups: 'security' },
  eve: { token: 'token-of-eve-for-tests', roles: 'auditor', groups: 'security' },
} as const;

export type Person = keyof typeof people;

export interface Asking {
  /** What the client has read so far. */
  readonly text: () => string;
  /** All of it, when its end has come. */
  readonly whole: Promise<string>;
  /** The id of its hold, as soon as people can decide it. */
  held(): Promise<string>;
}

export interface House {
  /** Where the page is. */
  readonly admin: string;
  /** Signs in once. */
  readonly link: string;
  /** Envoy's. */
  readonly port: number;
  readonly pid: number;
  /** The question (a message's content) that the upstream answers so. */
  question(answer: Answer): string;
  /** Asks by the real client, streaming; the upstream says `answer`. */
  ask(answer: string | Answer, how?: { readonly model?: string; readonly session?: string }): Asking;
  /** What the upstream was asked, all of it. */
  readonly requests: readonly Message[];
  /** The API, as this person. */
  api<T = Record<string, unknown>>(person: Person, path: string, body?: object): Promise<T>;
  stop(): Promise<void>;
}

const startMsMax = 30_000;
const program = new URL('../../../extproc/cli/main.ts', import.meta.url).pathname;

export async function openHouse(limits: Readonly<Record<string, number>> = {}): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-page-'));
  const answers: Answer[] = [];
  const upstream = await startUpstream(request => answers[Number(questionOf(request))] ?? sse([done]));
  const penstock = await startPenstock(folder, limits, upstream.url);
  const connection = { name: 'chatgpt', domains: ['*'], upstream: upstream.url, credential: null };
  const envoy = await startEnvoy({ extproc: `unix:${join(folder, 'extproc.sock')}`, connections: [connection] });
  const question = (answer: Answer) => String(answers.push(answer) - 1);
  const client = new OpenAI({ apiKey: 'none', baseURL: `http://127.0.0.1:${envoy.port}/v1`, maxRetries: 0 });
  return {
    admin: penstock.admin,
    link: penstock.signIn,
    port: envoy.port,
    pid: penstock.process.pid!,
    requests: upstream.requests,
    question,
    ask(answer, { model = 'usual', session } = {}) {
      const content = question(typeof answer === 'string' ? spoken(answer) : answer);
      const known = newest(penstock.admin);
      const headers = { 'x-penstock-session': session ?? `session-${content}` };
      const asking = reading(client, model, content, headers, known);
      // Who was answered was not held.
      const answered = asking.whole.then(text => Promise.reject(new Error(`it was not held: ${text.slice(0, 200)}`)));
      answered.catch(() => {});
      return { ...asking, held: () => Promise.race([newerThan(penstock.admin, known), answered]) };
    },
    api: (person, path, body) => callApi(penstock.admin, person, path, body),
    async stop() {
      await envoy.stop();
      await upstream.stop();
      const exited = once(penstock.process, 'exit');
      penstock.process.kill('SIGKILL');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function callApi<T>(admin: string, person: Person, path: string, body?: object): Promise<T> {
  const response = await fetch(`${admin}${path}`, {
    headers: { authorization: `Bearer ${people[person].token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  return response.json() as Promise<T>;
}

interface Listed {
  readonly id: string;
  readonly reading: string;
}

async function newest(admin: string): Promise<Listed | null> {
  const { items } = await callApi<{ readonly items: readonly Listed[] }>(admin, 'eve', '/v1/holds?limit=1');
  return items[0] ?? null;
}

async function newerThan(admin: string, known: Promise<Listed | null>): Promise<string> {
  const before = await known;
  for (const until = Date.now() + startMsMax; Date.now() < until; await sleep(20)) {
    const hold = await newest(admin);
    if (hold !== null && hold.id !== before?.id && hold.reading === 'complete') return hold.id;
  }
  throw new Error('nothing is held');
}

/** A stream that says it, a few characters at a time; of a long text more, so that it has no more events than a model's longest answers. */
export function spoken(text: string): Answer {
  return sse([...chunks(text, Math.max(8, Math.ceil(text.length / 4_000))), done]);
}

/** A stream that calls a tool. */
export function calling(name: string, call: object): Answer {
  const delta = (one: object) => chunk({ tool_calls: [{ index: 0, ...one }] });
  const begin = delta({ id: 'call_1', type: 'function', function: { name, arguments: '' } });
  return sse([begin, delta({ function: { arguments: JSON.stringify(call) } }), chunk({}, { finish: 'tool_calls' }), done]);
}

function reading(
  client: OpenAI,
  model: string,
  content: string,
  headers: Readonly<Record<string, string>>,
  after: Promise<unknown>,
): Omit<Asking, 'held'> {
  let text = '';
  const whole = (async () => {
    await after;
    const stream = await client.chat.completions.create(
      { model, stream: true, messages: [{ role: 'user', content }] },
      { headers, timeout: 120_000 },
    );
    for await (const part of stream) {
      const { content: said, tool_calls: calls } = part.choices[0]?.delta ?? {};
      text += said ?? calls?.map(call => call.function?.arguments ?? '').join('') ?? '';
    }
    return text;
  })();
  // Its error is for who waits for it, which may be later.
  whole.catch(() => {});
  return { text: () => text, whole };
}

function questionOf({ body }: Message): string {
  const asked = JSON.parse(body.toString()) as { readonly messages: readonly { readonly content: string }[] };
  return asked.messages[0]!.content;
}

interface Penstock {
  readonly process: ChildProcess;
  readonly admin: string;
  readonly signIn: string;
}

async function startPenstock(folder: string, limits: object, upstream: string): Promise<Penstock> {
  const built = await buildBundle({
    library: shippedPolicies,
    topics: [new URL('./rehearsal', import.meta.url).pathname],
    out: join(folder, 'bundle'),
  });
  if (built.kind === 'refused') throw new Error(built.problems.join('\n'));
  const connection = { name: 'chatgpt', hosts: ['api.test'], api: 'openai', identity: ['anonymous'], upstream };
  const listen = { extproc: `unix:${join(folder, 'extproc.sock')}`, admin: '127.0.0.1:0' };
  const config = {
    listen,
    data: join(folder, 'data'),
    store: 'sqlite',
    policies: { bundle: join(folder, 'bundle') },
    limits: { adminSignInsPerMinuteMax: 1_000, adminRequestsPerMinuteMax: 100_000, ...limits },
    connections: [connection],
  };
  // JSON is YAML.
  writeFileSync(join(folder, 'penstock.yaml'), JSON.stringify(config));
  const lines = Object.entries(people).map(([name, { roles, token, groups }]) => `${name} ${roles} ${token} ${groups}\n`);
  writeFileSync(join(folder, 'tokens'), lines.join(''), { mode: 0o600 });
  const args = ['serve', '--config', join(folder, 'penstock.yaml'), '--tokens', join(folder, 'tokens'), '--sign-in-link'];
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.setEncoding('utf8').on('data', text => (output += text));
  const said = new Promise<Omit<Penstock, 'process'>>((resolve, reject) => {
    child.once('message', message => resolve(message as Omit<Penstock, 'process'>));
    child.once('exit', () => reject(new Error(`Penstock ended:\n${output}`)));
    setTimeout(() => reject(new Error(`Penstock did not come up:\n${output}`)), startMsMax).unref();
  });
  return { process: child, ...(await said) };
}
