import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldDetectors, matchesField } from '../../../extproc/detect/fields.ts';
import { findWith } from './find.ts';

const keys = ['api_key', 'password', 'pwd', 'token', 'client_secret'];
const detectors = fieldDetectors(keys);
const find = (text: string) => findWith(detectors, text);

const value = ['hun', 'ter2'].join('');
const long = ['Zx9', 'kQ2', 'mV7', 'pL4', 'tR8'].join('');

test.for([
  { name: 'JSON', text: `{"password": "${value}"}` },
  { name: 'JSON without spaces', text: `{"user":"x","api_key":"${value}","n":1}` },
  { name: 'JSON, on the next line', text: `"password":\n    "${value}"` },
  { name: 'YAML', text: `password: ${value}\nuser: x` },
  { name: 'YAML, quoted', text: `  apiKey: '${value}'` },
  { name: 'environment', text: `export OPENAI_API_KEY=${value}` },
  { name: 'environment, quoted', text: `OPENAI_API_KEY="${value}"` },
  { name: 'Python', text: `api_key = "${value}"` },
  { name: 'Python with a type', text: `api_key: str = "${value}"` },
  { name: 'an argument by name', text: `connect(user="x", password='${value}')` },
  { name: 'TypeScript with a type', text: `const apiKey: string = '${value}';` },
  { name: 'TypeScript template', text: `const apiKey = \`${value}\`` },
  { name: 'Go', text: `clientSecret := "${value}"` },
  { name: 'Ruby and PHP', text: `'password' => '${value}',` },
  { name: 'an item of a map', text: `config["api_key"] = "${value}"` },
  { name: 'a comparison', text: `if password == "${value}":` },
  { name: 'camel case with a prefix', text: `dbPassword = "${value}"` },
  { name: 'capitals in camel case', text: `openaiAPIKey = "${value}"` },
  { name: 'a prefix behind underscores', text: `my_db_password: ${value}` },
  { name: 'dashes', text: `x-api-key: ${value}\n` },
  { name: 'words', text: `API key: ${value}` },
  { name: 'properties', text: `spring.datasource.password=${value}` },
  { name: 'a number behind the name', text: `PASSWORD_2=${value}` },
  { name: 'an option', text: `mysql --password ${value} -h x` },
  { name: 'an option with =', text: `mysql --password=${value}` },
  { name: 'the default of a variable of the shell', text: `password: ${'$'}{DB_PASSWORD:-${value}}` },
  { name: 'an element', text: `<password>${value}</password>` },
  { name: 'a query', text: `https://x.example/?token=${value}&n=1` },
  { name: 'a query with capitals', text: `https://x.example/?apiKey=${value}&n=1` },
  { name: 'escaped once', text: `"{\\"password\\": \\"${value}\\"}"` },
  { name: 'escaped twice', text: `{\\\\"password\\\\": \\\\"${value}\\\\"}` },
  { name: 'triple quotes', text: `password = """${value}"""` },
  { name: 'an entry of a list of variables', text: `- name: DB_PASSWORD\n  value: ${value}\n` },
  { name: 'an entry of a list of variables, quoted', text: `- name: API_KEY\n  value: "${value}"\n` },
  { name: 'a default of the environment', text: `os.environ.get('DB_PASSWORD', '${value}')` },
  { name: 'unless it is set', text: `ENV['DB_PASSWORD'] ||= '${value}'` },
  { name: 'a row of SQL', text: `VALUES ('db_password', '${value}')` },
  { name: 'a wide colon', text: `password：${value}` },
  { name: 'a pair in JSON', text: `{"name": "DB_PASSWORD", "value": "${value}"}` },
  { name: 'a pair of attributes', text: `<add key="Password" value="${value}" />` },
  { name: 'an element with the name in an attribute', text: `<string name="api_key">${value}</string>` },
  { name: 'a variable of Terraform', text: `variable "db_password" {\n  type    = string\n  default = "${value}"\n}` },
  { name: 'an instruction of a Dockerfile', text: `ENV DB_PASSWORD ${value}\n` },
  { name: 'an argument of a Dockerfile', text: `ARG API_KEY=${value}\n` },
  { name: 'a name behind capitals', text: `DBPassword: ${value}\n` },
  { name: 'a string of Visual Basic', text: `Dim password As String = "${value}"` },
  { name: 'what stands in where nothing is set', text: `const token = process.env.API_TOKEN || '${value}';` },
  { name: 'a parameter of CloudFormation', text: `DBPassword:\n    Type: String\n    Default: ${value}\n` },
  { name: 'a setter', text: `user.setPassword("${value}");` },
  { name: 'a builder', text: `.password("${value}")` },
  { name: 'a row of a table', text: `| password | ${value} |` },
  { name: 'a row of a table, as code', text: `| DB_PASSWORD | \`${value}\` |` },
  { name: 'Markdown', text: `**Password:** ${value}\n` },
  { name: 'Markdown, with the mark inside', text: `**Password**: \`${value}\`\n` },
  { name: 'PowerShell', text: `$env:DB_PASSWORD = "${value}"` },
  { name: 'an option behind a prefix', text: `tool --db-password ${value}` },
  { name: 'an option in a list', text: `["--password=${value}", "x"]` },
])('found: $name', ({ text }) => expect(find(text)).toEqual([value]));

test.for([
  { name: 'spaces', text: 'password = "correct horse battery"', want: 'correct horse battery' },
  { name: 'an escaped quote', text: 'password = "ab\\"cd"', want: 'ab\\"cd' },
  { name: 'the other quote', text: `password = "ab'cd"`, want: `ab'cd` },
  { name: 'brackets', text: 'password = "a(b)c{d}"', want: 'a(b)c{d}' },
  { name: 'a bracket first', text: 'password = "{Zx9kQ2mV"', want: '{Zx9kQ2mV' },
  { name: 'a dollar within', text: 'password = "pa$$word1"', want: 'pa$$word1' },
  { name: 'characters beyond ASCII', text: 'password = "pässwörd"', want: 'pässwörd' },
  { name: 'no end of the line', text: `password = "${value}`, want: value },
  { name: 'marks without quotes', text: `password: P@ss!w0rd#1\n`, want: 'P@ss!w0rd#1' },
  { name: 'an ampersand without quotes', text: `password: P@ss&w0rd#1\n`, want: 'P@ss&w0rd#1' },
  { name: 'an ampersand in the environment', text: `DB_PASSWORD=P@ss&w0rd#1\n`, want: 'P@ss&w0rd#1' },
  { name: 'an equals sign', text: `PASSWORD=P@ss=w0rd\n`, want: 'P@ss=w0rd' },
])('a value may hold $name', ({ text, want }) => expect(find(text)).toEqual([want]));

test.for([
  { reason: 'empty', text: 'password = ""' },
  { reason: 'too short', text: 'password = "abc"' },
  { reason: 'a variable of the shell', text: 'password=$DB_PASSWORD' },
  { reason: 'a variable in braces', text: 'password: "${DB_PASSWORD}"' },
  { reason: 'a variable with a default', text: 'password=${DB_PASSWORD:-none}' },
  { reason: 'a secret of a workflow', text: 'token: ${{ secrets.GITHUB_TOKEN }}' },
  { reason: 'a template', text: 'password: {{ .Values.password }}' },
  { reason: 'a template in quotes', text: 'password: "{{ vault_password }}"' },
  { reason: 'output of a command', text: 'password=$(cat /run/secrets/x)' },
  { reason: 'the environment in JavaScript', text: 'apiKey: process.env.OPENAI_API_KEY,' },
  { reason: 'the environment in Python', text: 'api_key = os.environ["OPENAI_API_KEY"]' },
  { reason: 'the environment by a call', text: 'api_key=os.getenv("OPENAI_API_KEY")' },
  { reason: 'a call', text: 'password = get_secret("db/password")' },
  { reason: 'a method', text: 'const token = await client.getToken()' },
  { reason: 'a setting', text: 'api_key=settings.openai_api_key' },
  { reason: 'a variable of the same name', text: 'connect(password=password, token=token)' },
  { reason: 'a constant of the same name', text: 'client = Client(api_key=API_KEY)' },
  { reason: 'a property of the same name', text: 'password: user.password,' },
  { reason: 'a member', text: 'token = SyntaxKind.EndOfFile; apiKey: credential.type' },
  { reason: 'a name of words put together', text: 'password: BinaryLike; token = nextElement' },
  { reason: 'a type', text: 'password: string; token: Optional[str]; apiKey?: string' },
  { reason: 'a literal', text: 'password = None; token = null; apiKey: undefined, password: true' },
  { reason: 'a placeholder', text: 'api_key = "<your-key>"; api_key = "your-api-key-here"; password: ********' },
  { reason: 'a placeholder of dots', text: 'api_key = "sk-..."; token: ....' },
  { reason: 'prose', text: 'Password: must have 12 characters. Token: the thing that you got by mail.' },
  { reason: 'where to get one', text: 'API key: https://platform.example.com/keys' },
  { reason: 'the file it is in', text: 'password: /run/secrets/db_password' },
  { reason: 'a place in a store', text: 'password: op://vault/item/field' },
  { reason: 'another name that goes on', text: 'password_policy = "strict"; tokenizer: "gpt2"; max_tokens: 4096' },
  { reason: 'another name that ends alike', text: 'mytoken = "abcdef"; subtoken: abcdef' },
  { reason: 'the name alone', text: 'the password is asked for, and a token comes back' },
  { reason: 'an object', text: 'token: { type: "x" }, password: [1, 2, 3, 4]' },
  { reason: 'a comparison with a word', text: 'if (token === "option" || token == "import") {' },
  { reason: 'the end of a string', text: 'print("shlex: token=" + repr(raw))' },
  { reason: 'a class', text: 'token = Name\ntoken = Error' },
  { reason: 'a regular expression', text: 'const ACCESS_TOKEN = /^[a-z]+=*$/' },
  { reason: 'a keyword', text: 'this.apiKey = typeof options' },
  { reason: 'a format', text: 'password="%s"; password="%(password)s"' },
  { reason: 'a parameter of SQL', text: 'WHERE token = :token' },
  { reason: 'a variable of another name', text: 'token = element; password = secretValue; api_key = k' },
  { reason: 'a name in snake case', text: 'token = current_token_value\npassword=user_password\n' },
  { reason: 'the name of a secret', text: 'client_secret: my-k8s-secret-name\ntoken: "vault-token-prod"' },
  { reason: 'a hint', text: 'password: "Enter your password", token: "Paste the token here"' },
  { reason: 'a long hint', text: `password: "${'Please choose a password that is long and keep it. '.repeat(4)}"` },
  { reason: 'a message', text: "password: 'Password must be at least 8 characters', token: 'Invalid token.'" },
  { reason: 'a label', text: '"password": "Passwort", "token": "Token", "api_key": "API key"' },
  { reason: 'a label of another language', text: '"password": "Contraseña", password: "Mot de passe"' },
  { reason: 'a field of a page', text: 'passwordField = document.getElementById("x"); <label for="password">Enter it' },
  { reason: 'a class of a page', text: '<span class="token">const12</span>' },
  { reason: 'a call in a comment', text: 'the cached token: `get_token()` may be old' },
  { reason: 'a class with capitals in it', text: 'def f(token: UserAPIKeyAuth, api_key: APIKeyHeader) -> None:' },
  { reason: 'a name of its own', text: 'exports.exchangeX509Token = exchangeX509Token;' },
  { reason: 'a long call', text: 'self.lock_token = _register_unverified_owned_descriptor(self._context.lock_file_fd)' },
  { reason: 'a product whose name begins with a number', text: '| `token` | 1Password service account token |' },
  { reason: 'markup', text: 'the form {pem: string, passphrase: &#x3C;string>}' },
  { reason: 'an adjective', text: '- `token`: URL-encoded name of it' },
  { reason: 'a path of names', text: '"output_token": "DistributionList.NextMarker", "token": "EngineDefaults.Marker"' },
  { reason: 'the environment, as configurations name it', text: 'api_key: os.environ/OPENAI_API_KEY' },
  { reason: 'an example of a document', text: `api_key = "${['wJalrXUtnFEMI/K7MDENG', '/bPxRfiCYEXAMPLEKEY'].join('')}"` },
  { reason: 'what only a tool can open', text: `password: ENC[PKCS7,${'MIIBeQYJKoZIhvcNAQcDoIIBajCCAWYCAQAx'.repeat(3)}]` },
  { reason: 'a sealed secret', text: `    password: ${['AgBy3i4OJSWK', 'PiTySYZZA9rO43cGDEq'].join('+').repeat(4)}` },
  { reason: 'what counts up', text: 'api_key = "abcdefghijklmnopqrstuvwxyz123456"; token: 0123456789abcdef0123456789abcdef' },
  { reason: 'the name of its service', text: 'POSTGRES_PASSWORD=postgres\nMYSQL_ROOT_PASSWORD: root' },
  { reason: 'the public half of a pair', text: 'accessToken = "pk.eyJ1IjoiZXhhbXBsZSIsImEiOiJjanV4In0.abcd"' },
  { reason: 'a command of PowerShell', text: '$password = ConvertTo-SecureString $x' },
  {
    reason: 'a parameter, a path, a tag',
    text: 'token: "%env(TOKEN)%", api_key: "$.body.api_key", password: "!ref db.password"',
  },
  { reason: 'a number', text: 'token: 4096, "token": 12, token = 1.5' },
  { reason: 'null in JSON', text: '{"api_key": null, "token": false}' },
  { reason: 'the column of a table', text: '| password | varchar(255) |\n| token | string | the token |' },
  { reason: 'a type in a schema', text: 'password VARCHAR(255) NOT NULL; password: text; token: uuid' },
  { reason: 'a question', text: 'getPassword("db-main-1"); verifyToken("abc123x")' },
  { reason: 'a file', text: 'api_key = "config/keys.json"; token: ./token.txt' },
  {
    reason: 'a secret of AWS',
    text: 'password = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/database/main-AbCdEf"',
  },
  { reason: 'a directory', text: 'PWD=/home/someone/work; token=/usr/local/share' },
  { reason: 'a destructured variable', text: 'const { token: accessToken, password: hashed } = body' },
  { reason: 'a class with a number', text: 'token: X509Credential; token: OAuth2Client; private_token: ed25519.Ed25519Token' },
  { reason: 'a method of Perl', text: 'my $token = $self->next; $password = $opt->{password}' },
  { reason: 'an optional call', text: 'const token = header?.match(/x/); token = list?.[0]' },
  { reason: 'a text with a variable in it', text: 'token: `key-${i}-of-x`, password: `pw${n}`' },
  { reason: 'an alternative of a pattern', text: '/^(login|password|account1)$/' },
  { reason: 'the next option', text: "'--password --inputbox1'" },
  { reason: 'a link', text: '[the token]: https://example.com/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x' },
  { reason: 'a template of an address', text: 'https://<user>:<password>@host1.example' },
  { reason: 'a filter of a template', text: '{{ .Values.auth.password | b64enc | quote }}' },
  { reason: 'a pipe', text: 'echo $PASSWORD | base64 -d' },
  { reason: 'bullets', text: 'password: "••••••••"; token = •••••' },
  { reason: 'a filling with dashes', text: 'api_key = "XXXX-XXXX-XXXX"' },
  { reason: 'a list of names', text: 'names = ["password", "sha256", "token", "utf8xx"]' },
  {
    reason: 'a reference of Azure',
    text: 'token="@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/application-name)"',
  },
  { reason: 'a part of a name of AWS', text: 'arn:aws:secretsmanager:eu-west-1:123456789012:token:app-Ab1dEf' },
  { reason: 'what a tool encrypted', text: 'password: ENC[AES256_GCM,data:8fk2]' },
  { reason: 'a page of a list', text: 'Next page token: eav1OzQB0OM8rLdGXOEsyQWSG; resume_token = "Af65kxQ9"' },
  { reason: 'a name with capitals in a row', text: 'apiKey: azureADTokenProvider' },
  { reason: 'the word itself, numbered', text: 'token="token1", client_secret="secret2"' },
  { reason: 'words with signs', text: 'client_secret = "some+client+secret"' },
  { reason: 'what was cut out', text: "client_secret='Qh...wwI'" },
  { reason: 'a long path of names', text: `token = ${'module_name.ClassName.'.repeat(4)}from_file\n` },
  { reason: 'a colour', text: "token: '#dcdccc'" },
  { reason: 'nobody', text: 'password = "-anonymous@"' },
  { reason: 'a key of a translation', text: 'password: "auth.password.label", token: "form.token"' },
])('let be: $reason', ({ text }) => expect(find(text)).toEqual([]));

test.for([
  { form: 'a placeholder', mask: '[REDACTED:password]' },
  { form: 'a pseudonym', mask: '<PASSWORD_7Q3K>' },
  { form: 'a hash', mask: '[HASH:0a1b2c3d4e5f]' },
  { form: 'the last four', mask: '****abcd' },
])('what $form left is not found again', ({ mask }) => {
  for (const text of [
    `password = "${mask}"`,
    `password: ${mask}\n`,
    `'password' => '${mask}'`,
    `\\"password\\": \\"${mask}\\"`,
  ]) {
    expect(find(text)).toEqual([]);
  }
});

test.for([
  { key: 'contraseña', text: 'mi_contraseña: ' },
  { key: 'contraseña', text: 'CONTRASEÑA=' },
  { key: 'пароль', text: '"Пароль": "' },
  { key: '密码', text: '密码: ' },
  { key: 'Mot de passe', text: 'motDePasse = "' },
])('names beyond ASCII are names: $text', ({ key, text }) => {
  expect(findWith(fieldDetectors([key]), text + value)).toEqual([value]);
  expect(matchesField([key], text.replace(/["=: ]+$/, '').replace(/^"/, ''))).toBe(key);
});

test('a long value is found before its end, and goes on to its closing quote', () => {
  const text = `password = "${long.repeat(20)}"; x = 1`;
  expect(find(text)).toEqual([long.repeat(20)]);
});

test('no keys, no detectors; the same keys, the same detectors', () => {
  expect(fieldDetectors([])).toEqual([]);
  expect(fieldDetectors(['', '--'])).toEqual([]);
  expect(fieldDetectors([...keys])).toBe(detectors);
  expect(fieldDetectors(['password'])).toHaveLength(9);
});

test.for([
  ['password', 'password'],
  ['Password', 'password'],
  ['PASSWORD', 'password'],
  ['db_password', 'password'],
  ['dbPassword', 'password'],
  ['DBPassword', 'password'],
  ['password_2', 'password'],
  ['password2', 'password'],
  ['api_key', 'api_key'],
  ['apikey', 'api_key'],
  ['APIKEY', 'api_key'],
  ['api-key', 'api_key'],
  ['apiKey', 'api_key'],
  ['X-Api-Key', 'api_key'],
  ['openaiApiKey', 'api_key'],
  ['openaiAPIKey', 'api_key'],
  ['OPENAI_APIKEY', 'api_key'],
  ['clientSecret', 'client_secret'],
  ['password_policy', null],
  ['passwords', null],
  ['mypassword', null],
  ['max_tokens', null],
  ['total_tokens', null],
  ['tokenizer', null],
  ['token_type', null],
  ['key', null],
  ['api', null],
  ['', null],
  ['__', null],
] as const)('the field name %s stands for %s', ([name, want]) => expect(matchesField(keys, name)).toBe(want));

test('a name is compared by its end however long it is', () => {
  expect(matchesField(keys, `${'x'.repeat(100_000)}_password`)).toBe('password');
  expect(matchesField(keys, 'a_'.repeat(100_000))).toBe(null);
});

test('any prefix of words before a key leaves it that key, in each spelling', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.constantFrom(...keys), (prefix, key) => {
      const words = [...prefix, ...key.split('_')];
      const humps = words.map(w => w[0]!.toUpperCase() + w.slice(1)).join('');
      for (const name of [words.join('_'), words.join('-'), words.join('_').toUpperCase(), humps])
        expect(matchesField(keys, name)).toBe(key);
    }),
  );
});
