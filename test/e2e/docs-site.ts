// Runs commands of the docs as they stand there, but on free ports and in a folder of the test's own.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFailed, onTestFinished } from 'vitest';
import { page, root } from '../unit/docs/pages.ts';

const readyMsMax = 120_000;
const commandMsMax = 150_000;

export interface Running {
  readonly process: ChildProcess;
  readonly output: () => string;
  until(words: string): Promise<void>;
  /** As a terminal's Ctrl-C or a supervisor does: to the whole group. Gives the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class Site {
  readonly folder = mkdtempSync(join(tmpdir(), 'penstock-docs-'));
  /** What stands in the docs, and what it is here; one after the other. */
  readonly #instead: (readonly [there: RegExp, here: string])[] = [];
  readonly env: Record<string, string> = {};

  /** Everything that it started is gone when the test ends. */
  static async open(): Promise<Site> {
    const site = new Site();
    const port = await freePort();
    const data = join(site.folder, 'data');
    site.instead(/\b10000\b/g, String(port));
    site.instead(/(?<![\w/.-])data\//g, `${data}/`);
    site.instead(/(?<![\w/.-])(penstock\.yaml|my-policies|my-bundle)\b/g, `${site.folder}/$1`);
    site.instead(/^npm start(?: --(?= |$))?/, `npm start -- --listen ${port} --data ${data}`);
    onTestFinished(() => rmSync(site.folder, { recursive: true, force: true }));
    return site;
  }

  instead(there: RegExp, here: string): void {
    this.#instead.push([there, here]);
  }

  here(text: string): string {
    return this.#instead.reduce((result, [there, here]) => result.replaceAll(new RegExp(there, addG(there)), here), text);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Writes what a page shows: its block in this language below a line that names the file. */
  writeFrom(path: string, language: string, file: string): void {
    const block = page(path).blocks.find(one => one.language === language && one.before.includes(`\`${file}\``));
    if (block === undefined) throw new Error(`${path} shows no ${file}`);
    this.write(file, block.text);
  }

  write(name: string, text: string): string {
    const file = this.path(name);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  }

  /** Runs to the end. */
  run(command: string): Promise<Ran> {
    return new Promise(resolve => {
      const options = { cwd: root, env: this.#environment(), timeout: commandMsMax };
      execFile('bash', ['-c', this.here(command)], options, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
    });
  }

  /** Starts what runs until it is stopped. */
  start(command: string): Running {
    const process_ = spawn('bash', ['-c', this.here(command)], {
      cwd: root,
      env: this.#environment(),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [process_.stdout, process_.stderr]) stream.setEncoding('utf8').on('data', text => (output += text));
    const closed = once(process_, 'close');
    const running: Running = {
      process: process_,
      output: () => output,
      until: words =>
        until(
          () => output.includes(words),
          process_,
          () => `it did not say "${words}":\n${output}`,
        ),
      async stop(signal = 'SIGINT') {
        if (process_.exitCode === null && process_.signalCode === null) process.kill(-process_.pid!, signal);
        await closed;
        return process_.exitCode;
      },
    };
    onTestFinished(async () => void (await running.stop('SIGTERM')));
    onTestFailed(() => console.error(output.slice(-4_000)));
    return running;
  }

  #environment(): NodeJS.ProcessEnv {
    return { ...process.env, ...this.env };
  }
}

function addG({ flags }: RegExp): string {
  return flags.includes('g') ? flags : `${flags}g`;
}

async function until(isSo: () => boolean, child: ChildProcess, otherwise: () => string): Promise<void> {
  for (const end = Date.now() + readyMsMax; Date.now() < end && child.exitCode === null; await sleep(20)) if (isSo()) return;
  if (!isSo()) throw new Error(otherwise());
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
