// Finds and runs the OPA command line, for building and checking policies. The program that serves traffic never comes here.
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../words/fault.ts';

export interface OpaRun {
  /** 0 when it was content. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The version that the shipped bundle is built with; another one may give other bytes. */
export const opaVersionWanted = '1.22.2';

const projectTool = fileURLToPath(new URL('../../.tools/bin/opa', import.meta.url));

/** OPA_BIN, then the PATH, then the project's own tools; null where there is none. */
export function findOpa(env: NodeJS.ProcessEnv = process.env): string | null {
  const onPath = (env.PATH ?? '').split(delimiter).filter(folder => folder !== '');
  const candidates = [env.OPA_BIN ?? '', ...onPath.map(folder => join(folder, 'opa')), projectTool];
  return candidates.find(candidate => candidate !== '' && isExecutable(candidate)) ?? null;
}

/** Runs it in a folder. Throws ERR_SETUP when there is no OPA; a status other than 0 is the caller's to read. */
export function runOpa(args: readonly string[], folder: string): Promise<OpaRun> {
  const opa = findOpa();
  if (opa === null) {
    throw new Fault('ERR_SETUP', `building policies needs opa ${opaVersionWanted}: put it on the PATH or name it in OPA_BIN`);
  }
  return new Promise(resolve => {
    execFile(opa, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ status, stdout, stderr: stderr === '' && error !== null && status === -1 ? error.message : stderr });
    });
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
