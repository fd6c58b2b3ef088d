import { called } from '../called.ts';
import { formed } from '../formed.ts';
import { hit, lookalikes, miss, run, type Samples } from '../sample.ts';

const otherUuid = '5b3c9e1a-7d24-4f60-9a8b-c1d2e3f4a5b6';
const digest = miss('a digest', lookalikes.integrity);

export const dataSamples: readonly Samples[] = [
  called('mongodb-atlas-key', 'MONGODB_ATLAS_PRIVATE_KEY', otherUuid),
  formed(
    'mongodb-service-account-secret',
    seed => `mdb_sa_sk_${run('base62', 40, seed)}`,
    20,
    miss('its id', 'mdb_sa_id_664bb8c5e7'),
  ),
  formed(
    'neon-api-key',
    seed => `napi_${run('lower36', 64, seed)}`,
    20,
    miss('a function', 'napi_create_external_arraybuffer_with_a_long_name()'),
  ),
  formed('neon-password', seed => `npg_${run('base62', 12, seed)}`, 8, miss('a word', 'npg_connection')),
  formed('aiven-password', seed => `AVNS_${run('base62', 18, seed)}`, 12, miss('a placeholder', `AVNS_${'x'.repeat(18)}`)),
  {
    detector: 'aiven-token',
    hits: [
      hit('in the environment', 'AIVEN_TOKEN=', `${run('base64', 372)}==`, '\n'),
      hit('in Terraform', 'aiven_api_token = "', `${run('base64', 372, 2)}==`, '"'),
    ],
    misses: [miss('a reference', 'AIVEN_TOKEN=${TOKEN}'), digest],
  },
  {
    detector: 'upstash-token',
    hits: [
      hit('in the environment', 'UPSTASH_REDIS_REST_TOKEN=', `AX${run('base62', 60)}=`, '\n'),
      hit('in code', "new Redis({ url: 'https://x.upstash.io', token: '", `AY${run('base62', 60)}`, "'"),
    ],
    misses: [miss('a reference', 'UPSTASH_REDIS_REST_TOKEN=${TOKEN}'), digest],
  },
  formed('databricks-oauth-secret', seed => `dose${run('hex', 32, seed)}`, 12, miss('a word', 'dosed and doses')),
  {
    detector: 'confluent-secret-key',
    hits: [
      hit('in the environment', 'CONFLUENT_API_SECRET=', run('base64', 64), '\n'),
      hit('with its mark', 'secret: ', `cflt${run('base64', 60)}`, '\n'),
      hit('in Terraform', 'confluent_cloud_api_secret = "', run('base64', 64, 2), '"'),
    ],
    misses: [miss('a reference', 'CONFLUENT_API_SECRET=${SECRET}'), digest],
  },
  called('confluent-access-token', 'CONFLUENT_API_KEY', run('base32', 16)),
  formed(
    'clickhouse-cloud-api-secret-key',
    seed => `4b1d${run('base62', 38, seed)}`,
    20,
    miss('a commit', `4b1d${run('hex', 36)}`),
  ),
  called('algolia-api-key', 'ALGOLIA_ADMIN_KEY', run('hex', 32)),
  called('meilisearch-key', 'MEILI_MASTER_KEY', run('base62', 43)),
  called('typesense-key', 'TYPESENSE_API_KEY', run('base62', 32)),
  called('redis-cloud-key', 'REDISCLOUD_SECRET_KEY', run('base62', 43)),
  {
    detector: 'influxdb-token',
    hits: [
      hit('in the environment', 'INFLUXDB_TOKEN=', `${run('base62', 86)}==`, '\n'),
      hit('in code', "influx = InfluxDB(token='", `${run('base62', 86, 2)}==`, "')"),
    ],
    misses: [miss('a reference', 'INFLUXDB_TOKEN=${TOKEN}'), digest],
  },
  formed(
    'fauna-secret',
    seed => `fnA${run('base62', 37, seed)}`,
    20,
    miss('a function', 'fnApplyToEveryElementOfTheListAndTheRest'),
  ),
  called('hasura-admin-secret', 'HASURA_GRAPHQL_ADMIN_SECRET', run('base62', 32)),
  formed('xata-api-key', seed => `xau_${run('base62', 36, seed)}`, 12, miss('a placeholder', `xau_${'x'.repeat(36)}`)),
  formed(
    'tinybird-token',
    seed => `p.eyJ${run('base62', 60, seed)}.${run('base62', 43, seed)}`,
    20,
    miss('a property', 'p.eyJson.parse'),
  ),
  formed(
    'convex-deploy-key',
    seed => `prod:happy-otter-123|${run('base62', 60, seed)}`,
    30,
    miss('a table', 'prod:alpha|beta|gamma'),
  ),
  {
    detector: 'cloudinary-url',
    hits: [
      hit('in the environment', 'CLOUDINARY_URL=cloudinary://', `${run('digits', 15)}:${run('base62', 27)}`, '@demo\n'),
      hit('quoted', '"cloudinary://', `${run('digits', 15, 2)}:${run('base62', 27, 2)}`, '@demo"'),
    ],
    misses: [miss('a placeholder', 'cloudinary://API_KEY:API_SECRET@demo'), miss('no key', 'cloudinary://demo')],
  },
  formed(
    'dbt-token',
    seed => `dbtc_${run('base62', 43, seed)}`,
    20,
    miss('a table', 'dbtc_customers_by_month_and_region_of_the_last_year'),
  ),
  called('looker-client-secret', 'LOOKER_CLIENT_SECRET', run('base62', 24)),
];
