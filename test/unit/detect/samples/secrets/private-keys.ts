import { hit, miss, run, type Samples } from '../sample.ts';

const dashes = '-'.repeat(5);
const begin = (kind: string) => `${dashes}BEGIN ${kind}${dashes}`;
const end = (kind: string) => `${dashes}END ${kind}${dashes}`;
const lines = (count: number, lineEnd: string) => Array.from({ length: count }, (_, i) => run('base64', 64, i + 1)).join(lineEnd);
const key = (kind: string, lineEnd = '\n') => `${begin(kind)}${lineEnd}${lines(12, lineEnd)}=${lineEnd}${end(kind)}`;
const priv = ['PRIVATE', 'KEY'].join(' ');

export const privateKeySamples: readonly Samples[] = [
  {
    detector: 'private-key',
    hits: [
      hit('PKCS #8', 'here:\n', key(priv), '\nthat was it'),
      hit('RSA, with CRLF', '', key(`RSA ${priv}`, '\r\n'), '\r\n'),
      hit('OpenSSH', '```\n', key(`OPENSSH ${priv}`), '\n```'),
      hit('in JSON, line ends escaped', '"private_key": "', key(priv, '\\n'), '\\n"'),
      hit('on one line', 'KEY="', key(`EC ${priv}`, ' '), '"'),
      hit(
        'encrypted, with its headers',
        '',
        `${begin(`RSA ${priv}`)}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${run('hex', 32)}\n\n${lines(5, '\n')}\n${end(`RSA ${priv}`)}`,
        '\n',
      ),
      hit(
        'PGP',
        '',
        `${begin(`PGP ${priv} BLOCK`)}\nVersion: GnuPG v2\n\n${lines(5, '\n')}\n=${run('base64', 4)}\n${end(`PGP ${priv} BLOCK`)}`,
        '\n',
      ),
      hit('cut off by the end of the text', '', `${begin(priv)}\n${lines(3, '\n')}`),
    ],
    misses: [
      miss('a public key', key('PUBLIC KEY')),
      miss('a certificate', key('CERTIFICATE')),
      miss(
        'prose about the line',
        `A file that starts with ${begin(priv)} holds a key, so never share such a file with anybody.`,
      ),
      miss('a placeholder', `${begin(priv)}\n...\n${end(priv)}`),
      miss('a placeholder in words', `${begin(priv)}\nYOUR KEY HERE\n${end(priv)}`),
    ],
  },
  {
    detector: 'putty-private-key',
    hits: [
      hit('with its lines', 'Private-Lines: 14\n', `${lines(14, '\n')}\n`, '# Private-MAC: 12ab'),
      hit('with CRLF', 'Private-Lines: 4\r\n', `${lines(4, '\r\n')}\r\n`, '# end'),
    ],
    misses: [miss('the public lines', `Public-Lines: 6\n${lines(6, '\n')}`), miss('prose', 'Private-Lines: 14 lines follow')],
  },
];
