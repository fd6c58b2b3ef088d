import { hit, miss, type Samples } from '../sample.ts';

const login = ['app', 's3cr3tPw'].join(':');

export const databaseUrlSamples: readonly Samples[] = [
  {
    detector: 'database-url',
    hits: [
      hit('PostgreSQL', 'DATABASE_URL=', `postgres://${login}@db.internal:5432`, '/app\n'),
      hit('MongoDB with SRV', '"', `mongodb+srv://${login}@cluster0.example.net`, '/x?retryWrites=true"'),
      hit('Redis without a user', '', `redis://:${login.slice(4)}@cache:6379`, '/0 '),
      hit('SQLAlchemy with a driver', "'", `postgresql+psycopg2://${login}@db`, "/x'"),
      hit('a password with an @ in it', '', `mysql://${login}@x@db:3306`, '/x '),
    ],
    misses: [
      miss('no password', 'postgres://app@db.internal:5432/app'),
      miss('no login', 'postgres://db.internal:5432/app?email=a@b.example'),
      miss('a reference', 'postgres://app:${DB_PASSWORD}@db/app'),
      miss('a placeholder', 'postgres://USER:PASSWORD@HOST/app'),
      miss('already hidden', 'postgres://app:****@db/app'),
      miss('as it is delivered', 'amqp://guest:guest@localhost:5672'),
      miss('an example', 'postgres://user:password@localhost:5432/app'),
    ],
  },
  {
    detector: 'connection-string',
    hits: [
      hit('of SQL Server', 'Server=db;Database=x;User Id=sa;Password=', login.slice(4), ';Encrypt=true'),
      hit('short form', '"Server=db;Uid=sa;Pwd=', login.slice(4), ';"'),
    ],
    misses: [
      miss('a reference', 'Server=db;User Id=sa;Password=${PASSWORD};'),
      miss('the directory of a shell', '["USER=go", "PWD=/tmp/build"]'),
      miss('integrated security', 'Server=db;Integrated Security=true;'),
      miss('a placeholder', 'Server=db;Password=********;'),
    ],
  },
  {
    detector: 'jdbc-password',
    hits: [
      hit('as a parameter', 'jdbc:postgresql://db:5432/app?user=app&password=', login.slice(4), '&ssl=true'),
      hit('of SQL Server', 'jdbc:sqlserver://db:1433;databaseName=x;user=sa;password=', login.slice(4), ';encrypt=true'),
      hit('of Oracle', 'jdbc:oracle:thin:scott/', login.slice(4), '@db:1521:xe'),
    ],
    misses: [
      miss('a reference', 'jdbc:postgresql://db/app?user=app&password=${DB_PASSWORD}'),
      miss('no password', 'jdbc:mysql://db:3306/app?useSSL=false'),
      miss('a placeholder', 'jdbc:mysql://db/app?user=u&password=********'),
    ],
  },
  {
    detector: 'libpq-password',
    hits: [
      hit('of libpq', 'host=db port=5432 dbname=app user=app password=', login.slice(4), ' sslmode=require'),
      hit('in code', 'connect("dbname=app user=app password=', login.slice(4), '")'),
    ],
    misses: [miss('a reference', 'host=db user=app password=$PGPASSWORD'), miss('a format', 'host=%s user=%s password=%s')],
  },
  {
    detector: 'kafka-jaas-password',
    hits: [
      hit('in properties', 'PlainLoginModule required username="app" password="', login.slice(4), '";'),
      hit('escaped', 'username=\\"app\\" password=\\"', login.slice(4), '\\";'),
    ],
    misses: [
      miss('a reference', 'username="app" password="${KAFKA_PASSWORD}";'),
      miss('a placeholder', 'username="app" password="<password>";'),
    ],
  },
];
