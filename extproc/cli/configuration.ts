// The configuration that a command works with: the file's, under what the command line says.
import { join, resolve } from 'node:path';
import type { Config } from '../config/config.ts';
import { loadConfig } from '../config/load.ts';
import { readAddress } from '../config/values.ts';
import { badConfig, usage } from './words.ts';

export interface Overrides {
  /** `host:port` or `unix:/path`. */
  readonly listen?: string;
  readonly data?: string;
  readonly bundle?: string;
}

/** Reads a configuration or refuses it with all its problems. */
export function load(file: string): Config {
  const result = loadConfig(file);
  if (result.kind === 'problems') throw badConfig(file, result.problems);
  return result.config;
}

/** What the command line says goes before what the file says. */
export function override(config: Config, { listen, data, bundle }: Overrides): Config {
  const extproc = listen === undefined ? config.listen.extproc : readAddress(listen);
  if (extproc === null) throw usage(`--listen ${JSON.stringify(listen)} is no address`, 'write host:port or unix:/path');
  return {
    ...config,
    listen: { ...config.listen, extproc: extproc.kind === 'unix' ? { kind: 'unix', path: resolve(extproc.path) } : extproc },
    data: data === undefined ? config.data : inFolder(config, resolve(data)),
    policies: bundle === undefined ? config.policies : { ...config.policies, bundle: resolve(bundle) },
  };
}

/** Moves the data folder; paths that were set one by one stay where they are. */
function inFolder({ data }: Config, folder: string): Config['data'] {
  const moved = (path: string) => (path.startsWith(`${data.folder}/`) ? join(folder, path.slice(data.folder.length)) : path);
  const { database, ledger, recordings, vault, keys } = data;
  return {
    folder,
    database: moved(database),
    ledger: moved(ledger),
    recordings: moved(recordings),
    vault: moved(vault),
    keys: moved(keys),
  };
}
