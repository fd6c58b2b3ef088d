import { formed } from '../formed.ts';
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
      hit(
        'with spaces in its header',
        't=',
        `${Buffer.from('{ "typ": "JWT", "alg": "HS256" }').toString('base64url')}.${payload}.${signature}`,
        ' ',
      ),
      hit('unsigned', 'id_token=', `${part({ alg: 'none' })}.${payload}.`, '&x'),
      hit('unsigned and short', 'id_token=', `${part({ alg: 'none' })}.e30.`, '&x'),
      hit('at the end of a sentence', 'It is ', `${part({ alg: 'HS256' })}.e30.${run('base62', 11)}`, '. Try it'),
    ],
    misses: [
      miss('one part: JSON in base64', part({ cursor: { page: 3, after: lookalikes.uuid }, more: true })),
      miss(
        'a source map',
        `//# sourceMappingURL=data:application/json;base64,${part({ version: 3, sources: Array(40).fill('a/b/c.ts') })}`,
      ),
      miss('two parts', `${header}.e30`),
      miss('two parts at the end of a sentence', `It was ${header}.e30.`),
      miss('a header that is no JSON', `eyJhbGciOiJIUzI1${run('lower', 20)}.e30.${run('base62', 20)}`),
      miss('JSON without an algorithm', `${part({ 'x-y': 'plain' })}.e30.${run('base62', 20)}`),
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
      hit('with long names', 'https://', [run('lower', 30), ':', run('base62', 60), '@'].join(''), 'git.example/a/b.git'),
    ],
    misses: [
      miss('a long host with a port', `https://${run('lower', 60)}:8443/x@y`),
      miss('a port', 'https://intranet.example:8443/x@y'),
      miss('an address in the path', 'https://example.com/u:name@example.com'),
      miss('a reference', 'https://user:${PASSWORD}@example.com'),
      miss('a placeholder', 'https://user:PASSWORD@example.com'),
    ],
  },
  formed(
    'jwt-base64',
    seed => Buffer.from(`${header}.${part({ n: run('base62', 30, seed) })}.${signature}`).toString('base64'),
    40,
    miss('a token as it is', `${header}.e30`),
  ),
  {
    detector: 'authorization-header',
    hits: [
      hit('with a scheme of its own', 'Authorization: token ', run('hex', 40), '\n'),
      hit('without a scheme', "headers = {'Authorization': '", run('base62', 32), "'}"),
      hit('of curl', 'curl -H "Authorization: ApiKey ', run('base62', 24), '" https://api.example.com'),
      hit('in code', "headers['Authorization'] = 'Token ", run('hex', 40, 3), "'"),
    ],
    misses: [
      miss('a scheme that names its parts', 'Authorization: AWS4-HMAC-SHA256 Credential=x'),
      miss('a variable', 'Authorization: token $GITHUB_TOKEN'),
      miss('a template', 'Authorization: token ${process.env.TOKEN}'),
      miss('prose', 'Authorization: required for all endpoints'),
      miss('a placeholder', 'Authorization: <your-api-key-goes-here>'),
      miss('a name', 'Authorization: authenticationProvider2'),
    ],
  },
];
