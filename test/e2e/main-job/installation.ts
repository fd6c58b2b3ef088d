// One installation for all tests of a file: scripted upstreams, Penstock with the shipped policies, and Envoy with a key to put in.
// A request says by a header which script answers it, so that tests share all of this and no answers.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { ExchangeRecord } from '../../../extproc/audit/record.ts';
import type { PlaneConnection } from '../../../extproc/dataplane/plane.ts';
import type { Limits } from '../../../extproc/words/limits.ts';
import { type RunningEnvoy, startEnvoy } from '../harness/envoy.ts';
import type { Message } from '../harness/http1.ts';
import type { Answer } from '../harness/script.ts';
import { type Script, startHttp2Upstream, startUpstream, type Upstream } from '../harness/upstream.ts';
import { type Led, type Live, lead, startLiveUpstream } from './live.ts';
import { type Place, placesBeside, yamlOf } from './places.ts';
import { type Server, serveInCommand, serveInside } from './server.ts';

export interface InstallationOptions {
  /** Lines of penstock.yaml beside the connections and the limits. */
  readonly yaml?: string;
  readonly limits?: Partial<Limits>;
  /** `inside`: in the test's own process. `command`: `penstock serve` in one of its own. */
  readonly server?: 'inside' | 'command';
  /** The connection of clients that can't set a Host header; `openai` unless said otherwise. */
  readonly home?: string;
  /** Starts the upstream of the connections whose upstream is their test's own. */
  readonly own?: () => Promise<OwnUpstream>;
  /** Between Envoy and Penstock; TCP unless said otherwise. */
  readonly socket?: 'tcp' | 'unix';
}

export interface OwnUpstream {
  readonly url: string;
  stop(): Promise<void>;
}

export interface Scripted {
  /** A request with these is answered by the script. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the upstream got of them. */
  readonly seen: readonly Message[];
}

export interface Installation {
  /** Envoy's, for clients. */
  readonly port: number;
  /** The provider's key, which Envoy puts in; in a file that is changed by renaming. */
  readonly key: { readonly value: string; readonly file: string };
  readonly upstreams: { readonly http1: Upstream; readonly http2: Upstream };
  readonly envoy: RunningEnvoy;
  readonly server: Server;
  script(answer: Answer | Script): Scripted;
  /** Answers by the connection `live`. */
  live(answer: Live): Led;
  /** The record of an exchange, when it is there. */
  record(exchange: string | null | undefined): Promise<ExchangeRecord>;
  /** All that was logged or recorded by Penstock and Envoy. */
  told(): string;
}

const scriptHeader = 'x-script';
const recordMsMax = 30_000;
const linesShown = 10;

/** On a machine that does much else at once, what is said of a slow policy or a slow turn would be said of any. */
const patient = { policyEvalMsMax: 30_000, policyAdmissionMsMax: 60_000, turnMsMax: 60_000, stallMsMax: 120_000 };

/** Opens it before the file's tests and takes it down after them; what a failed test's installation said is shown. */
export function installation(options: InstallationOptions = {}): Installation {
  let open: (Installation & { stop(): Promise<void> }) | null = null;
  const running = () => {
    if (open === null) throw new Error('the installation is open from beforeAll to afterAll');
    return open;
  };
  beforeAll(async () => {
    open = await openInstallation(options);
  });
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') console.error(running().told().split('\n').slice(-linesShown).join('\n'));
  });
  afterAll(() => open?.stop());
  return {
    get port() {
      return running().port;
    },
    get key() {
      return running().key;
    },
    get upstreams() {
      return running().upstreams;
    },
    get envoy() {
      return running().envoy;
    },
    get server() {
      return running().server;
    },
    script: answer => running().script(answer),
    live: answer => running().live(answer),
    record: exchange => running().record(exchange),
    told: () => running().told(),
  };
}

async function openInstallation(options: InstallationOptions): Promise<Installation & { stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-e2e-'));
  const scripts = new ScriptShelf();
  const upstreams = {
    http1: await startUpstream(scripts.answer),
    http2: await startHttp2Upstream(scripts.answer),
    live: await startLiveUpstream(scripts.live),
    own: (await options.own?.()) ?? nobody,
  };
  const key = writeKey(folder);
  const config = join(folder, 'penstock.yaml');
  const listen = options.socket === 'unix' ? 'unix:./extproc.sock' : '127.0.0.1:0';
  writeFileSync(config, yamlOf(listen, { ...patient, ...options.limits }, options.yaml ?? ''));
  const server = await (options.server === 'command' ? serveInCommand : serveInside)(config);
  const connections = placesBeside(options.home ?? 'openai').map(place => connectionTo(place, upstreams, key.file));
  const envoy = await startEnvoy({ extproc: server.address, connections });
  return {
    port: envoy.port,
    key,
    upstreams,
    envoy,
    server,
    script: answer => scripts.add(answer),
    live: answer => scripts.addLive(answer),
    record: exchange => recordOf(exchange, server),
    told: () => [server.told(), envoy.logs()].join('\n'),
    stop: async () => {
      await envoy.stop();
      await server.stop();
      await Promise.all(Object.values(upstreams).map(upstream => upstream.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Refuses every connection. */
const nobody: OwnUpstream = { url: 'http://127.0.0.1:1', stop: async () => {} };

class ScriptShelf {
  readonly #lives: Live[] = [];
  readonly #scripts: { readonly script: Script; readonly seen: Message[] }[] = [];

  add(answer: Answer | Script): Scripted {
    const seen: Message[] = [];
    const id = this.#scripts.push({ script: typeof answer === 'function' ? answer : () => answer, seen }) - 1;
    return { headers: { [scriptHeader]: String(id) }, seen };
  }

  addLive(answer: Live): Led {
    const { live, end } = lead(answer);
    return { headers: { [scriptHeader]: String(this.#lives.push(live) - 1) }, seen: [], end };
  }

  readonly live = (mark: string | undefined): Live | undefined => this.#lives[Number(mark)];

  readonly answer = (request: Message): Answer => {
    const named = request.headers.find(([name]) => name.toLowerCase() === scriptHeader)?.[1];
    const chosen = this.#scripts[Number(named)];
    chosen?.seen.push(request);
    return (
      chosen?.script(request) ?? { status: 500, headers: [['content-type', 'text/plain']], pieces: [Buffer.from('no script')] }
    );
  };
}

/** Has the form of OpenAI's, so that one that comes back is known for what it is. */
export function providerKey(seed: string): string {
  return ['sk', 'proj', createHash('sha256').update(seed).digest('hex')].join('-');
}

function writeKey(folder: string): Installation['key'] {
  const value = providerKey('first');
  const file = join(folder, 'provider.key');
  writeFileSync(file, `${value}\n`, { mode: 0o600 });
  return { value, file };
}

function connectionTo(
  place: Place,
  upstreams: Readonly<Record<Place['upstream'], { readonly url: string }>>,
  keyFile: string,
): PlaneConnection {
  return {
    name: place.name,
    domains: place.domains,
    upstream: upstreams[place.upstream].url,
    http2: place.upstream === 'http2',
    credential: { keyFile, header: 'authorization', prefix: 'Bearer ' },
  };
}

async function recordOf(exchange: string | null | undefined, server: Server): Promise<ExchangeRecord> {
  for (const until = Date.now() + recordMsMax; Date.now() < until; await sleep(5)) {
    const record = server.records().find(one => one.exchange === exchange);
    if (record !== undefined) return record;
  }
  throw new Error(`there is no record of the exchange ${exchange}`);
}
