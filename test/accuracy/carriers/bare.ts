// A value without a name of its own: in speech, in requests, in logs, between other things.
import { type Carrier, fence, markdown } from './carrier.ts';

export const bareCarriers: readonly Carrier[] = markdown([
  [
    'prose',
    ({ service, value }) =>
      `I found the problem with ${service}. The job still uses ${value} which was created last year, so please rotate it and tell the team.`,
  ],
  ['prose-quoted', ({ service, value }) => `Sure! For ${service} you can put "${value}" into the settings page and save.`],
  ['prose-code-span', ({ service, value }) => `Use \`${value}\` for ${service}, then restart the worker.`],
  ['prose-end', ({ service, value }) => `Here is what I have for ${service}: ${value}.`],
  ['prose-parenthesis', ({ service, value }) => `The old one (${value}) stopped working after the ${service} migration.`],
  [
    'chat',
    ({ service, value }) =>
      `**anna** 10:02\nwhich ${service} one do we use in staging?\n\n**ben** 10:04\nthis should work ${value}\n\n**anna** 10:05\nthx`,
  ],
  [
    'chat-irc',
    ({ value }) => `[14:02] <mira> anyone got it?\n[14:03] <jo> ${value}\n[14:03] <mira> got it, deleting the message later`,
  ],
  [
    'mail',
    ({ service, value }) =>
      `Hi Tom,\n\nsee below.\n\n> On Monday Eva wrote:\n>> we need access to ${service}\n> ${value}\n> Please do not share.\n\nBest`,
  ],
  ['german', ({ service, value }) => `Für ${service} nimmst du bitte ${value}, der alte Zugang ist abgelaufen.`],
  ['french', ({ service, value }) => `Pour ${service}, utilisez ${value} puis relancez le service.`, 'held-out'],
  ['japanese', ({ value }) => `こちらをお使いください：${value}。よろしくお願いします。`, 'held-out'],
  [
    'curl-bearer',
    ({ value }) =>
      fence(
        'bash',
        `curl -s https://api.example.com/v1/items \\\n  -H "Authorization: Bearer ${value}" \\\n  -H "Accept: application/json"`,
      ),
  ],
  [
    'curl-header',
    ({ value }) => fence('bash', `curl -X POST https://api.example.com/v2/send -H 'X-Api-Key: ${value}' -d @body.json`),
  ],
  ['curl-user', ({ value }) => fence('sh', `curl -u ${value}: https://api.example.com/v1/charges`)],
  [
    'python-headers',
    ({ value }) =>
      fence(
        'python',
        `headers = {"Authorization": f"Bearer ${value}", "Accept": "application/json"}\nr = requests.get(url, headers=headers)`,
      ),
  ],
  [
    'fetch',
    ({ value }) => fence('javascript', `const res = await fetch(url, {\n  headers: { 'Authorization': 'Bearer ${value}' },\n});`),
  ],
  [
    'raw-request',
    ({ value }) =>
      fence('http', `GET /v1/me HTTP/1.1\nHost: api.example.com\nAuthorization: Bearer ${value}\nUser-Agent: curl/8.5.0`),
  ],
  [
    'raw-token-header',
    ({ value }) =>
      fence('http', `POST /v1/run HTTP/1.1\nHost: api.example.com\nAuthorization: token ${value}\nContent-Length: 0`),
  ],
  ['query', ({ value }) => `GET https://api.example.com/v1/geo?lat=52.5&lon=13.4&key=${value}&units=metric returned 403`],
  [
    'access-log',
    ({ value }) =>
      `10.2.0.14 - - [04/Mar/2026:09:12:44 +0000] "GET /hook?token=${value}&x=1 HTTP/1.1" 200 512 "-" "python-requests/2.31"\n`,
  ],
  ['argument', ({ value }) => fence('python', `client = Client("${value}")\nprint(client.me())`)],
  [
    'argument-new',
    ({ value }) => fence('ts', `import { Client } from 'acme';\nconst client = new Client('${value}', { timeout: 5000 });`),
  ],
  [
    'argument-go',
    ({ value }) =>
      fence('go', `client := acme.NewClient("${value}")\nif err := client.Ping(ctx); err != nil {\n\tlog.Fatal(err)\n}`),
  ],
  ['argument-shell', ({ value }) => fence('bash', `acme auth login ${value}\nacme deploy`)],
  ['pipe', ({ value }) => fence('bash', `echo "${value}" | acme login --with-stdin`)],
  ['neutral-name', ({ value }) => fence('python', `x = "${value}"\nprint(len(x))`)],
  ['neutral-yaml', ({ value }) => fence('yaml', `items:\n  - ${value}\n  - another`)],
  ['neutral-json', ({ value }) => fence('json', JSON.stringify({ id: 7, value, at: '2026-03-04' }))],
  ['python-list', ({ value }) => fence('python', `POOL = [\n    "${value}",\n]`), 'held-out'],
  [
    'stack-trace',
    ({ value }) =>
      fence(
        'text',
        `Traceback (most recent call last):\n  File "/app/main.py", line 41, in <module>\n    run()\n  File "/app/client.py", line 12, in run\n    raise AuthError("invalid credentials: ${value}")\nclient.AuthError: invalid credentials: ${value}`,
      ),
  ],
  [
    'ci-log',
    ({ value }) =>
      fence(
        'text',
        `##[group]Run deploy\n+ ./deploy.sh --target prod\n+ curl -fsS -H 'Authorization: Bearer ${value}' https://deploy.example.com\n##[endgroup]\nError: Process completed with exit code 22.`,
      ),
  ],
  [
    'log-message',
    ({ value }) =>
      `Mar  4 09:12:44 web-1 orders[211]: WARN upstream rejected credential ${value} (401)\nMar  4 09:12:45 web-1 orders[211]: INFO retry in 5s\n`,
  ],
  [
    'exception-java',
    ({ value }) =>
      fence(
        'text',
        `java.lang.IllegalStateException: 401 for [${value}]\n\tat com.example.Client.call(Client.java:88)\n\tat com.example.Main.main(Main.java:12)`,
      ),
    'held-out',
  ],
  [
    'nested-json',
    ({ value }) => fence('json', JSON.stringify({ event: 'call', payload: JSON.stringify({ auth: { bearer: value } }) })),
  ],
  ['xml-attribute', ({ value }) => fence('xml', `<source id="primary" credential="${value}"/>`)],
  [
    'html',
    ({ value }) => fence('html', `<script src="https://cdn.example.com/w.js" data-site="4" data-auth="${value}"></script>`),
  ],
  ['git-log', ({ value }) => fence('text', `commit 4f2a9c1\nAuthor: Dev\n\n    use ${value} in the smoke test`)],
  [
    'diff-removed',
    ({ value }) =>
      fence(
        'diff',
        `@@ -4,5 +4,5 @@ def connect():\n-    return Client("${value}")\n+    return Client(os.environ["CLIENT_KEY"])`,
      ),
  ],
  [
    'ordered-list',
    ({ service, value }) => `1. Open the ${service} console.\n2. Paste ${value} into the first field.\n3. Press *Save*.\n`,
  ],
  ['block-quote', ({ value }) => `The log said:\n\n> rejected: ${value}\n\nso it is known there.`],
  ['makefile', ({ value }) => fence('make', `deploy:\n\t@acme --auth ${value} deploy ./dist`), 'held-out'],
  [
    'cron-line',
    ({ value }) => fence('text', `*/5 * * * * curl -s -H "X-Auth: ${value}" https://ping.example.com/beat`),
    'held-out',
  ],
]);
