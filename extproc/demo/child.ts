// A program that is run beside this one: its output goes to a file, its end is noticed, and it ends with this process.
import { spawn } from 'node:child_process';
import { accessSync, closeSync, constants, openSync, readFileSync } from 'node:fs';
import { fixedLimits } from '../words/limits.ts';
import { StartTrouble } from './trouble.ts';

export interface ChildSetting {
  /** For people: `Envoy`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  /** Told of this process's end by an IPC channel; else by the kernel, where `setpriv` is there. */
  readonly ipc: boolean;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Its first word over IPC. */
  readonly said: Promise<unknown>;
  /** Resolves when it is gone, with how it ended. */
  readonly ended: Promise<string>;
  /** Asks it to end, and kills it when it takes longer. */
  stop(graceMs: number): Promise<void>;
  /** Trouble that tells of its end, with the end of its log. */
  trouble(how: string): StartTrouble;
}

/** Starts it. In a process group of its own, so that a terminal's Ctrl-C does not reach it before us. */
export function launch({ name, command, args, logFile, ipc }: ChildSetting): Child {
  const log = openSync(logFile, 'w', 0o600);
  const [program, programArgs] = ipc ? [command, args] : boundToParent(command, args);
  const child = spawn(program, programArgs, { stdio: ['ignore', log, log, ...(ipc ? (['ipc'] as const) : [])], detached: true });
  closeSync(log);
  child.channel?.unref();
  let isGone = false;
  const said = new Promise<unknown>(resolve => child.once('message', resolve));
  const ended = new Promise<string>(resolve => {
    child.once('error', error => resolve((error as NodeJS.ErrnoException).code ?? 'unknown error'));
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  ended.then(() => {
    isGone = true;
  });
  return {
    name,
    pid: child.pid ?? -1,
    said,
    ended,
    async stop(graceMs) {
      if (!isGone) child.kill('SIGTERM');
      const timer = setTimeout(() => isGone || child.kill('SIGKILL'), graceMs);
      await ended;
      clearTimeout(timer);
    },
    trouble: how => new StartTrouble(`${name} ended by itself (${how})\n${indented(tail(logFile))}`, `its log is ${logFile}`),
  };
}

/** The kernel ends the child when this process dies without a chance to: an orphaned proxy would keep the port. */
function boundToParent(command: string, args: readonly string[]): [string, readonly string[]] {
  const setpriv = '/usr/bin/setpriv';
  return isExecutable(setpriv) ? [setpriv, ['--pdeathsig', 'KILL', '--', command, ...args]] : [command, args];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function tail(file: string): string {
  return readFileSync(file).subarray(-fixedLimits.childLogTailBytesMax).toString('utf8').trimEnd();
}

function indented(text: string): string {
  return text === '' ? '  (it logged nothing)' : text.replaceAll(/^/gm, '  ');
}
