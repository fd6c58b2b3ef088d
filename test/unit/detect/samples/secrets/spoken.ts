import { hit, miss, run, type Samples } from '../sample.ts';

const word = ['hun', 'ter2x'].join('');
const strong = ['Tr0ub', '4dor&3'].join('');

export const spokenSamples: readonly Samples[] = [
  {
    detector: 'spoken-password',
    hits: [
      hit('plain', 'The password is ', strong, '.'),
      hit('of a thing', 'The password for the staging server is ', word, ', please rotate it.'),
      hit('quoted', 'the admin password was changed to "', strong, '"'),
      hit('as code', 'and the password is `', strong, '`.'),
      hit('whose it is', 'password for the wiki: ', word, '\n'),
      hit('to be used', 'Log in with the password ', strong, ' and change it.'),
      hit('German', 'Das Passwort lautet ', strong, '.'),
      hit('French', 'Le mot de passe est ', word, ' !'),
      hit('Spanish', 'La contraseña es ', strong, '\n'),
      hit('Russian', 'Пароль для сервера: ', strong, '\n'),
      hit('in bold', 'Password is **', strong, '**'),
      hit('changed', 'my password is now ', word, '?'),
    ],
    misses: [
      miss('an adjective', 'The password is case-sensitive and the token is base64-encoded.'),
      miss('a length', 'The password is 12-64 characters long.'),
      miss('a rule', 'the password must be at least 8 characters'),
      miss('how it is kept', 'the password is SHA-256 hashed; the token is stored in /etc/app/token1'),
      miss('where it is', 'the password is in https://vault.example.com/x1'),
      miss('nothing', 'The password is incorrect. The token is invalid.'),
      miss('a placeholder', 'the password is <your-password-1>'),
      miss('a variable', 'the password is $DB_PASSWORD1'),
    ],
  },
  {
    detector: 'login-pair',
    hits: [
      hit('with a slash', 'login: admin / ', strong, '\n'),
      hit('with a colon', 'Credentials are root:', word, '.'),
      hit('with words', 'username admin password ', strong, '\n'),
      hit('named', 'user: bob, password: ', word, '\n'),
      hit('German', 'Zugangsdaten: admin / ', strong, '\n'),
      hit('of a test', '// test account: admin / ', strong, '\n'),
      hit('of a thing', 'Credentials for the key store: admin / ', word, '\n'),
      hit('with an arrow', 'DB creds -> appuser:', strong, '\n'),
      hit('with and', 'log in with admin and ', word, ' please'),
    ],
    misses: [
      miss('words', 'login: user / password'),
      miss('fields', 'credentials: username/password'),
      miss('a place', 'login: https://example.com/login1'),
      miss('prose', 'log in with Google and GitHub accounts'),
    ],
  },
  {
    detector: 'spoken-key',
    hits: [
      hit('in use', 'The api key I use is ', run('hex', 32), '\n'),
      hit('plain', 'The webhook_secret is ', run('base62', 32), ' for now'),
      hit('German', 'Der API-Schlüssel für die Kasse lautet ', run('base62', 40), '.'),
      hit('as code', 'the token is now `', run('hex', 32), '`'),
      hit('Chinese', '密钥是', run('base62', 32), '。'),
    ],
    misses: [
      miss('a word', 'The key is authentication-provider and the token is identifiersOfNodes'),
      miss('a hint', 'the token is required for authentication'),
      miss('a placeholder', 'your key is <your-api-key-0123456789>'),
      miss('a file', 'the key is config/production/server.key'),
    ],
  },
  {
    detector: 'pin-code',
    hits: [hit('of a card', 'my PIN is ', '4839', '.'), hit('of a door', 'The door code: ', '739215', '\n')],
    misses: [
      miss('of a board', 'connect it to pin: 13, GPIO pin 27'),
      miss('a year', 'the pin is 2019 vintage'),
      miss('an example', 'PIN: 1234'),
    ],
  },
];
