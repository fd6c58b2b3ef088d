// All the ways in which people write that a value goes here.
import { fence } from '../carriers/carrier.ts';
import { sentence } from './prose.ts';
import { clean } from './recipe.ts';

/** What stands where a secret would. */
const placeholders = [
  '<your-api-key>',
  '<YOUR_API_KEY>',
  'YOUR_API_KEY',
  'your-api-key-here',
  'your_token_here',
  '${API_KEY}',
  '$API_KEY',
  '{{ api_key }}',
  '{{API_KEY}}',
  '%API_KEY%',
  'xxxxxxxxxxxxxxxx',
  'XXXX-XXXX-XXXX',
  '****************',
  '••••••••••••',
  '...',
  '<redacted>',
  '[REDACTED]',
  'changeme',
  'change-me',
  'CHANGE_ME',
  'replace-me',
  'REPLACE_WITH_YOUR_TOKEN',
  'todo',
  'TBD',
  'null',
  'none',
  '""',
  'my-secret-token',
  'example',
  'placeholder',
  'insert-key-here',
  '<password>',
  '<insert password>',
  'password',
  'secret',
  '********',
  '<API_TOKEN>',
  'your-secret-key',
  'YOUR_SECRET',
  'sk-...',
  'sk-xxxxxxxxxxxxxxxxxxxxxxxx',
  `ghp_${'x'.repeat(36)}`,
  '${{ secrets.API_KEY }}',
  '#{api_key}',
  '@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/app)',
  'vault:secret/data/app#key',
  'op://vault/item/field',
  'arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-AbCdEf',
  'env:API_KEY',
  'file:/run/secrets/api_key',
  'ENC[AES256_GCM,data:...]',
  'dummy',
  'test',
  'foobar',
];

/** As documentation of vendors has them, from parts. */
const documented = [
  ['AKIA', 'IOSFODNN7', 'EXAMPLE'],
  ['wJalrXUtnFEMI', '/K7MDENG/bPxRfiCY', 'EXAMPLEKEY'],
  ['AKIAI44QH8DHB', 'EXAMPLE'],
  ['sk_test', '_your_key'],
  ['xoxb', '-your-token'],
  ['AIza', 'SyYOUR_API_KEY'],
  ['eyJ', '...'],
].map(parts => parts.join(''));

export const secretNames = [
  'API_KEY',
  'DB_PASSWORD',
  'SECRET_KEY',
  'AUTH_TOKEN',
  'CLIENT_SECRET',
  'ACCESS_TOKEN',
  'OPENAI_API_KEY',
  'GITHUB_TOKEN',
  'JWT_SECRET',
  'POSTGRES_PASSWORD',
];

export const placeholderRecipes = clean('markdown', [
  [
    'placeholder-env',
    chance =>
      fence(
        'env',
        chance
          .some(secretNames, 4)
          .map(name => `${name}=${chance.pick(placeholders)}`)
          .join('\n'),
      ),
  ],
  [
    'placeholder-env-quoted',
    chance =>
      fence(
        'bash',
        chance
          .some(secretNames, 3)
          .map(name => `export ${name}="${chance.pick(placeholders)}"`)
          .join('\n'),
      ),
  ],
  [
    'placeholder-yaml',
    chance =>
      fence(
        'yaml',
        chance
          .some(secretNames, 3)
          .map(name => `${name.toLowerCase()}: "${chance.pick(placeholders)}"`)
          .join('\n'),
      ),
  ],
  [
    'placeholder-python',
    chance =>
      fence(
        'python',
        `client = Client(api_key="${chance.pick(placeholders)}", timeout=30)\nTOKEN = '${chance.pick(placeholders)}'`,
      ),
  ],
  [
    'placeholder-js',
    chance =>
      fence(
        'js',
        `const apiKey = '${chance.pick(placeholders)}';\nconst client = new Client({ apiKey, secret: "${chance.pick(placeholders)}" });`,
      ),
  ],
  [
    'placeholder-curl',
    chance =>
      fence(
        'bash',
        `curl https://api.example.com/v1/chat \\\n  -H "Authorization: Bearer ${chance.pick(placeholders)}" \\\n  -H "X-Api-Key: ${chance.pick(placeholders)}"`,
      ),
  ],
  [
    'placeholder-json',
    chance =>
      fence(
        'json',
        JSON.stringify({ username: 'admin', password: chance.pick(placeholders), token: chance.pick(placeholders) }, null, 2),
      ),
  ],
  [
    'placeholder-url',
    chance =>
      fence(
        'bash',
        `DATABASE_URL=${chance.pick(['postgres://user:password@localhost:5432/app', 'postgresql://USER:PASSWORD@HOST:PORT/DB', 'mysql://<user>:<password>@<host>/<db>', 'mongodb://${MONGO_USER}:${MONGO_PASS}@mongo:27017', 'redis://:$REDIS_PASSWORD@cache:6379', 'https://username:password@example.com', 'postgres://app:***@db:5432/app', 'amqp://guest:guest@localhost:5672'])}`,
      ),
  ],
  [
    'documented-values',
    chance =>
      fence(
        'ini',
        `[default]\naws_access_key_id = ${documented[0]}\naws_secret_access_key = ${documented[1]}\nregion = us-east-${chance.int(1, 2)}`,
      ),
  ],
  ['documented-prose', chance => `Keys look like \`${chance.pick(documented)}\`. ${sentence(chance)}`],
  [
    'placeholder-toml',
    chance =>
      fence(
        'toml',
        chance
          .some(secretNames, 3)
          .map(name => `${name.toLowerCase()} = "${chance.pick(placeholders)}"`)
          .join('\n'),
      ),
    'held-out',
  ],
  [
    'placeholder-table',
    chance =>
      `| field | example |\n| --- | --- |\n${chance
        .some(secretNames, 3)
        .map(name => `| ${name} | ${chance.pick(placeholders)} |`)
        .join('\n')}`,
    'held-out',
  ],
  [
    'placeholder-java',
    chance =>
      fence(
        'java',
        `private static final String API_KEY = "${chance.pick(placeholders)}";\nclient.setPassword("${chance.pick(placeholders)}");`,
      ),
    'held-out',
  ],
]);
