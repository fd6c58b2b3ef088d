import { hit, lookalikes, miss, run, type Samples } from '../sample.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const header = part({ alg: 'HS256', typ: 'JWT' });
const payload = part({ sub: '1234567890', name: 'someone', iat: 1516239022 });
const signature = run('base62', 43);

export const tokenSamples: readonly Samples[] = [
  {
    detector: 'jwt',
    hits: [
      hit('signed', 'Authorization: Bearer ', `${header}.${payload}.${signature}`, '\n'),
      hit(
        'with a long header',
        '"',
        `${part({ typ: 'JWT', kid: lookalikes.uuid, alg: 'RS256' })}.${payload}.${run('base62', 342)}`,
        '"',
      ),
      hit(
        'encrypted, with an empty key',
        '',
        `${part({ alg: 'dir', enc: 'A256GCM' })}..${run('base62', 16)}.${run('base62', 80)}.${run('base62', 22)}`,
        ' ',
      ),
    ],
    misses: [
      miss('one part: JSON in base64', part({ cursor: { page: 3, after: lookalikes.uuid }, more: true })),
      miss(
        'a source map',
        `//# sourceMappingURL=data:application/json;base64,${part({ version: 3, sources: Array(40).fill('a/b/c.ts') })}`,
      ),
      miss('two parts', `${header}.${payload}`),
      miss('a header that is no JSON', `eyJhbGciOiJIUzI1${run('lower', 20)}.${payload}.${signature}`),
    ],
  },
  {
    detector: 'bearer-token',
    hits: [
      hit('in a header', 'Authorization: Bearer ', run('base62', 40), '\n'),
      hit('in code', '"Authorization": "bearer ', `${run('hex', 32)}`, '"'),
    ],
    misses: [
      miss('a placeholder', 'Authorization: Bearer <your-token>'),
      miss('a reference', 'Authorization: Bearer ${process.env.TOKEN}'),
      miss('a word', 'a bearer authenticationprovider is used'),
      miss('too short', 'Bearer abc123'),
    ],
  },
  {
    detector: 'basic-auth',
    hits: [
      hit('in a header', 'Authorization: Basic ', Buffer.from(['admin', 'hunter2'].join(':')).toString('base64'), '\n'),
      hit('in code', "'Basic ", Buffer.from(['api', run('hex', 32)].join(':')).toString('base64'), "'"),
    ],
    misses: [
      miss('words', 'basic authentication and basic understanding'),
      miss('no colon in what it encodes', `Basic ${Buffer.from('just some text').toString('base64')}`),
      miss('a placeholder', 'Authorization: Basic <credentials>'),
    ],
  },
  {
    detector: 'url-credentials',
    hits: [
      hit('of a web site', 'https://', ['admin:', 'hunter2@'].join(''), 'intranet.example/x'),
      hit('of a repository', 'git clone https://', ['me:', run('base62', 20), '@'].join(''), 'git.example/a/b.git'),
    ],
    misses: [
      miss('a port', 'https://intranet.example:8443/x@y'),
      miss('an address in the path', 'https://example.com/u:name@example.com'),
      miss('a reference', 'https://user:${PASSWORD}@example.com'),
      miss('a placeholder', 'https://user:PASSWORD@example.com'),
    ],
  },
];
