// Penstock as the tests run it: put together in their own process, or as the command that ships, in a process that can be stopped.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExchangeRecord } from '../../../extproc/audit/record.ts';
import { loadConfig } from '../../../extproc/config/load.ts';
import { serve } from '../../../extproc/main.ts';
import { openLog } from '../../../extproc/observe/log.ts';

export interface Server {
  /** Where Envoy reaches it. */
  readonly address: string;
  /** Of the command; null inside. */
  readonly process: ChildProcess | null;
  records(): readonly ExchangeRecord[];
  /** Logs, records, and whatever else the process wrote. */
  told(): string;
  stop(): Promise<void>;
}

const startMsMax = 90_000;

/** In this process, as main.ts puts it together. */
export async function serveInside(configFile: string): Promise<Server> {
  const outcome = loadConfig(configFile);
  if (outcome.kind === 'problems') throw new Error(JSON.stringify(outcome.problems));
  const lines: string[] = [];
  const records: ExchangeRecord[] = [];
  const serving = await serve(outcome.config, {
    log: openLog({ write: line => lines.push(line) }),
    auditLine: line => {
      lines.push(line);
      records.push(JSON.parse(line) as ExchangeRecord);
    },
  });
  return {
    address: serving.address,
    process: null,
    records: () => records,
    told: () => lines.join(''),
    stop: () => serving.drain(),
  };
}

/** `penstock serve` with its audit file. */
export async function serveInCommand(configFile: string): Promise<Server> {
  const program = new URL('../../../extproc/cli/main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, 'serve', '--config', configFile], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', text => (output += text));
  const audit = join(dirname(configFile), 'data', 'audit.jsonl');
  const auditLines = () => (existsSync(audit) ? readFileSync(audit, 'utf8') : '');
  return {
    address: await listeningAt(child, () => output),
    process: child,
    records: () =>
      auditLines()
        .split('\n')
        .slice(0, -1)
        .map(line => JSON.parse(line) as ExchangeRecord),
    told: () => output + auditLines(),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function listeningAt(child: ChildProcess, output: () => string): Promise<string> {
  for (const until = Date.now() + startMsMax; Date.now() < until && child.exitCode === null; await sleep(20)) {
    const address = /"event":"server.listening"[^\n]*"address":"([^"]+)"/.exec(output())?.[1];
    if (address !== undefined) return address;
  }
  throw new Error(`penstock serve did not come up:\n${output()}`);
}
