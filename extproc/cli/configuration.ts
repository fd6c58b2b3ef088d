// The configuration that a command works with: the file's, under what the command line says.
import { join, resolve } from 'node:path';
import type { Address, Config } from '../config/config.ts';
import { loadConfig } from '../config/load.ts';
import { readAddress } from '../config/values.ts';
import { badConfig, usage } from './words.ts';

export interface Overrides {
  /** `host:port` or `unix:/path`. */
  readonly listen?: string;
  /** Likewise. */
  readonly admin?: string;
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
export function override(config: Config, { listen, admin, data, bundle }: Overrides): Config {
  return {
    ...config,
    listen: {
      ...config.listen,
      extproc: addressFor('--listen', listen, config.listen.extproc),
      admin: addressFor('--admin', admin, config.listen.admin),
    },
    data: data === undefined ? config.data : inFolder(config, resolve(data)),
    policies: bundle === undefined ? config.policies : { ...config.policies, bundle: resolve(bundle) },
  };
}

function addressFor(flag: string, text: string | undefined, otherwise: Address): Address {
  if (text === undefined) return otherwise;
  const address = readAddress(text);
  if (address === null) throw usage(`${flag} ${JSON.stringify(text)} is no address`, 'write host:port or unix:/path');
  return address.kind === 'unix' ? { kind: 'unix', path: resolve(address.path) } : address;
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
