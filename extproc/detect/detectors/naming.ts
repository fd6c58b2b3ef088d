// What a name says about the values under it: a password may be a word that a person thought of, a token or key was made by chance, and of
// other names (that an installation chose) nothing is known. Reads the text before a value; knows no separator.

export type Naming = 'password' | 'key' | 'other';

const passwords =
  /pass(?:word|wort|wd|phrase|code)?s?(?![a-z])|pwd|pswd|(?<![a-z])pw(?![a-z])|kennwort|contrase|senha|wachtwoord|mot de passe|motdepasse|parola|has[lł]o|l[oö]senord|пароль|密码|密碼|パスワード|비밀번호/giu;
const keys = /token|secret|key|credential|auth|salt|signature|bearer|jwt|hmac|cookie|session/gi;

/** Several detectors ask of one place, one after the other. */
let asked = '';
let answer: Naming = 'other';

/** Of several names before a value the last counts: `password_token = `, `token = getPassword(`. */
export function namingOf(before: string): Naming {
  if (before !== asked) {
    answer = lastIn(before);
    asked = before;
  }
  return answer;
}

function lastIn(before: string): Naming {
  const password = lastEnd(before, passwords);
  const key = lastEnd(before, keys);
  if (password < 0 && key < 0) return 'other';
  return password >= key ? 'password' : 'key';
}

function lastEnd(text: string, pattern: RegExp): number {
  let end = -1;
  pattern.lastIndex = 0;
  while (pattern.test(text)) end = pattern.lastIndex;
  return end;
}
