// Keys whose form says nothing (32 hex digits, 40 letters and digits): known by the service that is named before them. Knows how programs,
// configurations and people write "the key of this service is …": `DATADOG_API_KEY=…`, `datadog: {"apiKey": "…"`, `- name: … value: …`,
// `--datadog-api-key …`, `DD-API-KEY: …`, `| Datadog API key | … |`, "my Datadog key is …", "the token for Datadog: …".
// Knows no single service. What stands there and was not made by chance (a word, a name, a reference, a digit again and again) is let be.
import type { Detector } from '../scan.ts';
import { secret, textOf, unlessDocumented } from './define.ts';
import { isPlaceholder } from './placeholder.ts';

interface Assigned {
  /**
   * How the service is named, as patterns of four letters at least; letter case doesn't count. Common words take the next word of the
   * name with them: `render[ _.-]?api`. Names of five letters and less must begin a word.
   */
  readonly services: readonly string[];
  /** What the value is called, as a pattern. */
  readonly called?: string;
  /** The value. Bounded, else it is committed without a last look. */
  readonly value: string;
  /** In place of the question whether the value was made by chance; a number is the confidence. */
  readonly isValue?: (value: Uint8Array) => boolean | number;
}

type Extras = Partial<Omit<Detector, 'id' | 'title' | 'pattern' | 'lead' | 'accept' | 'context' | 'group' | 'class'>>;

const keyWords = 'key|token|secret|passw|pwd|pat\\b|cred|licen[cs]e';
/** Other languages' words for all of them. What is no letter of English stands for more than one byte. */
const foreignWords = 'schl(?:ue|[^a-z ]{1,2})ssel|kennwort|clave|contrase[^a-z ]{1,2}a|chave|senha|cl[^a-z ]{1,2} (?:api|secr)';

/** What is called so last is no secret: a public half, a digest. */
const otherwise =
  /(?:publi(?:c|shable)[ _-]?(?:api[ _-]?)?key|site[ _-]?key|sha-?\d*|digest|fingerprint|commit|checksum|revision|hash)["'`\\]{0,2}\W{0,12}$/i;
/** Nor is this, where any key is meant. */
const identifier = /(?:key|secret|token|_|\b)[ _-]?id["'`\\]{0,2}\W{0,12}$/i;

/** A match is as sure as this, whatever its detector's other patterns are. */
const confidence = 0.85;
const confidenceRule = 'that behind the name of its service; nothing without one, nor for words, references and what counts up';

export const uuid = '[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}\\b';

/** A credential that is known by the names before it. */
export function assigned(id: string, title: string, to: Assigned, extras: Extras = {}): Detector {
  const { services, value, called = keyWords, isValue = isRandom } = to;
  const isCalled = new RegExp(`${called}|${foreignWords}`.replaceAll('[ _-]', '[ _.-]'), 'i');
  return {
    ...secret(id, title, value, { confidence, confidenceRule, source: documentationOf(title), ...extras }),
    lead: leadOf(services, called),
    context: contextBytes,
    accept: unlessDocumented((bytes, before) => {
      const names = textOf(before);
      if (!isCalled.test(names) || otherwise.test(names) || (called === keyWords && identifier.test(names))) return false;
      const word = isValue(bytes);
      return word === true ? confidence : word;
    }),
  };
}

/** `Slack signing secret` → the documentation of Slack. */
function documentationOf(title: string): string {
  return `${title.replace(/ (?:API |app |client |access |private |signing |webhook |write |delivery |developer |encryption |master |service )*(?:key|secret|token|password|credential)s?\b.*$/i, '').replace(/ (?:API|app|client|access)$/, '')} documentation`;
}

/** A service whose name other words begin with: `exa` is none of `example`. */
export function word(name: string): string {
  return `${name}(?:\\b|_|api|key|token|secret|auth|client)`;
}

/** Enough for the longest lead that people write, and for the words before it: "the token for …". */
const contextBytes = 80;

/** Between the service and what the value is called: more of a name, other names, the brackets of objects and calls. */
const gap = '[\\w\\s"\'`(){}\\[\\]:=,.>|*\\\\-]{0,40}';
/** `DATADOG_API_KEY_PROD`, `keys`, `key_2`. */
const ending = '[\\w-]{0,10}(?: \\([\\w -]{1,16}\\))?';
const closing = '[\\\\"\'`)\\]*}]{0,4}';
const opening = '[\\s"\'`\\\\(*\\[{]{0,12}(?:(?:bearer|token|basic|apikey|api-token|key) )?';
const type = '(?:[ ]?:?[ ]?[&*]?(?:str|string|bytes|optional\\[str\\])[ ]{0,4}=)';
const separator = `(?:${type}|[ \\t]{0,12}(?:[:=|?]{0,2}[:=]>?|[-=]>|,|\\||>|→)[ \\t]{0,12})`;
/** What else is declared of a variable, before its value. */
const remarks = '(?:(?:type|description|sensitive)[\\w\\s"=.,()\'-]{1,40}\\s)?';
/** The value's own name: of a list of variables, of a declaration, of an attribute; or an option behind the name. */
const further = `(?:\\\\n)?[\\s{,/-]{1,12}${remarks}(?:value|default|content|secret|token|key|password|body)(?:["']?[ \\t]{0,12}[:=]|[ ])`;
/** Columns behind the name, and those before the value in the next line. */
const columns = '"?(?:[,;\\t][\\w ."-]{1,12}){0,2}\\r?\\n(?:[\\w@.: "-]{0,14}[,;\\t]){0,3}';
/** ` is`, ` has been set to`; or nothing but a space, as behind an option. */
const prose = "(?: [a-z,']{1,8}){0,5}:?\\s";

function leadOf(services: readonly string[], called: string): string {
  const link = `${closing}(?:${separator}|${further}|${columns}|${prose})${opening}`;
  const named = services.map(service => (isShort(service) ? `(?:\\b|_)${service}` : service)).join('|');
  // Without a name for the value between them: "the token for Datadog is …"; what is said before it decides.
  return `(?i)(?:${named})(?:${gap}(?:${called}|${foreignWords})${ending})?${link}`.replaceAll('[ _-]', '[ _.-]');
}

function isShort(service: string): boolean {
  return !/^[a-z0-9]{6}/i.test(service);
}

/**
 * Whether a value looks as if it were made by chance, not by a person: neither words nor a name, no filling, no counting up. Meant for
 * values of 16 characters and more.
 */
export function isRandom(value: Uint8Array): boolean {
  return distinctIn(value) >= Math.min(8, value.length / 2) && !isMadeOfWords(value) && !isPlaceholder(value);
}

const seen = new Uint32Array(256);
let looks = 0;

function distinctIn(value: Uint8Array): number {
  looks += 1;
  if (looks > 0xffffffff) {
    seen.fill(0);
    looks = 1;
  }
  let distinct = 0;
  for (let i = 0; i < value.length; i += 1) {
    if (seen[value[i]!] === looks) continue;
    seen[value[i]!] = looks;
    distinct += 1;
  }
  return distinct;
}

const digitsMax = 4;

/**
 * `my-service-account-2024`, `AuthenticationProvider`: words in small letters, in capitals, or with a capital at their beginning, and a few
 * digits behind them. A key of letters alone has its capitals elsewhere.
 */
function isMadeOfWords(value: Uint8Array): boolean {
  let last: 'none' | 'capitals' | 'small' | 'capital' | 'digit' = 'none';
  let digits = 0;
  for (let i = 0; i < value.length; i += 1) {
    const byte = value[i]!;
    if (byte >= 0x61 && byte <= 0x7a) {
      if (last === 'digit') return false;
      last = 'small';
    } else if (byte >= 0x41 && byte <= 0x5a) {
      if (last === 'digit' || last === 'capital') return false;
      last = last === 'small' ? 'capital' : 'capitals';
    } else if (byte >= 0x30 && byte <= 0x39) {
      digits = last === 'digit' ? digits + 1 : 1;
      if (last === 'capital' || digits > digitsMax) return false;
      last = 'digit';
    } else if (last === 'capital') return false;
    else last = 'none';
  }
  return last !== 'capital';
}
