// Tells the value of a field from what merely stands where a value stands: a variable, a call, a type, a label, a word of prose.
// Looks at the value, and at what kind of name stands before it; where the value is written is for others.
import type { Naming } from './naming.ts';
import { isPlaceholder } from './placeholder.ts';
import { isLabel, isPhrase, isProse } from './prose.ts';

/** Types, literals and keywords of the usual languages. */
const words = new Set(
  (
    'string str text bytes byte number integer int boolean bool object array any unknown never void null none nil undefined true false ' +
    'optional required float double char uuid int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 float32 float64 usize uint8array bytea nvarchar clob blob date ' +
    'await async typeof instanceof repr function lambda return self this yield new const var let def class enum struct interface type ' +
    'input output password secret token secretstr securestring varchar credentials credential user username admin name value default ' +
    'disabled enabled hidden visible invalid missing expired example sample dummy test todo fixme tbd n/a na changeit ' +
    'minioadmin bitnami foo bar baz foobar qux quux lorem ipsum string1 password1 abc xyz mypassword mysecret mytoken supersecret ' +
    'your must this that the then they these those with when where which what will should would please enter choose make sure used use uses ' +
    'here same not only never always also stored incorrect ' +
    'forbidden confirmed nullable off on error warn warning auto include omit same-origin latest next canary stable header query cookie http https bearer basic jwt'
  ).split(' '),
);

const wordCharsMax = Math.max(...[...words].map(word => word.length));

interface Forms {
  /** All that are told from their beginning, asked at once: a value costs one search, not a hundred. */
  readonly begun: RegExp;
  /** Those that are searched for, each with a character without which it is not there. */
  readonly inside: readonly (readonly [character: string, form: RegExp])[];
}

function formsOf(begun: readonly RegExp[], inside: Forms['inside'] = []): Forms {
  return { begun: new RegExp(begun.map(({ source, flags }) => `(?${flags}:${source})`).join('|')), inside };
}

function isOneOf({ begun, inside }: Forms, text: string): boolean {
  if (begun.test(text)) return true;
  for (const [character, form] of inside) if (text.includes(character) && form.test(text)) return true;
  return false;
}

/** What a template or a store puts there, in quotes or without. */
const stands = formsOf(
  [
    /^[$#]\{/, // ${NAME}
    /^\$\(/, // $(command)
    /^\$[A-Za-z_]\w{0,40}(?:-|->.*|::.*)$/, // $self->token
    /^:[a-z]{1,12}:/, // a role of reStructuredText
    /^pk[._](?:test_|live_|eyJ)/, // the public half of a pair
    /^(?:test|demo|dummy|sample|example)[-_]?(?:pass(?:word)?|pwd|user|key|token|secret)?[0-9]{0,4}$/i, // of a test
    /^&(?:lt|gt|amp|quot|#\w{2,5});?/, // markup
    /^os\.environ[/.[(]/, // the environment, as configurations name it
    /^#\//, // a place in a document
    /^(?:ENC[[(]|\{cipher\}|eyJpdiI6)/, // what only a tool can open
    /^(?:Ag[A-D]|AQ[IE]CAH|gAAAAA)[A-Za-z0-9+/_-]{24}/, // likewise: a sealed secret, what KMS or Fernet encrypted
    /^@[a-z][a-z-]{2,40}$/, // a secret of a deployment, by its name
    /^![a-z]{2,12} /i, // a tag
    /^%[\w.()]{2,48}%$/, // a parameter of Symfony
    /^\$\.[\w.[\]*-]{1,64}$/, // a path in a document
    /^(?:process\.env|env|ENV)\.[A-Z_][A-Z0-9_]*$/, // the environment
    /^(?:min|max|size|len|between):[0-9,]{1,9}$/, // a rule of a form
    /^(?:%[sdvq][?&=:/_-]?)+$/, // a format
    /^<%.*%>$/s, // ERB and its kin
    /^\{\{/, // {{ name }}
    /^%\(?\w*\)?[a-z]$/, // %s, %(name)s
    /^\{[a-z_]*\}$/i, // {}, {name}
    /^\[[a-z][A-Za-z]{2,24}\(/, // an expression of a template of Azure
    /^\([A-Za-z]+(?: [A-Za-z]+)+\)$/, // (sensitive value), (known after apply)
    /^\$[a-z]\w{0,24}(?:\.\w{1,24})+$/, // a path of a query or a theme
    /^(?:workspace|npm|github|gitlab|git\+https|link|catalog|portal):/, // where a package comes from
    /^(?:required|nullable|sometimes|string|present|confirmed)(?:\|[a-z_]+(?::[\w,.-]+)?)+$/, // rules of a form
    /^(?:ctrl|alt|shift|cmd|meta|option)\+(?:shift\+|alt\+)?\w{1,9}$/i, // keys to press
    /^@[A-Za-z_.]{1,40}(?:@$|\()/, // @token@, @Value(
    /^:[a-z_]+$/, // :name in SQL
    /^["']?\s{0,2}[+,;)}\].]+(?:\s|$)/, // the string ended right before: "token=" + x
    /^(?:https?|wss?|ftp|file|urn|s3|gs):(?:\/\/)?[^@]*$/, // where to get one
    /^(?:~|\.{1,2})?\/[a-z][a-z_.-]{1,30}(?:\/[\w.@-]{1,60})*\/?$/i, // the file it is in
    /^[A-Za-z]:\\{1,2}[A-Za-z]/, // likewise
    /^(?:op|sm|vault|ssm|awssm|secretsmanager|keyvault|[a-z]{2,5}-secrets?|file|env|keyring|arn|projects|secret|secretref|kms|ref\+[a-z]+)(?::|\/)/i, // a place in a secret store
  ],
  [
    ['{', /[$#]\{[^{}]{1,64}\}/], // a text with a variable in it
    ['X', /EXAMPLE(?:KEY)?(?:\/|$)/], // of a provider's documents
    ['/', /^[^/%]{4,64}\/[0-9]{8}(?:%2F|\/)/], // the scope of a signed request
    ['%', /^[^/%]{4,64}%2F[0-9]{8}(?:%2F|\/)/], // likewise, in an address
    ['.', /^.{0,16}\.{3}.{0,16}$|^.{0,64}\.{3}$/], // cut out
    ['…', /^.{0,16}….{0,16}$|^.{0,64}…$/], // likewise
    ['(', /^[A-Za-z_][\w.:]{1,60}\([^()]{0,40}\);?$/], // a call
  ],
);

/** What can be the value of a name that says nothing, and no secret. */
const facts = formsOf(
  [
    /^(?:0x)?0+$|^-?[0-9]{1,4}(?:\.[0-9]{1,6})?(?:px|em|rem|ms|s|kb|mb|%|k|b|d|h|m)?$/i, // a count, a size
    /^[\^~=<>v ]{0,4}[0-9]{1,3}(?:\.[0-9]{1,4}){1,3}(?:-[a-z]{1,8}[.0-9]{0,4})?$/, // a version
    /^\*$/, // any version
    /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.Z+-]*)?$/, // a date
    /^\*{2,}/, // hidden already
    /^\s/, // what follows a string that ended
    /^#[0-9a-f]{3,8}$/i, // a colour
    /^-?anonymous@?$/i, // nobody's
  ],
  [
    ['.', /^[\w.-]{1,60}\.(?:json|ya?ml|toml|txt|pem|key|crt|env|ini|conf|cfg|py|[jt]sx?|go|rs|md|sh|html?|com|org|net|io)$/i], // a file or host
  ],
);

/** What code has there when it is no string. */
const expressions = formsOf(
  [
    /^(?:process\.env|import\.meta|os\.environ|Deno\.env|Bun\.env|ENV|env|self|this|config|settings|cfg|conf|args|opts|options|props|params)[.?![]/,
    /^(?:ctx|context|req|request|res|response|user|account|client|credentials|secrets|vars|var|local|module|data|input|inputs|state|event|form)\??\.[A-Za-z_]/,
    /^[[{(]/, // a list, an object, a template
    /^(?:qr|qw|m|s|r)?\/[\^([\\]|^(?:qr|qw)[[({/]/, // a regular expression
    /^--[a-z]/, // the next option
    /^!+[A-Za-z]+$/, // the opposite of a variable
    /^[A-Z][a-z]+[.:!?]?$/, // a class, or the first word of a sentence
    /^!(?:vault|ref|sub|getatt|secret|env|reference)\b/i, // tags of YAML dialects
    /^[?+][A-Za-z]/, // ${NAME:?message}
    /^(?:ConvertTo|Get|New|Read|Import)-[A-Z][A-Za-z]+$/, // a command of PowerShell
    /^\.[A-Za-z_][\w.]*$/, // a member of what ended right before
    /^[|>][+-]?$/, // a block of YAML
    /^[A-Za-z_$]{1,40}[0-9]{0,2}(?:[?!]?(?:\.|->|::)[A-Za-z_$]{1,40}[0-9]{0,2}){1,8}[?!]?$/, // SyntaxKind.EndOfFile
    /^_?[A-Za-z]?[a-z]+(?:[A-Z][a-z]+)+$/, // BinaryLike: words put together; a key of letters alone has its capitals elsewhere
    /^[&*][A-Za-z_]/, // a pointer, an anchor
  ],
  [
    ['(', /^[A-Za-z_$@](?:[\w$.:>-]|[?!]\.)*[([]/], // get_secret(…, os.environ[…
    ['[', /^[A-Za-z_$@](?:[\w$.:>-]|[?!]\.)*[([]/], // get_secret(…, os.environ[…
    ['{', /^[A-Za-z_][\w.]{0,60}\{(?:[A-Za-z_]\w{0,40}:|\w{0,40}[.,]{0,3})?$/], // Secret{Name: …
  ],
);

/** Names and words put together: `my-k8s-secret`, `user_password`, `API_TOKEN`, `nextElement`, `a.b.c`. */
const identifiers = formsOf([
  /^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+)[!?.]?$/,
  /^[a-z]{1,20}[0-9]{0,2}(?:[_.:/-][a-z0-9]{0,3}[a-z]{1,20}[0-9]{0,2})+$/,
  /^_{0,2}[A-Z]{1,20}[0-9]{0,2}(?:[_-][A-Z]{1,20}[0-9]{0,2})+$/,
  /^[A-Z][A-Za-z]{1,6}2$/,
  /^(?:[A-Z]{1,5}[a-z]{0,5}[0-9]{1,4})?(?:[A-Z][a-z]{2,15}[0-9]{0,3}){1,6}$/,
  /^_?[A-Za-z]?[a-z]+(?:[A-Z][a-z]+)+[0-9]?$/,
  /^_?[a-z]{2,}(?:[A-Z]{1,4}[a-z]{2,})+$/,
  /^(?:[A-Z]{1,5}[a-z]{2,15}){2,6}$/,
  /^[A-Z]?[a-z]+(?:[A-Z][a-z]+)*(?:\.[A-Z]?[a-z]+(?:[A-Z][a-z]+)*)+$/,
  /^_?[a-z]{2,}(?:[A-Z][a-z]{2,}|[A-Z]{1,3}[0-9]{1,4})+$/,
  /^[A-Z]{1,3}[a-z]{2,15}$/,
  /^[A-Za-z]+(?:[+_.-][A-Za-z]+){2,}$/,
  /^(?:my|test|some)?[_-]?(?:secret|token|key|passw(?:or)?d)[_-]?[0-9]{0,3}$/i,
  /^(?:[A-Z]{2,5}-[a-z]+|[A-Z][a-z]+(?:-[A-Z]?[a-z]+)*)$/,
  /^[a-z]{2,20}(?:-[a-z]{1,20}){1,6}(?:-[0-9]{1,4})?$/,
]);
const ownWords = /secret|passw|token|cred|name|[_-]key|[_-]ref|config|auth|user|login|vault|default/i;
/** A passphrase as generators write it. */
const phrase = /^[a-z]{3,10}(?:[-_.][a-z]{3,10}){2,7}[-_.]?[0-9]{1,4}$|^[a-z]{3,10}(?:[-_.][a-z]{3,10}){3,7}$/i;

export type IsName = (name: string) => string | null;

/** For values in quotes. `isName` tells whether a name is one of the fields that are looked for: `"password": "password"` labels one. */
export function standsForValue(value: Uint8Array, isName: IsName, naming: Naming = 'other'): boolean {
  if (isPlaceholder(value)) return true;
  const text = decoded(value);
  const plain = text.trim().replace(/[.:!?|*…]+$/, '');
  return (
    (plain.length <= wordCharsMax && words.has(plain.toLowerCase())) ||
    isOneOf(stands, text) ||
    isNameOnly(text, isName) ||
    (naming !== 'other' && (isLabel(plain) || isProse(text) || isOneOf(facts, text))) ||
    (naming === 'key' && (plain.length < 6 || isPhrase(text) || isOneOf(identifiers, plain))) ||
    (naming === 'password' && isWordOfPassword(plain))
  );
}

/** For values without quotes, which may be code: `password=password` passes a variable on. */
export function isReference(value: Uint8Array, isName: IsName, naming: Naming = 'other', isTight = false): boolean {
  if (standsForValue(value, isName, naming)) return true;
  const text = decoded(value);
  if (isOneOf(expressions, text) || isPath(text, naming)) return true;
  // `BlueHouse42`: names of passwords say so, passwords end with a number.
  if (naming === 'password' && /[0-9]$/.test(text) && !ownWords.test(text)) return false;
  if (naming === 'other' || !isOneOf(identifiers, text)) return false;
  // A person's password may be words; behind `PASSWORD=` one is.
  return naming === 'key' || !(phrase.test(text) || isTight) || ownWords.test(text);
}

/** `serialization.Ed25519PrivateKey`, `HEADER.PAYLOAD`: names behind dots, each with one number in it at most. */
function isPath(text: string, naming: Naming): boolean {
  if (!/[.>:]/.test(text)) return false;
  const part =
    naming === 'password' ? /^[A-Za-z_$]+(?:[0-9]{1,6}[A-Za-z_$]+|[0-9]{1,2})?$/ : /^[A-Za-z_$]+(?:[0-9]{1,6}[A-Za-z_$]*)?$/;
  const parts = text.replace(/\.$/, '').split(/\.|->|::/);
  return parts.length > 1 && parts.every(one => part.test(one));
}

/** `${NAME}`, `{{ name }}`, `$(command)`; and what is masked but for its end: `***-**-1234`. */
const templates =
  /^\$?\{{1,2}[^{}]{1,128}\}{1,2}$|^<%.{1,128}%>$|^\$\([^()]{1,128}\)$|^[*•xX#]{2}[*•xX#-]{1,32}[A-Za-z0-9]{0,4}$/s;

/** What another program puts a value in the place of. */
export function isTemplate(value: Uint8Array): boolean {
  return value.length <= 256 && templates.test(decoded(value).trim());
}

/** What masks leave; whether it is one of ours, only its exact form tells. */
const likeMask = /^\[(?:REDACTED|HASH)\b/;
/** `nextToken`, `EndOfFile`, `List.Marker`: words put together by capitals or dots. With dashes between them they may be a key. */
const member =
  /^_?[A-Za-z]?[a-z]+(?:[A-Z][a-z]+)+$|^[A-Z][a-z]{2,15}$|^[A-Z]?[a-z]+(?:[A-Z][a-z]+)*(?:\.[A-Z]?[a-z]+(?:[A-Z][a-z]+)*)+$/;

/**
 * For strings of documents, where nothing but the name says what they are: a person's password may be any word there. A label or prose of an
 * interface, a type, a version is none.
 */
export function standsInDocument(value: Uint8Array, naming: Naming): boolean {
  const text = decoded(value);
  if (likeMask.test(text)) return false;
  const plain = text.trim().replace(/[.:!?|*…]+$/, '');
  return (
    isPlaceholder(value) ||
    (plain.length <= wordCharsMax && words.has(plain.toLowerCase())) ||
    isLabel(plain) ||
    isProse(text) ||
    isOneOf(stands, text) ||
    isOneOf(facts, text) ||
    (naming === 'key' && (isPhrase(text) || (plain.length >= 6 && member.test(plain))))
  );
}

/** A single capitalised word, a form's label: `password: "Kennwort"`. */
function isWordOfPassword(text: string): boolean {
  return (
    /^[A-Z][a-z]{2,15}$/.test(text) ||
    /^[A-Za-z]{1,5}$/.test(text) ||
    (ownWords.test(text) && /^[A-Za-z]+(?:[ _.-][A-Za-z]+)*$/.test(text))
  );
}

export function nobody(): null {
  return null;
}

function isNameOnly(text: string, isName: IsName): boolean {
  return /^[A-Za-z_$][A-Za-z_$.?!-]*$/.test(text) && isName(text) !== null;
}

function decoded(value: Uint8Array): string {
  return Buffer.from(value.buffer, value.byteOffset, Math.min(value.byteLength, 256)).toString();
}
