// What programs write down: logs, times, tables, sums, headers; and documents that have nothing to hide.
import { fence } from '../carriers/carrier.ts';
import type { Chance } from '../chance.ts';
import { uuid } from '../template.ts';
import { sentence } from './prose.ts';
import { base64Run, clean, hex, lines, moment, packageName, two, version } from './recipe.ts';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const epoch = (chance: Chance): number => chance.int(1_500_000_000, 1_900_000_000);

export const dataRecipes = clean('markdown', [
  [
    'log-requests',
    chance =>
      lines(
        6,
        () =>
          `${moment(chance)} INFO request_id=${uuid(chance)} trace_id=${hex(chance, 32)} span_id=${hex(chance, 16)} status=${chance.pick([200, 201, 404])} duration_ms=${chance.int(1, 900)}`,
      ),
  ],
  [
    'log-json',
    chance =>
      lines(4, () =>
        JSON.stringify({
          ts: epoch(chance) + 0.25,
          level: 'info',
          msg: sentence(chance),
          trace: hex(chance, 32),
          pid: chance.int(100, 99999),
        }),
      ),
  ],
  [
    'access-log',
    chance =>
      lines(
        5,
        () =>
          `10.0.${chance.int(0, 9)}.${chance.int(1, 254)} - - [0${chance.int(1, 9)}/Mar/2026:10:${two(chance.int(0, 59))}:00 +0000] "GET /assets/app.${hex(chance, 8)}.js HTTP/1.1" 200 ${chance.int(100, 999999)}`,
      ),
  ],
  [
    'syslog',
    chance =>
      lines(
        5,
        () =>
          `Mar ${chance.int(10, 28)} 10:${two(chance.int(0, 59))}:11 web-${chance.int(1, 9)} kernel: [${chance.int(1000, 999999)}.${chance.int(100000, 999999)}] usb 1-${chance.int(1, 9)}: new device number ${chance.int(1, 20)}`,
      ),
  ],
  [
    'log-auth',
    chance =>
      lines(
        4,
        () =>
          `${moment(chance)} WARN login failed: invalid password for user id ${chance.int(1, 99999)} (attempt ${chance.int(1, 5)})`,
      ),
  ],
  [
    'log-token',
    chance =>
      lines(
        4,
        () =>
          `${moment(chance)} INFO token refreshed, expires in ${chance.int(60, 3600)} s; token cache: ${chance.int(1, 999)} entries; password check: ok`,
      ),
  ],
  [
    'traceparent',
    chance =>
      fence(
        'http',
        `GET /v1/items HTTP/1.1\ntraceparent: 00-${hex(chance, 32)}-${hex(chance, 16)}-01\nx-request-id: ${uuid(chance)}\netag: W/"${hex(chance, 32)}"\ncontent-md5: ${base64Run(chance, 22)}==`,
      ),
  ],
  [
    'response-headers',
    chance =>
      fence(
        'http',
        `HTTP/2 200\ncf-ray: ${hex(chance, 16)}-FRA\nx-amz-request-id: ${chance.run('0123456789ABCDEFGHJKLMNPQRSTUVWXYZ', 16)}\nx-amz-id-2: ${base64Run(chance, 75)}=\nlast-modified: Tue, 03 Mar 2026 10:11:12 GMT\nstrict-transport-security: max-age=31536000`,
      ),
  ],
  [
    'timestamps',
    chance =>
      lines(6, () => `${epoch(chance)} ${epoch(chance)}${chance.int(100, 999)} ${moment(chance)} ${chance.int(1, 28)}/03/2026`),
  ],
  [
    'csv',
    chance =>
      `id,created,amount,sku\n${lines(5, () => `${chance.int(100000, 999999)},${epoch(chance)},${chance.int(1, 999)}.${two(chance.int(0, 99))},${chance.run('ABCDEFGH', 3)}-${chance.int(10000, 99999)}`)}`,
  ],
  [
    'numbers',
    chance =>
      lines(4, () => `${chance.int(1e9, 9e9)} ${chance.int(1e11, 9e11)} ${chance.int(1e14, 9e14)} ${chance.int(1e8, 9e8)}`),
  ],
  [
    'phone-like',
    chance =>
      `Build 20260304.${chance.int(1, 99)}, part no. ${chance.int(100, 999)}-${chance.int(100, 999)}-${chance.int(1000, 9999)}, range ${chance.int(1, 9)} - ${chance.int(10, 99)} - ${chance.int(100, 999)}, ratio ${chance.int(1, 9)}/${chance.int(1, 9)}, RFC ${chance.int(1000, 9999)}, port ${chance.int(1000, 65000)}, size 1920x1080, ${chance.int(100, 999)} 000 000 rows.`,
  ],
  [
    'sql-dump',
    chance =>
      fence(
        'sql',
        `INSERT INTO \`items\` VALUES ${lines(4, () => `(${chance.int(1, 99999)},'${packageName(chance)}','${moment(chance).slice(0, 19).replace('T', ' ')}',${chance.int(1, 9999)},NULL,'${hex(chance, 40)}')`).replaceAll('\n', ',')};`,
      ),
  ],
  [
    'sql-schema',
    () =>
      fence(
        'sql',
        "COMMENT ON COLUMN users.password IS 'hash of the password';\nALTER TABLE users ADD COLUMN token_expires_at timestamptz;\nCREATE INDEX users_api_key_idx ON users (api_key);",
      ),
  ],
]);

export const documentRecipes = clean('json', [
  [
    'document-list',
    chance =>
      JSON.stringify({
        object: 'list',
        data: Array.from({ length: 4 }, () => ({
          id: `item_${chance.run(base62, 24)}`,
          created: epoch(chance),
          amount: chance.int(100, 99999),
          currency: 'eur',
        })),
        has_more: false,
      }),
  ],
  [
    'document-completion',
    chance =>
      JSON.stringify({
        id: `chatcmpl-${chance.run(base62, 29)}`,
        object: 'chat.completion',
        created: epoch(chance),
        model: 'gpt-4o',
        system_fingerprint: `fp_${hex(chance, 10)}`,
        usage: { prompt_tokens: chance.int(1, 999), completion_tokens: chance.int(1, 999), total_tokens: chance.int(1, 1999) },
        choices: [{ index: 0, message: { role: 'assistant', content: sentence(chance) }, finish_reason: 'stop' }],
      }),
  ],
  [
    'document-commit',
    chance =>
      JSON.stringify({
        sha: hex(chance, 40),
        node_id: base64Run(chance, 60),
        parents: [{ sha: hex(chance, 40) }],
        commit: {
          message: sentence(chance),
          tree: { sha: hex(chance, 40) },
          verification: { verified: false, reason: 'unsigned', signature: null },
        },
      }),
  ],
  [
    'document-metrics',
    chance =>
      JSON.stringify({
        series: Array.from({ length: 6 }, () => [epoch(chance) * 1000, chance.next() * 1000]),
        interval: 60,
        tokens_per_second: chance.int(1, 99),
      }),
  ],
  [
    'document-schema',
    () =>
      JSON.stringify({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        properties: {
          password: { type: 'string', minLength: 12 },
          token: { type: 'string', format: 'uuid' },
          api_key: { $ref: '#/$defs/key' },
        },
        required: ['password'],
      }),
  ],
  [
    'document-error',
    chance =>
      JSON.stringify({
        error: {
          type: 'invalid_request_error',
          code: 'invalid_api_key',
          message: 'The API key is missing or wrong.',
          param: 'password',
          request_id: `req_${hex(chance, 24)}`,
        },
      }),
  ],
  [
    'document-page',
    chance =>
      JSON.stringify({
        items: [sentence(chance)],
        next_page_token: chance.flip(0.5) ? null : '',
        nextCursor: `${chance.int(10, 9999)}`,
        etag: `"${hex(chance, 32)}"`,
      }),
  ],
  [
    'document-translations',
    () =>
      JSON.stringify({
        en: { password: 'Password', token: 'Token', secret: 'Secret' },
        de: { password: 'Passwort', token: 'Token', secret: 'Geheimnis' },
      }),
  ],
  [
    'document-flags',
    chance =>
      JSON.stringify({
        has_password: true,
        password: null,
        token: '',
        secret: false,
        token_count: chance.int(1, 9999),
        api_key: '${API_KEY}',
      }),
  ],
  [
    'document-manifest',
    chance =>
      JSON.stringify({
        schemaVersion: 2,
        config: { digest: `sha256:${hex(chance, 64)}`, size: chance.int(1000, 9999) },
        layers: Array.from({ length: 3 }, () => ({ digest: `sha256:${hex(chance, 64)}`, size: chance.int(1e5, 9e7) })),
      }),
  ],
  [
    'document-geo',
    chance =>
      JSON.stringify({
        lat: chance.next() * 90,
        lon: chance.next() * 180,
        zip: String(chance.int(10000, 99999)),
        population: chance.int(1000, 9999999),
      }),
    'held-out',
  ],
  [
    'document-spec',
    chance =>
      JSON.stringify({
        openapi: '3.1.0',
        paths: {
          '/login': {
            post: {
              operationId: 'login',
              requestBody: {
                content: {
                  'application/json': { schema: { properties: { password: { type: 'string', example: 'your-password' } } } },
                },
              },
            },
          },
        },
        info: { version: version(chance) },
      }),
    'held-out',
  ],
]);
