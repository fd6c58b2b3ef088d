// penstock.yaml → Config, or every problem that it has. Reads the file and nothing else: whether the folders and keys that it
// names are there shows when they are used.
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fixedLimits } from '../words/limits.ts';
import { complete } from './complete.ts';
import type { Config } from './config.ts';
import { allowByApi } from './defaults.ts';
import { inlineSecrets } from './inline-secrets.ts';
import { type Complaint, complaintsOf, type Problem, placeOf } from './problems.ts';
import { type Document, document } from './schema.ts';
import { parseYaml } from './yaml.ts';

export type ConfigResult =
  | { readonly kind: 'config'; readonly config: Config }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Reads and checks a file. Never throws for what the file holds or for its absence. */
export function loadConfig(path: string): ConfigResult {
  const file = resolve(path);
  const text = readBounded(file);
  if (typeof text !== 'string') return problems([text]);
  return configFrom(text, file);
}

/** Checks a document's text; relative paths count from the folder of `file`. */
export function configFrom(text: string, file: string): ConfigResult {
  const yaml = parseYaml(text, {
    bytesMax: fixedLimits.configFileBytesMax,
    depthMax: fixedLimits.configDepthMax,
    aliasesMax: fixedLimits.configAliasesMax,
  });
  if (yaml.kind === 'problem') {
    return problems([
      { where: '', line: yaml.line, problem: yaml.problem, remedy: 'correct the YAML; docs/configuration.md has an example' },
    ]);
  }
  const parsed = document.safeParse(yaml.value ?? {});
  const complaints = [
    ...inlineSecrets(yaml.value).map(({ path, what }) => ({ path, problem: `looks like ${what}`, remedy: noSecretsHere })),
    ...(parsed.success ? crossChecks(parsed.data) : complaintsOf(parsed.error.issues, yaml.value)),
  ];
  if (!parsed.success || complaints.length > 0) {
    return problems(inOrder(complaints.map(({ path, ...rest }) => ({ where: placeOf(path), line: yaml.lineOf(path), ...rest }))));
  }
  return { kind: 'config', config: complete(parsed.data, file, dirname(file)) };
}

const noSecretsHere =
  'put it into a file that only Penstock can read and name the file (`file:/path`), or into the environment (`env:NAME`)';

/** By line, and one problem a place: the first says most. */
function inOrder(list: readonly (Problem & { readonly line: number })[]): readonly Problem[] {
  const places = new Set<string>();
  const first = list.filter(({ where }) => !places.has(where) && places.add(where));
  return first.toSorted((a, b) => a.line - b.line);
}

/** What no single value shows. */
function crossChecks(checked: Document): readonly Complaint[] {
  const complaints: Complaint[] = [];
  const names = new Map<string, number>();
  for (const [index, connection] of checked.connections.entries()) {
    const first = names.get(connection.name);
    if (first !== undefined) {
      const remedy = `give each connection a name of its own; connections[${first}] has this one`;
      complaints.push({ path: ['connections', index, 'name'], problem: 'is the name of another connection too', remedy });
    }
    names.set(connection.name, first ?? index);
    if (connection.allow === undefined && allowByApi[connection.api].length === 0) {
      const remedy = 'list the methods and paths that may carry the key, for example "POST /v1/generate"';
      complaints.push({
        path: ['connections', index, 'allow'],
        problem: `is missing, and \`${connection.api}\` has no defaults`,
        remedy,
      });
    }
  }
  return complaints;
}

function readBounded(file: string): string | Problem {
  const whole = (problem: string, remedy: string): Problem => ({ where: '', line: null, problem, remedy });
  try {
    const { size } = statSync(file);
    if (size > fixedLimits.configFileBytesMax) {
      return whole(`${file} is ${size} bytes long, at most ${fixedLimits.configFileBytesMax} are read`, 'name a smaller file');
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return whole(`there is no file ${file}`, 'check the path');
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return whole(`${file} is not UTF-8`, 'save it as UTF-8');
    return whole(`${file} can't be read (${code ?? 'unknown'})`, 'look at its permissions');
  }
}

function problems(list: readonly Problem[]): ConfigResult {
  return { kind: 'problems', problems: list };
}
