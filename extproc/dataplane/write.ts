// Writes the bootstrap and the SDS files into a folder, so that Envoy can be started on it.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringifyYaml } from '../config/yaml.ts';
import { renderBootstrap } from './bootstrap.ts';
import { renderSecret, sdsFileName } from './credentials.ts';
import type { Plane } from './plane.ts';

export interface WrittenPlane {
  /** For `envoy -c`. */
  readonly bootstrap: string;
  readonly sdsDir: string;
}

/** Writes `envoy.yaml` and `sds/` into `folder`, which is made if need be. Files are replaced by renaming, as Envoy watches for that. */
export function writeDataPlane(folder: string, plane: Omit<Plane, 'sdsDir'>): WrittenPlane {
  const sdsDir = join(folder, 'sds');
  mkdirSync(sdsDir, { recursive: true, mode: 0o700 });
  for (const { name, credential } of plane.connections) {
    if (credential !== null) replace(join(sdsDir, sdsFileName(name)), stringifyYaml(renderSecret(name, credential)));
  }
  const bootstrap = join(folder, 'envoy.yaml');
  replace(bootstrap, stringifyYaml(renderBootstrap({ ...plane, sdsDir })));
  return { bootstrap, sdsDir };
}

function replace(path: string, text: string): void {
  const fresh = join(dirname(path), `.${process.pid}.new`);
  writeFileSync(fresh, text, { mode: 0o600 });
  renameSync(fresh, path);
}
