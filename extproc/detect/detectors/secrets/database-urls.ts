// Connection strings that carry a password: of databases, queues and caches, as URLs and as lists of properties.
import type { Detector } from '../../scan.ts';
import { secret, textOf } from '../define.ts';
import { isPlaceholder } from '../placeholder.ts';

const schemes =
  'postgres(?:ql)?|mysqlx?|mysql2|mariadb|mongodb|rediss?|valkeys?|amqps?|nats|kafka|pulsar(?:\\+ssl)?|mssql|sqlserver|oracle|clickhouses?|' +
  'cockroachdb|couchbases?|couchdb|cassandra|neo4j|bolt|influxdb|snowflake|redshift|trino|presto|hive|db2|firebird|libsql|surrealdb|memcached?|mqtts?|stomp|celery|jdbc:[a-z0-9:]{2,20}';
const driver = '(?:\\+[a-z0-9_]{1,12}){0,2}';

export const databaseUrlDetectors: readonly Detector[] = [
  // The last @ ends the password: an unescaped one inside it belongs to it.
  secret(
    'database-url',
    'database URL with a password',
    `(?i)\\b(?:${schemes})${driver}://[^\\s:@/"'\`<>]{0,64}:[^\\s/"'\`<>]{1,128}@[^\\s/"'\`<>(),;\\\\]{1,255}`,
    {
      severity: 'critical',
      accept: hasPassword,
      source: 'RFC 3986, 3.2.1; documentation of the databases',
    },
  ),
  secret('connection-string', 'password in a connection string', '[^;"\'`\\s]{4,128}', {
    lead: '(?i)(?:;|")\\s{0,2}(?:password|pwd)\\s{0,2}=\\s{0,2}',
    confidence: 0.8,
    accept: isNoPath,
    source: 'Microsoft documentation: ADO.NET and ODBC connection strings',
  }),
  secret('connection-string', 'password in a connection string', '\\{[^{};"\'`\\n]{4,128}\\}', {
    lead: '(?i);\\s{0,2}(?:password|pwd)\\s{0,2}=\\s{0,2}',
    confidence: 0.8,
    accept: value => isPassword(value.subarray(1, -1)) && !/^[A-Z_a-z.]+$/.test(textOf(value.subarray(1, -1))),
    source: 'Microsoft documentation: ADO.NET and ODBC connection strings',
  }),
  secret('jdbc-password', 'password in a JDBC URL', '[^&;"\'`\\s<>]{3,128}', {
    lead: '(?i)jdbc:[a-z0-9:]{2,24}(?://|@)[a-z0-9._:/,?&=;%+@-]{1,120}[?&;]password=',
    severity: 'critical',
    accept: isPassword,
    source: 'documentation of JDBC drivers',
  }),
  secret('jdbc-password', 'password in a JDBC URL', '[^\\s/@"\'`<>]{3,64}', {
    lead: '(?i)jdbc:oracle:(?:thin|oci):[a-z0-9_#$]{1,32}/',
    severity: 'critical',
    accept: isPassword,
    source: 'documentation of JDBC drivers',
  }),
  secret('libpq-password', 'password in a list of connection parameters', '[^\\s"\'`<>]{3,128}', {
    lead: '(?i)\\b(?:host|dbname|user|port|sslmode)=[a-z0-9_.-]{1,60} (?:[a-z_]{2,16}=[a-z0-9._/@-]{1,40} ){0,2}password=',
    severity: 'critical',
    accept: isPassword,
    source: 'PostgreSQL documentation: libpq connection strings',
  }),
  secret('kafka-jaas-password', 'password in a JAAS configuration', '[^"\'\\\\;\\n]{3,128}', {
    lead: 'username=\\\\{0,3}["\'][A-Za-z0-9._@{}$-]{1,60}\\\\{0,3}["\']\\s{1,4}(?:\\\\\\s{1,8})?password=\\\\{0,3}["\']',
    severity: 'critical',
    accept: isPassword,
    source: 'Apache Kafka documentation: SASL',
  }),
];

function hasPassword(value: Uint8Array): boolean {
  const login = value.subarray(textOf(value).indexOf('//') + 2, textOf(value).lastIndexOf('@'));
  return !defaults.test(textOf(login)) && isPassword(login.subarray(login.indexOf(0x3a) + 1));
}

/** With which servers are delivered and examples written. */
const defaults = /^(guest|postgres|root|admin|user|username|test|sa|mysql|mongo|redis|rabbitmq):\1$/;

/** What examples have there, and what is no value. */
const words =
  /^(?:(?:my|your|db|user|the|some)?[_-]?(?:password|passwd|pass|pwd|secret)|changeme|change-me|example|bitnami|\*+|x+|\.+|\{[^{}]*\}|\[[^[\]]*\]|[$%#]\{?.*)$/i;

function isPassword(password: Uint8Array): boolean {
  return !isPlaceholder(password) && !words.test(textOf(password));
}

/** In a shell `PWD=/srv/app` is where it stands. */
function isNoPath(password: Uint8Array): boolean {
  return isPassword(password) && !/^(?:[/~]|[A-Za-z]:\\)/.test(textOf(password));
}
