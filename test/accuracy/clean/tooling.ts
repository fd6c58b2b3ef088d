// What tools print and keep: manifests, lock files, listings, builds, plans.
import { fence } from '../carriers/carrier.ts';
import type { Chance } from '../chance.ts';
import { paragraph, sentence } from './prose.ts';
import { base64Run, clean, hex, lines, moment, packageName, two, version } from './recipe.ts';

const integrity = (chance: Chance): string => `sha512-${base64Run(chance, 85)}${chance.pick(['A', 'Q', 'g', 'w'])}==`;

export const toolingRecipes = clean('markdown', [
  [
    'package-json',
    chance =>
      fence(
        'json',
        JSON.stringify(
          {
            name: 'orders',
            version: version(chance),
            type: 'module',
            scripts: { test: 'vitest run', build: 'tsc -p .' },
            dependencies: Object.fromEntries(
              chance.some([1, 2, 3, 4, 5], 4).map(() => [packageName(chance), `^${version(chance)}`]),
            ),
          },
          null,
          2,
        ),
      ),
  ],
  [
    'package-lock',
    chance =>
      fence(
        'json',
        lines(4, () => {
          const name = packageName(chance);
          const v = version(chance);
          return `    "node_modules/${name}": {\n      "version": "${v}",\n      "resolved": "https://packages.example.org/${name}/-/${name}-${v}.tgz",\n      "integrity": "${integrity(chance)}",\n      "license": "MIT"\n    },`;
        }),
      ),
  ],
  [
    'yarn-lock',
    chance =>
      fence(
        '',
        lines(3, () => {
          const name = packageName(chance);
          const v = version(chance);
          return `${name}@^${v}:\n  version "${v}"\n  resolved "https://packages.example.org/${name}/-/${name}-${v}.tgz#${hex(chance, 40)}"\n  integrity ${integrity(chance)}\n`;
        }),
      ),
  ],
  [
    'pnpm-lock',
    chance =>
      fence(
        'yaml',
        lines(
          4,
          () =>
            `  ${packageName(chance)}@${version(chance)}:\n    resolution: {integrity: ${integrity(chance)}}\n    engines: {node: '>=18'}`,
        ),
      ),
  ],
  [
    'go-sum',
    chance =>
      fence(
        '',
        lines(5, () => `github.com/acme/${packageName(chance)} v${version(chance)} h1:${base64Run(chance, 43)}=`),
      ),
  ],
  [
    'cargo-lock',
    chance =>
      fence(
        'toml',
        lines(
          3,
          () => `[[package]]\nname = "${packageName(chance)}"\nversion = "${version(chance)}"\nchecksum = "${hex(chance, 64)}"\n`,
        ),
      ),
  ],
  [
    'poetry-lock',
    chance =>
      fence(
        'toml',
        lines(
          4,
          () => `    {file = "${packageName(chance)}-${version(chance)}-py3-none-any.whl", hash = "sha256:${hex(chance, 64)}"},`,
        ),
      ),
  ],
  [
    'requirements',
    chance =>
      fence(
        '',
        lines(5, () => `${packageName(chance)}==${version(chance)} \\\n    --hash=sha256:${hex(chance, 64)}`),
      ),
  ],
  [
    'gemfile-lock',
    chance =>
      fence(
        '',
        `GEM\n  remote: https://gems.example.org/\n  specs:\n${lines(5, () => `    ${packageName(chance)} (${version(chance)})`)}\n\nBUNDLED WITH\n   2.5.${chance.int(1, 22)}`,
      ),
    'held-out',
  ],
  [
    'apt',
    chance =>
      fence(
        '',
        `Get:1 http://mirror.example.org/debian trixie/main amd64 ${packageName(chance)} amd64 ${version(chance)}-2+b1 [${chance.int(100, 999)} kB]\nUnpacking ...\nSetting up ${packageName(chance)} (${version(chance)}-2+b1) ...`,
      ),
  ],
  [
    'npm-audit',
    chance =>
      fence(
        '',
        `added ${chance.int(10, 900)} packages in ${chance.int(1, 60)}s\n${chance.int(1, 9)} moderate severity vulnerabilities\n\nGHSA-${chance.run('23456789cfghjmpqrvwx', 4)}-${chance.run('23456789cfghjmpqrvwx', 4)}-${chance.run('23456789cfghjmpqrvwx', 4)}  CVE-202${chance.int(3, 6)}-${chance.int(1000, 49999)}`,
      ),
  ],
  [
    'test-output',
    chance =>
      fence(
        '',
        ` ✓ test/${packageName(chance)}.test.ts (${chance.int(1, 90)} tests) ${chance.int(10, 999)}ms\n ✓ refuses a wrong password ${chance.int(1, 99)}ms\n ✓ token: refreshes when it is stale ${chance.int(1, 99)}ms\n\n Tests  ${chance.int(10, 900)} passed`,
      ),
  ],
  [
    'compiler-errors',
    chance =>
      fence(
        '',
        lines(
          4,
          () =>
            `src/${packageName(chance)}.ts(${chance.int(1, 400)},${chance.int(1, 80)}): error TS${chance.int(1000, 9999)}: Property 'token' does not exist on type 'Session'.`,
        ),
      ),
  ],
  [
    'stack-trace',
    chance =>
      fence(
        '',
        `TypeError: Cannot read properties of undefined (reading 'password')\n${lines(5, () => `    at ${packageName(chance)} (/app/node_modules/${packageName(chance)}/dist/index.js:${chance.int(1, 900)}:${chance.int(1, 90)})`)}`,
      ),
  ],
  [
    'go-panic',
    chance =>
      fence(
        '',
        `panic: runtime error: invalid memory address\n[signal SIGSEGV: code=0x1 addr=0x0 pc=0x${hex(chance, 6)}]\n\ngoroutine 1 [running]:\nmain.run(0xc000${hex(chance, 6)}, 0x${hex(chance, 2)})\n\t/app/main.go:${chance.int(1, 400)} +0x${hex(chance, 3)}`,
      ),
  ],
  [
    'changelog',
    chance =>
      `# Changelog\n\n${lines(3, () => `## ${version(chance)} (2026-0${chance.int(1, 9)}-${chance.int(10, 28)})\n\n- ${sentence(chance)} ([#${chance.int(100, 9999)}](https://github.com/acme/app/pull/${chance.int(100, 9999)}), ${hex(chance, 7)})\n`)}`,
  ],
  [
    'versions',
    chance =>
      `Tested with ${lines(5, () => `${packageName(chance)} ${version(chance)}.${chance.int(0, 9)}`).replaceAll('\n', ', ')}, kernel 6.${chance.int(1, 18)}.${chance.int(0, 40)}-${chance.int(1, 90)}-generic, Chrome/${chance.int(100, 140)}.0.${chance.int(1000, 9999)}.${chance.int(10, 200)}.`,
  ],
  [
    'listing',
    chance =>
      fence(
        '',
        `total ${chance.int(20, 900)}\n${lines(5, () => `-rw-r--r-- 1 app app ${chance.int(100, 99999)} Mar ${chance.int(10, 28)} 10:${two(chance.int(0, 59))} ${packageName(chance)}.pem`)}`,
      ),
  ],
  [
    'processes',
    chance =>
      fence(
        '',
        lines(
          5,
          () =>
            `app      ${chance.int(100, 99999)}  0.${chance.int(0, 9)}  1.${chance.int(0, 9)} ${chance.int(100000, 999999)} ${chance.int(1000, 99999)} ?  Ssl  10:02   0:0${chance.int(0, 9)} node /app/${packageName(chance)}.js --port ${chance.int(3000, 9000)}`,
        ),
      ),
  ],
  [
    'network',
    chance =>
      fence(
        '',
        `eth0: flags=4163<UP,BROADCAST,RUNNING>  mtu 1500\n      inet 192.168.${chance.int(0, 254)}.${chance.int(1, 254)}  netmask 255.255.255.0\n      inet6 fe80::1  prefixlen 64\nPING 127.0.0.1: 56 data bytes, time=0.0${chance.int(10, 99)} ms`,
      ),
  ],
  [
    'ci-yaml',
    chance =>
      fence(
        'yaml',
        `name: ci\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@${hex(chance, 40)} # v4.2.${chance.int(0, 9)}\n      - run: npm ci\n      - run: npm test\n        env:\n          TOKEN: \${{ secrets.GITHUB_TOKEN }}\n          NPM_TOKEN: \${{ secrets.NPM_TOKEN }}`,
      ),
  ],
  [
    'gitlab-ci',
    chance =>
      fence(
        'yaml',
        `deploy:\n  image: alpine:3.${chance.int(18, 22)}\n  script:\n    - docker login -u $CI_REGISTRY_USER -p $CI_REGISTRY_PASSWORD $CI_REGISTRY\n    - ./deploy.sh --token "$DEPLOY_TOKEN"`,
      ),
  ],
  [
    'terraform-plan',
    chance =>
      fence(
        '',
        `  # aws_db_instance.main will be created\n  + resource "aws_db_instance" "main" {\n      + id       = (known after apply)\n      + password = (sensitive value)\n      + port     = ${chance.int(3000, 6000)}\n    }\n\nPlan: ${chance.int(1, 9)} to add, 0 to change, 0 to destroy.`,
      ),
  ],
  ['build-log', chance => lines(6, () => `${moment(chance)} [build] ${sentence(chance)}`)],
  [
    'release-notes',
    chance =>
      `Full changelog: https://github.com/acme/app/compare/v${version(chance)}...v${version(chance)}\n\n${paragraph(chance)}`,
  ],
  [
    'coverage',
    chance =>
      `| file | statements | lines |\n| --- | --- | --- |\n${lines(5, () => `| src/${packageName(chance)}.ts | ${chance.int(40, 100)}.${chance.int(0, 99)} | ${chance.int(1, 90)}-${chance.int(91, 200)}, ${chance.int(201, 900)} |`)}`,
    'held-out',
  ],
]);
