// `penstock start`, which `npm start` runs: what to guard and with which policies, out of the flags.
import { statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readTokens } from '../admin/sign-in/tokens.ts';
import type { Config } from '../config/config.ts';
import { readSecret } from '../config/secrets.ts';
import { stringifyYaml } from '../config/yaml.ts';
import { openStartFolder, type StartFolder, standInKey } from '../demo/folder.ts';
import { startStandIn } from '../demo/stand-in.ts';
import { start } from '../demo/start.ts';
import { StartTrouble } from '../demo/trouble.ts';
import type { ApiShape } from '../words/access.ts';
import { load, override } from './configuration.ts';
import { compileTopics } from './policy-build.ts';
import { onStop } from './signals.ts';
import { exitCodes, Refusal, usage } from './words.ts';

export interface StartOptions {
  readonly upstream?: string;
  readonly keyFile?: string;
  readonly api?: ApiShape;
  readonly allow?: readonly string[];
  readonly listen: number;
  readonly admin?: number;
  readonly tokens?: string;
  readonly config?: string;
  readonly policies?: string;
  readonly data?: string;
  readonly once: boolean;
}

const standInPaceMs = 8;

/** Runs until it is asked to stop. Gives the exit code. */
export async function runStart(options: StartOptions): Promise<number> {
  refuseContradictions(options);
  warnOfPlainKey(options);
  const envoy = process.env.ENVOY_BIN;
  if (envoy === undefined) throw new Refusal('there is no Envoy', 'run it as `npm start`, which brings one, or set ENVOY_BIN');
  try {
    await runWith(envoy, options);
    return exitCodes.fine;
  } catch (error) {
    throw error instanceof StartTrouble ? new Refusal(error.message, error.hint) : error;
  }
}

async function runWith(envoy: string, options: StartOptions): Promise<void> {
  const stop = onStop();
  const data = options.data ?? (options.config === undefined ? 'data' : load(options.config).data.folder);
  const folder = await openStartFolder(resolve(data));
  const guarded = await whatToGuard(options, folder);
  try {
    await start({
      ...guarded,
      folder,
      envoy,
      port: options.listen,
      admin: options.admin ?? null,
      tokens: options.tokens === undefined ? [] : [tokensFile(options.tokens)],
      bundle: options.policies === undefined ? null : await bundleOf(options.policies, folder),
      once: options.once,
      stopAsked: stop.asked,
      print: text => process.stdout.write(text),
      colours: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    });
  } finally {
    await guarded.close();
  }
}

function refuseContradictions({ upstream, keyFile, api, allow, config }: StartOptions): void {
  if (config !== undefined && upstream !== undefined) {
    throw usage('--config and --upstream exclude each other', 'write the URL into the file, as `connections[].upstream`');
  }
  const lonely = Object.entries({ '--key-file': keyFile, '--api': api, '--allow': allow }).find(
    ([, value]) => value !== undefined,
  );
  if (upstream === undefined && lonely !== undefined)
    throw usage(`${lonely[0]} needs --upstream URL`, 'see `npm start -- --help`');
}

function warnOfPlainKey({ upstream, keyFile }: StartOptions): void {
  if (keyFile === undefined || upstream === undefined || !/^http:\/\/(?!localhost[:/]|127\.|\[::1\])/i.test(`${upstream}/`))
    return;
  process.stderr.write('penstock: warning: over http the key travels unencrypted to the upstream\n');
}

interface Guarded {
  readonly config: Config;
  readonly configFile: string;
  readonly standIn: Parameters<typeof start>[0]['standIn'];
  close(): Promise<void>;
}

async function whatToGuard(options: StartOptions, folder: StartFolder): Promise<Guarded> {
  if (options.config !== undefined) {
    const configFile = resolve(options.config);
    const config = override(load(configFile), { data: folder.data });
    for (const { credential } of config.connections) if (credential !== null) checkKeyFile(credential);
    return { config, configFile, standIn: null, close: async () => {} };
  }
  if (options.upstream !== undefined) {
    if (options.keyFile !== undefined) checkKeyFile(options.keyFile);
    const configFile = writeConfig(folder, connectionFor(options.upstream, options));
    return { config: load(configFile), configFile, standIn: null, close: async () => {} };
  }
  const { file, key } = standInKey(folder);
  const standIn = await startStandIn({ key, paceMs: standInPaceMs });
  const chatgpt = {
    name: 'chatgpt',
    hosts: ['api.openai.com'],
    api: 'openai',
    identity: ['anonymous'],
    upstream: standIn.url,
    credential: file,
  };
  const configFile = writeConfig(folder, chatgpt);
  return { config: load(configFile), configFile, standIn: { url: standIn.url, key }, close: () => standIn.close() };
}

const names: Readonly<Record<string, string>> = { openai: 'chatgpt', anthropic: 'claude' };

function connectionFor(upstream: string, { api = 'openai', keyFile, allow }: StartOptions): object {
  const url = URL.parse(upstream);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw usage(`--upstream is no http or https URL`, 'for example --upstream https://api.openai.com');
  if (api === 'generic' && allow === undefined) {
    throw usage(
      'a generic API has no default paths',
      'name those that may carry the key, for example --allow "POST /v1/generate"',
    );
  }
  return {
    name: names[api] ?? 'api',
    hosts: [url.hostname.replaceAll(/[[\]]/g, '')],
    api,
    ...(allow === undefined ? {} : { allow }),
    identity: ['anonymous'],
    upstream,
    ...(keyFile === undefined ? {} : { credential: resolve(keyFile) }),
  };
}

/** A whole configuration of one connection, which is a good beginning for one's own. */
function writeConfig(folder: StartFolder, connection: object): string {
  const file = join(folder.start, 'penstock.yaml');
  const listen = { extproc: `unix:${folder.socket}` };
  const head =
    '# Written by `penstock start`, anew each time. Copy it to make it yours: docs/configuration.md tells all that it may say.\n';
  writeFileSync(file, `${head}${stringifyYaml({ listen, data: folder.data, connections: [connection] })}`, { mode: 0o600 });
  return file;
}

/** Envoy would start without the key and answer 401 to everything. */
function checkKeyFile(file: string): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined)
    throw new Refusal(`there is no key file ${file}`, 'it holds the API key and nothing else; chmod 600 it');
  if (!stat.isFile()) throw new Refusal(`the key file ${file} is no file`, 'name the file that holds the API key');
  if (
    /[\r\n]/.test(
      readSecret({ from: 'file', path: resolve(file) })
        .reveal('check its form')
        .toString('latin1'),
    )
  ) {
    throw new Refusal(`the key file ${file} has several lines`, 'it must hold the API key and nothing else');
  }
}

/** Read here once, so that what is wrong with it is said before anything starts. */
function tokensFile(file: string): string {
  readTokens(resolve(file), true);
  return resolve(file);
}

async function bundleOf(policies: string, folder: StartFolder): Promise<string> {
  const out = join(folder.start, 'bundle');
  await compileTopics(policies, out);
  return out;
}
