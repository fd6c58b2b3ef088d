// Passwords that stand by their place alone: the second argument of a login, what is typed into a page's field, the last column of a table
// whose head names it. Knows the shapes of such places; what must stand there to be a password, value.ts says.
import type { Detector } from '../../scan.ts';
import { secret, textOf } from '../define.ts';
import { isReference, nobody, standsForValue } from '../reference.ts';
import { isStrong } from '../value.ts';

const quoted = '[^"\'`\\n]{4,64}';
const string = '["\'][\\w.@+ \\\\-]{0,40}["\'],\\s{0,4}["\']';
const source = 'https://cwe.mitre.org/data/definitions/798.html';

const columns = '(?:password|passwort|passwd|secret|token|(?:api|secret|access|private)[ _]?key)';
/** The line below a head of so many columns, and the next row up to its last cell: no lead may go beyond it. */
const rowOf = (count: number): string =>
  `\\|?(?:[-: ]{3,14}\\|){${count - 1}}[-: ]{3,24}\\|?[ \\t]{0,4}\\r?\\n[ \\t]{0,4}\\|?(?:[ \\w.@:/\`-]{1,24}\\|){${count - 1}}[ \\t]{0,4}\`?`;

const typing = 'send_?keys|fill|type|set_?value|press_?sequentially|input|type_?text|clearAndType';
/** The field is what types, or the first argument. */
const intoField = new RegExp(
  `(?:password|passwd|pwd)(?:[\\w"'\`\\])#. -]{0,24}\\.(?:${typing})\\(|[^"'\`\\n]{0,8}["'\`],)\\s{0,4}["'\`]$`,
  'i',
);

export const loginDetectors: readonly Detector[] = [
  ...[
    `(?i)(?:\\b(?:login|authenticate|sign_?in|basic_?auth|log_?in)|\\b(?:HTTPBasicAuth|BasicAuth|set_?basic_?auth|basic_?credentials?|UsernamePasswordCredentials|PasswordAuthentication|NetworkCredential|PasswordCredentials|authorize_basic))\\(\\s{0,4}${string}`,
    `(?i)\\bauth\\s{0,2}[=:]\\s{0,2}[(\\[]\\s{0,2}${string}`,
    `\\bPlainAuth\\(\\s{0,2}["'][^"'\\n]{0,20}["'],\\s{0,2}${string}`,
    `(?:\\bgetConnection|new PDO|new mysqli|mysqli_connect|mysql_connect|pg_connect|oci_connect|createConnection|\\.connect)\\(\\s{0,4}(?:["'][ !#-&(-~]{1,80}["']|\\$?[A-Za-z_.]{1,30}),\\s{0,4}${string}`,
  ].map(lead =>
    secret('login-call', 'password in a call that logs in', quoted, {
      lead,
      confidence: 0.8,
      accept: isTyped,
      source,
    }),
  ),
  secret('typed-password', 'password that a script types', quoted, {
    lead: `(?i)\\.(?:${typing})\\((?:\\s{0,2}["'\`][^"'\`\\n]{0,24}(?:password|passwd|pwd)[^"'\`\\n]{0,8}["'\`],)?\\s{0,4}["'\`]`,
    context: 80,
    confidence: 0.8,
    accept: (value, before) => intoField.test(textOf(before)) && isTyped(value),
    source,
  }),
  // A column of a table: the first row behind a head whose last column is the password.
  secret('password-column', 'password in a column of that name', '[^\\s,;|"\'`]{6,64}', {
    lead: `(?i)${columns}"?[ \\t]{0,4}\\r?\\n(?:"?[\\w.@:/ -]{0,30}"?[,;\\t]){1,5}"?`,
    confidence: 0.75,
    accept: isCell,
    source,
  }),
  secret('password-column', 'password in a column of that name', '[^\\s,;|"\'`]{6,64}', {
    lead: `(?i)${columns}[ \\t*\`]{0,16}\\|[ \\t]{0,4}\\r?\\n[ \\t]{0,4}(?:${[2, 3, 4, 5].map(rowOf).join('|')})`,
    confidence: 0.75,
    accept: isCell,
    source,
  }),
  secret('password-column', 'password in a column of that name', "[^'\\n]{6,64}", {
    lead: "(?i)(?:password|passwd|secret|token|api_?key)[\"`\\]]?\\s{0,2}\\)\\s{0,4}values\\s{0,4}\\(\\s{0,2}(?:[\\w.@' -]{1,30},\\s{0,2}){0,5}'",
    confidence: 0.75,
    accept: isCell,
    source,
  }),
];

/** Between quotes. */
function isTyped(value: Uint8Array): boolean {
  return isStrong(value) && !standsForValue(value, nobody, 'password');
}

function isCell(value: Uint8Array): boolean {
  return isStrong(value) && !isReference(value, nobody, 'password', true);
}
