// A password or a key that only the words around it give away: speech in several languages, programs that take it in a place of its own,
// files with a form of their own.
import { plain } from '../labels.ts';
import { type Carrier, fence, markdown } from './carrier.ts';

export const spokenCarriers: readonly Carrier[] = markdown([
  ['password-is', ({ service, value }) => `The password for ${service} is ${value} and it expires in 90 days.`],
  ['password-colon', ({ service, value }) => `Log in to ${service} with\n\nuser: admin\npassword: ${value}\n`],
  ['password-as', ({ value }) => `You can sign in as deploy with the password "${value}".`],
  ['password-changed', ({ service, value }) => `I changed the ${service} password to \`${value}\`, please update your notes.`],
  ['password-equals', ({ value }) => `host=db01 user=app password=${value} dbname=orders sslmode=require`],
  ['pass-short', ({ value }) => `login: root / pass: ${value}`],
  ['user-slash-password', ({ service, value }) => `Credentials for ${service}: admin / ${value}`],
  ['pw-chat', ({ value }) => `**jo** 09:01\nwhats the wifi pw\n**max** 09:02\npw is ${value}`],
  ['password-bold', ({ value }) => `**Username:** svc_report\n**Password:** ${value}\n`],
  ['password-table', ({ value }) => `| host | user | password |\n| --- | --- | --- |\n| db01 | app | ${value} |\n`],
  ['password-csv', ({ value }) => `host,user,password\ndb01,app,${value}\n`],
  ['german', ({ service, value }) => `Das Passwort für ${service} lautet ${value} und gilt bis Ende des Monats.`],
  ['german-colon', ({ value }) => `Zugangsdaten:\nBenutzer: admin\nKennwort: ${value}\n`],
  ['french', ({ service, value }) => `Le mot de passe de ${service} est ${value}, merci de le changer.`],
  ['french-colon', ({ value }) => `Identifiant : admin\nMot de passe : ${value}\n`],
  ['spanish', ({ service, value }) => `La contraseña de ${service} es ${value} y caduca en mayo.`],
  ['spanish-colon', ({ value }) => `Usuario: admin\nContraseña: ${value}\n`, 'held-out'],
  ['italian', ({ value }) => `La password di accesso è ${value}, non condividerla.`, 'held-out'],
  ['portuguese', ({ value }) => `A senha do banco é ${value} por enquanto.`, 'held-out'],
  ['dutch', ({ value }) => `Het wachtwoord is ${value} voor de testomgeving.`, 'held-out'],
  ['polish', ({ value }) => `Hasło: ${value}\n`, 'held-out'],
  ['russian', ({ value }) => `логин: admin\nпароль: ${value}\n`],
  ['chinese', ({ value }) => `用户名：admin\n密码：${value}\n`],
  ['japanese', ({ value }) => `パスワードは ${value} です。`, 'held-out'],
  ['curl-user', ({ value }) => fence('bash', `curl -u admin:${value} https://jenkins.example.com/api/json`)],
  ['mysql-option', ({ value }) => fence('bash', `mysql -h db01 -u root -p'${value}' orders < dump.sql`)],
  ['pgpassword', ({ value }) => fence('bash', `PGPASSWORD='${value}' psql -h db01 -U app orders -c 'select 1'`)],
  ['sshpass', ({ value }) => fence('bash', `sshpass -p '${value}' ssh deploy@10.0.0.7 uptime`)],
  ['docker-login', ({ value }) => fence('bash', `docker login registry.example.com -u ci -p ${value}`)],
  ['echo-stdin', ({ value }) => fence('bash', `echo '${value}' | docker login -u ci --password-stdin registry.example.com`)],
  ['chpasswd', ({ value }) => fence('bash', `echo "deploy:${value}" | sudo chpasswd`), 'held-out'],
  ['openssl-pass', ({ value }) => fence('bash', `openssl rsa -in key.pem -out open.pem -passin pass:${value}`), 'held-out'],
  ['net-use', ({ value }) => fence('bat', `net use Z: \\\\files01\\share /user:CORP\\svc ${value}`)],
  ['powershell-secure', ({ value }) => fence('powershell', `$pw = ConvertTo-SecureString "${value}" -AsPlainText -Force`)],
  [
    'sql-create-user',
    ({ value }) => fence('sql', `CREATE USER app WITH PASSWORD '${value}';\nGRANT ALL ON DATABASE orders TO app;`),
  ],
  ['sql-identified', ({ value }) => fence('sql', `CREATE USER 'app'@'%' IDENTIFIED BY '${value}';`)],
  ['sql-alter-login', ({ value }) => fence('sql', `ALTER LOGIN sa WITH PASSWORD = N'${value}';`)],
  ['sql-users', ({ value }) => fence('sql', `INSERT INTO users (name, email, password) VALUES ('ann', NULL, '${value}');`)],
  ['netrc', ({ value }) => fence('text', `machine api.example.com\n  login deploy\n  password ${value}`)],
  ['pgpass', ({ value }) => fence('text', `# ~/.pgpass\ndb01.example.net:5432:orders:app:${value}`)],
  ['my-cnf', ({ value }) => fence('ini', `[client]\nuser = root\npassword = ${value}\nhost = db01`)],
  ['redis-conf', ({ value }) => fence('text', `bind 0.0.0.0\nport 6379\nrequirepass ${value}\nmaxmemory 1gb`)],
  ['wpa-supplicant', ({ value }) => fence('text', `network={\n  ssid="office"\n  psk="${value}"\n}`)],
  [
    'unattend',
    ({ value }) =>
      fence(
        'xml',
        `<AutoLogon>\n  <Password>\n    <Value>${value}</Value>\n    <PlainText>true</PlainText>\n  </Password>\n  <Username>Administrator</Username>\n</AutoLogon>`,
      ),
  ],
  [
    'tomcat-users',
    ({ value }) =>
      fence('xml', `<tomcat-users>\n  <user username="admin" password="${value}" roles="manager-gui"/>\n</tomcat-users>`),
  ],
  [
    'maven-settings',
    ({ value }) =>
      fence('xml', `<server>\n  <id>releases</id>\n  <username>ci</username>\n  <password>${value}</password>\n</server>`),
  ],
  ['ansible', ({ value }) => fence('yaml', `- hosts: db\n  vars:\n    ansible_user: deploy\n    ansible_ssh_pass: ${value}`)],
  ['kubeconfig', ({ value }) => fence('yaml', `users:\n- name: admin\n  user:\n    username: admin\n    password: ${value}`)],
  ['spring', ({ value }) => fence('properties', `spring.datasource.username=app\nspring.datasource.password=${value}`)],
  [
    'form-body',
    ({ value }) =>
      fence(
        'http',
        `POST /login HTTP/1.1\nHost: app.example.com\nContent-Type: application/x-www-form-urlencoded\n\nusername=ann&password=${encodeURIComponent(plain(value)) === plain(value) ? value : 'unused'}&remember=1`,
      ),
  ],
  ['selenium', ({ value }) => fence('python', `driver.find_element(By.ID, "password").send_keys("${value}")`)],
  [
    'argument',
    ({ value }) => fence('python', `conn = psycopg2.connect(host="db01", user="app", password="${value}", dbname="orders")`),
  ],
  [
    'smtp-login',
    ({ value }) =>
      fence(
        'python',
        `server = smtplib.SMTP("mail.example.com", 587)\nserver.starttls()\nserver.login("report@example.com", "${value}")`,
      ),
  ],
  ['auth-tuple', ({ value }) => fence('python', `r = requests.get(url, auth=("admin", "${value}"))`)],
  ['java-driver', ({ value }) => fence('java', `Connection c = DriverManager.getConnection(url, "app", "${value}");`)],
  ['php-pdo', ({ value }) => fence('php', `$pdo = new PDO('mysql:host=db01;dbname=orders', 'app', '${value}');`)],
  ['mysqli', ({ value }) => fence('php', `$link = mysqli_connect("db01", "app", "${value}", "orders");`), 'held-out'],
  [
    'ldapsearch',
    ({ value }) => fence('bash', `ldapsearch -x -D "cn=admin,dc=example,dc=com" -w '${value}' -b "dc=example,dc=com"`),
  ],
  ['passwords-comment', ({ value }) => fence('js', `// test account: admin / ${value}\nawait login(page);`)],
]);

/** Keys and tokens, said with the name of their service. */
export const spokenKeyCarriers: readonly Carrier[] = markdown([
  ['key-is', ({ name, service, value }) => `The ${said(name)} for ${service} is ${value}, keep it safe.`],
  ['key-colon', ({ name, value }) => `${said(name)}: ${value}\n`],
  ['key-use', ({ name, value }) => `Please use this ${said(name)}: \`${value}\`.`],
  ['key-bold', ({ name, value }) => `**${said(name)}:** ${value}\n`],
  ['key-german', ({ service, value }) => `Der API-Schlüssel für ${service} lautet ${value}.`],
  ['key-french', ({ service, value }) => `La clé API de ${service} est ${value}.`, 'held-out'],
  ['key-query', ({ value }) => `curl "https://api.example.com/v2/report?api_key=${value}&days=7"`],
  ['key-bearer', ({ value }) => fence('bash', `curl -H "Authorization: Bearer ${value}" https://api.example.com/v1/me`)],
  ['key-header', ({ value }) => fence('http', `GET /v1/items HTTP/1.1\nHost: api.example.com\nX-API-Key: ${value}`)],
  [
    'key-cookie',
    ({ value }) => fence('http', `GET / HTTP/1.1\nHost: app.example.com\nCookie: theme=dark; session_token=${value}`),
  ],
  ['key-token-flag', ({ value }) => fence('bash', `acme deploy --token=${value} --region eu`)],
]);

/** `DATADOG_APP_KEY` → `datadog app key`. */
function said(name: string): string {
  return name.toLowerCase().replaceAll('_', ' ');
}
