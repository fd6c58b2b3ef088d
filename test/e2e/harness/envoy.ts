// Starts the real Envoy on the rendered bootstrap, on free ports of loopback, in a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringifyYaml } from '../../../extproc/config/yaml.ts';
import { renderBootstrap } from '../../../extproc/dataplane/bootstrap.ts';
import type { Plane, PlaneConnection } from '../../../extproc/dataplane/plane.ts';
import { findTrustedCa } from '../../../extproc/dataplane/trust.ts';
import { writeDataPlane } from '../../../extproc/dataplane/write.ts';

export interface EnvoyOptions {
  readonly extproc: string;
  readonly connections: readonly PlaneConnection[];
  readonly trustedCa?: string;
  /** Changes the bootstrap before it is written: for misconfigurations. */
  readonly alter?: (bootstrap: object) => object;
}

export interface RunningEnvoy {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly pid: number;
  /** Its folder, with the SDS files in `sds/`. */
  readonly folder: string;
  /** Envoy's own log and the access log. */
  logs(): string;
  /** Counters and gauges of the admin port whose names match. */
  stats(filter: string): Promise<Map<string, number>>;
  admin(path: string): Promise<string>;
  stop(): Promise<void>;
}

const startMsMax = 20_000;

export async function startEnvoy(options: EnvoyOptions): Promise<RunningEnvoy> {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-envoy-'));
  const log = join(folder, 'envoy.log');
  const process = run(write(folder, options), folder, log);
  const exited = once(process, 'exit');
  // Tests ask for it after the stop, when they have failed.
  let last: string | null = null;
  const logs = () => last ?? [log, join(folder, 'access.log')].map(path => read(path) ?? '').join('\n');
  const stop = async () => {
    if (process.exitCode === null && process.signalCode === null) {
      process.kill('SIGKILL');
      await exited;
    }
    last = logs();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const adminAddress = await waitFor(() => read(join(folder, 'admin.address')), process);
    const port = await waitFor(() => listenerPort(adminAddress), process);
    return {
      host: '127.0.0.1',
      port,
      pid: process.pid as number,
      folder,
      logs,
      stats: filter => readStats(adminAddress, filter),
      admin: async path => (await fetch(`http://${adminAddress}${path}`)).text(),
      stop,
    };
  } catch (error) {
    const said = logs().split('\n').slice(-15).join('\n');
    await stop();
    throw new Error(`Envoy did not start:\n${said}`, { cause: error });
  }
}

function write(folder: string, options: EnvoyOptions): string {
  const plane: Omit<Plane, 'sdsDir'> = {
    listen: { host: '127.0.0.1', port: 0 },
    admin: { host: '127.0.0.1', port: 0 },
    extproc: options.extproc,
    connections: options.connections,
    trustedCa: options.trustedCa ?? findTrustedCa(process.env),
    accessLog: join(folder, 'access.log'),
    exchangesMax: 10_000,
  };
  const { bootstrap, sdsDir } = writeDataPlane(folder, plane);
  const altered = options.alter?.(renderBootstrap({ ...plane, sdsDir }));
  if (altered !== undefined) writeFileSync(bootstrap, stringifyYaml(altered));
  return bootstrap;
}

function run(bootstrap: string, folder: string, log: string): ChildProcess {
  const binary = process.env.ENVOY_BIN ?? 'envoy';
  const output = openSync(log, 'a');
  const flags = ['--concurrency', '1', '--disable-hot-restart', '--log-level', 'warning', '--file-flush-interval-msec', '100'];
  return spawn(binary, ['-c', bootstrap, '--admin-address-path', join(folder, 'admin.address'), ...flags], {
    stdio: ['ignore', output, output],
  });
}

/** Asks again until there is something; gives up when the process is gone or time is up. */
async function waitFor<T>(ask: () => T | null | Promise<T | null>, process: ChildProcess): Promise<T> {
  const until = Date.now() + startMsMax;
  while (Date.now() < until && process.exitCode === null) {
    const found = await ask();
    if (found !== null) return found;
    await sleep(20);
  }
  throw new Error(`nothing after ${startMsMax} ms; exit code ${process.exitCode}`);
}

function read(path: string): string | null {
  const text = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  return text === '' ? null : text;
}

interface Listeners {
  readonly listener_statuses?: readonly {
    readonly local_address: { readonly socket_address: { readonly port_value: number } };
  }[];
}

async function listenerPort(adminAddress: string): Promise<number | null> {
  const ready = await fetch(`http://${adminAddress}/ready`).catch(() => null);
  if (ready?.status !== 200) return null;
  const listeners = (await (await fetch(`http://${adminAddress}/listeners?format=json`)).json()) as Listeners;
  return listeners.listener_statuses?.[0]?.local_address.socket_address.port_value ?? null;
}

async function readStats(adminAddress: string, filter: string): Promise<Map<string, number>> {
  const text = await (await fetch(`http://${adminAddress}/stats?filter=${encodeURIComponent(filter)}`)).text();
  const lines = text.split('\n').map(line => line.split(': '));
  return new Map(lines.filter(line => line.length === 2).map(([name, value]) => [name!, Number(value)]));
}
