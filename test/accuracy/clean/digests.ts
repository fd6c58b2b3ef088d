// What is long and random and public: histories, digests, public keys, certificates, dumps.
import { fence } from '../carriers/carrier.ts';
import type { Chance } from '../chance.ts';
import { uuid } from '../template.ts';
import { sentence } from './prose.ts';
import { base64Run, clean, hex, lines, packageName, two, version } from './recipe.ts';

function certificate(chance: Chance, title: string, length: number): string {
  const dashes = '-'.repeat(5);
  return `${dashes}BEGIN ${title}${dashes}\n${base64Run(chance, length)
    .match(/.{1,64}/g)!
    .join('\n')}\n${dashes}END ${title}${dashes}`;
}

export const digestRecipes = clean('markdown', [
  [
    'git-log',
    chance =>
      fence(
        '',
        lines(
          3,
          () =>
            `commit ${hex(chance, 40)}\nAuthor: Dev Eloper\nDate:   Tue Mar ${chance.int(1, 28)} 10:${two(chance.int(0, 59))}:11 2026 +0100\n\n    ${sentence(chance)}\n`,
        ),
      ),
  ],
  ['git-oneline', chance => lines(8, () => `${hex(chance, 7)} ${sentence(chance)}`)],
  [
    'git-diff',
    chance =>
      fence(
        'diff',
        `diff --git a/src/${packageName(chance)}.ts b/src/${packageName(chance)}.ts\nindex ${hex(chance, 7)}..${hex(chance, 7)} 100644\n@@ -10,6 +10,7 @@ export function run() {\n-  const token = next();\n+  const token = await next();\n+  if (token === null) return;`,
      ),
  ],
  [
    'git-objects',
    chance =>
      fence(
        '',
        lines(5, () => `100644 blob ${hex(chance, 40)}\tsrc/${packageName(chance)}.ts`),
      ),
  ],
  [
    'shas-in-prose',
    chance =>
      `The bug came with ${hex(chance, 40)} and was fixed in ${hex(chance, 12)}; the image is acme/web@sha256:${hex(chance, 64)}.`,
  ],
  [
    'checksums',
    chance =>
      fence(
        '',
        lines(5, () => `${hex(chance, chance.pick([32, 40, 64, 128]))}  ${packageName(chance)}-${version(chance)}.tar.gz`),
      ),
  ],
  [
    'docker-images',
    chance =>
      fence(
        '',
        `REPOSITORY   TAG     IMAGE ID       SIZE\n${lines(4, () => `${packageName(chance)}   ${version(chance)}   ${hex(chance, 12)}   ${chance.int(20, 900)}MB`)}`,
      ),
  ],
  [
    'docker-pull',
    chance =>
      fence(
        '',
        `Using default tag: latest\n${lines(4, () => `${hex(chance, 12)}: Pull complete`)}\nDigest: sha256:${hex(chance, 64)}\nStatus: Downloaded newer image`,
      ),
  ],
  ['uuids', chance => lines(6, () => `- ${uuid(chance)}: ${sentence(chance)}`)],
  [
    'public-key-ssh',
    chance =>
      fence(
        '',
        `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ${base64Run(chance, 360)} deploy@host\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${base64Run(chance, 43)} build@host`,
      ),
  ],
  ['public-key-pem', chance => fence('', certificate(chance, 'PUBLIC KEY', 392))],
  ['certificate', chance => fence('', certificate(chance, 'CERTIFICATE', 1400))],
  ['certificate-request', chance => fence('', certificate(chance, 'CERTIFICATE REQUEST', 900)), 'held-out'],
  ['pgp-public-key', chance => fence('', certificate(chance, 'PGP PUBLIC KEY BLOCK', 800))],
  ['pgp-signature', chance => fence('', certificate(chance, 'PGP SIGNATURE', 500))],
  [
    'ssh-fingerprints',
    chance =>
      fence(
        '',
        `256 SHA256:${base64Run(chance, 43)} host (ED25519)\n3072 MD5:${hex(chance, 32).match(/../g)!.join(':')} host (RSA)`,
      ),
  ],
  [
    'known-hosts',
    chance =>
      fence(
        '',
        `host.example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${base64Run(chance, 43)}\n|1|${base64Run(chance, 27)}=|${base64Run(chance, 27)}= ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBB${base64Run(chance, 86)}=`,
      ),
  ],
  [
    'hex-dump',
    chance =>
      fence(
        '',
        lines(
          6,
          i => `${(i * 16).toString(16).padStart(8, '0')}  ${hex(chance, 32).match(/../g)!.join(' ')}  |................|`,
        ),
      ),
  ],
  [
    'objdump',
    chance =>
      fence(
        '',
        lines(6, () => `  ${hex(chance, 6)}:\t${hex(chance, 10).match(/../g)!.join(' ')}\tmov    %rax,0x${hex(chance, 2)}(%rsp)`),
      ),
    'held-out',
  ],
]);
