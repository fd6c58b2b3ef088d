import { called } from '../called.ts';
import { formed } from '../formed.ts';
import { hit, lookalikes, miss, run, type Samples } from '../sample.ts';

export const packageSamples: readonly Samples[] = [
  {
    detector: 'npm-token',
    hits: [
      hit('in .npmrc', ':_authToken=', `npm_${run('base62', 36)}`, '\n'),
      hit('quoted', '"', `npm_${run('base62', 36, 2)}`, '"'),
    ],
    misses: [
      miss('a variable of npm', 'npm_config_registry_and_other_settings_of_it'),
      miss('an integrity hash', lookalikes.integrity),
      miss('a placeholder', `npm_${'x'.repeat(36)}`),
    ],
  },
  {
    detector: 'pypi-token',
    hits: [
      hit('for uploads', 'password = ', `pypi-AgEIcHlwaS5vcmc${run('base62', 120)}`, '\n'),
      hit('for the test index', '"', `pypi-AgENdGVzdC5weXBpLm9yZw${run('base62', 120)}`, '"'),
    ],
    misses: [miss('a placeholder', 'pypi-AgEIcHlwaS5vcmc...'), miss('a name', 'pypi-AgentTools')],
  },
  {
    detector: 'rubygems-token',
    hits: [
      hit('in a file', ':rubygems_api_key: ', `rubygems_${run('hex', 48)}`, '\n'),
      hit('quoted', '"', `rubygems_${run('hex', 48, 2)}`, '"'),
    ],
    misses: [miss('a variable', 'rubygems_version'), miss('too short', `rubygems_${run('hex', 20)}`)],
  },
  {
    detector: 'nuget-key',
    hits: [
      hit('as an argument', '-ApiKey ', `oy2${run('lower36', 43)}`, ' -Source x'),
      hit('quoted', '"', `oy2${run('lower36', 43, 2)}`, '"'),
    ],
    misses: [miss('too short', 'oy2abc'), miss('a longer word', `oy2${run('lower36', 60)}`)],
  },
  {
    detector: 'cargo-token',
    hits: [
      hit('in credentials.toml', 'token = "', `cio${run('base62', 32)}`, '"'),
      hit('as an argument', 'cargo login ', `cio${run('base62', 32, 2)}`, '\n'),
    ],
    misses: [miss('a word', 'ciora'), miss('inside a word', `pre${`cio${run('base62', 32)}`}`)],
  },
  {
    detector: 'docker-token',
    hits: [
      hit('personal', '-p ', `dckr_pat_${run('base62', 27)}`, '\n'),
      hit('of an organisation', '"', `dckr_oat_${run('base62', 32)}`, '"'),
    ],
    misses: [miss('a placeholder', 'dckr_pat_your_token'), miss('too short', 'dckr_pat_abc')],
  },
  {
    detector: 'artifactory-key',
    hits: [
      hit('in a header', 'X-JFrog-Art-Api: ', `AKCp${run('base62', 69)}`, '\n'),
      hit('quoted', '"', `AKCp${run('base62', 69, 2)}`, '"'),
    ],
    misses: [miss('too short', 'AKCp8abc'), miss('another beginning', `AKCQ${run('base62', 69)}`)],
  },
  {
    detector: 'clojars-token',
    hits: [hit('in a file', '=', `CLOJARS_${run('hex', 60)}`, '\n'), hit('quoted', '"', `CLOJARS_${run('hex', 60, 2)}`, '"')],
    misses: [miss('a variable', 'CLOJARS_PASSWORD'), miss('too short', `CLOJARS_${run('hex', 20)}`)],
  },
  {
    detector: 'yarn-npm-auth-token',
    hits: [
      hit('a token', 'npmAuthToken: "', run('base62', 36), '"'),
      hit('a login', 'npmAuthIdent: ', Buffer.from(['me', 'hunter2hunter2'].join(':')).toString('base64'), '\n'),
    ],
    misses: [miss('a reference', 'npmAuthToken: "${NPM_TOKEN}"'), miss('a setting', 'npmAlwaysAuth: true')],
  },
  {
    detector: 'nuget-config-password',
    hits: [
      hit('in the clear', '<add key="ClearTextPassword" value="', 'Tr0ub4dor&3', '" />'),
      hit('encrypted', '<add key="Password" value="', run('base64', 60), '" />'),
    ],
    misses: [
      miss('of the environment', '<add key="ClearTextPassword" value="%FEED_PASSWORD%" />'),
      miss('another setting', '<add key="Username" value="someone" />'),
    ],
  },
  formed(
    'artifactory-reference-token',
    seed => `cmVmd${run('base62', 59, seed)}`,
    30,
    miss('a longer word', `cmVmd${run('base62', 90)}`),
  ),
  called('jfrog-identity-token', 'JFROG_IDENTITY_TOKEN', run('base62', 64)),
  formed(
    'packagist-token',
    seed => `packagist_ort_${run('hex', 68, seed)}`,
    30,
    miss('a placeholder', 'packagist_ort_your_token'),
  ),
  called('cloudsmith-api-key', 'CLOUDSMITH_API_KEY', run('hex', 40)),
  called('hex-api-key', 'HEX_API_KEY', run('hex', 32)),
  called('libraries-io-key', 'LIBRARIES_IO_API_KEY', run('hex', 32)),
  called('cocoapods-token', 'COCOAPODS_TRUNK_TOKEN', run('hex', 32)),
  {
    detector: 'maven-password',
    hits: [
      hit('of a server', '<server><id>x</id><password>', 'Tr0ub4dor&amp;3', '</password></server>'),
      hit('of a key', '<passphrase>', 'correct-horse-7', '</passphrase>'),
    ],
    misses: [
      miss('a reference', '<password>${env.MAVEN_PASSWORD}</password>'),
      miss('encrypted with the master password', '<password>{COQLCE6DU6GtcS5P=}</password>'),
      miss('a placeholder', '<password>password</password>'),
    ],
  },
];
