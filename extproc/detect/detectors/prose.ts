// Tells words that people read from values: labels of forms, hints, messages, in the languages that interfaces are written in most.
// A passphrase has words too, but none of those that hold sentences together.

const holding = new Set(
  // English, and the words of forms and messages
  (
    'a an the your my our their his her its you we they this that these those is are was were be been must should will would can could may ' +
    'might shall has have had do does did not no and or but if then else than when where which who what why how for from to of in on at by ' +
    'with without about as into only also please enter choose make sure confirm repeat again retype reset change forgot forgotten show hide ' +
    'new old current incorrect invalid wrong missing required minimum least most characters character letters digits long short strong weak ' +
    'too match matches does must provide provided used use using set sets updated expired password passwords token tokens secret key keys ' +
    'here login sign log account email username field see get click copy paste create generate generated need needs ' +
    // German, French, Spanish, Portuguese, Italian, Dutch
    'das der die ein eine ihr ihre dein deine bitte geben sie ist nicht muss mit und oder passwort kennwort vergessen eingeben neues ' +
    'votre le la les un une mot de passe oublié entrez veuillez nouveau est et ou pas ' +
    'su tu el los contraseña introduzca ingrese olvidó nueva es y ' +
    'sua seu senha digite nova ou não ' +
    'il tuo tua inserisci dimenticata nuova ' +
    'uw je wachtwoord vergeten nieuw voer het ' +
    // Swedish, Danish, Norwegian, Finnish, Polish, Czech, Hungarian, Romanian, Turkish, Vietnamese
    'måste innehålla minst ange ditt lösenord lösenordet skal indeholde mindst indtast adgangskode passordet angi täytyy salasana anna uusi ' +
    'musi mieć podaj hasło nowe twoje musí mít zadejte heslo nové kell legyen adja meg jelszó jelszava trebuie introduceți parola ' +
    'olmalı olmalıdır girin yeni şifre şifrenizi parolanızı phải mật khẩu nhập của'
  ).split(' '),
);

const labels = new Set(
  (
    'password passwort kennwort contraseña senha wachtwoord parola hasło heslo lösenord adgangskode salasana jelszó şifre пароль 密码 密碼 パスワード 비밀번호 ' +
    'passphrase passcode token secret benutzername username benutzer login zugangsdaten credentials required optional ' +
    'palavra-passe пароля ключа токена şifresi jetonu anahtarı segreta secreta secrète geheimnis geheim schlüssel zugriffsschlüssel zugangsschlüssel segreto secreto segredo chave clave clé jeton ключ токен секрет 密钥 令牌 ' +
    'pflichtfeld erforderlich obligatoire obligatorio'
  ).split(' '),
);

const ofCharacters = /^[\p{L}\p{M}'’.,:;!?()/&-]+$/u;

/** Where words have no spaces between them. */
const unspaced = /トークン|パスワード|シークレット|キー$|密码|密碼|令牌|密钥|密鑰|비밀번호|토큰|비밀/u;

/** Most values that are asked about: no label has digits, unless its letters are beyond ASCII. */
const coded = /^[!-~]*[0-9][!-~]*$/;

/** A word that interfaces put before or into the field, or a few words of which one is such. */
export function isLabel(text: string): boolean {
  if (coded.test(text)) return false;
  const plain = text.toLowerCase();
  if (labels.has(plain) || (unspaced.test(plain) && !/[A-Za-z0-9]{6}/.test(plain))) return true;
  const parts = plain.split(/[\s'’]+/);
  return (
    parts.length > 1 && parts.length <= 6 && parts.some(part => labels.has(part)) && parts.every(part => ofCharacters.test(part))
  );
}

const spaced = /\s/;

/** Several words of letters alone: no key has a space in it. */
export function isPhrase(text: string): boolean {
  if (!spaced.test(text)) return false;
  const parts = text.trim().split(/\s+/);
  return parts.length > 1 && parts.every(part => ofCharacters.test(part));
}

/** No letter of Latin: people's passwords have none of these in several words, interfaces do. */
const foreign = /(?!\p{Script=Latin})\p{L}/u;
/** A sentence of a script without spaces: such keyboards are off where passwords are typed. */
const unspacedSentence = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー\p{P}]{8,}$/u;

/** Several words, of which one holds a sentence together, or which end like one, or are in a script of their own. */
export function isProse(text: string): boolean {
  const trimmed = text.trim();
  if (!spaced.test(trimmed)) return unspacedSentence.test(trimmed);
  const parts = trimmed.split(/\s+/);
  const bare = parts.map(part => part.toLowerCase().replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''));
  if (bare.some((part, i) => holding.has(part) && ofCharacters.test(parts[i]!))) return true;
  if (parts.length < 3 || !parts.every(part => ofCharacters.test(part) || /^[0-9]{1,3}$/.test(part))) return false;
  return foreign.test(trimmed) || (/[.!?…]$/.test(trimmed) && parts.every(part => ofCharacters.test(part)));
}
