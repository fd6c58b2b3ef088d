// Which hosts a text or a tool's arguments would send something to, for policies that decide by destination. Read from the content
// itself, never from what its author says about it. Sees what is written out; hosts that code puts together at run time are not seen.
import type { Destination } from '../words/finding.ts';
import { defaultLimits, type Limits } from '../words/limits.ts';
import { fileEnding, hostsOfCommands } from './destinations/commands.ts';
import type { Found } from './destinations/found.ts';
import { looksLikeHost, readHost } from './destinations/host.ts';
import { namesIn } from './destinations/names.ts';
import { storageIn } from './destinations/storage.ts';
import { hostsOfUrls, portOf } from './destinations/urls.ts';
import { wordsOf } from './field-names.ts';

type DestinationLimits = Pick<Limits, 'destinationsMax' | 'jsonDepthMax'>;

/** Stands for what is over a limit. Its name is reserved (RFC 2606), so no policy counts it among the hosts of its own. */
const unnamed: Destination = { url_host: '', host: 'unnamed.invalid', ip: null, port: null, scheme: null };

/** Gives the distinct hosts in order of appearance by kind, at most `destinationsMax`; the last one is `unnamed.invalid` if there are more. */
export function destinationsIn(text: Uint8Array | string, limits: DestinationLimits = defaultLimits): readonly Destination[] {
  const found = new Destinations(limits);
  found.addText(typeof text === 'string' ? text : Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString());
  return found.list();
}

/** Likewise for parsed arguments: URLs and commands in all strings, and bare hosts in fields that are named for one. */
export function destinationsInValue(value: unknown, limits: DestinationLimits = defaultLimits): readonly Destination[] {
  const found = new Destinations(limits);
  walk(value, null, null, 0, found);
  return found.list();
}

/** Names of fields that hold hosts, and names of fields that hold hosts or something else, such as a file. */
const hostWords = new Set('host hostname url uri endpoint webhook server domain addr callback proxy upstream'.split(' '));
const placeWords = new Set('addres address target destination remote site origin base'.split(' '));
const leastAddress = 2 ** 24; // 1.0.0.0 as a number

type Naming = 'host' | 'place' | null;

function walk(value: unknown, naming: Naming, port: number | null, depth: number, found: Destinations): void {
  if (found.isFull) return;
  if (depth > found.limits.jsonDepthMax) return found.overflow();
  if (typeof value === 'string' || (typeof value === 'number' && value >= leastAddress)) {
    const text = String(value);
    found.addText(text);
    if (naming === 'host' || (naming === 'place' && !fileEnding.test(text))) found.addBare(text, port);
  } else if (Array.isArray(value)) {
    for (const item of value) walk(item, naming, port, depth + 1, found);
  } else if (typeof value === 'object' && value !== null) {
    const portBeside = 'port' in value ? portOf(String(value.port)) : null;
    for (const [key, item] of Object.entries(value)) {
      found.addText(key);
      walk(item, namingOf(key), portBeside, depth + 1, found);
    }
  }
}

function namingOf(key: string): Naming {
  const words = wordsOf(key.slice(-256)).map(word => word.replace(/s$/, ''));
  if (words.some(word => hostWords.has(word))) return 'host';
  return words.some(word => placeWords.has(word)) ? 'place' : null;
}

class Destinations {
  readonly limits: DestinationLimits;
  readonly #byIdentity = new Map<string, Destination>();
  #overflowed = false;

  constructor(limits: DestinationLimits) {
    this.limits = limits;
  }

  get isFull(): boolean {
    return this.#overflowed;
  }

  addText(text: string): void {
    for (const find of [hostsOfUrls, hostsOfCommands, namesIn, storageIn]) {
      for (const found of find(text)) if (!this.#add(found)) return;
    }
  }

  /** A whole string that is a host, with or without port and path. */
  addBare(text: string, port: number | null): void {
    const [, written, ownPort] =
      /^\s*(?:[^@/\s]{0,256}@)?(\[[^\]\s]{1,64}\]|[^:@/?#\s]{1,512})(?::([0-9]{1,5}))?(?:[/?#]|\s*$)/.exec(text.slice(0, 2048)) ??
      [];
    if (written !== undefined && looksLikeHost(written)) this.#add({ written, port: portOf(ownPort) ?? port, scheme: null });
  }

  overflow(): void {
    this.#overflowed = true;
  }

  list(): readonly Destination[] {
    const all = [...this.#byIdentity.values()];
    return this.#overflowed ? [...all.slice(0, this.limits.destinationsMax - 1), unnamed] : all;
  }

  /** False when there is no more room. */
  #add({ written, port, scheme, below }: Found): boolean {
    const { host, ip } = readHost(below === undefined ? written : `${written}.${below}`);
    if (host === '') return true;
    const identity = `${host} ${port} ${scheme}`;
    if (this.#byIdentity.has(identity)) return true;
    if (this.#byIdentity.size === this.limits.destinationsMax) this.#overflowed = true;
    else this.#byIdentity.set(identity, { url_host: written, host, ip, port, scheme });
    return !this.#overflowed;
  }
}
