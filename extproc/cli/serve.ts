// `penstock serve`: the server alone, until a signal asks it to end.
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { serve } from '../main.ts';
import { factsOf } from '../observe/faults.ts';
import { type Log, openLog, silent } from '../observe/log.ts';
import { load, type Overrides, override } from './configuration.ts';
import { onStop } from './signals.ts';
import { exitCodes } from './words.ts';

export interface ServeOptions extends Overrides {
  readonly config: string;
}

/** Serves until SIGTERM or SIGINT, then lets the running exchanges end. Gives the exit code. */
export async function runServe(options: ServeOptions): Promise<number> {
  const config = override(load(options.config), options);
  const log = config.observe.logs === 'none' ? silent : openLog();
  dieWithoutWords(log);
  const began = performance.now();
  const stop = onStop();
  const serving = await serve(config, { log, auditLine: auditFile(config) });
  const signal = await stop.asked;
  log.event('server.draining', { signal, exchanges: serving.running, wait_ms_max: config.limits.drainMsMax });
  await serving.drain();
  log.event('server.stopped', { uptime_ms: Math.round(performance.now() - began) });
  return exitCodes.fine;
}

/** The audit log: a line an exchange, at the end of a file that only its owner reads. */
function auditFile(config: Config): (line: string) => void {
  mkdirSync(config.data.folder, { recursive: true, mode: 0o700 });
  const file = join(config.data.folder, 'audit.jsonl');
  return line => appendFileSync(file, line, { mode: 0o600 });
}

/** An error that nobody caught ends the process, so that Envoy fails closed. Node's own words about it might quote a payload. */
function dieWithoutWords(log: Log): void {
  const die = (error: unknown) => {
    try {
      log.event('fault', factsOf(error));
    } finally {
      process.exit(exitCodes.refused);
    }
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
}
