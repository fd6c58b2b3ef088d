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
      miss('integrated security', 'Server=db;Integrated Security=true;'),
      miss('a placeholder', 'Server=db;Password=********;'),
    ],
  },
];
