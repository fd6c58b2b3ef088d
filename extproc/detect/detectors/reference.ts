// Tells the value of a field from what merely stands where a value stands: a variable, a call, a type, a word of prose.
import { textOf } from './define.ts';
import { isPlaceholder } from './placeholder.ts';

/** Types, literals and keywords of the usual languages, and the words that follow a colon in prose. */
const words = new Set(
  (
    'string str text bytes number integer boolean object array any unknown never void null none nil undefined true false optional required ' +
    'await async typeof instanceof repr function lambda return self this yield input password secret secretstr securestring varchar ' +
    'your must this that the then they these those with when where which what will should would please enter choose make sure used use ' +
    'here same not only never always also stored hidden invalid missing incorrect expired example'
  ).split(' '),
);

/** What a template or a store puts there, in quotes or without. */
const stands = [
  /^[$#]\{/, // ${NAME}
  /^\$\(/, // $(command)
  /^<%.*%>$/s, // ERB and its kin
  /^%\(?\w*\)?[a-z]$/, // %s, %(name)s
  /^:[a-z_]+$/, // :name in SQL
  /^\s{0,2}[+,;)}\].]+(?:\s|$)/, // the string ended right before: "token=" + x
  /^https?:\/\/[^@]*$/, // where to get one
  /^\.{0,2}\/(?:run|etc|home|opt|tmp|usr|var|mnt|dev|vault|secrets)\//, // the file it is in
  /^(?:op|sm|vault|ssm|awssm|file|env|keyring|arn|projects|secret|ref\+[a-z]+)(?::|\/)/, // a place in a secret store
];

/** What code has there when it is no string. */
const expressions = [
  /^[A-Za-z_$@][\w$.:>-]*[([]/, // get_secret(…, os.environ[…
  /^(?:process\.env|import\.meta|os\.environ|Deno\.env|Bun\.env|ENV|env|self|this|config|settings|cfg|conf|args|opts|options|props|params)[.?![]/,
  /^(?:ctx|context|req|request|res|response|user|account|client|credentials|secrets|vars|var|local|module|data|input|inputs|state|event|form)\??\.[A-Za-z_]/,
  /^[[{]/, // a list, an object, a template
  /^\/[\^([]/, // a regular expression
  /^[A-Z][a-z]+[.:!?]?$/, // a class, or the first word of a sentence
  /^!(?:vault|ref|sub|getatt|secret|env|reference)\b/i, // tags of YAML dialects
  /^[?+][A-Za-z]/, // ${NAME:?message}
  /^[A-Za-z_$]{1,40}[0-9]{0,2}(?:[?!]?\.[A-Za-z_$]{1,40}[0-9]{0,2}){1,8}$/, // SyntaxKind.EndOfFile
  /^_?[A-Za-z]?[a-z]+(?:[A-Z][a-z]+)+$/, // BinaryLike: words put together; a key of letters alone has its capitals elsewhere
];

type IsName = (name: string) => string | null;

/** For values in quotes. `isName` tells whether a name is one of the fields that are looked for: `"password": "password"` labels one. */
export function standsForValue(value: Uint8Array, isName: IsName): boolean {
  if (isPlaceholder(value)) return true;
  const text = textOf(value.subarray(0, 256));
  return (
    words.has(text.toLowerCase().replace(/[.:!?|]+$/, '')) || stands.some(form => form.test(text)) || isNameOnly(text, isName)
  );
}

/** For values without quotes, which may be code: `password=password` passes a variable on. */
export function isReference(value: Uint8Array, isName: IsName): boolean {
  if (standsForValue(value, isName)) return true;
  const text = textOf(value.subarray(0, 256));
  return expressions.some(form => form.test(text));
}

function isNameOnly(text: string, isName: IsName): boolean {
  return /^[A-Za-z_$][A-Za-z_$.?!]*$/.test(text) && isName(text) !== null;
}
