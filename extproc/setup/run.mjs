// Runs other programs: quietly while something is brought (the tail of the output is shown only when it fails), or in the
// foreground with the terminal handed over.
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupProblem } from './say.mjs';

const shownBytesMax = 1500;
const quietBytesMax = 1024 * 1024;

/** Runs to the end and gives `{ code, output }`, stdout and stderr together; `code` is null when the program is not there. */
export function quietly(command, args, options = {}) {
  return new Promise(resolve => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = text => {
      output = (output + text).slice(-quietBytesMax);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', () => resolve({ code: null, output }));
    child.on('close', code => resolve({ code: code ?? 1, output }));
  });
}

/** Like quietly, and a problem with the tail of the output when the program fails. Gives the output. */
export async function must(command, args, options, hint) {
  const { code, output } = await quietly(command, args, options);
  if (code === 0) return output;
  const why = code === null ? 'is not on the PATH' : `ended with ${code}:\n${abridged(output.trim())}`;
  throw new SetupProblem(`\`${[command, ...args].join(' ')}\` ${why}`, hint);
}

/** Beginning and end: some programs say what is wrong first and how to use them afterwards, others the other way round. */
function abridged(text) {
  if (text.length <= 2 * shownBytesMax) return text;
  return `${text.slice(0, shownBytesMax)}\n  […]\n${text.slice(-shownBytesMax)}`;
}

/**
 * Runs in the foreground and gives the exit code (128 + n for signal n, as shells do). Signals are passed on; the program must bear
 * hearing SIGINT twice, since a terminal sends it to the whole group. When this process is killed outright the program's IPC
 * channel closes, by which it can tell.
 */
export function foreground(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const { ipc = false, ...rest } = options;
    const child = spawn(command, args, { ...rest, stdio: ipc ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit' });
    const pass = signal => child.kill(signal);
    for (const signal of passedOn) process.on(signal, pass);
    const orphaned = onOrphaned(() => child.kill('SIGHUP'));
    const settle = () => {
      clearInterval(orphaned);
      for (const signal of passedOn) process.off(signal, pass);
    };
    child.on('error', problem => {
      settle();
      reject(problem);
    });
    child.on('exit', (code, signal) => {
      settle();
      resolve(code ?? 128 + (signalNumbers[signal] ?? 0));
    });
  });
}

/** When what started us is killed outright, no signal comes: the parent's process id changes, and that is all. */
function onOrphaned(callback) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, orphanLookMs);
  timer.unref();
  return timer;
}

const orphanLookMs = 500;
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

/** Absolute path of a program on the PATH, or null. */
export function onPath(name, path = process.env.PATH ?? '') {
  for (const folder of path.split(delimiter)) {
    const file = join(folder || '.', name);
    if (isExecutable(file)) return file;
  }
  return null;
}

/** Whether the path is a file that may be executed. */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
