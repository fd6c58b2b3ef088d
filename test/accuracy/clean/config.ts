// Configuration that refers to secrets without having them.
import { fence } from '../carriers/carrier.ts';
import { secretNames as names } from './placeholders.ts';
import { sentence } from './prose.ts';
import { clean, hex, packageName, version } from './recipe.ts';

export const configRecipes = clean('markdown', [
  [
    'secret-key-ref',
    () =>
      fence(
        'yaml',
        'env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef:\n        name: db-credentials\n        key: password\n  - name: API_TOKEN\n    valueFrom:\n      secretKeyRef: { name: api, key: token }',
      ),
  ],
  [
    'kubernetes-deployment',
    chance =>
      fence(
        'yaml',
        `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${packageName(chance)}\n  uid: ${hex(chance, 8)}-${hex(chance, 4)}-4${hex(chance, 3)}-a${hex(chance, 3)}-${hex(chance, 12)}\nspec:\n  replicas: ${chance.int(1, 9)}\n  template:\n    spec:\n      serviceAccountName: web\n      automountServiceAccountToken: false\n      containers:\n        - name: web\n          image: acme/web@sha256:${hex(chance, 64)}\n          securityContext:\n            privileged: false\n            runAsNonRoot: true\n      volumes:\n        - name: tls\n          secret: { secretName: web-tls }`,
      ),
  ],
  [
    'kubernetes-service-account',
    () =>
      fence(
        'yaml',
        'apiVersion: v1\nkind: Secret\nmetadata:\n  name: web-token\n  annotations:\n    kubernetes.io/service-account.name: web\ntype: kubernetes.io/service-account-token',
      ),
  ],
  [
    'external-secret',
    () =>
      fence(
        'yaml',
        'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nspec:\n  secretStoreRef: { name: vault, kind: ClusterSecretStore }\n  data:\n    - secretKey: password\n      remoteRef: { key: prod/db, property: password }',
      ),
  ],
  [
    'terraform',
    () =>
      fence(
        'hcl',
        'variable "db_password" {\n  type      = string\n  sensitive = true\n}\n\nresource "aws_db_instance" "main" {\n  username = "app"\n  password = var.db_password\n  api_key  = data.vault_generic_secret.app.data["api_key"]\n  token    = local.token\n}',
      ),
  ],
  [
    'terraform-random',
    () =>
      fence(
        'hcl',
        'resource "random_password" "db" {\n  length  = 24\n  special = true\n}\n\noutput "password" {\n  value     = random_password.db.result\n  sensitive = true\n}',
      ),
  ],
  [
    'compose',
    () =>
      fence(
        'yaml',
        'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD:?err}\n      POSTGRES_PASSWORD_FILE: /run/secrets/db_password\n    secrets: [db_password]\nsecrets:\n  db_password:\n    file: ./db_password.txt',
      ),
  ],
  [
    'dockerfile',
    chance =>
      fence(
        'dockerfile',
        `FROM node:${chance.int(18, 26)}-slim AS build\nARG NPM_TOKEN\nRUN --mount=type=secret,id=npm,target=/root/.npmrc npm ci\nCOPY . .\nRUN npm run build && rm -rf node_modules/.cache\nUSER node\nEXPOSE 8080\nCMD ["node", "dist/main.js"]`,
      ),
  ],
  [
    'helm',
    () =>
      fence(
        'yaml',
        '{{- if .Values.auth.enabled }}\npassword: {{ .Values.auth.password | b64enc | quote }}\ntoken: {{ include "app.token" . }}\n{{- end }}',
      ),
  ],
  [
    'ansible',
    () =>
      fence(
        'yaml',
        '- name: create user\n  user:\n    name: app\n    password: "{{ vault_app_password | password_hash(\'sha512\') }}"\n  no_log: true',
      ),
  ],
  ['npmrc', () => fence('ini', '//packages.example.org/:_authToken=${NPM_TOKEN}\nsave-exact=true')],
  [
    'nginx',
    chance =>
      fence(
        'nginx',
        `server {\n  listen ${chance.int(80, 9000)} ssl;\n  ssl_certificate     /etc/ssl/certs/app.pem;\n  ssl_certificate_key /etc/ssl/private/app.key;\n  proxy_set_header Authorization $http_authorization;\n}`,
      ),
  ],
  [
    'spring',
    () =>
      fence(
        'yaml',
        'spring:\n  datasource:\n    username: app\n    password: ${DB_PASSWORD}\n  security:\n    oauth2:\n      client:\n        client-secret: ${CLIENT_SECRET:}\n        token-uri: https://login.example.com/oauth/token',
      ),
  ],
  [
    'settings-about-secrets',
    chance =>
      fence(
        'yaml',
        `password_policy: strict\npassword_min_length: ${chance.int(8, 20)}\ntoken_ttl: ${chance.int(5, 60)}m\nmax_tokens: ${chance.int(256, 8192)}\nsecret_rotation_days: ${chance.int(30, 180)}\nrequire_password: true\ntoken_endpoint: https://auth.example.com/token\napi_key_header: X-Api-Key\npassword_reset_url: /reset\ntoken_type: bearer`,
      ),
  ],
  [
    'openapi',
    chance =>
      fence(
        'yaml',
        `openapi: 3.1.0\ninfo: { title: Orders, version: ${version(chance)} }\ncomponents:\n  securitySchemes:\n    apiKey: { type: apiKey, in: header, name: X-Api-Key }\n    bearer: { type: http, scheme: bearer, bearerFormat: JWT }\n  schemas:\n    Login:\n      required: [username, password]\n      properties:\n        username: { type: string }\n        password: { type: string, format: password, minLength: 12 }\n        token: { type: string, description: the token from the mail }`,
      ),
  ],
  [
    'env-example-empty',
    chance =>
      fence(
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
      fence(
        'text',
        'usage: acme [options]\n\n  --token TOKEN        access token (default: $ACME_TOKEN)\n  --password PASSWORD  password of the user; asked for when absent\n  --api-key-file FILE  file with the key\n  --client-secret STRING  secret of the client',
      ),
  ],
]);
