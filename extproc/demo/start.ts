// Runs Envoy and Penstock, and the stand-in where no real API is given: until somebody asks it to stop, or one of them ends by itself.
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config/config.ts';
import { writeDataPlane } from '../dataplane/write.ts';
import type { Secret } from '../words/secret.ts';
import { type Child, launch } from './child.ts';
import type { StartFolder } from './folder.ts';
import { adminPort, isSignIn, type ShowApprover, type SignIn, showApprover } from './people.ts';
import { clientHost, planeOf } from './plane.ts';
import { claimPort, untilReady } from './readiness.ts';
import { type Paint, paint } from './screen.ts';
import { show } from './show.ts';
import { snippets } from './snippets.ts';
import { StartTrouble } from './trouble.ts';

export interface StartSetting {
  readonly folder: StartFolder;
  /** What Penstock serves. */
  readonly config: Config;
  readonly configFile: string;
  /** A bundle in place of the configuration's. */
  readonly bundle: string | null;
  /** Envoy's port on loopback. */
  readonly port: number;
  /** The port for people; null: the usual one, or a free one. */
  readonly admin: number | null;
  /** Tokens files of people who may sign in. */
  readonly tokens: readonly string[];
  readonly envoy: string;
  /** Null: a real API. */
  readonly standIn: { readonly url: string; readonly key: Secret } | null;
  /** Stop after the show. */
  readonly once: boolean;
  /** Resolves when it is asked to stop. */
  readonly stopAsked: Promise<string>;
  readonly print: (text: string) => void;
  readonly colours: boolean;
}

const cli = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
const graceMs = 5_000;

/** Throws StartTrouble when it can't go on; whatever it started has ended by then. */
export async function start(setting: StartSetting): Promise<void> {
  await claimPort(setting.port);
  if (setting.admin !== null) await claimPort(setting.admin, '--admin');
  const approver = showApprover(setting.folder);
  const children: Child[] = [];
  try {
    const penstock = launchPenstock(setting, await adminPort(setting.admin), approver);
    children.push(penstock, launchEnvoy(setting));
    await watched(run(setting, penstock, approver), children, setting.stopAsked);
  } finally {
    // Envoy first: Penstock then has nothing to wait for.
    for (const child of children.toReversed()) await child.stop(graceMs);
    setting.folder.clean();
  }
}

/** Ready, told, shown; then it waits for ever. */
async function run(setting: StartSetting, penstock: Child, approver: ShowApprover): Promise<void> {
  const { config, folder, port, print, once, standIn } = setting;
  const painted = paint(setting.colours);
  await untilReady({ port, host: clientHost(config.connections[0]!, config), socket: folder.socket });
  const said = await penstock.said;
  if (!isSignIn(said)) throw new StartTrouble('Penstock did not say where people sign in');
  print(overview(setting, said, painted));
  if (standIn !== null) {
    const people = { admin: said.admin, token: approver.token };
    const wrong = await show({ port, standInUrl: standIn.url, standInKey: standIn.key, people, paint: painted, print });
    if (wrong.length > 0 && once) throw new StartTrouble(`the show did not come out as meant: ${wrong.join('; ')}`);
    // With policies of one's own it need not: then that is worth a word, and no reason to stop.
    if (wrong.length > 0) print(painted.red(`\n  with the shipped policies this comes out otherwise: ${wrong.join('; ')}\n`));
  }
  approver.leave();
  print(`\n${painted.bold('To try')}\n${tries(setting)}\n`);
  if (once) return;
  print(
    `\n${painted.bold('To approve')}\n  ${said.signIn}\n  ${painted.dim('this link signs in once, within 15 minutes; afterwards the page is at')} ${said.admin}\n`,
  );
  print(`\n${painted.dim('Ctrl-C stops all of it.')}\n`);
  await new Promise(() => {});
}

/** Ends with the work, with a stop, or with the first child that ends. */
async function watched(work: Promise<void>, children: readonly Child[], stopAsked: Promise<string>): Promise<void> {
  const fallen = children.map(child =>
    child.ended.then(how => {
      throw child.trouble(how);
    }),
  );
  // When the children are stopped on purpose afterwards, their end is nobody's concern.
  for (const fall of fallen) fall.catch(() => {});
  work.catch(() => {});
  await Promise.race([work, stopAsked, ...fallen]);
}

function launchPenstock({ folder, configFile, bundle, tokens }: StartSetting, admin: number, approver: ShowApprover): Child {
  const people = ['--admin', `127.0.0.1:${admin}`, '--sign-in-link', '--tokens', approver.file, ...tokens];
  const over = ['--listen', `unix:${folder.socket}`, '--data', folder.data, ...(bundle === null ? [] : ['--bundle', bundle])];
  return launch({
    name: 'Penstock',
    command: process.execPath,
    args: [cli, 'serve', '--config', configFile, ...over, ...people],
    logFile: join(folder.start, 'penstock.log'),
    ipc: true,
  });
}

function launchEnvoy({ folder, config, port, envoy }: StartSetting): Child {
  const accessLog = join(folder.start, 'envoy-access.log');
  const { bootstrap } = writeDataPlane(folder.start, planeOf(config, { port, extproc: `unix:${folder.socket}`, accessLog }));
  return launch({
    name: 'Envoy',
    command: envoy,
    args: ['-c', bootstrap, '--concurrency', '2', '--disable-hot-restart', '--log-level', 'warning'],
    logFile: join(folder.start, 'envoy.log'),
    ipc: false,
  });
}

function overview({ config, port, folder, standIn }: StartSetting, { admin }: SignIn, { bold, dim }: Paint): string {
  const upstreams = config.connections.map(({ name, upstream }) => `${name} at ${upstream}`).join(', ');
  return `${bold(standIn === null ? `Penstock guards ${upstreams}` : 'Penstock guards a local stand-in for the OpenAI API')}

  client ─▶ Envoy http://127.0.0.1:${port} ─▶ ${standIn === null ? 'the API' : `stand-in ${standIn.url}`}
              │ ext_proc
            Penstock ${dim(`${here(folder.socket)}`)} ◀── people who approve ${admin}

  ${dim(`configuration and logs ${here(folder.start)}/, a line an exchange ${here(join(folder.data, 'audit.jsonl'))}`)}
`;
}

/** As people would type it: relative where it is below the working folder. */
function here(path: string): string {
  const short = relative(process.cwd(), path);
  return short === '' || short.startsWith('..') ? path : short;
}

function tries({ config, port }: StartSetting): string {
  return config.connections
    .map(connection => snippets(connection.api, `http://${clientHost(connection, config)}:${port}`, connection.allow))
    .join('\n\n');
}
