// An admin server with approvals that do as they are told, and a way to ask it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type AdminServer, serveAdmin } from '../../../extproc/admin/server.ts';
import type { AdminSetting, AdminTrouble } from '../../../extproc/admin/setting.ts';
import { onceCodes } from '../../../extproc/admin/sign-in/once.ts';
import { tokenHash, tokenSignIn } from '../../../extproc/admin/sign-in/tokens.ts';
import type { Approvals, DecisionOutcome } from '../../../extproc/approvals/ports.ts';
import type { Approver, DecisionAsk, Hold } from '../../../extproc/words/hold.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { Secret } from '../../../extproc/words/secret.ts';

export const id = `ho_${'0'.repeat(25)}1`;
export const digest = `sha256:${'ab'.repeat(32)}`;

export const hold: Hold = {
  id,
  version: 1,
  state: 'pending',
  side: 'response',
  style: 'wait',
  reading: 'complete',
  digest,
  waiting: true,
  revision: 1,
  rules: [
    {
      rule: 'privileged-write',
      reason: 'code writes to privileged files',
      approvers: ['group:security'],
      quorum: 1,
      ttlMs: 600_000,
      style: null,
      remember: false,
      notice: null,
    } as unknown as Hold['rules'][number],
  ],
  findings: [],
  principal: {
    id: 'spiffe://c/ns/a/sa/b',
    kind: 'mtls',
    namespace: 'a',
    service_account: 'b',
    groups: [],
    self_declared: false,
  },
  owner: null,
  connection: 'chatgpt',
  api: 'openai',
  session: 'se_1',
  exchanges: ['ex_1'],
  method: 'POST',
  path: '/v1/chat/completions',
  model: 'gpt-4o',
  policyRevision: 'r1',
  createdMs: 1_795_500_000_000,
  completedMs: 1_795_500_001_000,
  expiresMs: 1_795_500_600_000,
  decidedMs: null,
  decisions: [],
  requestKey: 'k',
  likeKey: 'l',
  joined: null,
  deliveredMs: null,
  claimedUntilMs: 0,
};

export interface Asked {
  readonly ask: DecisionAsk;
  readonly approver: Approver;
}

export interface Scene {
  readonly address: string;
  readonly port: number;
  readonly asked: Asked[];
  readonly troubles: AdminTrouble[];
  readonly once: ReturnType<typeof onceCodes>;
  /** Tells listeners. */
  tell(hold: Hold): void;
  writeTokens(lines: readonly string[]): void;
  ask(options: AskOptions): Promise<Answer>;
}

export interface AskOptions {
  readonly method?: string;
  readonly path: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of it says more than a type could
  readonly json: any;
}

export const tokens = { ann: 'ann-approves-0123456789', aud: 'aud-audits-0123456789', ops: 'ops-operates-0123456789' };

export async function scene(
  change: Partial<AdminSetting> = {},
  approvals: Partial<Approvals> = {},
  outcome: DecisionOutcome = { kind: 'recorded', hold: { ...hold, state: 'approved' } },
): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-admin-'));
  const file = join(folder, 'tokens');
  const writeTokens = (lines: readonly string[]): void => writeFileSync(file, `${lines.join('\n')}\n`);
  writeTokens([
    '# who may sign in',
    `ann approver ${tokenHash(tokens.ann)} security`,
    `aud auditor ${tokenHash(tokens.aud)}`,
    `ops operator ${tokenHash(tokens.ops)}`,
  ]);
  const asked: Asked[] = [];
  const troubles: AdminTrouble[] = [];
  const listeners = new Set<(hold: Hold) => void>();
  const once = onceCodes(bytes => crypto.getRandomValues(new Uint8Array(bytes)), Date.now, 60_000);
  const fake: Approvals = {
    list: async () => ({ items: [hold], next: 'more' }),
    get: async asked => (asked === id ? hold : null),
    view: async () => null,
    isWithheldFrom: async () => false,
    may: async () => ({ allow: true, countsAs: ['group:security'], reasonRequired: false, mayRemember: false, reason: null }),
    decide: async (_id, ask, approver) => {
      asked.push({ ask, approver });
      return outcome;
    },
    remembered: async () => [],
    forget: async () => false,
    watch: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stats: async () => ({ pending: 1, opened: 2, decided: 1, waitMsP50: 10, waitMsP99: 20 }),
    ...approvals,
  };
  const server: AdminServer = await serveAdmin({
    listen: { host: '127.0.0.1', port: 0 },
    publicUrl: null,
    tls: null,
    approvals: fake,
    deadLetters: () => [
      { target: 'approvals.notify[0]', hold: id, occasion: 'opened', attempts: 7, why: 'status_503', atMs: 1_795_500_000_000 },
    ],
    signIns: { bearers: [tokenSignIn(file, false)], once, page: null },
    master: new Secret(Buffer.alloc(32, 7)),
    page: null,
    limits: defaultLimits,
    now: Date.now,
    notReady: () => null,
    onTrouble: trouble => troubles.push(trouble),
    ...change,
  });
  onTestFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  const port = Number(new URL(server.address).port);
  return {
    address: server.address,
    port,
    asked,
    troubles,
    once,
    writeTokens,
    tell: told => {
      for (const listener of listeners) listener(told);
    },
    ask: options => ask(port, options),
  };
}

/** Over node:http, since fetch sets no `Host` and no `Sec-Fetch-Site` of a test's own. */
function ask(port: number, { method = 'GET', path, token, headers = {}, body }: AskOptions): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const all = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  };
  const sent = request({ host: '127.0.0.1', port, method, path, headers: all }, response => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const isJson = response.headers['content-type']?.includes('json') === true && text !== '';
      resolve({ status: response.statusCode!, headers: response.headers, text, json: isJson ? JSON.parse(text) : null });
    });
  });
  sent.on('error', reject);
  sent.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  return promise;
}
