// Configuration that refers to secrets without having them, and all the ways in which people write that a value goes here.
import { sentence } from './prose.ts';
import { clean, hex, packageName, version } from './recipe.ts';

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

/** What stands where a secret would. */
export const placeholders = [
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
  'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
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

const names = [
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

export const configRecipes = clean('markdown', [
  [
    'placeholder-env',
    chance =>
      fenced(
        'env',
        chance
          .some(names, 4)
          .map(name => `${name}=${chance.pick(placeholders)}`)
          .join('\n'),
      ),
  ],
  [
    'placeholder-env-quoted',
    chance =>
      fenced(
        'bash',
        chance
          .some(names, 3)
          .map(name => `export ${name}="${chance.pick(placeholders)}"`)
          .join('\n'),
      ),
  ],
  [
    'placeholder-yaml',
    chance =>
      fenced(
        'yaml',
        chance
          .some(names, 3)
          .map(name => `${name.toLowerCase()}: "${chance.pick(placeholders)}"`)
          .join('\n'),
      ),
  ],
  [
    'placeholder-python',
    chance =>
      fenced(
        'python',
        `client = Client(api_key="${chance.pick(placeholders)}", timeout=30)\nTOKEN = '${chance.pick(placeholders)}'`,
      ),
  ],
  [
    'placeholder-js',
    chance =>
      fenced(
        'js',
        `const apiKey = '${chance.pick(placeholders)}';\nconst client = new Client({ apiKey, secret: "${chance.pick(placeholders)}" });`,
      ),
  ],
  [
    'placeholder-curl',
    chance =>
      fenced(
        'bash',
        `curl https://api.example.com/v1/chat \\\n  -H "Authorization: Bearer ${chance.pick(placeholders)}" \\\n  -H "X-Api-Key: ${chance.pick(placeholders)}"`,
      ),
  ],
  [
    'placeholder-json',
    chance =>
      fenced(
        'json',
        JSON.stringify({ username: 'admin', password: chance.pick(placeholders), token: chance.pick(placeholders) }, null, 2),
      ),
  ],
  [
    'placeholder-url',
    chance =>
      fenced(
        'bash',
        `DATABASE_URL=${chance.pick(['postgres://user:password@localhost:5432/app', 'postgresql://USER:PASSWORD@HOST:PORT/DB', 'mysql://<user>:<password>@<host>/<db>', 'mongodb://${MONGO_USER}:${MONGO_PASS}@mongo:27017', 'redis://:$REDIS_PASSWORD@cache:6379', 'https://username:password@example.com', 'postgres://app:***@db:5432/app', 'amqp://guest:guest@localhost:5672'])}`,
      ),
  ],
  [
    'documented-values',
    chance =>
      fenced(
        'ini',
        `[default]\naws_access_key_id = ${documented[0]}\naws_secret_access_key = ${documented[1]}\nregion = us-east-${chance.int(1, 2)}`,
      ),
  ],
  ['documented-prose', chance => `Keys look like \`${chance.pick(documented)}\`. ${sentence(chance)}`],
  [
    'secret-key-ref',
    () =>
      fenced(
        'yaml',
        'env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef:\n        name: db-credentials\n        key: password\n  - name: API_TOKEN\n    valueFrom:\n      secretKeyRef: { name: api, key: token }',
      ),
  ],
  [
    'kubernetes-deployment',
    chance =>
      fenced(
        'yaml',
        `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${packageName(chance)}\n  uid: ${hex(chance, 8)}-${hex(chance, 4)}-4${hex(chance, 3)}-a${hex(chance, 3)}-${hex(chance, 12)}\nspec:\n  replicas: ${chance.int(1, 9)}\n  template:\n    spec:\n      serviceAccountName: web\n      automountServiceAccountToken: false\n      containers:\n        - name: web\n          image: acme/web@sha256:${hex(chance, 64)}\n          securityContext:\n            privileged: false\n            runAsNonRoot: true\n      volumes:\n        - name: tls\n          secret: { secretName: web-tls }`,
      ),
  ],
  [
    'kubernetes-service-account',
    () =>
      fenced(
        'yaml',
        'apiVersion: v1\nkind: Secret\nmetadata:\n  name: web-token\n  annotations:\n    kubernetes.io/service-account.name: web\ntype: kubernetes.io/service-account-token',
      ),
  ],
  [
    'external-secret',
    () =>
      fenced(
        'yaml',
        'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nspec:\n  secretStoreRef: { name: vault, kind: ClusterSecretStore }\n  data:\n    - secretKey: password\n      remoteRef: { key: prod/db, property: password }',
      ),
  ],
  [
    'terraform',
    () =>
      fenced(
        'hcl',
        'variable "db_password" {\n  type      = string\n  sensitive = true\n}\n\nresource "aws_db_instance" "main" {\n  username = "app"\n  password = var.db_password\n  api_key  = data.vault_generic_secret.app.data["api_key"]\n  token    = local.token\n}',
      ),
  ],
  [
    'terraform-random',
    () =>
      fenced(
        'hcl',
        'resource "random_password" "db" {\n  length  = 24\n  special = true\n}\n\noutput "password" {\n  value     = random_password.db.result\n  sensitive = true\n}',
      ),
  ],
  [
    'compose',
    () =>
      fenced(
        'yaml',
        'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD:?err}\n      POSTGRES_PASSWORD_FILE: /run/secrets/db_password\n    secrets: [db_password]\nsecrets:\n  db_password:\n    file: ./db_password.txt',
      ),
  ],
  [
    'dockerfile',
    chance =>
      fenced(
        'dockerfile',
        `FROM node:${chance.int(18, 26)}-slim AS build\nARG NPM_TOKEN\nRUN --mount=type=secret,id=npm,target=/root/.npmrc npm ci\nCOPY . .\nRUN npm run build && rm -rf node_modules/.cache\nUSER node\nEXPOSE 8080\nCMD ["node", "dist/main.js"]`,
      ),
  ],
  [
    'helm',
    () =>
      fenced(
        'yaml',
        '{{- if .Values.auth.enabled }}\npassword: {{ .Values.auth.password | b64enc | quote }}\ntoken: {{ include "app.token" . }}\n{{- end }}',
      ),
  ],
  [
    'ansible',
    () =>
      fenced(
        'yaml',
        '- name: create user\n  user:\n    name: app\n    password: "{{ vault_app_password | password_hash(\'sha512\') }}"\n  no_log: true',
      ),
  ],
  ['npmrc', () => fenced('ini', '//registry.example.org/:_authToken=${NPM_TOKEN}\nsave-exact=true')],
  [
    'nginx',
    chance =>
      fenced(
        'nginx',
        `server {\n  listen ${chance.int(80, 9000)} ssl;\n  ssl_certificate     /etc/ssl/certs/app.pem;\n  ssl_certificate_key /etc/ssl/private/app.key;\n  proxy_set_header Authorization $http_authorization;\n}`,
      ),
  ],
  [
    'spring',
    () =>
      fenced(
        'yaml',
        'spring:\n  datasource:\n    username: app\n    password: ${DB_PASSWORD}\n  security:\n    oauth2:\n      client:\n        client-secret: ${CLIENT_SECRET:}\n        token-uri: https://login.example.com/oauth/token',
      ),
  ],
  [
    'settings-about-secrets',
    chance =>
      fenced(
        'yaml',
        `password_policy: strict\npassword_min_length: ${chance.int(8, 20)}\ntoken_ttl: ${chance.int(5, 60)}m\nmax_tokens: ${chance.int(256, 8192)}\nsecret_rotation_days: ${chance.int(30, 180)}\nrequire_password: true\ntoken_endpoint: https://auth.example.com/token\napi_key_header: X-Api-Key\npassword_reset_url: /reset\ntoken_type: bearer`,
      ),
  ],
  [
    'openapi',
    chance =>
      fenced(
        'yaml',
        `openapi: 3.1.0\ninfo: { title: Orders, version: ${version(chance)} }\ncomponents:\n  securitySchemes:\n    apiKey: { type: apiKey, in: header, name: X-Api-Key }\n    bearer: { type: http, scheme: bearer, bearerFormat: JWT }\n  schemas:\n    Login:\n      required: [username, password]\n      properties:\n        username: { type: string }\n        password: { type: string, format: password, minLength: 12 }\n        token: { type: string, description: the token from the mail }`,
      ),
  ],
  [
    'env-example-empty',
    chance =>
      fenced(
        'env',
        `# copy to .env\n${chance
          .some(names, 5)
          .map(name => `${name}=`)
          .join('\n')}\nPORT=8080`,
      ),
  ],
  [
    'env-documentation',
    chance =>
      `| variable | meaning | default |\n| --- | --- | --- |\n${chance
        .some(names, 4)
        .map(name => `| \`${name}\` | ${sentence(chance)} | none |`)
        .join('\n')}`,
  ],
  [
    'help-text',
    () =>
      fenced(
        'text',
        'usage: acme [options]\n\n  --token TOKEN        access token (default: $ACME_TOKEN)\n  --password PASSWORD  password of the user; asked for when absent\n  --api-key-file FILE  file with the key\n  --client-secret STRING  secret of the client',
      ),
  ],
  [
    'placeholder-toml',
    chance =>
      fenced(
        'toml',
        chance
          .some(names, 3)
          .map(name => `${name.toLowerCase()} = "${chance.pick(placeholders)}"`)
          .join('\n'),
      ),
    'held-out',
  ],
  [
    'placeholder-table',
    chance =>
      `| field | example |\n| --- | --- |\n${chance
        .some(names, 3)
        .map(name => `| ${name} | ${chance.pick(placeholders)} |`)
        .join('\n')}`,
    'held-out',
  ],
  [
    'placeholder-java',
    chance =>
      fenced(
        'java',
        `private static final String API_KEY = "${chance.pick(placeholders)}";\nclient.setPassword("${chance.pick(placeholders)}");`,
      ),
    'held-out',
  ],
]);
