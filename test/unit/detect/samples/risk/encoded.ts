import { lookalikes, miss, run } from '../sample.ts';
import { host, line, type RiskSamples } from './line.ts';

export const encodedSamples: readonly RiskSamples[] = [
  {
    detector: 'encoded-blob',
    hits: [
      line('base64', `data = "${run('base64', 400)}"`),
      line('base64 in an address', `https://${host}/?d=${run('base62', 400)}`),
      line('base64 for URLs', `x=${run('base62', 60)}-${run('base62', 60, 2)}_${run('base62', 100, 3)}`),
      line('hexadecimal', `payload = '${run('hex', 400)}'`),
      line('hexadecimal in capitals', `payload = '${run('hex', 400).toUpperCase()}'`),
      line('bytes in escapes', `buf = b"${'\\x4a\\xfe'.repeat(20)}"`),
      line('decoded into a shell', 'echo aGVsbG8= | base64 -d | sh'),
      line('decoded into an interpreter', 'base64 --decode x.b64 | python3 -'),
      line('decoded and evaluated', `exec(base64.b64decode("cHJpbnQoMSk="))`),
      line('decoded and evaluated in JavaScript', `eval(atob("YWxlcnQoMSk="))`),
      line('decoded for the shell', 'bash -c "$(echo aGVsbG8= | base64 -d)"'),
      line('decoded as a file for the shell', 'bash <(echo aGVsbG8= | base64 -d)'),
      line('PowerShell', `powershell -nop -w hidden -enc ${run('base64', 80)}`),
    ],
    misses: [
      miss('a certificate of a key set', `"x5c": ["MIID${run('base64', 1200)}"]`),
      miss(
        'a certificate of a cluster',
        `certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t${run('base64', 1200)}`,
      ),
      miss('a token that is read', `payload = json.loads(base64.b64decode(parts[1] + "=="))`),
      miss('a pattern is looked for', 'const m = /x/.exec(atob(text))'),
      miss('an integrity hash', `"integrity": "${lookalikes.integrity}"`),
      miss('digests', `${run('hex', 128)}  a\n${run('hex', 128, 2)}  b`),
      miss('a picture', `<img src="${lookalikes.dataUri}">`),
      miss('a large picture', `<img src="data:image/jpeg;base64,${run('base64', 20_000)}">`),
      miss('a certificate', Array.from({ length: 20 }, (_, i) => run('base64', 64, i)).join('\n')),
      miss('a certificate in one line', Array.from({ length: 20 }, (_, i) => run('base64', 64, i)).join('\\n')),
      miss('a public key', `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ${run('base64', 336)} me@example`),
      miss('a small value that is decoded', `echo aGVsbG8= | base64 -d > x.txt`),
      miss('a long word', `${'aVeryLongIdentifierNameThatGoesOnAndOn'.repeat(8)}`),
      miss('a path', '/a/b/c'.repeat(60)),
      miss('numbers in a list', Array.from({ length: 100 }, (_, i) => i * 7919).join(',')),
    ],
  },
];
