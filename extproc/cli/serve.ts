// `penstock serve`: the server alone, until a signal asks it to end.
import { appendFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { everyGroup } from '../admin/sign-in/tokens.ts';
import type { Config } from '../config/config.ts';
import { type Serving, serve } from '../main.ts';
import { factsOf } from '../observe/faults.ts';
import { type Log, openLog, silent } from '../observe/log.ts';
import { approverRoles } from '../words/hold.ts';
import { load, type Overrides, override } from './configuration.ts';
import { onStop } from './signals.ts';
import { exitCodes } from './words.ts';

export interface ServeOptions extends Overrides {
  readonly config: string;
  /** Files whose people may sign in too, tokens in clear among them. */
  readonly tokens?: readonly string[];
  /** Make a link that signs in once, and tell it to the process that started this one. */
  readonly signInLink?: boolean;
}

/** Serves until SIGTERM or SIGINT, then lets the running exchanges end. Gives the exit code. */
export async function runServe(options: ServeOptions): Promise<number> {
  const config = override(load(options.config), options);
  const log = config.observe.logs === 'none' ? silent : openLog();
  dieWithoutWords(log);
  const began = performance.now();
  const stop = onStop();
  const visitors = { tokens: (options.tokens ?? []).map(file => resolve(file)), once: options.signInLink === true };
  const serving = await serve(config, { log, auditLine: auditFile(config) }, visitors);
  if (serving.admin !== null) process.send?.({ admin: serving.admin, signIn: linkTo(serving) });
  const signal = await stop.asked;
  log.event('server.draining', { signal, exchanges: serving.running, wait_ms_max: config.limits.drainMsMax });
  await serving.drain();
  log.event('server.stopped', { uptime_ms: Math.round(performance.now() - began) });
  return exitCodes.fine;
}

/** For whoever sits at this machine. */
function linkTo({ admin, once }: Serving): string | null {
  const owner = { id: 'user:owner', name: 'owner', groups: [everyGroup], roles: approverRoles, claims: {} };
  return once === null ? null : `${admin}/sign-in/once?code=${once.make(owner)}`;
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
