// Passwords as they are stored: hashes of systems, web servers, directories and frameworks. Whoever has one can guess on at home.
// A digest without salt and form (MD5, SHA-1) is let be: nothing tells it from any other digest.
import type { Detector } from '../../scan.ts';
import { secret, textOf } from '../define.ts';
import { isPlaceholder } from '../placeholder.ts';

const crypt = 'https://man7.org/linux/man-pages/man5/crypt.5.html';

const ofMysql = /(?:password|authentication_string|mysql_native_password)['"` a-z]{0,16}['"`:= (]{1,6}\*$/i;

export const passwordHashDetectors: readonly Detector[] = [
  secret('bcrypt-hash', 'password hash of bcrypt', '\\$2[abxy]?\\$[0-9]{2}\\$[./A-Za-z0-9]{53}', {
    severity: 'medium',
    source: crypt,
  }),
  // /etc/shadow: MD5, SHA-256, SHA-512, yescrypt, gost-yescrypt, scrypt.
  secret(
    'unix-password-hash',
    'password hash of a Unix system',
    '\\$(?:1\\$[./A-Za-z0-9]{1,8}\\$[./A-Za-z0-9]{22}|[56]\\$(?:rounds=[0-9]{1,9}\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{43,86}|' +
      'g?y\\$[./A-Za-z0-9]{1,8}\\$[./A-Za-z0-9]{1,86}\\$[./A-Za-z0-9]{43}|7\\$[./A-Za-z0-9]{11,97}\\$[./A-Za-z0-9]{43})',
    { severity: 'medium', commit: 56, source: crypt },
  ),
  secret('apache-password-hash', 'password hash of htpasswd', '\\$apr1\\$[./A-Za-z0-9]{1,8}\\$[./A-Za-z0-9]{22}', {
    severity: 'medium',
    source: 'https://httpd.apache.org/docs/2.4/misc/password_encryptions.html',
  }),
  secret(
    'argon2-hash',
    'password hash of Argon2',
    '\\$argon2(?:id|i|d)\\$(?:v=[0-9]{1,3}\\$)?m=[0-9]{1,8},t=[0-9]{1,4},p=[0-9]{1,3}\\$[A-Za-z0-9+/]{8,88}\\$[A-Za-z0-9+/]{16,171}',
    { severity: 'medium', commit: 64, source: 'https://github.com/P-H-C/phc-string-format' },
  ),
  secret(
    'phc-password-hash',
    'password hash of PBKDF2 or scrypt',
    '\\$(?:pbkdf2-sha(?:1|256|512)|scrypt)\\$[A-Za-z0-9=,]{2,40}\\$[A-Za-z0-9+/.]{8,88}\\$[A-Za-z0-9+/.]{16,128}',
    { severity: 'medium', commit: 56, source: 'https://github.com/P-H-C/phc-string-format' },
  ),
  secret(
    'django-password-hash',
    'password hash of a web framework',
    '\\b(?:pbkdf2_sha(?:1|256)\\$|pbkdf2:sha(?:1|256|512):|scrypt:[0-9]{3,6}:[0-9]{1,2}:)[0-9]{1,8}\\$[A-Za-z0-9./+]{6,32}\\$[A-Za-z0-9+/]{27,128}={0,2}',
    { severity: 'medium', commit: 64, source: 'https://docs.djangoproject.com/en/stable/topics/auth/passwords/' },
  ),
  secret('ldap-password-hash', 'password hash of a directory', '\\{(?:SSHA|SSHA256|SSHA512|SMD5)\\}[A-Za-z0-9+/]{24,140}={0,2}', {
    severity: 'medium',
    commit: 56,
    source: 'https://www.openldap.org/doc/admin26/security.html',
  }),
  secret('phpass-hash', 'password hash of WordPress or phpBB', '\\$[PH]\\$[./A-Za-z0-9]{31}', {
    severity: 'medium',
    source: 'https://www.openwall.com/phpass/',
  }),
  secret('mysql-password-hash', 'password hash of MySQL', '[0-9A-F]{40}\\b', {
    // Passwords are spoken of everywhere: what stands before the mark is asked last.
    lead: '\\*',
    severity: 'medium',
    context: 64,
    accept: (value, before) => ofMysql.test(textOf(before)) && !isPlaceholder(value),
    source: 'https://dev.mysql.com/doc/refman/8.0/en/native-pluggable-authentication.html',
  }),
  secret(
    'scram-password-hash',
    'password hash of PostgreSQL',
    'SCRAM-SHA-256\\$[0-9]{3,6}:[A-Za-z0-9+/]{16,44}={0,2}\\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=',
    {
      severity: 'medium',
      commit: 64,
      source: 'https://www.postgresql.org/docs/current/catalog-pg-authid.html',
    },
  ),
  secret('ntlm-hash', 'password hash of Windows', '[a-fA-F0-9]{32}:[a-fA-F0-9]{32}:::', {
    lead: ':[0-9]{3,6}:',
    source: 'https://learn.microsoft.com/en-us/windows-server/security/kerberos/passwords-technical-overview',
  }),
  secret('ntlmv2-response', 'NTLMv2 response', '[a-fA-F0-9]{16}:[a-fA-F0-9]{32}:[a-fA-F0-9]{60,}', {
    lead: '::[A-Za-z0-9_.-]{1,32}:',
    severity: 'medium',
    commit: 56,
    source: 'https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-nlmp/',
  }),
  secret('kerberos-ticket-hash', 'Kerberos ticket for guessing', '\\$krb5(?:tgs|asrep|pa)\\$[0-9]{1,2}\\$[^\\s"\'`,]{20,}', {
    commit: 56,
    source: 'example hashes of hashcat: modes 7500, 13100, 18200',
  }),
  secret('cisco-password-hash', 'password hash of network equipment', '\\$(?:8|9)\\$[./A-Za-z0-9]{14}\\$[./A-Za-z0-9]{43}', {
    severity: 'medium',
    source: 'example hashes of hashcat: modes 9200, 9300',
  }),
  secret('cisco-type-7-password', 'scrambled password of network equipment', '[0-9]{2}[0-9A-F]{8,60}\\b', {
    lead: '(?i)\\b(?:password|secret|key|key-string) 7 ',
    source:
      'https://www.cisco.com/c/en/us/support/docs/security-vpn/remote-authentication-dial-user-service-radius/107614-64.html',
  }),
];
