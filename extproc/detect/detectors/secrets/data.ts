// Keys of databases, search engines, warehouses and stores of content that are run as services. Connection strings have a file of their own.
import type { Detector } from '../../scan.ts';
import { assigned, isRandom, uuid } from '../assigned.ts';
import { secret } from '../define.ts';

export const dataDetectors: readonly Detector[] = [
  assigned(
    'mongodb-atlas-key',
    'private key of MongoDB Atlas',
    { services: ['mongodb[ _-]?atlas', 'atlas[ _-](?:private|api)', 'mcli_'], value: uuid },
    { source: 'MongoDB Atlas documentation: programmatic access' },
  ),
  secret('mongodb-service-account-secret', 'secret of a MongoDB Atlas service account', '\\bmdb_sa_sk_[A-Za-z0-9_-]{40}', {
    source: 'MongoDB Atlas documentation: service accounts',
  }),
  secret('supabase-key', 'Supabase secret key', '\\b(?:sbp_[a-f0-9]{40}\\b|sb_secret_[A-Za-z0-9_-]{22,64})', {
    source: 'Supabase documentation: API keys',
  }),
  secret('planetscale-token', 'PlanetScale token or password', 'pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{32,64}', {
    source: 'gitleaks rule',
  }),
  secret('neon-api-key', 'Neon API key', '\\bnapi_[a-z0-9]{50,70}\\b', { commit: 64, source: 'Neon documentation' }),
  secret('neon-password', 'password of a Neon database', '\\bnpg_[A-Za-z0-9]{12,24}\\b', {
    accept: isRandom,
    source: 'Neon documentation',
  }),
  secret('aiven-password', 'password of an Aiven service', '\\bAVNS_[A-Za-z0-9_-]{16,24}\\b', { source: 'Aiven documentation' }),
  assigned(
    'aiven-token',
    'Aiven token',
    { services: ['aiven[ _-](?:api|auth|token|access)'], value: '[A-Za-z0-9/+]{100,}={0,2}' },
    { commit: 64, source: 'Aiven documentation' },
  ),
  assigned(
    'upstash-token',
    'Upstash REST token',
    { services: ['upstash'], value: '(?:A[A-Za-z0-9+/_-]{38,140}={0,2}|[a-f0-9]{32}\\b)' },
    { commit: 64, source: 'Upstash documentation' },
  ),
  secret('databricks-token', 'Databricks token', '\\bdapi[a-f0-9]{32}(?:-[0-9])?\\b', { source: 'gitleaks rule' }),
  secret('databricks-oauth-secret', 'OAuth secret of a Databricks service principal', '\\bdose[a-f0-9]{32}\\b', {
    source: 'Databricks documentation: OAuth M2M',
  }),
  secret('confluent-secret-key', 'Confluent Cloud API secret', '\\bcflt[A-Za-z0-9+/]{60}', {
    source: 'Confluent documentation: API keys',
  }),
  assigned(
    'confluent-secret-key',
    'Confluent Cloud API secret',
    { services: ['confluent', 'schema[ _-]registry'], called: 'secret|passw', value: '[A-Za-z0-9+/]{64}' },
    { confidence: 0.95, source: 'gitleaks rule' },
  ),
  assigned(
    'confluent-access-token',
    'Confluent Cloud API key',
    { services: ['confluent'], called: 'key|token', value: '[A-Z0-9]{16}\\b' },
    { severity: 'medium', source: 'gitleaks rule' },
  ),
  secret('clickhouse-cloud-api-secret-key', 'ClickHouse Cloud API secret', '\\b4b1d[A-Za-z0-9]{38}\\b', {
    source: 'gitleaks rule',
  }),
  assigned(
    'algolia-api-key',
    'Algolia API key',
    // Search keys are public; their names say so.
    {
      services: ['algolia'],
      called: '(?:admin|write|api|secret|private)[ _-]?(?:api[ _-]?)?key|secret|token',
      value: '[a-f0-9]{32}\\b',
    },
    { source: 'gitleaks rule' },
  ),
  assigned(
    'meilisearch-key',
    'Meilisearch key',
    { services: ['meili'], value: '(?:[a-f0-9]{64}|[A-Za-z0-9_-]{43})\\b' },
    { source: 'Meilisearch documentation' },
  ),
  assigned(
    'typesense-key',
    'Typesense API key',
    { services: ['typesense'], value: '[A-Za-z0-9]{32,48}\\b' },
    { source: 'Typesense documentation' },
  ),
  assigned(
    'redis-cloud-key',
    'Redis Cloud API key',
    { services: ['redis[ _-]?(?:cloud|labs)', 'rediscloud'], value: '[A-Za-z0-9]{41,52}\\b' },
    { source: 'Redis Cloud documentation: REST API' },
  ),
  assigned(
    'influxdb-token',
    'InfluxDB token',
    { services: ['influx'], value: '[A-Za-z0-9_-]{86}==' },
    { commit: 64, source: 'InfluxDB documentation: tokens' },
  ),
  secret('fauna-secret', 'Fauna secret', '\\bfnA[A-Za-z0-9_-]{37}', { accept: isRandom, source: 'Fauna documentation' }),
  assigned(
    'hasura-admin-secret',
    'Hasura admin secret',
    { services: ['hasura'], called: 'secret', value: '[A-Za-z0-9!@#$%^&*_+-]{16,72}' },
    { commit: 64, source: 'Hasura documentation' },
  ),
  secret('xata-api-key', 'Xata API key', '\\bxau_[A-Za-z0-9]{28,40}\\b', { source: 'Xata documentation' }),
  secret('tinybird-token', 'Tinybird token', '\\bp\\.eyJ[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{20,}', {
    commit: 64,
    source: 'Tinybird documentation',
  }),
  secret('convex-deploy-key', 'Convex deploy key', '\\b(?:prod|dev|preview|project):[a-z0-9-]{3,40}\\|[A-Za-z0-9+/=]{40,}', {
    commit: 64,
    source: 'Convex documentation',
  }),
  secret('cloudinary-url', 'API key and secret of Cloudinary', '[0-9]{15}:[A-Za-z0-9_-]{27}', {
    lead: 'cloudinary://',
    source: 'Cloudinary documentation',
  }),
  secret('dbt-token', 'dbt Cloud token', '\\bdbt[cu]_[A-Za-z0-9_-]{36,60}=?', { accept: isRandom, source: 'dbt documentation' }),
  assigned(
    'looker-client-secret',
    'Looker client secret',
    { services: ['looker'], value: '[A-Za-z0-9]{24}\\b' },
    { source: 'gitleaks rule' },
  ),
];
