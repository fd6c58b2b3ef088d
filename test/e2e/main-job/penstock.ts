// All of Penstock for one test: a scripted upstream, the server as main.ts puts it together with the shipped policies, and Envoy.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFailed } from 'vitest';
import { loadConfig } from '../../../extproc/config/load.ts';
import { serve } from '../../../extproc/main.ts';
import { openLog } from '../../../extproc/observe/log.ts';
import { connectionTo, envoyFor, ours } from '../harness/stage.ts';
import { type Script, startHttp2Upstream, startUpstream, type Upstream } from '../harness/upstream.ts';

export interface PenstockOptions {
  readonly upstream: Script;
  readonly upstreamHttp?: 1 | 2;
  readonly api?: 'openai' | 'anthropic' | 'generic';
  /** Lines of penstock.yaml beside the connection's. */
  readonly yaml?: string;
  /** Lines of the connection's beside its name, hosts and API, indented by four. */
  readonly connection?: string;
}

export interface Penstock {
  /** Envoy's, for clients. */
  readonly port: number;
  readonly upstream: Upstream;
  /** The records so far, parsed. */
  records(): readonly Record<string, unknown>[];
  /** All that was logged or recorded, as text. */
  told(): string;
}

/** Opens it; all of it goes down with the test. */
export async function openPenstock(options: PenstockOptions): Promise<Penstock> {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-e2e-'));
  const upstream = ours(await (options.upstreamHttp === 2 ? startHttp2Upstream : startUpstream)(options.upstream));
  const lines: string[] = [];
  const records: string[] = [];
  const serving = await serve(configFor(folder, options, upstream), {
    log: openLog({ write: line => lines.push(line) }),
    auditLine: line => records.push(line),
  });
  ours({
    stop: async () => {
      await serving.drain();
      rmSync(folder, { recursive: true, force: true });
    },
  });
  onTestFailed(() => console.error([...lines, ...records].join('')));
  const envoy = await envoyFor(serving.address, [connectionTo(upstream, options.upstreamHttp ?? 1)]);
  return {
    port: envoy.port,
    upstream,
    records: () => records.map(line => JSON.parse(line) as Record<string, unknown>),
    told: () => [...lines, ...records, envoy.logs()].join(''),
  };
}

function configFor(folder: string, options: PenstockOptions, upstream: Upstream) {
  const file = join(folder, 'penstock.yaml');
  writeFileSync(
    file,
    `listen: { extproc: 127.0.0.1:0, admin: 127.0.0.1:0 }
data: ./data
store: memory
connections:
  - name: test
    hosts: [${new URL(upstream.url).hostname}]
    api: ${options.api ?? 'openai'}
    identity: [anonymous]
${options.connection ?? ''}
${options.yaml ?? ''}
`,
  );
  const outcome = loadConfig(file);
  if (outcome.kind === 'problems') throw new Error(JSON.stringify(outcome.problems));
  return outcome.config;
}
