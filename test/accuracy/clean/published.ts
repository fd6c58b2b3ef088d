// What packages publish beside their code: pages that introduce them, histories, translations, manifests, code of several languages. Modelled on false
// alarms in such files, so that they are in the split that may be looked at, and in no other.
import { fence } from '../carriers/carrier.ts';
import type { Chance } from '../chance.ts';
import { clean, hex, lines, packageName, version } from './recipe.ts';

const outcomes = [
  'Element contains focusable elements',
  'Heading order valid',
  'All images have an alternative text',
  'aria-brailleroledescription is used on an element with aria-roledescription',
  'Document has a title that is not empty',
];
const hints = [
  'Введите новый пароль, чтобы продолжить работу с системой',
  '新しいパスワードを入力してから、もう一度ログインしてください',
  '请输入新的密码，然后重新登录系统以继续操作',
  'Bitte geben Sie Ihr neues Passwort ein, um fortzufahren – es läuft bald ab',
];
const types = ['ObjectReference', 'corev1.Secret', 'tokenSource', 'Credentials'];

const badge = (chance: Chance): string =>
  `[![codecov](https://codecov.io/gh/acme/${packageName(chance)}/branch/main/graph/badge.svg?token=${chance.run('ABCDEFGHJKLMNPQRSTUVWXYZ0123456789', 10)})](https://codecov.io/gh/acme/${packageName(chance)})`;

export const publishedRecipes = clean('markdown', [
  ['badge', chance => `# ${packageName(chance)}\n\n${badge(chance)}\n\nInstall it with npm.`, 'dev'],
  [
    'outcomes',
    chance =>
      fence(
        'json',
        `{\n${lines(3, () => `  "rule-${chance.int(1, 99)}": { "pass": "${chance.pick(outcomes)}", "fail": "No" }`)}\n}`,
      ),
    'dev',
  ],
  [
    'translations',
    chance => fence('json', `{\n  "password": "${chance.pick(hints)}",\n  "password_hint": "${chance.pick(hints)}"\n}`),
    'dev',
  ],
  [
    'code-in-a-changelog',
    chance =>
      `## ${version(chance)}\n\n- ${hex(chance, 7)}: the client no longer sends \`?key=<API_KEY>\` — on requests whose host was taken from an answer it was sent too`,
    'dev',
  ],
  ['go-literal', chance => fence('go', `secret := ${chance.pick(types)}{Name: "app", Namespace: "web"}\nuse(secret)`), 'dev'],
  ['go-type', chance => fence('go', `type token ${chance.pick(['uint32', 'int64', 'float64'])}\n\nvar t token`), 'dev'],
  [
    'docker-run',
    chance => fence('sh', `docker run -v $(pwd):/src --rm ghcr.io/acme/build:${version(chance)} /bin/sh -c "make all"`),
    'dev',
  ],
  [
    'program-installed',
    chance =>
      fence('sh', `curl -LO https://dl.example.org/v${version(chance)}/tool\nchmod +x tool\nsudo mv tool /usr/local/bin/tool`),
    'dev',
  ],
  [
    'words-of-pages',
    chance => fence('js', `const names={"document-evaluate-xpath":load("a"),"iexcl":"x","iex${chance.int(1, 9)}":atob("")};`),
    'dev',
  ],
  ['fetch-in-prose', () => 'Load the data with `fetch()` calls, read local files with `fs.readFile()`, and so on.', 'dev'],
]);
