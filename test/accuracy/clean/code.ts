// Answers with code that keeps its secrets elsewhere: it asks for passwords, checks tokens, names keys, and has no value of one.
import { paragraph, sentence } from './prose.ts';
import { base64Run, type CleanRow, clean, hex, lines, packageName } from './recipe.ts';

/** A program as an answer: a sentence, the fence, a sentence. */
const program = (id: string, language: string, code: readonly string[], only?: 'held-out'): CleanRow => {
  const write: CleanRow[1] = chance =>
    `${sentence(chance)}\n\n\`\`\`${language}\n${chance.pick(code)}\n\`\`\`\n\n${paragraph(chance, 2)}`;
  return only === undefined ? [id, write] : [id, write, only];
};

export const codeRecipes = clean('markdown', [
  program('python', 'python', [
    'import os\n\npassword = os.environ["DB_PASSWORD"]\ntoken = os.getenv("API_TOKEN")\nif not token:\n    raise SystemExit("API_TOKEN is not set")',
    'import getpass\n\nuser = input("User: ")\npassword = getpass.getpass("Password: ")\nif check_password(password, user.password_hash):\n    print("Welcome")',
    'def verify(token: str, secret: bytes) -> bool:\n    expected = hmac.new(secret, body, hashlib.sha256).hexdigest()\n    return hmac.compare_digest(token, expected)',
    'class Login(BaseModel):\n    username: str\n    password: str = Field(min_length=12)\n    api_key: str | None = None',
    'tokens = tokenizer.encode(text)\nmax_tokens = 4096\nfor token in tokens[:max_tokens]:\n    print(token, tokenizer.decode([token]))',
    'with open("data/report.csv", "w") as f:\n    writer = csv.writer(f)\n    writer.writerow(["name", "total"])',
    'client = OpenAI(api_key=settings.openai_api_key)\nsecret = secrets.token_hex(32)\npassword = generate_password(length=20)',
    'import subprocess\nsubprocess.run(["git", "status"], check=True)\nshutil.rmtree("build", ignore_errors=True)\nos.makedirs("/tmp/work", exist_ok=True)',
  ]),
  program('javascript', 'js', [
    'const token = localStorage.getItem("token");\nconst { password } = req.body;\nif (!password || password.length < 12) {\n  return res.status(400).json({ error: "password too short" });\n}',
    'const apiKey = process.env.API_KEY ?? throwMissing("API_KEY");\nconst client = new Client({ apiKey, baseUrl: process.env.BASE_URL });',
    'const hash = await bcrypt.hash(password, 12);\nawait users.update(id, { password: hash, token: null });',
    'const secret = crypto.randomBytes(32).toString("hex");\nconst token = jwt.sign({ sub: user.id }, secret, { expiresIn: "15m" });',
    'fs.writeFileSync("dist/index.html", render(page));\nawait fetch("/api/items", { method: "POST", body: JSON.stringify(item) });',
    'const [password, setPassword] = useState("");\nreturn <input type="password" name="password" value={password} onChange={e => setPassword(e.target.value)} />;',
  ]),
  program('typescript', 'ts', [
    'export interface Credentials {\n  username: string;\n  password: string;\n  token?: string | undefined;\n}',
    'type TokenKind = "identifier" | "string" | "number";\nfunction next(): Token {\n  const token: Token = { kind: "identifier", text: "password", start: 0 };\n  return token;\n}',
    'const schema = z.object({ password: z.string().min(12), apiKey: z.string().optional() });',
    'export const api = { headers: (token: string) => ({ Authorization: `Bearer ${token}` }) };',
    'const messages = { password: "Password", passwordTooShort: "The password is too short", token: "Token" };',
  ]),
  program('go', 'go', [
    'token := os.Getenv("API_TOKEN")\nif token == "" {\n\tlog.Fatal("API_TOKEN is not set")\n}\nreq.Header.Set("Authorization", "Bearer "+token)',
    'type Config struct {\n\tPassword string `yaml:"password" json:"-"`\n\tAPIKey   string `yaml:"api_key"`\n}',
    'for _, token := range strings.Fields(line) {\n\tcounts[token]++\n}',
  ]),
  program('java', 'java', [
    '@Value("${spring.datasource.password}")\nprivate String password;\n\npublic String getPassword() {\n    return password;\n}',
    'String token = request.getHeader("Authorization");\nif (token == null || !token.startsWith("Bearer ")) {\n    throw new UnauthorizedException("missing token");\n}',
    'char[] password = System.console().readPassword("Password: ");\nKeyStore ks = KeyStore.getInstance("PKCS12");\nks.load(in, password);',
  ]),
  program('php', 'php', [
    '$password = $_POST["password"];\nif (!password_verify($password, $user->password_hash)) {\n    throw new Exception("wrong password");\n}',
    "'password' => env('DB_PASSWORD', ''),\n'key' => env('APP_KEY'),",
  ]),
  program('ruby', 'ruby', [
    'password = ENV.fetch("DB_PASSWORD")\nuser = User.find_by(token: params[:token])\nrender json: { error: "invalid token" } unless user',
    'has_secure_password\nvalidates :password, length: { minimum: 12 }',
  ]),
  program('rust', 'rust', [
    'let token = std::env::var("API_TOKEN").expect("API_TOKEN is not set");\nlet password: String = rpassword::prompt_password("Password: ")?;',
    'enum Token { Ident(String), Number(f64), Eof }\nlet token = lexer.next_token()?;',
  ]),
  program('csharp', 'csharp', [
    'var password = configuration["Database:Password"];\nvar token = await HttpContext.GetTokenAsync("access_token");',
    'public string Password { get; set; } = string.Empty;\npublic string? ApiKey { get; init; }',
  ]),
  program('sql', 'sql', [
    'CREATE TABLE users (\n  id BIGSERIAL PRIMARY KEY,\n  email TEXT NOT NULL UNIQUE,\n  password_hash TEXT NOT NULL,\n  api_key TEXT\n);',
    "SELECT id, email FROM users WHERE password = $1 AND token = $2;\nUPDATE users SET password = crypt(:password, gen_salt('bf')) WHERE id = :id;",
  ]),
  program('shell', 'bash', [
    'read -rsp "Password: " password\nexport TOKEN="$(cat /run/secrets/token)"\ncurl -fsS -H "Authorization: Bearer $TOKEN" "$API_URL/items"',
    'set -euo pipefail\n: "${DB_PASSWORD:?is not set}"\npsql "postgresql://app:$DB_PASSWORD@localhost/orders" -f schema.sql',
    'TOKEN=$(gcloud auth print-access-token)\nAPI_KEY=$(aws secretsmanager get-secret-value --secret-id app --query SecretString --output text)',
    'openssl rand -hex 32 > secret.key\nopenssl genrsa -out key.pem 4096\nssh-keygen -t ed25519 -f ~/.ssh/id_ed25519',
  ]),
  program('powershell', 'powershell', [
    '$cred = Get-Credential\n$password = Read-Host -AsSecureString "Password"\nConnect-AzAccount -Credential $cred',
    '$token = $env:API_TOKEN\nInvoke-RestMethod -Uri $uri -Headers @{ Authorization = "Bearer $token" }',
  ]),
  program(
    'kotlin',
    'kotlin',
    [
      'val password: String = System.getenv("DB_PASSWORD") ?: error("DB_PASSWORD is not set")\nval token = call.request.headers["X-Token"]',
    ],
    'held-out',
  ),
  program(
    'swift',
    'swift',
    ['let token = try keychain.read("token")\nguard let password = field.text, !password.isEmpty else { return }'],
    'held-out',
  ),
  program(
    'elixir',
    'elixir',
    ['config :orders, Orders.Repo, password: System.fetch_env!("DB_PASSWORD")\ntoken = get_req_header(conn, "authorization")'],
    'held-out',
  ),
  program('scala', 'scala', ['val password = sys.env("DB_PASSWORD")\ncase class Token(kind: Kind, text: String)'], 'held-out'),
  program('c', 'c', [
    'char *password = getpass("Password: ");\nif (strcmp(token, expected) != 0) {\n    fprintf(stderr, "invalid token\\n");\n    return 1;\n}',
    'static const uint32_t k[4] = { 0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5 };',
  ]),
  program('html', 'html', [
    '<form>\n  <label for="password">Password</label>\n  <input type="password" id="password" name="password" placeholder="Enter your password" autocomplete="current-password">\n  <button>Log in</button>\n</form>',
  ]),
  program('i18n', 'json', [
    '{\n  "login.password": "Password",\n  "login.forgot": "Forgot your password?",\n  "settings.token": "Access token",\n  "error.password": "Wrong password"\n}',
    '{"password": "Passwort", "secret": "Geheimnis", "token": "Zugriffstoken"}',
  ]),
  program('graphql', 'graphql', [
    'mutation Login($email: String!, $password: String!) {\n  login(email: $email, password: $password) {\n    token\n    refreshToken\n  }\n}',
  ]),
  [
    'css',
    chance =>
      `\`\`\`css\n.${packageName(chance)} {\n  color: #${hex(chance, 6)};\n  background: url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA${base64Run(chance, 200)}=);\n  margin: ${chance.int(0, 9)}px;\n}\n\`\`\``,
  ],
  [
    'svg',
    chance =>
      `\`\`\`html\n<svg viewBox="0 0 24 24"><path d="M${lines(20, () => `${chance.int(0, 24)}.${chance.int(1, 999)} ${chance.int(0, 24)}.${chance.int(1, 999)}`).replaceAll('\n', 'L')}z"/></svg>\n\`\`\``,
  ],
  [
    'minified',
    chance =>
      `\`\`\`js\n${lines(6, () => `!function(e,t){"use strict";var n=e.${chance.run('abcdefghij', 2)}||{},r=${chance.int(1, 999)},token=t[${chance.int(1, 99)}];function i(e){return e.password?n[r]:void 0}`).replaceAll('\n', '')}${'}'.repeat(3)}\n\`\`\``,
  ],
  [
    'source-map',
    chance =>
      `//# sourceMappingURL=app.${hex(chance, 8)}.js.map\n{"version":3,"sources":["src/app.ts"],"mappings":"${lines(40, () => chance.run('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef', 4)).replaceAll('\n', ',')}"}`,
  ],
  [
    'notebook',
    chance =>
      `\`\`\`python\nprint(model.summary())\n\`\`\`\n\n\`\`\`text\nEpoch ${chance.int(1, 90)}/100 - loss: 0.${chance.int(1000, 9999)} - val_loss: 0.${chance.int(1000, 9999)}\ntokens/s: ${chance.int(100, 9999)}.${chance.int(10, 99)}\n\`\`\``,
  ],
]);
