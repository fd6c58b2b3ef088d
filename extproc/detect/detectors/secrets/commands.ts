// Passwords in commands and statements: options of programs, SQL, PowerShell, what a shell pipes. Each with the program that reads them so:
// `-p` alone says nothing. `--password …` of any program is for passwords.ts.
import type { Detector } from '../../scan.ts';
import { isRandom } from '../assigned.ts';
import { secret, textOf } from '../define.ts';
import { isReference, nobody, standsForValue } from '../reference.ts';
import { isStrong } from '../value.ts';

const quote = '["\'\\\\]{0,2}';
const values = '[^\\s"\'`;|&<>()\\\\]{4,64}';
/** More of a command on the same line. */
const more =
  '(?:[ \\t]{1,4}(?:-{1,2}[\\w-]{1,16}[= ]["\']?[\\w.:/@%+=,-]{1,30}["\']?|["\']?[\\w.:/@%+=,-]{1,43}["\']?)){0,3}[ \\t]{1,4}';

const argument = (value: Uint8Array): boolean =>
  !isReference(value, nobody, 'password', true) && !/^[A-Z_]+$/.test(textOf(value));

export const commandDetectors: readonly Detector[] = [
  // No space: with one, the program asks.
  command(
    'mysql-password',
    'password of a MySQL command',
    `\\b(?:mysql|mysqldump|mysqladmin|mysqlimport|mariadb|mariadb-dump|mycli)${more}-p${quote}`,
  ),
  // What goes on behind it says that it was a password: it is masked along.
  secret(
    'piped-password',
    'password that a command is given by a pipe',
    '[^\\s"\'`|$]{4,64}(?:\\\\n)?["\']?[ \\t]{1,4}\\|[ \\t]{0,4}(?:sudo -S|sudo --stdin|docker login|podman login|helm registry login|skopeo login|oc login|az login|gh auth login|passwd|chpasswd|cryptsetup|kinit|su |cosign)',
    {
      lead: '\\b(?:echo|printf)[ \\t]{1,4}(?:-n[ \\t]{1,4})?["\']?',
      confidence: 0.85,
      accept: value => !isReference(value.subarray(0, textOf(value).search(/["']?[ \t]+\|/)), nobody, 'password', true),
      source: 'https://cwe.mitre.org/data/definitions/214.html',
    },
  ),
  command(
    'redis-conf-password',
    'password in a Redis configuration',
    '(?:^|\\n)[ \\t]{0,4}(?:requirepass|masterauth)[ \\t]{1,4}"?',
  ),
  command('command-password', 'password of a command', '\\bwpa_passphrase[ \\t]{1,4}["\']?[\\w -]{1,32}["\']?[ \\t]{1,4}["\']?'),
  command('sshpass-password', 'password of sshpass', `\\bsshpass[ \\t]{1,4}(?:-v[ \\t]{1,4})?-p[ \\t]{0,4}${quote}`),
  ...[
    `(?:docker|podman|oc|az|twine|skopeo|crane|helm registry) (?:login|upload)${more}-p`,
    `(?:ldapsearch|ldapadd|ldapmodify|ldapdelete|ldappasswd)${more}-w`,
    `redis-cli${more}-a`,
    `(?:mongo|mongosh|mongodump|mongorestore|rdesktop|plink|pscp|putty|psexec|influx|cqlsh|crackmapexec|nxc|netexec|evil-winrm)${more}-p`,
    `(?:sqlcmd|bcp|osql|zip|unzip)${more}-P`,
    `(?:keytool|jarsigner)${more}-(?:storepass|keypass)`,
  ].map(program => command('command-password', 'password of a command', `\\b${program}[ \\t]{1,4}${quote}`)),
  command(
    'curl-auth-user',
    'user and password of curl',
    `\\bcurl${more}(?:-u|--user|--proxy-user|-U)[ \\t=]{0,4}${quote}[\\w.@%+\\\\-]{0,40}:`,
  ),
  command(
    'http-auth-option',
    'user and password of an HTTP client',
    `\\b(?:http|https|xh|httpie)${more}(?:-a|--auth)[ \\t=]{1,4}${quote}[\\w.@%+-]{1,40}:`,
  ),
  command('net-use-password', 'password of a Windows command', '(?i)\\bnet[ \\t]{1,4}user[ \\t]{1,4}[\\w.-]{1,30}[ \\t]{1,4}'),
  command(
    'net-use-password',
    'password of a Windows command',
    '(?i)\\bnet[ \\t]{1,4}use[ \\t]{1,4}(?:[a-z*]:?[ \\t]{1,4})?\\\\{2,4}[\\w.$-]{1,30}(?:\\\\{1,2}[\\w.$-]{1,30})?[ \\t]{1,4}(?:/user:[\\w.\\\\@-]{1,40}[ \\t]{1,4})?',
  ),
  command(
    'cmdkey-password',
    'password that Windows keeps',
    '(?i)\\b(?:cmdkey[ \\t][^\\n]{0,40}|xfreerdp[ \\t][^\\n]{0,40}|runas[ \\t][^\\n]{0,40}|psexec[ \\t][^\\n]{0,40})/(?:pass|p):',
  ),
  command(
    'command-password',
    'password of a command',
    '\\bhtpasswd[ \\t]{1,4}-[a-zA-Z]{0,4}b[a-zA-Z]{0,4}[ \\t]{1,4}[\\w./-]{1,60}[ \\t]{1,4}[\\w.@-]{1,40}[ \\t]{1,4}["\']?',
  ),
  command('openssl-pass', 'password of openssl', '-pass(?:in|out)?[ \\t]{1,4}["\']?pass:'),
  command(
    'chpasswd-password',
    'password given to chpasswd',
    `\\becho[ \\t]{1,4}(?:-[ne][ \\t]{1,4})?${quote}[a-z_][\\w-]{0,31}:`,
    value => isStrong(value) && argument(value),
  ),
  secret('powershell-secure-string', 'password in PowerShell', '[^"\'\\n$]{4,64}', {
    lead: '(?i)ConvertTo-SecureString[ \\t]{1,4}(?:-String[ \\t]{1,4})?(?:-AsPlainText[ \\t]{1,4})?["\']',
    accept: value => !standsForValue(value, nobody, 'password'),
    source: 'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.security/convertto-securestring',
  }),
  secret('sql-password', 'password in SQL', '[^\'"\\n]{4,64}', {
    lead: "(?i)\\b(?:identified[ \\t]{1,4}(?:with[ \\t]{1,4}['\"`]?\\w{1,32}['\"`]?[ \\t]{1,4})?(?:by|as)|(?:encrypted|with|login|superuser|createdb|createrole|inherit|(?:role|user)[ \\t]{1,4}[\\w\"'@%.-]{1,40})[ \\t\\n]{1,8}password(?:[ \\t]{0,4}=)?|set[ \\t]{1,4}password[ \\t]{1,4}for[ \\t]{1,4}[\\w'@%.-]{1,40}[ \\t]{0,4}=)[ \\t]{1,4}(?:password\\()?N?\\\\?['\"]",
    severity: 'critical',
    confidence: 0.9,
    accept: isSqlPassword,
    source: 'https://www.postgresql.org/docs/current/sql-createrole.html',
  }),
  secret('php-define-password', 'password or key of a PHP constant', '[^\'"\\n]{4,63}', {
    lead: '(?i)\\bdefine\\([ \\t]{0,4}[\'"](?:[a-z0-9]{1,12}_){0,3}(?:password|passwd|pass|pwd|secret|token|api_?key|secret_?key|access_?key|private_?key)[\'"][ \\t]{0,4},[ \\t]{0,4}[\'"]',
    accept: value => !standsForValue(value, nobody, 'password'),
    source: 'https://developer.wordpress.org/apis/wp-config-php/',
  }),
  secret('expect-password', 'password in an expect script', '[^"\\\\\\n$\\s]{4,64}', {
    lead: '(?i)expect[ \\t]{1,4}(?:-re[ \\t]{1,4})?["{][^"}\\n]{0,24}(?:assword|passphrase)[^"}\\n]{0,8}["}]\\s{1,8}(?:\\{\\s{0,8})?send(?:[ \\t]{1,4}--)?[ \\t]{1,4}"',
    accept: argument,
    source: 'https://www.nist.gov/services-resources/software/expect',
  }),
  secret('snmp-community', 'community of SNMP', '[^\\s"\'`<>]{4,64}', {
    lead: '(?i)\\bsnmp-server[ \\t]{1,4}community[ \\t]{1,4}',
    severity: 'medium',
    accept: value => !/^(?:public|private|string|name)$/i.test(textOf(value)) && argument(value),
    source: 'https://www.rfc-editor.org/rfc/rfc1157',
  }),
  secret('cli-config-secret', 'secret given to a configuration command', '[A-Za-z0-9+/_.=-]{8,}', {
    lead: '(?i)\\b(?:aws[ \\t]{1,4}configure[ \\t]{1,4}set[ \\t]{1,4}\\w{0,24}(?:secret|token)\\w{0,16}|(?:gh|glab)[ \\t]{1,4}secret[ \\t]{1,4}set[ \\t]{1,4}\\w{1,40}[ \\t]{1,4}(?:--body|-b)|heroku[ \\t]{1,4}config:set[ \\t]{1,4}\\w{0,24}(?:secret|token|key)\\w{0,8}=|vercel[ \\t]{1,4}--token|fly[ \\t]{1,4}secrets[ \\t]{1,4}set[ \\t]{1,4}\\w{1,40}=)[ \\t]{0,4}["\']?',
    commit: 64,
    accept: value => isRandom(value) && argument(value),
    source: 'https://docs.aws.amazon.com/cli/latest/reference/configure/set.html',
  }),
];

function command(id: string, title: string, lead: string, accept = argument): Detector {
  return secret(id, title, values, { lead, accept, confidence: 0.85, source: 'https://cwe.mitre.org/data/definitions/214.html' });
}

/** `PASSWORD '…'` of CREATE and ALTER; a column, a comparison, a label of a form have a word. */
function isSqlPassword(value: Uint8Array): boolean {
  const text = textOf(value);
  return !standsForValue(value, nobody, 'password') && !/^[,)]|^\*|^[A-Za-z]+$/.test(text) && !/^[0-9A-F*]{41}$/.test(text);
}
