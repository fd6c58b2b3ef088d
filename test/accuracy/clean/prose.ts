// Prose: what models and people write all day, also about passwords, tokens and keys, in several languages. No value stands in it.
import type { Chance } from '../chance.ts';
import { clean, lines, two } from './recipe.ts';

const subjects = [
  'The service',
  'Our team',
  'The new release',
  'A background job',
  'The compiler',
  'This function',
  'The cache',
  'The customer',
  'The load balancer',
  'Each worker',
  'The parser',
  'The old system',
];
const verbs = [
  'handles',
  'rejects',
  'keeps',
  'checks',
  'writes',
  'returns',
  'measures',
  'compares',
  'queues',
  'ignores',
  'summarises',
  'replays',
];
const objects = [
  'every request',
  'the whole file',
  'incoming events',
  'the oldest entries',
  'duplicate rows',
  'the configuration',
  'long messages',
  'the index',
  'its own state',
  'a list of items',
  'the result',
  'unused records',
];
const ends = [
  'before the next run',
  'when the limit is reached',
  'in less than a second',
  'without a lock',
  'after the timeout',
  'as the docs describe',
  'only on the primary',
  'once per day',
  'while others wait',
  'because order matters',
];

export function sentence(chance: Chance): string {
  return `${chance.pick(subjects)} ${chance.pick(verbs)} ${chance.pick(objects)} ${chance.pick(ends)}.`;
}

export function paragraph(chance: Chance, sentences = chance.int(2, 5)): string {
  return Array.from({ length: sentences }, () => sentence(chance)).join(' ');
}

/** About secrets, without one. */
const aboutSecrets = [
  'Never put the password into the repository; read it from the environment instead.',
  'The API key is missing, so the client throws an error before the first request.',
  'You can create a personal access token under Settings, Developer settings, Tokens.',
  'Tokens expire after 3600 seconds and have to be refreshed.',
  'The password must have at least 12 characters, one digit and one symbol.',
  'Your secret is stored encrypted with AES-256-GCM; only the hash of the password is kept.',
  'A JWT has three parts: header, payload and signature, each encoded in base64url and joined by dots.',
  'If the password is wrong, the server answers 401 Unauthorized.',
  'The token is passed in the Authorization header as a bearer token.',
  'An access key id begins with AKIA and has twenty characters; the secret access key has forty.',
  'GitHub tokens start with ghp_, gho_, ghu_, ghs_ or ghr_ and end with a checksum.',
  'Use a secret manager: Vault, AWS Secrets Manager or Google Secret Manager all work.',
  'password: the password of the user (required). token: optional, see below.',
  'The password is required and the username is optional.',
  'Is the password correct? The secret to a good test is a small setup.',
  'Max tokens: 4096. Prompt tokens: 812. Completion tokens: 155.',
  'The private key stays on the device, the public key is sent to the server.',
  'Run the command again and type the password when you are asked for it.',
  'Passwords are hashed with argon2id, a memory cost of 64 MiB and three iterations.',
  'Keep the session token in a cookie that is HttpOnly, Secure and SameSite=Lax.',
  'The key takeaway: authentication: required, authorization: role-based.',
  'Password reset links are valid for 15 minutes.',
];

const german = [
  'Der Dienst prüft jede Anfrage, bevor sie weitergeleitet wird.',
  'Das Passwort muss mindestens zwölf Zeichen lang sein.',
  'Bitte das Kennwort niemals per E-Mail verschicken.',
  'Die neue Version behebt drei Fehler und ist deutlich schneller.',
  'Der Schlüssel zum Erfolg ist eine gute Vorbereitung.',
  'Nach 30 Minuten ohne Aktivität läuft die Sitzung ab.',
  'Wir haben am 12.03.2026 rund 4.500 Datensätze übernommen.',
  'Das Passwort ist falsch oder abgelaufen.',
  'Die Geheimnisse der Küche bleiben in der Küche.',
];
const french = [
  'Le service vérifie chaque requête avant de la transmettre.',
  'Le mot de passe doit contenir au moins douze caractères.',
  'Le mot de passe est obligatoire.',
  'La nouvelle version corrige trois erreurs et va plus vite.',
  'Merci de ne jamais envoyer vos identifiants par courriel.',
  'La réunion aura lieu le 12 mars 2026 à 14 h 30.',
  'Clé de lecture : voir le tableau ci-dessous.',
];
const spanish = [
  'El servicio comprueba cada petición antes de enviarla.',
  'La contraseña debe tener al menos doce caracteres.',
  'La contraseña es obligatoria.',
  'La nueva versión corrige tres errores y es más rápida.',
  'La clave está en medir antes de optimizar.',
  'La reunión será el 12 de marzo de 2026.',
];
const others = [
  'Il servizio controlla ogni richiesta prima di inoltrarla. La password è obbligatoria.',
  'De dienst controleert elk verzoek. Het wachtwoord is verlopen.',
  'Hasło musi mieć co najmniej dwanaście znaków. Usługa sprawdza każde żądanie.',
  'サービスはすべてのリクエストを確認します。パスワードは12文字以上にしてください。',
  '该服务会检查每个请求。密码至少需要十二个字符。',
  'Пароль должен содержать не менее двенадцати символов. Сервис проверяет каждый запрос.',
  'A senha deve ter pelo menos doze caracteres. O serviço verifica cada pedido.',
  'Parola en az on iki karakter olmalıdır. Hizmet her isteği denetler.',
  'يجب أن تتكون كلمة المرور من اثني عشر حرفًا على الأقل.',
  'Lösenordet måste ha minst tolv tecken.',
];

const money = (chance: Chance): string => `${chance.int(1, 999)},${chance.int(100, 999)}.${two(chance.int(0, 99))}`;

export const proseRecipes = clean('markdown', [
  ['prose', chance => `${paragraph(chance)}\n\n${paragraph(chance)}`],
  ['prose-long', chance => lines(6, () => `${paragraph(chance, 5)}\n`)],
  ['prose-about-secrets', chance => chance.some(aboutSecrets, 4).join(' ')],
  [
    'prose-about-secrets-list',
    chance =>
      `What to know:\n\n${chance
        .some(aboutSecrets, 4)
        .map(item => `- ${item}`)
        .join('\n')}`,
  ],
  [
    'prose-security-advice',
    chance => `## Storing credentials\n\n${chance.some(aboutSecrets, 3).join('\n\n')}\n\n${paragraph(chance)}`,
  ],
  ['prose-german', chance => chance.some(german, 4).join(' ')],
  ['prose-french', chance => chance.some(french, 4).join(' ')],
  ['prose-spanish', chance => chance.some(spanish, 4).join(' ')],
  ['prose-languages', chance => chance.some(others, 3).join('\n\n')],
  [
    'prose-numbers',
    chance =>
      `In ${chance.int(1900, 2026)} the factory made ${chance.int(100, 999)} ${chance.int(100, 999)} units, ${chance.int(2, 40)}.${chance.int(1, 9)} % more than before; revenue was $${money(chance)} and costs were EUR ${money(chance)}.`,
  ],
  [
    'prose-history',
    chance =>
      `The treaty of ${chance.int(1200, 1900)} ended a war of ${chance.int(2, 30)} years. About ${chance.int(10, 99)}0,000 people lived in the city, on ${chance.int(10, 99)} square kilometres, at ${chance.int(10, 59)}.${chance.int(1000, 9999)}° N, ${chance.int(1, 99)}.${chance.int(1000, 9999)}° E.`,
  ],
  [
    'prose-recipe',
    chance =>
      `Mix ${chance.int(100, 500)} g flour with ${chance.int(1, 4)} eggs and ${chance.int(100, 300)} ml milk. Bake at ${chance.int(160, 230)} °C for ${chance.int(20, 60)} minutes.`,
  ],
  [
    'prose-science',
    chance =>
      `The compound C${chance.int(6, 30)}H${chance.int(8, 50)}N${chance.int(1, 6)}O${chance.int(1, 9)} (CAS ${chance.int(50, 9999)}-${chance.int(10, 99)}-${chance.int(0, 9)}) melts at ${chance.int(40, 300)} °C. The sequence ${chance.run('ACGT', 60)} was aligned with accession NM_00${chance.int(1000, 9999)}.${chance.int(1, 4)}, PMID ${chance.int(10_000_000, 38_000_000)}, doi:10.${chance.int(1000, 9999)}/s${chance.int(10000, 99999)}-02${chance.int(0, 4)}-${chance.int(10000, 99999)}-${chance.int(0, 9)}.`,
  ],
  [
    'prose-law',
    chance =>
      `Under section ${chance.int(1, 99)}(${chance.int(1, 9)}) of the act (case ${chance.int(1, 30)} C ${chance.int(100, 999)}/${chance.int(10, 26)}), the buyer has ${chance.int(10, 60)} days. See BGBl. I ${chance.int(2000, 2026)} S. ${chance.int(100, 3999)}.`,
  ],
  [
    'prose-sports',
    chance =>
      `They won ${chance.int(1, 9)}:${chance.int(0, 5)} in front of ${chance.int(10, 80)},${chance.int(100, 999)} people; the record is ${chance.int(1, 3)}:${two(chance.int(0, 59))}:${two(chance.int(0, 59))}.`,
  ],
  [
    'orders',
    chance =>
      `Order #${chance.int(10_000_000, 99_999_999)} (invoice INV-2026-${chance.int(10000, 99999)}, tracking 1Z${chance.run('0123456789ABCDEFGHJKLMNPQRSTUVWXYZ', 16)}) ships on ${chance.int(1, 28)} May. Article no. ${chance.int(100000, 999999)}-${chance.int(10, 99)}, EAN ${chance.pick(['40', '54', '76'])}${chance.run('0123456789', 11)}.`,
  ],
  [
    'books',
    chance =>
      `See ISBN 978-3-${chance.int(10, 99)}-${chance.int(100000, 999999)}-${chance.int(0, 9)}, pp. ${chance.int(10, 90)}–${chance.int(91, 400)}, ISSN ${chance.int(1000, 9999)}-${chance.int(1000, 9999)}, vol. ${chance.int(1, 60)}(${chance.int(1, 12)}).`,
  ],
  [
    'statistics',
    chance =>
      `| month | users | change |\n| --- | --- | --- |\n${lines(6, i => `| ${i + 1} | ${chance.int(1000, 9999999)} | ${chance.int(-20, 20)}.${chance.int(0, 9)} % |`)}`,
  ],
  [
    'answers-about-files',
    chance =>
      `Look into /etc/hosts and ~/.bashrc, but don't change them. ${paragraph(chance)} The rm command deletes files; chmod changes their mode; sudo runs a command as root.`,
  ],
  [
    'support-numbers',
    chance =>
      `Ticket ${chance.int(1000000, 9999999)} was opened at ${chance.int(10, 23)}:${two(chance.int(0, 59))}. Use extension ${chance.int(100, 999)}, meeting id ${chance.int(100, 999)} ${chance.int(100, 999)} ${chance.int(1000, 9999)}, room B-${chance.int(100, 999)}.`,
  ],
  ['poem', chance => lines(8, () => sentence(chance).split(' ').slice(0, 6).join(' '))],
  [
    'mail-without-data',
    chance => `Hi all,\n\n${paragraph(chance)}\n\nThe call moves to 15:30. Please bring the list of open questions.\n\nThanks\n`,
  ],
  ['emoji', chance => `🚀 ${sentence(chance)} ✅ Done in ${chance.int(1, 99)} s 🎉\n\n> ${sentence(chance)} 👍🏽`],
  [
    'headings',
    chance =>
      `# Plan\n\n## Step 1: tokens and keys\n\n${paragraph(chance)}\n\n## Step 2: passwords\n\n${paragraph(chance)}\n\n---\n\n**Note:** ${sentence(chance)}`,
    'held-out',
  ],
  ['dialogue', chance => `"Do you know the password?" she asked. "It's a secret," he said. "${sentence(chance)}"`, 'held-out'],
  [
    'transcript',
    chance => lines(6, i => `[00:${two(i * 7)}:${two(chance.int(0, 59))}] Speaker ${(i % 2) + 1}: ${sentence(chance)}`),
    'held-out',
  ],
]);
