import { hit, miss, type Samples } from '../sample.ts';

const word = ['hun', 'ter2x'].join('');
const strong = ['Tr0ub', '4dor&3'].join('');

export const loginSamples: readonly Samples[] = [
  {
    detector: 'login-call',
    hits: [
      hit('of mail', 'server.login("bob@example.com", "', word, '")'),
      hit('of requests', "requests.get(url, auth=('admin', '", strong, "'))"),
      hit('of a class', 'HTTPBasicAuth("admin", "', word, '")'),
      hit('of JDBC', 'DriverManager.getConnection(url, "app", "', strong, '");'),
      hit('of PDO', "new PDO('mysql:host=db;dbname=x', 'app', '", word, "');"),
      hit('of Go', 'smtp.PlainAuth("", "bob", "', word, '", host)'),
    ],
    misses: [
      miss('variables', 'server.login(user, password)'),
      miss('words', 'client.login("user", "password")'),
      miss('the environment', "auth=('admin', os.environ['PW'])"),
      miss('a template', "auth=('admin', '${PASSWORD1}')"),
    ],
  },
  {
    detector: 'typed-password',
    hits: [
      hit('of Selenium', 'driver.find_element(By.ID, "password").send_keys("', word, '")'),
      hit('of Cypress', "cy.get('#password').type('", strong, "')"),
      hit('of Playwright', "await page.fill('#password', '", word, "');"),
    ],
    misses: [
      miss('a variable', "page.fill('#password', password1)"),
      miss('a hint', "page.fill('#password', 'Enter password')"),
      miss('a list', "fields = ['password', email1, 'x']"),
    ],
  },
  {
    detector: 'password-column',
    hits: [
      hit('of CSV', 'host,user,password\ndb01,app,', strong, '\n'),
      hit('of a table', '| user | password |\n| --- | --- |\n| bob | ', strong, ' |\n'),
      hit('of a table of three', '| host | user | password |\n|---|:-:|---|\n| db | bob | ', word, ' |\n'),
      hit('of SQL', "INSERT INTO users (name, email, password) VALUES ('ann', NULL, '", word, "');"),
    ],
    misses: [
      miss('a type', '| field | password |\n| --- | --- |\n| type | string |\n'),
      miss('a rule', 'name,password\nbob,required\n'),
      miss('a parameter', "INSERT INTO users (name, password) VALUES ('ann', '%s')"),
      miss('a list of names', 'login,password\nfirst name,last name\n'),
    ],
  },
];
