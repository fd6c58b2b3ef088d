// Judges values by the name that they are assigned to. Knows in which form of writing what else stands there mostly; the forms of
// references, types and prose are for reference.ts.
import { contextBytes, type Form, type Judge } from '../assignments.ts';
import { isDigit, textOf } from './define.ts';
import { isDocumented } from './documented.ts';
import { type Naming, namingOf } from './naming.ts';
import { type IsName, isReference, standsForValue } from './reference.ts';

/** `getPassword("…")`, `check_token("…")`: what is given there is a name, or a value that is compared. */
const asks =
  /(?:get|fetch|find|load|read|look_?up|check|verify|validate|hash|encode|decode|compare|is|has|by|reset|rotate|update|delete|remove|generate|create|make|parse|field|input|prompt|label|column)[_-]?[A-Za-z]{0,24}[ ]?\(\s*["'`]$/i;

/** What a page shows: `<span class="token">const</span>`, `<label for="password">Password`. */
const elements =
  /<[a-z][^<>]{0,48}\b(?:class|className|id|for|htmlFor|type|aria-label)=\\?["'][^"'<>]{0,48}["']>\s{0,8}$|(?:class|className|for|htmlFor|type)=\\?["'][\w -]{0,40}\\?["']>\s{0,8}$/;

/** `getenv("DB_PASSWORD", "…")`, `VALUES ('password', '…')`: right behind the bracket. */
const argument = /[(]\s*["'`][\w. -]{1,48}["'`],\s*["'`]$/;

/** A cell that has another bar before it on its line; pipes of shells and templates have something else there. */
const row = /(?:^|\n)[ \t]*\|[^|\n{}]{1,64}\|[ \t]{1,4}`?$/;

/** A name that begins with a number, in the first word of a cell. */
const product = /^[0-9]{1,2}[A-Z][a-z]+$/;

/** Tokens that are no proof of anything: of pages, of forms, of language models; and what is called a key's id, place or digest. */
const harmless =
  /(?:next|prev(?:ious)?|page|paging|pagination|continuation|cursor|sync|resume|skip|scroll|csrf|xsrf|request[_-]?verification|antiforgery|cancell?ation|eos|bos|pad|unk|sep|cls|mask|stop|special|max|min|image|start|end|design|idempotency|client[_-]?request|cache|push|device|public|publishable|anon|registration)[ _-]?(?:page|api|access)?[ _-]?(?:token|key)s?["'`\]\\]{0,3}[^"'`]{0,6}["'`]?$/i;

/** What a name of a person's number or date ends with, and what may stand behind it. Why other numbers are named (`badge_number`) nobody knows. */
const numbered =
  /(?:(?:passport|licen[cs]e|insurance|record|security|personal|national|tax)[_ -]?(?:number|id)|ssn|birth)["'`\]]{0,3}[^A-Za-z0-9]{0,8}$/i;

export function isNumbered(name: string): boolean {
  return numbered.test(name);
}

/** `Passport number`, `YYYY-MM-DD`: what a form has there. */
export function isWithoutDigits(value: Uint8Array): boolean {
  return !/\p{N}/u.test(Buffer.from(value.buffer, value.byteOffset, Math.min(value.byteLength, 256)).toString());
}

/** Whether a name of a key or token is one of those. */
export function isHarmlessName(name: string): boolean {
  return harmless.test(name);
}

/**
 * `isName` tells whether a value is itself one of the names: `"password": "password"` labels one. With `only`, values under names of
 * another kind are refused: another detector looks for them.
 */
export function judgeOf(isName: IsName, only?: Naming): Judge {
  return (value, form, before) => {
    const naming = namingOf(before);
    if (only !== undefined && naming !== only) return false;
    if (naming === 'password' && isInName(value, before)) return false;
    if (naming === 'other' && isNumbered(before) && isWithoutDigits(value)) return false;
    return (
      !isShown(value, before) &&
      isValue(value, form, before, naming, isName) &&
      !(naming === 'key' && isHarmlessName(before)) &&
      !isDocumented(value)
    );
  };
}

/** `https://host/graph/badge.svg?token=`: what a picture of a page is asked for with. */
const badge = /\.(?:svg|png|gif)\?[^\s"'<>]{0,40}$/i;

/** In the text or an attribute of an element, in an address of a picture, in a role of reStructuredText, or a path or an address behind a tag. */
function isShown(value: Uint8Array, before: string): boolean {
  if (before.endsWith('=') && badge.test(before)) return true;
  if (before.endsWith(':')) return /:[a-z_]+:$/i.test(before);
  if (!before.trimEnd().endsWith('>')) return false;
  return elements.test(before) || (before.endsWith('>') && '@:/'.includes(String.fromCharCode(value[0]!)));
}

function isValue(value: Uint8Array, form: Form, before: string, naming: Naming, isName: IsName): boolean {
  if (naming === 'password' && isOutcome(value, before)) return false;
  switch (form) {
    case 'quoted':
      return !isBehindCode(before) && !standsForValue(value, isName, naming);
    case 'bare':
      return !isReference(value, isName, naming, isEnvironment(before));
    // Programs compare tokens with words all the time; with a password they rather don't.
    case 'compared':
      return value.some(isDigit) && !standsForValue(value, isName, naming);
    case 'called':
      return (
        (!/,\s*["'`]$/.test(before) || argument.test(before)) &&
        isStrong(value) &&
        (naming === 'password' || (value.some(isDigit) && value.length >= 16)) &&
        !asks.test(before) &&
        !standsForValue(value, isName, naming)
      );
    case 'listed':
      return isStrong(value) && row.test(before) && !product.test(textOf(value)) && !isReference(value, isName, naming);
  }
}

/** `"pass": "All images have a text"`: what a check says. A password that is called so has no spaces. */
function isOutcome(value: Uint8Array, before: string): boolean {
  return value.includes(0x20) && /(?:^|[^A-Za-z0-9_])pass["'\]]{0,2}\s{0,8}[:=]>?\s{0,8}["'`]$/i.test(before);
}

/** The backtick before it ends what stands in code: `?key=<KEY>` and so on. */
function isBehindCode(before: string): boolean {
  if (!before.endsWith('`')) return false;
  const line = before.lastIndexOf('\n');
  return (line >= 0 || before.length < contextBytes) && before.slice(line + 1).split('`').length % 2 === 1;
}

/** `POSTGRES_PASSWORD=postgres`, `x-root-password: root`: what everybody knows. */
function isInName(value: Uint8Array, before: string): boolean {
  const text = textOf(value).toLowerCase();
  return /^[a-z]{4,12}$/.test(text) && /[\w.-]*\W{0,6}$/.exec(before)![0].toLowerCase().includes(text);
}

/** `DB_PASSWORD=`: what follows at once is a value, where other programs write names. */
export function isEnvironment(before: string): boolean {
  return /[A-Z][A-Z0-9_]{2,}=$/.test(before);
}

/** Letters and something that is none: what words in code and tables seldom have. */
export function isStrong(value: Uint8Array): boolean {
  if (value.length < 6) return false;
  let letters = false;
  let others = false;
  for (let i = 0; i < value.length && !(letters && others); i += 1) {
    const byte = value[i]!;
    if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) letters = true;
    else if (isDigit(byte) || strengthening.includes(byte)) others = true;
  }
  return letters && others;
}

const strengthening = Buffer.from('!@#$%^&*+=~?');
