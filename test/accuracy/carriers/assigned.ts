// A name and a value, in the languages of programs and configurations.
import { type Carrier, camel, fence, kebab, markdown, pascal, snake } from './carrier.ts';

const lower = snake;

export const assignedCarriers: readonly Carrier[] = markdown([
  ['env', ({ name, value }) => fence('env', `NODE_ENV=production\nPORT=8080\n${name}=${value}\nLOG_LEVEL=info`)],
  ['env-quoted', ({ name, value }) => fence('bash', `# .env\nAPP_NAME="orders"\n${name}="${value}"\n`)],
  ['env-plain', ({ name, value }) => `APP_ENV=staging\n${name}=${value}\nTZ=Europe/Berlin\n`],
  ['export', ({ name, value }) => fence('sh', `export ${name}=${value}\n./run.sh --verbose`)],
  ['inline-env', ({ name, value }) => fence('bash', `${name}='${value}' npm run deploy`)],
  [
    'yaml',
    ({ name, value }) =>
      fence('yaml', `service:\n  name: orders\n  replicas: 2\n  ${lower(name)}: ${value}\n  region: eu-west-1`),
  ],
  ['yaml-quoted', ({ name, value }) => fence('yaml', `app:\n  ${camel(name)}: "${value}"\n  debug: false`)],
  [
    'compose',
    ({ name, value }) =>
      fence('yaml', `services:\n  web:\n    image: acme/web:1.4.2\n    environment:\n      - ${name}=${value}\n      - TZ=UTC`),
  ],
  [
    'kubernetes-env',
    ({ name, value }) =>
      fence(
        'yaml',
        `containers:\n  - name: web\n    image: web:1.2\n    env:\n      - name: ${name}\n        value: "${value}"\n      - name: PORT\n        value: "8080"`,
      ),
  ],
  [
    'kubernetes-secret',
    ({ name, value }) =>
      fence(
        'yaml',
        `apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\ntype: Opaque\nstringData:\n  ${kebab(name)}: ${value}`,
      ),
  ],
  [
    'helm-values',
    ({ name, value }) => fence('yaml', `auth:\n  enabled: true\n  ${camel(name)}: '${value}'\nimage:\n  tag: 3.2.1`),
  ],
  [
    'github-actions',
    ({ name, value }) =>
      fence(
        'yaml',
        `jobs:\n  build:\n    runs-on: ubuntu-latest\n    env:\n      ${name}: ${value}\n    steps:\n      - uses: actions/checkout@v4`,
      ),
    'held-out',
  ],
  ['toml', ({ name, value }) => fence('toml', `[server]\nport = 8080\n${lower(name)} = "${value}"\n\n[log]\nlevel = "info"`)],
  ['ini', ({ name, value }) => fence('ini', `[default]\nregion = eu-central-1\n${lower(name)} = ${value}`)],
  ['properties', ({ name, value }) => fence('properties', `server.port=8080\napp.${lower(name).replaceAll('_', '.')}=${value}`)],
  ['json', ({ name, value }) => fence('json', JSON.stringify({ port: 8080, [camel(name)]: value, retries: 3 }, null, 2))],
  ['terraform', ({ name, value }) => fence('hcl', `provider "acme" {\n  region = "eu"\n  ${lower(name)} = "${value}"\n}`)],
  [
    'terraform-variable',
    ({ name, value }) => fence('terraform', `variable "${lower(name)}" {\n  type    = string\n  default = "${value}"\n}`),
  ],
  ['tfvars', ({ name, value }) => fence('hcl', `environment  = "prod"\n${lower(name)} = "${value}"`), 'held-out'],
  [
    'dockerfile',
    ({ name, value }) =>
      fence('dockerfile', `FROM node:22-slim\nENV ${name}=${value}\nCOPY . /app\nCMD ["node", "/app/main.js"]`),
  ],
  [
    'dockerfile-arg',
    ({ name, value }) => fence('dockerfile', `FROM python:3.12\nARG ${name}="${value}"\nRUN pip install -r requirements.txt`),
  ],
  [
    'systemd',
    ({ name, value }) => fence('ini', `[Service]\nExecStart=/usr/bin/orders\nEnvironment="${name}=${value}"\nRestart=always`),
  ],
  [
    'python',
    ({ name, value }) => fence('python', `import requests\n\n${name} = "${value}"\n\ndef main():\n    client = Client(${name})`),
  ],
  [
    'python-keyword',
    ({ name, value }) =>
      fence(
        'python',
        `client = Client(\n    base_url="https://api.example.com",\n    ${lower(name)}="${value}",\n    timeout=30,\n)`,
      ),
  ],
  [
    'python-dictionary',
    ({ name, value }) => fence('python', `settings = {\n    'debug': False,\n    '${lower(name)}': '${value}',\n}`),
  ],
  ['python-environ', ({ name, value }) => fence('python', `import os\nos.environ["${name}"] = "${value}"`)],
  ['python-getenv-default', ({ name, value }) => fence('py', `TOKEN_SOURCE = os.getenv("${name}", "${value}")`), 'held-out'],
  [
    'javascript',
    ({ name, value }) => fence('js', `const ${camel(name)} = '${value}';\nconst app = express();\napp.listen(3000);`),
  ],
  [
    'typescript-object',
    ({ name, value }) => fence('ts', `export const config: Config = {\n  port: 3000,\n  ${camel(name)}: '${value}',\n};`),
  ],
  ['javascript-env', ({ name, value }) => fence('js', `process.env.${name} = "${value}";\nawait import('./main.js');`)],
  ['javascript-fallback', ({ name, value }) => fence('js', `const key = process.env.${name} || '${value}';`), 'held-out'],
  [
    'go',
    ({ name, value }) =>
      fence('go', `package main\n\nconst ${camel(name)} = "${value}"\n\nfunc main() {\n\trun(${camel(name)})\n}`),
  ],
  ['go-struct', ({ name, value }) => fence('go', `cfg := Config{\n\tHost: "localhost",\n\t${pascal(name)}: "${value}",\n}`)],
  ['java', ({ name, value }) => fence('java', `public class Config {\n    private static final String ${name} = "${value}";\n}`)],
  [
    'java-setter',
    ({ name, value }) => fence('java', `DataSource ds = new DataSource();\nds.set${pascal(name)}("${value}");`),
    'held-out',
  ],
  ['kotlin', ({ name, value }) => fence('kotlin', `object Config {\n    const val ${name} = "${value}"\n}`)],
  [
    'csharp',
    ({ name, value }) =>
      fence('csharp', `public static class Config\n{\n    public const string ${pascal(name)} = "${value}";\n}`),
  ],
  ['php-define', ({ name, value }) => fence('php', `<?php\ndefine('${name}', '${value}');\ndefine('WP_DEBUG', false);`)],
  ['php-array', ({ name, value }) => fence('php', `return [\n    'driver' => 'smtp',\n    '${lower(name)}' => '${value}',\n];`)],
  ['ruby', ({ name, value }) => fence('ruby', `Acme.configure do |config|\n  config.${lower(name)} = "${value}"\nend`)],
  ['ruby-env', ({ name, value }) => fence('ruby', `ENV['${name}'] ||= '${value}'`)],
  ['rust', ({ name, value }) => fence('rust', `const ${name}: &str = "${value}";\n\nfn main() {\n    println!("ready");\n}`)],
  ['swift', ({ name, value }) => fence('swift', `enum Keys {\n    static let ${camel(name)} = "${value}"\n}`), 'held-out'],
  ['elixir', ({ name, value }) => fence('elixir', `config :orders, Orders.Client,\n  ${lower(name)}: "${value}"`), 'held-out'],
  ['cpp', ({ name, value }) => fence('cpp', `static const char* k${pascal(name)} = "${value}";\n#define TIMEOUT 30`)],
  ['perl', ({ name, value }) => fence('perl', `my $${lower(name)} = '${value}';\nprint "ok\\n";`)],
  ['r', ({ name, value }) => fence('r', `Sys.setenv(${name} = "${value}")`), 'held-out'],
  ['powershell', ({ name, value }) => fence('powershell', `$env:${name} = "${value}"\n.\\deploy.ps1`)],
  ['powershell-variable', ({ name, value }) => fence('powershell', `$${pascal(name)} = '${value}'\nInvoke-RestMethod -Uri $Uri`)],
  ['batch', ({ name, value }) => fence('bat', `@echo off\nset ${name}=${value}\ncall deploy.cmd`)],
  [
    'xml',
    ({ name, value }) =>
      fence('xml', `<config>\n  <host>localhost</host>\n  <${camel(name)}>${value}</${camel(name)}>\n</config>`),
  ],
  [
    'xml-add',
    ({ name, value }) =>
      fence(
        'xml',
        `<appSettings>\n  <add key="${pascal(name)}" value="${value}" />\n  <add key="Mode" value="Live" />\n</appSettings>`,
      ),
  ],
  [
    'plist',
    ({ name, value }) => fence('xml', `<dict>\n  <key>${pascal(name)}</key>\n  <string>${value}</string>\n</dict>`),
    'held-out',
  ],
  ['command-option', ({ name, value }) => fence('bash', `acme login --${kebab(name)} ${value} --region eu`)],
  ['command-option-equals', ({ name, value }) => fence('bash', `helm upgrade app ./chart --set auth.${camel(name)}=${value}`)],
  ['docker-run', ({ name, value }) => fence('bash', `docker run -d -p 8080:8080 -e ${name}=${value} acme/web:latest`)],
  ['gh-secret', ({ name, value }) => fence('bash', `gh secret set ${name} --body "${value}"`), 'held-out'],
  [
    'git-diff',
    ({ name, value }) =>
      fence(
        'diff',
        `diff --git a/.env b/.env\nindex 3f1a2b4..9c8d7e6 100644\n--- a/.env\n+++ b/.env\n@@ -1,3 +1,3 @@\n PORT=8080\n-${name}=\n+${name}=${value}`,
      ),
  ],
  [
    'markdown-table',
    ({ name, service, value }) =>
      `| setting | value |\n| --- | --- |\n| host | ${kebab(service)}.example.net |\n| ${lower(name)} | ${value} |\n| port | 443 |\n`,
  ],
  [
    'markdown-list',
    ({ name, value }) =>
      `Settings of the new environment:\n\n- **Region:** eu-west-1\n- **${name}:** \`${value}\`\n- **Owner:** platform team\n`,
  ],
  [
    'log-key-value',
    ({ name, value }) =>
      `2026-03-04T09:12:44.120Z DEBUG config loaded host=10.0.0.4 ${lower(name)}=${value} retries=3\n2026-03-04T09:12:44.131Z INFO  listening on :8080\n`,
  ],
  [
    'log-json',
    ({ name, value }) =>
      `${JSON.stringify({ level: 'debug', ts: 1772615564.12, msg: 'client created', [lower(name)]: value })}\n${JSON.stringify({ level: 'info', ts: 1772615565, msg: 'ready' })}\n`,
  ],
  ['sql-insert', ({ name, value }) => fence('sql', `INSERT INTO settings (name, value) VALUES ('${lower(name)}', '${value}');`)],
  ['csv', ({ name, value }) => `id,name,${lower(name)}\n1,orders,${value}\n`],
  [
    'comment',
    ({ name, value }) =>
      fence('python', `def connect():\n    # TODO remove before release: ${lower(name)} is ${value}\n    return Client()`),
  ],
]);
