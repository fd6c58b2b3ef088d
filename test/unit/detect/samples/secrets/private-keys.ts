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
  {
    detector: 'private-key-base64',
    hits: [
      hit('PKCS #8', 'KEY="', base64(key(priv)), '"'),
      hit('RSA', '"', base64(key(`RSA ${priv}`)), '"'),
      hit('EC, on lines of their own', '', (base64(key(`EC ${priv}`)).match(/.{1,76}/g) ?? []).join('\n'), '&'),
      hit('OpenSSH', 'k=', base64(key(`OPENSSH ${priv}`)), '&'),
      hit('encrypted', 'k=', base64(key(`ENCRYPTED ${priv}`)), '&'),
    ],
    misses: [miss('a certificate', base64(key('CERTIFICATE'))), miss('a public key', base64(key('PUBLIC KEY')))],
  },
  {
    detector: 'jwk-private-key',
    hits: [
      hit('on a curve', '{"kty":"EC","crv":"P-256","x":"a","y":"b","d":"', run('base62', 43), '"}'),
      hit('of RSA', '{"kty": "RSA", "e": "AQAB", "n": "x", "d": "', run('base62', 342), '"}'),
      hit('with its type behind', '{"d": "', run('base62', 43, 2), '", "kty": "OKP"}'),
    ],
    misses: [
      miss('the public half', `{"kty":"EC","x":"${run('base62', 43)}","y":"${run('base62', 43, 2)}"}`),
      miss('a picture', '{"d": "M10 10L20 20Z"}'),
      miss('a word', '{"d": "day"}'),
    ],
  },
  {
    detector: 'jwk-symmetric-key',
    hits: [
      hit('of 256 bits', '{"kty":"oct","k":"', run('base62', 43), '"}'),
      hit('with an algorithm', '{"kty": "oct", "alg": "HS512", "k": "', run('base62', 86), '"}'),
    ],
    misses: [miss('no JWK', `{"k": "${run('base62', 43)}"}`), miss('another type', `{"kty": "EC", "k": "${run('base62', 43)}"}`)],
  },
  {
    detector: 'openvpn-static-key',
    hits: [
      hit(
        'with its lines',
        `${begin('OpenVPN Static key V1')}\n`,
        `${run('hex', 32)}\n${run('hex', 32, 2)}\n`,
        end('OpenVPN Static key V1'),
      ),
      hit('cut off', `${begin('OpenVPN Static key V1')}\n`, `${run('hex', 32)}\n${run('hex', 32, 2)}`),
    ],
    misses: [miss('its name', begin('OpenVPN Static key V1')), miss('a digest', run('hex', 64))],
  },
  {
    detector: 'minisign-secret-key',
    hits: [
      hit('of minisign', 'untrusted comment: key\n', `RWRTY0Iy${run('base64', 200)}=`, '\n'),
      hit('of signify', '"', `RWQwAEAA${run('base64', 130)}==`, '"'),
    ],
    misses: [miss('the public key', `RWQf6LRC${run('base64', 48)}`), miss('a word', 'RWRTY0Iy')],
  },
];

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
