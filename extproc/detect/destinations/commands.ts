// Finds hosts that stand without a scheme: arguments of network commands, `host:port`, `user@host:path`, the shell's /dev/tcp.
// Reads words as a shell or a list of arguments would have them, without quotes, and says rather too much than too little.

import type { Found } from './found.ts';
import { looksLikeHost } from './host.ts';
import { portOf } from './urls.ts';

type Client = 'web' | 'raw' | 'login' | 'copy' | 'remote' | 'lookup';

const clients: ReadonlyMap<string, Client> = new Map(
  (
    [
      ['web', 'curl wget http https xh aria2c iwr irm invoke-webrequest invoke-restmethod start-bitstransfer'],
      ['raw', 'nc ncat netcat telnet ftp tftp socat s_client'],
      ['login', 'ssh'],
      ['copy', 'scp sftp rsync'],
      ['remote', 'rclone'],
      ['lookup', 'dig nslookup ping ping6 drill resolve-dnsname'],
    ] as const
  ).flatMap(([client, names]) => names.split(' ').map(name => [name, client] as const)),
);

/** Options whose value is no host. Those of proxies and `--url` are left out: theirs is one. */
const valueLetters: Readonly<Record<Client, string>> = {
  web: 'AbcCdDEFHKmoOPQrTuUwXyYzt',
  raw: 'wpeciqsXT',
  login: 'iplFbcemEQSwoLRD',
  copy: 'iPFcloSe',
  remote: '',
  lookup: 'cistpWI',
};
const valueOptions =
  /^--(?:data|header|output|request|user|cookie|form|json|upload|ca|cert|key|max|connect-timeout|retry|range|config|write-out|post|body|method|timeout|tries|password|rsh|exclude|include)/;
/** File names that look like hosts, as in `main.py:42`. */
export const fileEnding =
  /\.(?:py|[cm]?[jt]sx?|go|rs|java|rb|c|h|cc|cpp|hpp|cs|md|json|txt|ya?ml|toml|sh|html?|css|log|php|swift|kt|scala|sql|xml|lock)$/i;

const wordCharsMax = 2048;

export function* hostsOfCommands(text: string): Generator<Found> {
  for (const match of text.matchAll(/\/(?:dev\/(tcp|udp)|inet\/(tcp|udp)\/[0-9]{1,5})\/([^\s/"'`;|&<>]{1,512})\/([0-9]{0,5})/g)) {
    yield { written: match[3]!, port: portOf(match[4]), scheme: match[1] ?? match[2]! };
  }
  for (const match of text.matchAll(/["'`]([^\s"'`/:@]{1,255})["'`]\s{0,4},\s{0,4}([0-9]{1,5})\b/g)) {
    if (looksLikeHost(match[1]!)) yield { written: match[1]!, port: portOf(match[2]), scheme: null };
  }
  for (const segment of text.replaceAll(/\\\r?\n/g, ' ').split(/[\n;|&]+/)) {
    yield* hostsOfSegment(segment.replaceAll(/[<>]+/g, ' > ').split(/["'`\s(){}[\],=\\]+/));
  }
}

function* hostsOfSegment(words: readonly string[]): Generator<Found> {
  let client: Client | null = null;
  let positional = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const named = clients.get(word.slice(word.lastIndexOf('/') + 1).toLowerCase());
    if (named !== undefined) {
      client = named;
      positional = 0;
    } else if (word === '>' || (client !== null && takesValue(client, word))) i++;
    else if (word !== '' && !word.startsWith('-')) {
      positional++;
      const found = hostOfWord(word, client, positional, words[i + 1]);
      if (found !== null) yield found;
    }
  }
}

function takesValue(client: Client, word: string): boolean {
  if (/^-[A-Za-z#]+$/.test(word))
    return client !== 'web' || word.length < 8 ? valueLetters[client].includes(word.at(-1)!) : false;
  return valueOptions.test(word);
}

function hostOfWord(word: string, client: Client | null, positional: number, next: string | undefined): Found | null {
  if (word.length > wordCharsMax) {
    const end = word.slice(0, wordCharsMax).search(/[/?#]/);
    if (end >= 0) return hostOfWord(word.slice(0, end), client, positional, next);
    return client === null ? null : { written: 'unnamed.invalid', port: null, scheme: null };
  }
  if (word.includes('://')) return null; // a URL, seen to elsewhere
  const parts = /^(?:([^@/\s]*)@)?(\[[0-9a-fA-F:.%]+\]|[^:@/?#\s]+)(?::([^\s]*))?/.exec(word);
  if (parts === null || word.startsWith('@')) return null; // @file
  const [, user, name, rest] = parts as unknown as [string, string | undefined, string, string | undefined];
  const written = name.replace(/^\.+/, '');
  const port = portOf(/^([0-9]{1,5})(?![0-9])/.exec(rest ?? '')?.[1]);
  const found = { written, port, scheme: null };
  switch (client) {
    case 'raw': {
      const tunnel = /^(?:tcp|udp|openssl|ssl)[46]?(?:-connect)?:([^:,]{1,255}):([0-9]{1,5})/i.exec(word);
      if (tunnel !== null) return { written: tunnel[1]!, port: portOf(tunnel[2]), scheme: null };
      if (positional === 1 && (rest === undefined || port !== null)) return { ...found, port: port ?? portOf(next) };
      break;
    }
    case 'login':
      if (positional === 1) return found;
      break;
    case 'copy':
      if (rest !== undefined && !word.slice(0, word.indexOf(':')).includes('/')) return { ...found, port: null };
      break;
    case 'remote':
      // Which place a name stands for is written down somewhere else.
      if (/^[\w.-]+:/.test(word)) return { ...found, written: name, port: null, below: 'rclone.invalid' };
      break;
    case 'web':
    case 'lookup':
      if (looksLikeHost(written)) return found;
      break;
    case null:
  }
  if (user !== undefined && user !== '' && rest !== undefined && rest !== '' && looksLikeHost(written)) return found;
  return port !== null && !fileEnding.test(written) && looksLikeHost(written) ? found : null;
}
