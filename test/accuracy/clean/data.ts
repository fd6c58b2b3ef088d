// Data that looks like secrets or people and is neither: identifiers, times, sizes, sums, images, vectors, traces.
import type { Chance } from '../chance.ts';
import { uuid } from '../template.ts';
import { sentence } from './prose.ts';
import { base64Run, clean, hex, lines, moment, packageName, two, version } from './recipe.ts';

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;
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
      fenced(
        'http',
        `GET /v1/items HTTP/1.1\ntraceparent: 00-${hex(chance, 32)}-${hex(chance, 16)}-01\nx-request-id: ${uuid(chance)}\netag: W/"${hex(chance, 32)}"\ncontent-md5: ${base64Run(chance, 22)}==`,
      ),
  ],
  [
    'response-headers',
    chance =>
      fenced(
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
    'coordinates',
    chance =>
      fenced(
        'json',
        JSON.stringify({
          type: 'LineString',
          coordinates: Array.from({ length: 5 }, () => [
            chance.int(-180, 180) + chance.next(),
            chance.int(-90, 90) + chance.next(),
          ]),
        }),
      ),
  ],
  [
    'vectors',
    chance =>
      fenced('json', JSON.stringify({ embedding: Array.from({ length: 24 }, () => Number((chance.next() - 0.5).toFixed(8))) })),
  ],
  [
    'matrix',
    chance =>
      fenced(
        'text',
        lines(5, () => lines(8, () => String(chance.int(0, 9999)).padStart(6)).replaceAll('\n', '')),
      ),
  ],
  ['image-data', chance => `![chart](data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA${base64Run(chance, 600)}=)`],
  ['wasm-data', chance => fenced('js', `const wasm = "AGFzbQEAAAABBgFgAX8Bfw${base64Run(chance, 300)}==";`)],
  [
    'sql-dump',
    chance =>
      fenced(
        'sql',
        `INSERT INTO \`items\` VALUES ${lines(4, () => `(${chance.int(1, 99999)},'${packageName(chance)}','${moment(chance).slice(0, 19).replace('T', ' ')}',${chance.int(1, 9999)},NULL,'${hex(chance, 40)}')`).replaceAll('\n', ',')};`,
      ),
  ],
  [
    'sql-schema',
    () =>
      fenced(
        'sql',
        "COMMENT ON COLUMN users.password IS 'hash of the password';\nALTER TABLE users ADD COLUMN token_expires_at timestamptz;\nCREATE INDEX users_api_key_idx ON users (api_key);",
      ),
  ],
  [
    'object-ids',
    chance =>
      fenced(
        'json',
        JSON.stringify(
          {
            _id: hex(chance, 24),
            parent: hex(chance, 24),
            ulid: `01J${chance.run('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 23)}`,
            snowflake: `1${chance.run('0123456789', 17)}`,
            nano: chance.run(`${base62}_-`, 21),
          },
          null,
          2,
        ),
      ),
  ],
  [
    'vendor-ids',
    chance =>
      fenced(
        'json',
        JSON.stringify(
          {
            customer: `cus_${chance.run(base62, 14)}`,
            payment: `pi_${chance.run(base62, 24)}`,
            price: `price_1${chance.run(base62, 23)}`,
            run: `run_${chance.run(base62, 24)}`,
            message: `msg_01${chance.run(base62, 22)}`,
            call: `call_${chance.run(base62, 24)}`,
            completion: `chatcmpl-${chance.run(base62, 29)}`,
          },
          null,
          2,
        ),
      ),
  ],
  [
    'cloud-ids',
    chance =>
      lines(
        4,
        () =>
          `arn:aws:iam::${chance.run('0123456789', 12)}:role/deploy vpc-0${hex(chance, 16)} subnet-0${hex(chance, 16)} i-0${hex(chance, 16)} ami-0${hex(chance, 16)} sg-0${hex(chance, 16)} projects/acme-${chance.int(1000, 9999)}/locations/eu`,
      ),
  ],
  [
    'slack-ids',
    chance =>
      `Posted by U0${chance.run('0123456789ABCDEFGHJKLMNPQRSTUVWXYZ', 9)} in C0${chance.run('0123456789ABCDEFGHJKLMNPQRSTUVWXYZ', 9)} at ${epoch(chance)}.${chance.int(100000, 999999)}.`,
  ],
  [
    'analytics-ids',
    chance =>
      fenced(
        'html',
        `<script async src="https://www.googletagmanager.com/gtag/js?id=G-${chance.run('0123456789ABCDEFGHJKLMNPQRSTUVWXYZ', 10)}"></script>\n<script>gtag('config', 'UA-${chance.int(1000000, 99999999)}-${chance.int(1, 9)}');</script>`,
      ),
  ],
  [
    'transactions',
    chance =>
      `Sent in 0x${hex(chance, 64)} from 0x${hex(chance, 40)} to 0x${hex(chance, 40)} at block ${chance.int(10_000_000, 20_000_000)}; bc1q${chance.run('023456789acdefghjklmnpqrstuvwxyz', 38)} got ${chance.int(1, 9)}.${chance.int(1000, 9999)} BTC.`,
  ],
  [
    'urls',
    chance =>
      lines(
        5,
        () =>
          `- https://www.example.org/${packageName(chance)}/${version(chance)}/index.html?page=${chance.int(1, 99)}&utm_source=mail&v=${hex(chance, 8)}#L${chance.int(1, 400)}`,
      ),
  ],
  [
    'video-urls',
    chance =>
      `Watch https://www.youtube.com/watch?v=${chance.run(`${base62}_-`, 11)} and https://docs.google.com/document/d/1${chance.run(`${base62}_-`, 43)}/edit, sheet gid=${chance.int(100000, 999999999)}.`,
  ],
  [
    'tool-schema',
    () =>
      fenced(
        'json',
        JSON.stringify(
          {
            name: 'login',
            description: 'Logs in with a password or a token.',
            parameters: {
              type: 'object',
              properties: {
                username: { type: 'string' },
                password: { type: 'string', description: 'The password of the user.' },
                token: { type: 'string', description: 'An access token, instead of the password.' },
                api_key: { type: ['string', 'null'] },
              },
              required: ['username'],
            },
          },
          null,
          2,
        ),
      ),
  ],
  [
    'agent-tags',
    chance =>
      `<thinking>\n${sentence(chance)}\n</thinking>\n<function_calls>\n<invoke name="read_file">\n<parameter name="path">src/${packageName(chance)}.ts</parameter>\n</invoke>\n</function_calls>\n<token_budget>${chance.int(1000, 200000)}</token_budget>`,
  ],
  [
    'chat-template',
    chance => `<|im_start|>user\n${sentence(chance)}<|im_end|>\n<|im_start|>assistant\n${sentence(chance)}<|endoftext|>`,
  ],
  [
    'jwt-explained',
    () =>
      fenced(
        'json',
        JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: '2026-03-key-1' }) +
          '\n' +
          JSON.stringify({ iss: 'https://auth.example.com', sub: 'user', exp: 1790003600, token_use: 'access' }),
      ),
  ],
  [
    'jwks',
    chance =>
      fenced(
        'json',
        JSON.stringify({
          keys: [{ kty: 'RSA', use: 'sig', kid: hex(chance, 16), alg: 'RS256', e: 'AQAB', n: chance.run(`${base62}-_`, 342) }],
        }),
      ),
  ],
  [
    'robots',
    () => 'User-agent: *\nDisallow: /login?token=\nDisallow: /reset-password/\nSitemap: https://www.example.com/sitemap.xml\n',
  ],
  [
    'dna',
    chance =>
      fenced(
        'text',
        `>seq${chance.int(1, 99)} chr${chance.int(1, 22)}:${chance.int(100000, 999999)}-${chance.int(1000000, 9999999)}\n${chance
          .run('ACGT', 240)
          .match(/.{1,60}/g)!
          .join('\n')}\nMKT${chance.run('ACDEFGHIKLMNPQRSTVWY', 80)}`,
      ),
    'held-out',
  ],
  [
    'game-seeds',
    chance =>
      `World seed: ${chance.int(1, 2 ** 31)}, map code ${chance.run('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', 4)}-${chance.int(1000, 9999)}-${chance.int(1000, 9999)}, chess 1. e4 e5 2. Nf3 Nc6 3. Bb5 a6 4. Ba4 Nf6.`,
    'held-out',
  ],
  [
    'bibtex',
    chance =>
      fenced(
        'bibtex',
        `@article{key${chance.int(1990, 2026)},\n  title = {${sentence(chance)}},\n  year = {${chance.int(1990, 2026)}},\n  doi = {10.${chance.int(1000, 9999)}/${chance.int(100000, 999999)}},\n  pages = {${chance.int(1, 99)}--${chance.int(100, 199)}}\n}`,
      ),
    'held-out',
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
