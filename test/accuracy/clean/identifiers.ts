// Identifiers, hashes and encoded data that look like secrets and are none, and what agents and models write around their answers.
import { fence } from '../carriers/carrier.ts';
import type { Chance } from '../chance.ts';
import { sentence } from './prose.ts';
import { base64Run, clean, hex, lines, packageName, version } from './recipe.ts';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const epoch = (chance: Chance): number => chance.int(1_500_000_000, 1_900_000_000);

export const identifierRecipes = clean('markdown', [
  [
    'coordinates',
    chance =>
      fence(
        'json',
        JSON.stringify({
          type: 'LineString',
          coordinates: Array.from({ length: 5 }, () => [
            chance.int(-180, 180) + chance.next(),
            chance.int(-90, 90) + chance.next(),
          ]),
        }),
      ),
  ],
  [
    'vectors',
    chance =>
      fence('json', JSON.stringify({ embedding: Array.from({ length: 24 }, () => Number((chance.next() - 0.5).toFixed(8))) })),
  ],
  [
    'matrix',
    chance =>
      fence(
        'text',
        lines(5, () => lines(8, () => String(chance.int(0, 9999)).padStart(6)).replaceAll('\n', '')),
      ),
  ],
  ['image-data', chance => `![chart](data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA${base64Run(chance, 600)}=)`],
  ['wasm-data', chance => fence('js', `const wasm = "AGFzbQEAAAABBgFgAX8Bfw${base64Run(chance, 300)}==";`)],
  [
    'object-ids',
    chance =>
      fence(
        'json',
        JSON.stringify(
          {
            _id: hex(chance, 24),
            parent: hex(chance, 24),
            ulid: `01J${chance.run('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 23)}`,
            snowflake: `1${chance.run('0123456789', 17)}`,
            nano: chance.run(`${base62}_-`, 21),
          },
          null,
          2,
        ),
      ),
  ],
  [
    'vendor-ids',
    chance =>
      fence(
        'json',
        JSON.stringify(
          {
            customer: `cus_${chance.run(base62, 14)}`,
            payment: `pi_${chance.run(base62, 24)}`,
            price: `price_1${chance.run(base62, 23)}`,
            run: `run_${chance.run(base62, 24)}`,
            message: `msg_01${chance.run(base62, 22)}`,
            call: `call_${chance.run(base62, 24)}`,
            completion: `chatcmpl-${chance.run(base62, 29)}`,
          },
          null,
          2,
        ),
      ),
  ],
  [
    'cloud-ids',
    chance =>
      lines(
        4,
        () =>
          `arn:aws:iam::${chance.run('0123456789', 12)}:role/deploy vpc-0${hex(chance, 16)} subnet-0${hex(chance, 16)} i-0${hex(chance, 16)} ami-0${hex(chance, 16)} sg-0${hex(chance, 16)} projects/acme-${chance.int(1000, 9999)}/locations/eu`,
      ),
  ],
  [
    'slack-ids',
    chance =>
      `Posted by U0${chance.run('0123456789ABCDEFGHJKLMNPQRSTUVWXYZ', 9)} in C0${chance.run('0123456789ABCDEFGHJKLMNPQRSTUVWXYZ', 9)} at ${epoch(chance)}.${chance.int(100000, 999999)}.`,
  ],
  [
    'analytics-ids',
    chance =>
      fence(
        'html',
        `<script async src="https://www.googletagmanager.com/gtag/js?id=G-${chance.run('0123456789ABCDEFGHJKLMNPQRSTUVWXYZ', 10)}"></script>\n<script>gtag('config', 'UA-${chance.int(1000000, 99999999)}-${chance.int(1, 9)}');</script>`,
      ),
  ],
  [
    'transactions',
    chance =>
      `Sent in 0x${hex(chance, 64)} from 0x${hex(chance, 40)} to 0x${hex(chance, 40)} at block ${chance.int(10_000_000, 20_000_000)}; bc1q${chance.run('023456789acdefghjklmnpqrstuvwxyz', 38)} got ${chance.int(1, 9)}.${chance.int(1000, 9999)} BTC.`,
  ],
  [
    'urls',
    chance =>
      lines(
        5,
        () =>
          `- https://www.example.org/${packageName(chance)}/${version(chance)}/index.html?page=${chance.int(1, 99)}&utm_source=mail&v=${hex(chance, 8)}#L${chance.int(1, 400)}`,
      ),
  ],
  [
    'video-urls',
    chance =>
      `Watch https://www.youtube.com/watch?v=${chance.run(`${base62}_-`, 11)} and https://docs.google.com/document/d/1${chance.run(`${base62}_-`, 43)}/edit, sheet gid=${chance.int(100000, 999999999)}.`,
  ],
  [
    'tool-schema',
    () =>
      fence(
        'json',
        JSON.stringify(
          {
            name: 'login',
            description: 'Logs in with a password or a token.',
            parameters: {
              type: 'object',
              properties: {
                username: { type: 'string' },
                password: { type: 'string', description: 'The password of the user.' },
                token: { type: 'string', description: 'An access token, instead of the password.' },
                api_key: { type: ['string', 'null'] },
              },
              required: ['username'],
            },
          },
          null,
          2,
        ),
      ),
  ],
  [
    'agent-tags',
    chance =>
      `<thinking>\n${sentence(chance)}\n</thinking>\n<function_calls>\n<invoke name="read_file">\n<parameter name="path">src/${packageName(chance)}.ts</parameter>\n</invoke>\n</function_calls>\n<token_budget>${chance.int(1000, 200000)}</token_budget>`,
  ],
  [
    'chat-template',
    chance => `<|im_start|>user\n${sentence(chance)}<|im_end|>\n<|im_start|>assistant\n${sentence(chance)}<|endoftext|>`,
  ],
  [
    'jwt-explained',
    () =>
      fence(
        'json',
        JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: '2026-03-key-1' }) +
          '\n' +
          JSON.stringify({ iss: 'https://auth.example.com', sub: 'user', exp: 1790003600, token_use: 'access' }),
      ),
  ],
  [
    'jwks',
    chance =>
      fence(
        'json',
        JSON.stringify({
          keys: [{ kty: 'RSA', use: 'sig', kid: hex(chance, 16), alg: 'RS256', e: 'AQAB', n: chance.run(`${base62}-_`, 342) }],
        }),
      ),
  ],
  [
    'robots',
    () => 'User-agent: *\nDisallow: /login?token=\nDisallow: /reset-password/\nSitemap: https://www.example.com/sitemap.xml\n',
  ],
  [
    'dna',
    chance =>
      fence(
        'text',
        `>seq${chance.int(1, 99)} chr${chance.int(1, 22)}:${chance.int(100000, 999999)}-${chance.int(1000000, 9999999)}\n${chance
          .run('ACGT', 240)
          .match(/.{1,60}/g)!
          .join('\n')}\nMKT${chance.run('ACDEFGHIKLMNPQRSTVWY', 80)}`,
      ),
    'held-out',
  ],
  [
    'game-seeds',
    chance =>
      `World seed: ${chance.int(1, 2 ** 31)}, map code ${chance.run('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', 4)}-${chance.int(1000, 9999)}-${chance.int(1000, 9999)}, chess 1. e4 e5 2. Nf3 Nc6 3. Bb5 a6 4. Ba4 Nf6.`,
    'held-out',
  ],
  [
    'bibtex',
    chance =>
      fence(
        'bibtex',
        `@article{key${chance.int(1990, 2026)},\n  title = {${sentence(chance)}},\n  year = {${chance.int(1990, 2026)}},\n  doi = {10.${chance.int(1000, 9999)}/${chance.int(100000, 999999)}},\n  pages = {${chance.int(1, 99)}--${chance.int(100, 199)}}\n}`,
      ),
    'held-out',
  ],
]);
