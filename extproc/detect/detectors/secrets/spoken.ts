// Passwords in sentences, chats and notes: "the password is …", "Passwort lautet …", "login: admin / …", "use … as the password".
// What follows must look like one: prose goes on with words. In files and code they are for passwords.ts.
import type { Detector } from '../../scan.ts';
import { isRandom } from '../assigned.ts';
import { isKeyLike, secret, textOf } from '../define.ts';
import { isReference, nobody } from '../reference.ts';
import { isStrong } from '../value.ts';

const names =
  'password|passphrase|passcode|passwd|pass ?word|pwd|pw|passwort|kennwort|mot de passe|contrase(?:(?-i:ñ)|n)a|clave|senha|wachtwoord|' +
  '(?:wi-?fi|wlan|network|netzwerk|room|door)[ -]?(?:key|code|schl(?-i:ü)ssel)|api[ -]?key|secret key|access key|token';
const whose =
  '(?: (?:for|of|to|on|at|f(?-i:ü)r|von|de|pour|para|di|voor|(?-i:для)) (?:the |my |our |your |der |den |das |die |la |le |el )?[^\\s"\'`:=]{1,24}(?: [\\w.@/-]{1,20}){0,2})';
const verbs =
  '(?: (?:is|was|will be|should be|has been|is now|is still|is set to|was set to|was changed to|has been changed to|has been reset to|is currently|' +
  'to|as|lautet|ist|wurde auf|est|es|(?-i:é))(?: now| set to| changed to| reset to| just| still| jetzt)?:?)';
const quote = '(?:["\'`*“„«]|&quot;){0,3}';
const values = '[^\\s"\'`“”„«»,;<>()\\[\\]{}|]{5,63}[^\\s"\'`“”„«»,;:<>()\\[\\]{}|.!?*]';

/** What an adjective or a measure has instead. */
const described =
  /^(?:\d+[-–]|[a-z]+-(?:sensitive|encoded|protected|based|hashed|encrypted|bit|in|only|free)|sha-?\d|md5|base\d|bcrypt|utf-?8|argon2|rfc\d|v\d|https?:|www\.|\/|@[a-z]|#\d|\d+(?:st|nd|rd|th|%|px|ms|x)?$|[\d.,:/-]+$)/i;

export const spokenDetectors: readonly Detector[] = [
  secret('spoken-password', 'password in a sentence', values, {
    // With nothing but a colon it is an assignment, unless it says whose it is.
    lead: `(?i)(?:\\b(?:${names})|(?-i:[Пп]ароль))(?:(?:${whose})?${verbs}|${whose}:)\\s{1,2}${quote}|(?:パスワード|비밀번호|密码|密碼)(?:は|는|是|为)\\s?${quote}`,
    confidence: 0.75,
    accept: isSpoken,
    source: 'https://cwe.mitre.org/data/definitions/256.html',
  }),
  secret('spoken-password', 'password in a sentence', values, {
    lead: `(?i)\\b(?:with|use|using|try|enter|type|mit|avec|con) (?:the |this |das |le |la )?(?:${names})\\s{1,2}${quote}`,
    confidence: 0.75,
    accept: isSpoken,
    source: 'https://cwe.mitre.org/data/definitions/256.html',
  }),
  secret('login-pair', 'user and password in a note', '[^\\s"\'`,;<>()|-][^\\s"\'`,;<>()|]{3,62}[^\\s"\'`,;:<>()|.!?*]', {
    lead:
      '(?i)\\b(?:logins?|log ?in|(?:test|demo|admin|service|user|default) ?(?:account|user|login)|credentials?|creds|user(?:name)?(?: ?[/|&+] ?pass(?:word)?)|zugang(?:sdaten)?|anmeldung|identifiants|accesso|acceso)' +
      '(?: (?:are|is|as|with|with the|for [\\w.@-]{1,20}(?: [\\w.@-]{1,20}){0,2}|to [\\w.@-]{1,30}|lauten|sind|sont|son)){0,2}(?::| ?[-=]>| [-–])?\\s{1,2}["\'`*]{0,2}[\\w.@+\\\\-]{2,40}["\'`*]{0,2}(?: ?[/:|] ?| and | und | et | y )["\'`*]{0,2}',
    confidence: 0.75,
    accept: isSpoken,
    source: 'https://cwe.mitre.org/data/definitions/256.html',
  }),
  secret('login-pair', 'user and password in a note', '[^\\s"\'`,;<>()|-][^\\s"\'`,;<>()|]{3,62}[^\\s"\'`,;:<>()|.!?*]', {
    lead: '(?i)\\b(?:user(?:name)?|login|benutzer(?:name)?|utilisateur|usuario|account)[:=]?\\s{1,2}["\'`]?[\\w.@+\\\\-]{2,40}["\'`]?[,;/|]?\\s{1,3}(?:and |und |with )?(?:pass(?:word|wort|wd)?|pw|pwd|kennwort)[:=]?\\s{1,2}["\'`]?',
    confidence: 0.75,
    accept: isSpoken,
    source: 'https://cwe.mitre.org/data/definitions/256.html',
  }),
  secret('spoken-key', 'key or token in a sentence', '[A-Za-z0-9_~+/=-]{16,}', {
    lead:
      `(?i)(?:key|token|secret|schl(?-i:ü)ssel|cl(?-i:é)|clave|llave|chave|chiave|(?-i:ключ)|(?-i:токен)|(?-i:密钥)|(?-i:令牌))["'\`*]{0,2}(?:(?: (?:I|we) (?:use|have|got|need))?(?:${whose})?` +
      `(?: (?:is|was|will be|is now|is set to|lautet|ist|est|es|(?-i:é))(?: now)?:?\\s|(?-i:是)|(?-i:：))|${whose}:\\s)\\s?${quote}`,
    confidence: 0.75,
    commit: 64,
    accept: value => isRandom(value) && isKeyLike(value),
    source: 'https://cwe.mitre.org/data/definitions/256.html',
  }),
  secret('pin-code', 'PIN', '[0-9]{4,8}\\b', {
    lead: '(?i)\\b(?:pin|pin[ -]?code|unlock code|door code|alarm code|safe code|security code|geheimzahl)(?: (?:is|ist|es|est|for [\\w ]{1,24} is|to [\\w ]{1,24} is)| ?[:=])\\s{1,2}["\'`*]{0,2}',
    confidence: 0.6,
    severity: 'medium',
    accept: value => !/^(?:19|20)\d\d$|^0+$|^(?:1234|12345|123456)$/.test(textOf(value)),
    source: 'https://cwe.mitre.org/data/definitions/256.html',
  }),
];

function isSpoken(value: Uint8Array): boolean {
  return isStrong(value) && !described.test(textOf(value)) && !isReference(value, nobody, 'password');
}
