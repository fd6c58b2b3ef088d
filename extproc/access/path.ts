// Which methods and paths of a connection may carry its key. Paths are compared after normalisation by Envoy; what Envoy should
// have refused or rewritten is refused here too, so that a data plane that forgot to normalise does not open a way round.
import type { Connection } from '../words/access.ts';

export interface RequestTarget {
  readonly path: string;
  /** Names only, decoded, in order, each once. */
  readonly queryKeys: readonly string[];
  /** The target as it may go upstream: without query parameters that carry credentials. */
  readonly forwarded: string;
}

/** Query parameters by which APIs take keys. */
const credentialParameters = new Set(['key', 'api_key', 'api-key', 'apikey', 'access_token', 'token']);

/** Takes `:path` apart. */
export function targetOf(pseudoPath: string): RequestTarget {
  const queryAt = pseudoPath.indexOf('?');
  if (queryAt < 0) return { path: pseudoPath, queryKeys: [], forwarded: pseudoPath };
  const path = pseudoPath.slice(0, queryAt);
  const parameters = pseudoPath.slice(queryAt + 1).split('&');
  const kept = parameters.filter(parameter => !credentialParameters.has(nameOf(parameter).toLowerCase()));
  return {
    path,
    queryKeys: [...new Set(kept.map(nameOf).filter(name => name !== ''))],
    forwarded: kept.length === 0 ? path : `${path}?${kept.join('&')}`,
  };
}

/** Tells whether the connection lets this method and path through. `*` stands for one segment, at a pattern's end for one or more. */
export function isAllowed(connection: Pick<Connection, 'allow'>, method: string, path: string): boolean {
  return isPlain(path) && connection.allow.some(rule => matches(rule, method, path));
}

function matches(rule: string, method: string, path: string): boolean {
  const [ruleMethod, rulePath = ''] = rule.split(' ', 2);
  if (ruleMethod !== method) return false;
  const wanted = rulePath.split('/');
  const given = path.split('/');
  const isOpen = wanted.at(-1) === '*';
  if (isOpen ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((segment, at) => (segment === '*' ? given[at] !== '' : segment === given[at]));
}

/** No dot segments, empty segments, back slashes, and no escapes of any of these: nothing that two servers may read in two ways. */
function isPlain(path: string): boolean {
  if (!path.startsWith('/')) return false;
  if (/\\|\/\/|%(?:2e|2f|5c|25|00)|[\0-\x20\x7f;]/i.test(path)) return false;
  return path.split('/').every(segment => segment !== '.' && segment !== '..');
}

function nameOf(parameter: string): string {
  const name = parameter.split('=', 1)[0]!.replaceAll('+', ' ');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
