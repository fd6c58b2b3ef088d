import { formed } from '../formed.ts';
import { hit, lookalikes, miss, run, type Samples } from '../sample.ts';

export const passwordHashSamples: readonly Samples[] = [
  formed('bcrypt-hash', seed => `$2b$12$${run('base62', 53, seed)}`, 40, miss('variables', 'echo $2 $1')),
  formed(
    'unix-password-hash',
    seed => `$6$${run('base62', 16, seed)}$${run('base62', 86, seed)}`,
    40,
    miss('variables of a shell', 'awk "{print $1$2, $6$7}"'),
    miss('money', 'it costs $5 or $6, then $1'),
  ),
  formed(
    'apache-password-hash',
    seed => `$apr1$${run('base62', 8, seed)}$${run('base62', 22, seed)}`,
    25,
    miss('a variable', '$apr1'),
  ),
  formed(
    'argon2-hash',
    seed => `$argon2id$v=19$m=65536,t=3,p=4$${run('base62', 22, seed)}$${run('base62', 43, seed)}`,
    50,
    miss('its parameters', '$argon2id$v=19$m=65536,t=3,p=4'),
  ),
  formed(
    'phc-password-hash',
    seed => `$pbkdf2-sha256$29000$${run('base62', 22, seed)}$${run('base62', 43, seed)}`,
    40,
    miss('its name', '$pbkdf2-sha256$29000'),
  ),
  formed(
    'django-password-hash',
    seed => `pbkdf2_sha256$600000$${run('base62', 22, seed)}$${run('base64', 43, seed)}=`,
    50,
    miss('its name', 'pbkdf2_sha256$600000$'),
  ),
  formed('ldap-password-hash', seed => `{SSHA}${run('base64', 32, seed)}`, 20, miss('its name', 'userPassword: {SSHA}...')),
  formed('phpass-hash', seed => `$P$B${run('base62', 30, seed)}`, 20, miss('a variable', '$P$B')),
  {
    detector: 'mysql-password-hash',
    hits: [
      hit('in SQL', "IDENTIFIED BY PASSWORD '*", run('hex', 40).toUpperCase(), "';"),
      hit('in a table', "mysql_native_password AS '*", run('hex', 40, 2).toUpperCase(), "'"),
    ],
    misses: [
      miss('a commit', `password: see ${lookalikes.gitSha}`),
      miss('a placeholder', `IDENTIFIED BY PASSWORD '*${'0'.repeat(40)}'`),
    ],
  },
  formed(
    'scram-password-hash',
    seed => `SCRAM-SHA-256$4096:${run('base64', 22, seed)}==$${run('base64', 43, seed)}=:${run('base64', 43, seed + 1)}=`,
    50,
    miss('its name', 'SCRAM-SHA-256 is the default'),
  ),
  {
    detector: 'ntlm-hash',
    hits: [
      hit('of a dump', 'Administrator:500:', `${run('hex', 32)}:${run('hex', 32, 2)}:::`, '\n'),
      hit('of a user', 'bob:1001:', `${run('hex', 32, 3)}:${run('hex', 32, 4)}:::`, '\n'),
    ],
    misses: [miss('a place in a file', 'main.ts:500:20: error'), miss('two digests', `${run('hex', 32)}:${run('hex', 32, 2)}`)],
  },
  {
    detector: 'ntlmv2-response',
    hits: [
      hit('of a user', 'bob::CORP:', `${run('hex', 16)}:${run('hex', 32, 2)}:${run('hex', 120, 3)}`, '\n'),
      hit('of another', 'x::HOST:', `${run('hex', 16, 4)}:${run('hex', 32, 5)}:${run('hex', 120, 6)}`, '\n'),
    ],
    misses: [miss('a name in C++', 'std::vector:size'), miss('an address', 'fe80::1:2:3')],
  },
  formed(
    'kerberos-ticket-hash',
    seed => `$krb5tgs$23$*svc$CORP.EXAMPLE$host/x*$${run('hex', 32, seed)}$${run('hex', 200, seed)}`,
    25,
    miss('its name', '$krb5tgs$'),
  ),
  formed(
    'cisco-password-hash',
    seed => `$9$${run('base62', 14, seed)}$${run('base62', 43, seed)}`,
    40,
    miss('money', '$9 or $8'),
  ),
  {
    detector: 'cisco-type-7-password',
    hits: [
      hit('of a user', 'username bob password 7 ', '0822455D0A16544541', '\n'),
      hit('of a line', ' key 7 ', '070C285F4D06485744', '\n'),
    ],
    misses: [miss('a count', 'a password 7 characters long'), miss('few digits', 'key 7 12')],
  },
];
