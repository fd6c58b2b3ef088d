import { hit, lookalikes, miss, run, type Samples } from '../sample.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const word = ['hun', 'ter2', 'Zx'].join('');
const login = base64(['robot', word].join(':'));
const secret = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ntype: Opaque\n';

export const credentialFileSamples: readonly Samples[] = [
  {
    detector: 'kubernetes-secret-yaml',
    hits: [
      hit('one value', `${secret}data:\n  password: `, base64(word), '\n---\n'),
      hit(
        'several values',
        `${secret}data:\n  user: `,
        `${base64('admin')}\n  password: ${base64(word)}\n  pin: "${base64('1234x')}`,
        '"\nmore:\n',
      ),
      hit('bytes', `${secret}data:\n  key: `, run('base64', 44), '\n'),
      hit('before its kind is told', 'apiVersion: v1\ndata:\n  password: ', base64(word), '\nkind: Secret\n'),
    ],
    misses: [
      miss('a map of settings', `apiVersion: v1\nkind: ConfigMap\ndata:\n  mode: ${base64('debug')}\n`),
      miss('a word', 'data:\n  name: production\n'),
      miss('a number', 'data:\n  count: 12345678\n'),
    ],
  },
  {
    detector: 'kubernetes-secret-string',
    hits: [
      hit('one value', 'kind: Secret\nstringData:\n  password: ', word, '\n'),
      hit('in quotes', 'kind: Secret\nstringData:\n    token: "', run('base62', 20), '"\n'),
    ],
    misses: [
      miss('a template', 'stringData:\n  password: {{ .Values.password }}\n'),
      miss('a variable', 'stringData:\n  password: ${PASSWORD}\n'),
      miss('a block', 'stringData:\n  config.yaml: |\n    a: 1\n'),
    ],
  },
  {
    detector: 'kubeconfig-client-key',
    hits: [
      hit('in YAML', '    client-key-data: ', run('base64', 400), '\n'),
      hit('in JSON', '"client-key-data": "', run('base64', 120, 2), '"'),
    ],
    misses: [
      miss('the certificate', `    client-certificate-data: ${run('base64', 400)}\n`),
      miss('a placeholder', '    client-key-data: REDACTED\n'),
      miss('the file', '    client-key: /home/me/key.pem\n'),
    ],
  },
  {
    detector: 'docker-config-auth',
    hits: [
      hit('of a registry', '{"auths": {"registry.example.com": {"auth": "', login, '"}}}'),
      hit('escaped', '{\\"auth\\":\\"', login, '\\"}'),
    ],
    misses: [
      miss('a word', '{"auth": "required"}'),
      miss('an object', '{"auth": {"user": "x"}}'),
      miss('a kind', '{"auth": "basicauth123"}'),
    ],
  },
  {
    detector: 'docker-config-json',
    hits: [
      hit('in YAML', 'data:\n  .dockerconfigjson: ', base64(`{"auths":{"x":{"auth":"${login}"}}}`), '\n'),
      hit('in JSON', '".dockerconfigjson": "', base64(`{"auths":{"y":{"auth":"${login}"}}}`), '"'),
    ],
    misses: [miss('a type', 'type: kubernetes.io/dockerconfigjson'), miss('a template', '.dockerconfigjson: {{ .Values.x }}')],
  },
  {
    detector: 'npmrc-auth',
    hits: [
      hit('of a registry', '//registry.example.com/:_authToken=', run('base62', 36), '\n'),
      hit('of an older one', '_auth = ', login, '\nemail=x\n'),
      hit('of the older form', '//registry.example/:_authToken=', lookalikes.uuid, '\n'),
      hit('a password', '//registry.example/:_password="', Buffer.from('s3cr3t-pAssw0rd').toString('base64'), '"'),
    ],
    misses: [
      miss('a placeholder', ':_authToken=YOUR_NPM_AUTH_TOKEN'),
      miss('the environment', '//registry.example.com/:_authToken=${NPM_TOKEN}\n'),
      miss('a variable of code', 'this._auth = auth'),
      miss('a switch', 'always_auth=true'),
    ],
  },
  {
    detector: 'netrc-password',
    hits: [
      hit('on one line', 'machine api.example.com login robot password ', word, '\n'),
      hit('on three', 'machine api.example.com\n  login robot\n  password ', word, '\n'),
    ],
    misses: [
      miss('prose', 'each machine needs a login and a password'),
      miss('a variable', 'machine $HOST login $USER password $PASSWORD'),
    ],
  },
  {
    detector: 'pgpass-password',
    hits: [
      hit('of a database', 'db.example.com:5432:orders:app:', word, '\n'),
      hit('of all', 'localhost:5432:*:postgres:', run('base62', 20), '\n'),
    ],
    misses: [miss('ports', 'ports: 127.0.0.1:5432:5432'), miss('a template', 'host:5432:db:user:<password>')],
  },
  {
    detector: 'ansible-vault',
    hits: [
      hit('a file', '', `$ANSIBLE_VAULT;1.1;AES256\n${run('digits', 80)}\n${run('digits', 80, 2)}`, ''),
      hit('a value', 'password: !vault |\n  ', `$ANSIBLE_VAULT;1.2;AES256;prod\n  ${run('digits', 80)}\n`, 'user: x'),
    ],
    misses: [miss('its header', '$ANSIBLE_VAULT;1.1;AES256'), miss('a variable', '$ANSIBLE_VAULT_PASSWORD')],
  },
  {
    detector: 'wifi-password',
    hits: [
      hit('of a supplicant', 'network={\n  ssid="home"\n  psk="', word, '"\n}'),
      hit('of an access point', 'wpa_passphrase=', run('base62', 12), '\n'),
      hit('of a square code', 'WIFI:T:WPA;S:home;P:', run('base62', 10), ';;'),
      hit('of Windows', '<keyMaterial>', run('base62', 14), '</keyMaterial>'),
    ],
    misses: [
      miss('a kind of key', 'key_mgmt=WPA-PSK\nwpa-psk: wpa2-personal'),
      miss('a variable', 'wpa_passphrase=${WIFI_PASSWORD}'),
      miss('a placeholder', 'psk="your-password"'),
    ],
  },
  {
    detector: 'windows-unattend-password',
    hits: [
      hit('of an account', '<Password><Value>', word, '</Value><PlainText>true</PlainText></Password>'),
      hit('of the administrator', '<AdministratorPassword>\n  <Value>', run('base62', 16), '</Value>'),
    ],
    misses: [
      miss('a placeholder', '<Password><Value>*****</Value></Password>'),
      miss('another value', '<Setting><Value>true</Value></Setting>'),
    ],
  },
  {
    detector: 'group-policy-password',
    hits: [
      hit('of a user', '<Properties userName="x" cpassword="', run('base64', 43), '"/>'),
      hit('in single quotes', "cpassword='", run('base64', 64), "'"),
    ],
    misses: [miss('none', 'cpassword=""'), miss('words', 'cpassword="" changed="2020-01-01"')],
  },
  {
    detector: 'rails-master-key',
    hits: [
      hit('in the environment', 'RAILS_MASTER_KEY=', run('hex', 32), '\n'),
      hit('in YAML', 'rails_master_key: "', run('hex', 32, 2), '"'),
    ],
    misses: [miss('a digest', `md5: ${run('hex', 32)}`), miss('a placeholder', `RAILS_MASTER_KEY=${'0'.repeat(32)}`)],
  },
  {
    detector: 'laravel-app-key',
    hits: [
      hit('in the environment', 'APP_KEY=', `base64:${run('base64', 43)}=`, '\n'),
      hit('quoted', 'APP_KEY="', `base64:${run('base64', 43, 2)}=`, '"'),
    ],
    misses: [miss('none', 'APP_KEY=\n'), miss('an integrity', lookalikes.integrity)],
  },
  {
    detector: 'wordpress-salt',
    hits: [
      hit('a key', "define('AUTH_KEY',         '", `${run('base62', 30)}|+ -$%&${run('base62', 27)}`, "');"),
      hit('a salt', "define( 'NONCE_SALT', '", run('base62', 64), "' );"),
    ],
    misses: [
      miss('the placeholder', "define('AUTH_KEY', 'put your unique phrase here');"),
      miss('the environment', "define('AUTH_KEY', getenv('AUTH_KEY'));"),
    ],
  },
];
