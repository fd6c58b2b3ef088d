import { hit, miss, run, type Samples } from '../sample.ts';

const word = ['hun', 'ter2x'].join('');
const strong = ['Tr0ub', '4dor_3'].join('');

export const commandSamples: readonly Samples[] = [
  {
    detector: 'mysql-password',
    hits: [
      hit('behind the user', 'mysql -u root -p', word, ' app'),
      hit('of a dump', "mysqldump -h db.example.com -u app -p'", strong, "' app > x.sql"),
    ],
    misses: [
      miss('asked for', 'mysql -u root -p app'),
      miss('a variable', 'mysql -u root -p$MYSQL_PASSWORD'),
      miss('a port', 'mysql -u root -P 3306'),
    ],
  },
  {
    detector: 'piped-password',
    hits: [
      hit('to sudo', "echo '", `${strong}' | sudo -S`, ' apt update'),
      hit('to Docker', 'echo ', `${word} | docker login`, ' -u ci --password-stdin'),
    ],
    misses: [
      miss('a variable', 'echo "$PASSWORD" | docker login -u ci --password-stdin'),
      miss('another command', 'echo hello1 | grep x'),
    ],
  },
  {
    detector: 'redis-conf-password',
    hits: [
      hit('of a server', 'port 6379\nrequirepass ', strong, '\nmaxmemory 1gb'),
      hit('of its master', 'replicaof db 6379\nmasterauth ', word, '\n'),
    ],
    misses: [miss('a comment', '# requirepass foobared'), miss('a variable', 'x\nrequirepass ${REDIS_PASSWORD}')],
  },
  {
    detector: 'sshpass-password',
    hits: [hit('with a space', 'sshpass -p ', word, ' ssh root@host'), hit('quoted', "sshpass -p '", strong, "' scp x y")],
    misses: [miss('a file', 'sshpass -f /run/secrets/pw ssh x'), miss('a variable', 'sshpass -p "$SSH_PASS" ssh x')],
  },
  {
    detector: 'command-password',
    hits: [
      hit('of Docker', 'docker login -u bot -p ', word, ' registry.example.com'),
      hit('of a directory', 'ldapsearch -x -D cn=admin -w ', strong, ' -b dc=x'),
      hit('of Redis', 'redis-cli -h cache -a ', word, ' ping'),
      hit('of an archive', 'zip -r -P ', strong, ' out.zip in/'),
      hit('of a web server', 'htpasswd -bc /etc/nginx/users bob ', word, '\n'),
      hit('of a key store', 'keytool -list -keystore a.jks -storepass ', word, '\n'),
    ],
    misses: [
      miss('ports', 'docker run -p 8080:80 nginx'),
      miss('a variable', 'docker login -u bot -p $TOKEN'),
      miss('a directory', 'mkdir -p /srv/data/app1'),
      miss('a name', 'docker run -w workdir image'),
    ],
  },
  {
    detector: 'curl-auth-user',
    hits: [
      hit('short', 'curl -u admin:', word, ' https://example.com'),
      hit('long', "curl -s --user 'bob@example.com:", strong, "' https://example.com"),
      hit('a key as the user', 'curl https://api.example.com -u api:', run('base62', 24), '\n'),
    ],
    misses: [
      miss('asked for', 'curl -u admin https://example.com'),
      miss('a variable', 'curl -u "$USER:$PASSWORD" https://example.com'),
      miss('a placeholder', 'curl -u username:password https://example.com'),
    ],
  },
  {
    detector: 'http-auth-option',
    hits: [hit('short', 'http -a admin:', word, ' example.com'), hit('long', 'https --auth bob:', strong, ' example.com')],
    misses: [miss('a variable', 'http -a $USER:$PASS example.com'), miss('prose', 'https and http are schemes')],
  },
  {
    detector: 'net-use-password',
    hits: [
      hit('a share', 'net use Z: \\\\server\\share ', word, ' /user:corp\\bob'),
      hit('a share, with the user before', 'net use \\\\server\\share /user:bob ', strong, '\n'),
      hit('an account', 'net user bob ', word, ' /add'),
    ],
    misses: [miss('no password', 'net use Z: \\\\server\\share'), miss('prose', 'a net user base grew')],
  },
  {
    detector: 'cmdkey-password',
    hits: [
      hit('kept', 'cmdkey /add:server /user:bob /pass:', word, '\n'),
      hit('of a desktop', 'xfreerdp /v:host /u:bob /p:', strong, '\n'),
    ],
    misses: [miss('asked for', 'cmdkey /add:server /user:bob'), miss('a variable', 'cmdkey /add:x /pass:%PASSWORD%')],
  },
  {
    detector: 'openssl-pass',
    hits: [
      hit('of a key', 'openssl rsa -in a.pem -passin pass:', word, ' -out b.pem'),
      hit('of an archive', 'openssl enc -aes-256-cbc -pass pass:', strong, '\n'),
    ],
    misses: [miss('from the environment', '-passin env:KEY_PASS'), miss('a variable', '-passin pass:$PASS')],
  },
  {
    detector: 'chpasswd-password',
    hits: [hit('of an account', 'echo "bob:', word, '" | chpasswd'), hit('of the root', "echo 'root:", strong, "' | chpasswd")],
    misses: [miss('a message', 'echo "error: file not found"'), miss('a variable', 'echo "$USER:$PASSWORD" | chpasswd')],
  },
  {
    detector: 'powershell-secure-string',
    hits: [
      hit('plain', '$p = ConvertTo-SecureString "', strong, '" -AsPlainText -Force'),
      hit('named', "ConvertTo-SecureString -String '", word, "' -AsPlainText"),
    ],
    misses: [
      miss('a variable', 'ConvertTo-SecureString $env:PASSWORD -AsPlainText'),
      miss('a variable in quotes', 'ConvertTo-SecureString "$password" -AsPlainText'),
    ],
  },
  {
    detector: 'sql-password',
    hits: [
      hit('MySQL', "CREATE USER 'app'@'%' IDENTIFIED BY '", strong, "';"),
      hit('MySQL, with a plugin', "IDENTIFIED WITH mysql_native_password BY '", word, "';"),
      hit('PostgreSQL', "ALTER ROLE app WITH LOGIN PASSWORD '", strong, "';"),
      hit('SQL Server', "CREATE LOGIN app WITH PASSWORD = N'", word, "';"),
      hit('older', "SET PASSWORD FOR 'bob'@'%' = PASSWORD('", strong, "');"),
    ],
    misses: [
      miss('a variable', "CREATE USER app PASSWORD '${DB_PASSWORD}'"),
      miss('a parameter', "ALTER ROLE app PASSWORD '%s'"),
      miss('prose', "the password 'field' is required"),
      miss('an assignment of code', `my $password = "${word}"`),
    ],
  },
  {
    detector: 'php-define-password',
    hits: [
      hit('of a blog', "define('DB_PASSWORD', '", strong, "');"),
      hit('of a service', 'define("ACME_SECRET", "', run('base62', 20), '");'),
    ],
    misses: [
      miss('the environment', "define('DB_PASSWORD', getenv('DB_PASSWORD'));"),
      miss('a placeholder', "define('DB_PASSWORD', 'password_here');"),
      miss('another constant', "define('DB_HOST', 'localhost');"),
    ],
  },
  {
    detector: 'expect-password',
    hits: [
      hit('on two lines', 'expect "assword:"\nsend "', word, '\\r"'),
      hit('with a pattern', 'expect -re "Password: ?"\nsend -- "', strong, '\\r"'),
    ],
    misses: [
      miss('a variable', 'expect "assword:"\nsend "$password\\r"'),
      miss('another prompt', 'expect "$ "\nsend "make1\\r"'),
    ],
  },
  {
    detector: 'snmp-community',
    hits: [hit('to read', 'snmp-server community ', word, ' RO'), hit('to write', 'snmp-server community ', strong, ' RW')],
    misses: [miss('the default', 'snmp-server community public RO'), miss('a placeholder', 'snmp-server community <string> RO')],
  },
  {
    detector: 'cli-config-secret',
    hits: [
      hit('of AWS', 'aws configure set aws_secret_access_key ', run('base62', 40), '\n'),
      hit('of a repository', 'gh secret set NPM_TOKEN --body "', run('base62', 30), '"'),
    ],
    misses: [
      miss('a region', 'aws configure set region eu-west-1'),
      miss('a variable', 'gh secret set NPM_TOKEN --body "$NPM_TOKEN"'),
    ],
  },
];
