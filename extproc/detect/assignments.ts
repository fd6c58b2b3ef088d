// Detectors for values by the name that they are assigned to, in all the ways in which programs, files and people write assignments:
// `api_key = "…"`, `"password": …`, `--token …`, `ENV TOKEN …`, `- name: TOKEN` above `value: …`, `| password | … |`, `<password>…`.
// Knows how assignments are written. What a value is worth its judge says, who is told what stands before the value and how it is written.
import { wordsOf } from './field-names.ts';
import type { Detector } from './scan.ts';

/**
 * `quoted` and `bare`: behind a sign of assignment. `compared`: behind `==`. `called`: as the argument of a call. `listed`: in the next cell
 * of a table. In the last three mostly something else stands.
 */
export type Form = 'quoted' | 'bare' | 'compared' | 'called' | 'listed';

/** The last word on a value; `before` is what stands before it, up to `contextBytes`. */
export type Judge = (value: Uint8Array, form: Form, before: string) => boolean | number;

type Facts = Pick<Detector, 'id' | 'group' | 'class' | 'severity' | 'confidence' | 'title' | 'source' | 'confidenceRule'>;

/** Enough for the longest name that people write, and what parts it from its value. */
export const contextBytes = 72;
/** A digest of 64 digits is judged whole. */
const commitBytes = 68;

/**
 * Gives detectors for assignments to any of these names, in any of their spellings (`api_key`, `apiKey`, `API-KEY`) and with any
 * prefix (`OPENAI_API_KEY`). Only the value is the match. `isProse` says that values may be texts: they are found without limit then, and
 * the judge is not asked about those that are longer than the commit.
 */
export function assignments(keys: readonly string[], facts: Facts, isProse: boolean, judge: Judge): readonly Detector[] {
  const names = keys.map(wordsOf).filter(words => words.length > 0);
  if (names.length === 0) return [];
  return writings.map(({ form, separator, opening, inside, isCode, isOpen }) => ({
    ...facts,
    lead: `${named(names, separator, isCode, isOpen === true)}${opening}`,
    pattern: patternOf(form, inside, isProse),
    commit: commitBytes,
    context: contextBytes,
    accept: (value, bytes) => {
      const before = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
      return (isOpen === undefined || isOpen === endsOpen(before)) && judge(value, form, before);
    },
  }));
}

interface Writing {
  readonly form: Form;
  readonly separator: string;
  /** How a value begins. */
  readonly opening: string;
  /** One character of it. The closing quote is none. */
  readonly inside: string;
  /** Whether the value may follow an option or an instruction with nothing but a space. */
  readonly isCode: boolean;
  /** Of two writings that may take the same places: whether it is the one for places where an `&` belongs to the value. */
  readonly isOpen?: boolean;
}

const type =
  '[ ]?:?[ ]?&?(?:As )?(?:str|string|String|bytes|Optional\\[str\\]|str \\| None|string \\| (?:null|undefined))[ ]{0,4}=';
/** The value's own name, in lists of pairs: `{"name": "TOKEN", "value": "…"}`, `- name: TOKEN`, `<add key="token" value="…"`. */
const paired = '(?:,?\\s{1,16}|,|\\\\n\\s{0,8})\\\\?["\']?(?:[vV]alue|content)\\\\?["\']?[ \\t]{0,4}';
const terraform = '\\s{0,2}\\{\\s{1,12}(?:type\\s{0,12}=\\s{0,4}string\\s{1,12})?default\\s{0,8}=';
const cloudFormation = ':\\s{1,12}Type:[ ]?String\\s{1,12}(?:NoEcho:[ ]?\\w{2,5}\\s{1,12})?Default:';
/** `=` and the like; behind a type; the end of a tag. */
const equals = `(?:[ \\t]{0,8}(?:=>|:=|:-|\\|\\|=?|\\?\\?=?|=|：)|${type}|>|${paired}=|${terraform})`;
const colon = `(?:[ \\t]{0,8}:|${paired}:|${cloudFormation})`;
const assigned = `(?:${equals}|${colon})`;
const bold = '(?:\\*\\*|__)';
const space = `[ \\t]{0,8}${bold}?[ \\t]?`;

const writings: readonly Writing[] = [
  { form: 'quoted', separator: assigned, opening: '\\s{0,8}(?:"|""")', inside: '(?:[^"\\\\\\n]|\\\\[^\\n])', isCode: true },
  { form: 'quoted', separator: assigned, opening: "\\s{0,8}(?:'|''')", inside: "(?:[^'\\\\\\n]|\\\\[^\\n])", isCode: true },
  { form: 'quoted', separator: assigned, opening: `\\s{0,8}${bold}?[ ]?\``, inside: '(?:[^`\\\\\\n]|\\\\[^\\n])', isCode: false },
  // Inside of a string of another language: the quotes are escaped, and so ends at a backslash what they hold.
  { form: 'quoted', separator: assigned, opening: '\\s{0,8}\\\\{1,3}["\']', inside: '[^"\'\\\\\\n]', isCode: false },
  // Without quotes. Brackets are taken along, so that a call or a look-up is seen as one and let be.
  {
    form: 'bare',
    separator: `(?:${equals}${space}|${colon}(?:${bold}[ \\t]?)?)`,
    opening: '',
    inside: '[^\\s"\'`,;&<>)}\\]\\\\]',
    isCode: false,
    isOpen: false,
  },
  { form: 'bare', separator: `${colon}[ \\t]`, opening: space, inside: '[^\\s"\'`,;<>)}\\]\\\\]', isCode: true, isOpen: true },
  { form: 'compared', separator: '[ \\t]{0,8}={2,3}', opening: '\\s{0,8}["\'`]', inside: '[^"\'`\\\\\\n]', isCode: false },
  { form: 'called', separator: '(?:[ ]?\\(|,[ ]{0,2})', opening: '\\s{0,8}["\'`]', inside: '[^"\'`\\\\\\n]', isCode: false },
  { form: 'listed', separator: '[ \\t]{1,16}\\|', opening: '[ \\t]{1,4}`?', inside: '[^\\s"\'`|<>]', isCode: false },
];

/** Behind a colon and a space, a space, or the name of a variable of the environment: in queries of addresses stands none of them. */
function endsOpen(before: string): boolean {
  if (!' \t=*_'.includes(before.at(-1) ?? '?')) return false;
  return /(?:[:\w][ \t]+(?:\*\*|__)?[ \t]?|[A-Z][A-Z0-9_]{2,}=)$/.test(before);
}

function patternOf(form: Form, inside: string, isProse: boolean): string {
  const first = form === 'bare' ? inside.replace('[^', '[^=') : inside;
  return isProse ? `${first}${inside}{3,}` : boundedValue(first, inside, form === 'bare' ? ':.' : ':');
}

/** How ciphertexts begin that only a key elsewhere opens (sealed secrets, KMS, `ENC[`, Fernet): the judge must see those, however long. */
const sealed: readonly (readonly [string, string])[] = [
  ['A', 'gQ'],
  ['E', 'N'],
  ['g', 'A'],
];

/**
 * Texts with spaces in them are read up to the commit, so that prose is judged, in scripts whose letters have two and three bytes too; what has
 * no space and at its beginning neither a scheme nor the sign of a reference nor, without quotes, a path of names, is found however long it is.
 */
function boundedValue(first: string, inside: string, marks: string): string {
  const solid = (char: string) => char.replaceAll('\\n]', '\\s]');
  // Sentences of scripts without spaces are no keys.
  const tight = (char: string) => below('80', solid(char)).replace('[^', `[^${marks}`);
  // What goes on with a bracket is a call, as far as can be seen.
  const more = marks === ':' ? solid(inside) : inside.replace('[^', '[^(');
  const next = tight(inside);
  const long = sealed.map(([a, b]) => `${a}${next.replace('[^', `[^${b}`)}`);
  const begun = `(?:${tight(first).replace('[^', `[^@${sealed.map(([a]) => a).join('')}`)}${next}|${long.join('|')})`;
  const bounded = [
    `${below('80', first)}${below('80', inside)}{3,${commitBytes - 2}}`,
    `${below('800', first)}${below('800', inside)}{3,${commitBytes / 2 - 2}}`,
    `${first}${inside}{3,${Math.floor(commitBytes / 3) - 2}}`,
  ];
  return `(?:${begun}${next}{18}${more}*|${bounded.join('|')})`;
}

/** Characters before this one alone. */
function below(code: string, char: string): string {
  return char.replaceAll('[^', `[^\\x{${code}}-\\x{10ffff}`);
}

/** `NAME =`, `"name":`, `name: str =`, `--name `, `<name>` and the like, up to where the value or its quote begins. */
function named(names: readonly (readonly string[])[], separator: string, isCode: boolean, isOpen: boolean): string {
  const plain = names.map(words => `${isAscii(words[0]!) ? '(?:\\b|_)' : ''}${spelling(words)}`);
  const humps = names.filter(words => isAscii(words[0]!)).map(words => `(?:[a-z0-9]${hump(words)}|[A-Z]${capitalised(words)})`);
  const closing = '(?:\\\\{0,3}["\'`]|\\*\\*|__)?\\]?';
  const all = names.map(spelling).join('|');
  const option = isCode
    ? `|--(?:[a-z]{1,12}-)?(?:${all})[ \\t]|\\b(?:ENV|ARG|setx|SetEnv)[ \\t]{1,4}(?:[A-Z0-9_]{1,24}_)?(?:${all})[ \\t]`
    : '';
  const variable = isOpen ? `|(?:\\b|[_a-z0-9])(?:${names.map(inCapitals).join('|')})(?:_?[0-9]{1,2})?=` : '';
  return `(?:(?:${[...plain, ...humps].join('|')})(?:_?[0-9]{1,2})?${closing}${separator}${option}${variable})`;
}

function spelling(words: readonly string[]): string {
  return `(?i:${words.map(inBothCases).join('[ _-]?')})`;
}

/** As variables of the environment are named. */
function inCapitals(words: readonly string[]): string {
  return words.map(word => word.toUpperCase()).join('[ _-]?');
}

/** The same behind a small letter, where a capital begins it: `dbPassword`. */
function hump(words: readonly string[]): string {
  const [first, ...more] = words as [string, ...string[]];
  return `${first[0]!.toUpperCase()}${spelling([first.slice(1), ...more])}`;
}

/** Behind capitals: `DBPassword`, where `COMPASS` is none. */
function capitalised(words: readonly string[]): string {
  return words.map(word => word[0]!.toUpperCase() + word.slice(1)).join('');
}

/** The engine folds the case of ASCII only. */
function inBothCases(word: string): string {
  return word.replaceAll(/[^a-z0-9]/gu, char => {
    const upper = char.toUpperCase();
    return [...upper].length === 1 && upper !== char ? `(?-i:[${char}${upper}])` : `(?-i:${char})`;
  });
}

function isAscii(word: string): boolean {
  return word.charCodeAt(0) < 0x80;
}
