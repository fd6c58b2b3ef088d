// Connection strings that carry a password: of databases, queues and caches.
import type { Detector } from '../../scan.ts';
import { secret, textOf } from '../define.ts';
import { isPlaceholder } from '../placeholder.ts';

const schemes =
  'postgres(?:ql)?|mysql2?|mariadb|mongodb|rediss?|valkeys?|amqps?|nats|kafka|mssql|sqlserver|oracle|clickhouse|cockroachdb|jdbc:[a-z0-9:]{2,20}';
const driver = '(?:\\+[a-z0-9_]{2,12})?';

export const databaseUrlDetectors: readonly Detector[] = [
  // The last @ ends the password: an unescaped one inside it belongs to it.
  secret(
    'database-url',
    'database URL with a password',
    `(?i)\\b(?:${schemes})${driver}://[^\\s:@/"'\`<>]{0,64}:[^\\s/"'\`<>]{1,128}@[^\\s/"'\`<>(),;\\\\]{1,255}`,
    {
      severity: 'critical',
      accept: hasPassword,
    },
  ),
  secret('connection-string', 'password in a connection string', '[^;"\'`\\s]{4,128}', {
    lead: '(?i)(?:;|")\\s{0,2}(?:password|pwd)\\s{0,2}=\\s{0,2}',
    confidence: 0.8,
  }),
];

function hasPassword(value: Uint8Array): boolean {
  const login = value.subarray(textOf(value).indexOf('//') + 2, textOf(value).lastIndexOf('@'));
  const password = login.subarray(login.indexOf(0x3a) + 1);
  return !isPlaceholder(password) && !/^(?:PASSWORD|PASS|DB_PASSWORD|SECRET|\*+|x+|\{[^{}]*\}|\$.*)$/.test(textOf(password));
}
