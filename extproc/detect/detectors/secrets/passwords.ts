// Passwords and keys that only the name tells which they are assigned to, whatever service they belong to: in code, configuration,
// environment, data, options and tables. How assignments are written is for assignments.ts; what values are worth, for value.ts.
import { assignments, type Judge } from '../../assignments.ts';
import { nameMatcher } from '../../field-names.ts';
import type { Detector } from '../../scan.ts';
import { isRandom } from '../assigned.ts';
import { textOf } from '../define.ts';
import { isEnvironment, isStrong, judgeOf } from '../value.ts';

const passwordNames = [
  'password',
  'passwd',
  'pass',
  'passphrase',
  'pwd',
  'passcode',
  'pswd',
  'pw',
  'pgpassword',
  'sshpass',
  'passwort',
  'kennwort',
  'contraseña',
  'contrasena',
  'senha',
  'wachtwoord',
  'mot de passe',
  'hasło',
  'heslo',
  'lösenord',
  'пароль',
  '密码',
  'パスワード',
  '비밀번호',
  'requirepass',
  'masterauth',
];

/** Each with any words before it: `client_secret`, `refreshToken`. */
const keyNames = [
  'access key',
  'account key',
  'admin key',
  'api key',
  'app key',
  'auth key',
  'authtoken',
  'credential',
  'credentials',
  'deploy key',
  'encryption key',
  'jwt',
  'license key',
  'master key',
  'private key',
  'secret',
  'secret key',
  'secret key base',
  'security key',
  'service key',
  'session key',
  'shared key',
  'signing key',
  'storage key',
  'subscription key',
  'token',
];

const facts = { group: 'secrets', class: 'secret', severity: 'high' } as const;

export const passwordDetectors: readonly Detector[] = [
  ...assignments(
    passwordNames,
    {
      ...facts,
      id: 'password',
      title: 'password by its name',
      confidence: 0.8,
      confidenceRule: '0.9 with letters and digits or marks, 0.6 for words',
      source: 'https://cwe.mitre.org/data/definitions/798.html',
    },
    false,
    judgePassword(judgeOf(nameMatcher(passwordNames), 'password')),
  ),
  ...assignments(
    keyNames,
    {
      ...facts,
      id: 'generic-api-key',
      title: 'key or token by its name',
      confidence: 0.7,
      confidenceRule: '0.85 from 20 characters on that look made by chance, 0.6 for shorter ones',
      source: 'https://cwe.mitre.org/data/definitions/798.html',
    },
    false,
    judgeKey(judgeOf(nameMatcher(keyNames), 'key')),
  ),
];

function judgePassword(judge: Judge): Judge {
  return (value, form, before) => {
    if (judge(value, form, before) === false) return false;
    if (isStrong(value)) return 0.9;
    // Words alone: of several, or where nothing but a value stands. One in quotes is mostly an example or a label.
    return (/[a-z][ _.-][a-z]/i.test(textOf(value)) || isEnvironment(before)) && !isWeakName(value, before) && 0.6;
  };
}

/** `POSTGRES_PASSWORD=postgres`: what everybody knows. */
function isWeakName(value: Uint8Array, before: string): boolean {
  const text = textOf(value).toLowerCase();
  return value.length < 6 || before.toLowerCase().includes(text);
}

function judgeKey(judge: Judge): Judge {
  return (value, form, before) => {
    // What most values fail stands first.
    if (value.length < 10 || !isRandom(value) || entropyOf(value) < (value.length < 16 ? 3 : 3.2)) return false;
    if (value.length < 20 && !isStrong(value)) return false;
    return judge(value, form, before) !== false && (value.length >= 20 ? 0.85 : 0.6);
  };
}

const counts = new Uint32Array(256);

/** Shannon's, in bits a byte. */
function entropyOf(value: Uint8Array): number {
  counts.fill(0);
  for (let i = 0; i < value.length; i += 1) counts[value[i]!]! += 1;
  let sum = 0;
  // Each of n alike counts log2(n): the sum over all bytes is that over all kinds.
  for (let i = 0; i < value.length; i += 1) sum += Math.log2(counts[value[i]!]!);
  return Math.log2(value.length) - sum / value.length;
}
