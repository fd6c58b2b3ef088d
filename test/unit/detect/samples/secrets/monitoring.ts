import { called } from '../called.ts';
import { formed } from '../formed.ts';
import { hit, lookalikes, miss, run, type Samples } from '../sample.ts';

const { uuid } = lookalikes;
const otherUuid = '5b3c9e1a-7d24-4f60-9a8b-c1d2e3f4a5b6';
const pair = Buffer.from(`${run('base62', 20)}:${run('base62', 22, 2)}`).toString('base64');

export const monitoringSamples: readonly Samples[] = [
  called('datadog-api-key', 'DATADOG_API_KEY', run('hex', 32)),
  called('datadog-app-key', 'DATADOG_APP_KEY', run('hex', 40)),
  {
    detector: 'newrelic-license-key',
    hits: [
      hit('alone', '"', `${run('hex', 36)}NRAL`, '"'),
      hit('of Europe', 'key: ', `eu01xx${run('hex', 26)}FFFFNRAL`, '\n'),
      hit('older', 'NEW_RELIC_LICENSE_KEY=', run('hex', 40), '\n'),
    ],
    misses: [
      miss('a longer word', `${run('hex', 60)}NRAL`),
      miss('a reference', 'NEW_RELIC_LICENSE_KEY: ${NEW_RELIC_LICENSE_KEY}'),
      miss('a commit', `newrelic agent commit ${lookalikes.gitSha}`),
    ],
  },
  formed(
    'grafana-api-key',
    seed => `eyJrIjoi${run('base62', 92, seed)}==`,
    30,
    miss('a JWT', `eyJhbGciOiJIUzI1NiJ9.${run('base62', 90)}`),
  ),
  {
    detector: 'honeycomb-key',
    hits: [
      hit('with its mark', '=', `hcaik_${run('lower36', 58)}`, '\n'),
      hit('older', 'HONEYCOMB_API_KEY=', run('hex', 32), '\n'),
      hit('in a header', 'x-honeycomb-team: ', run('base62', 22), '\n'),
    ],
    misses: [
      miss('a reference', 'HONEYCOMB_API_KEY=${HONEYCOMB_API_KEY}'),
      miss('a data set', 'x-honeycomb-dataset: production-requests-2024'),
    ],
  },
  {
    detector: 'splunk-hec-token',
    hits: [
      hit('in a header', 'Authorization: Splunk ', uuid, '\n'),
      hit('in the environment', 'SPLUNK_HEC_TOKEN=', uuid, '\n'),
      hit('in YAML', 'splunk:\n  token: ', uuid, '\n'),
    ],
    misses: [miss('a UUID', uuid), miss('a reference', 'SPLUNK_HEC_TOKEN=${TOKEN}'), miss('an id', `splunk search id=${uuid}`)],
  },
  called('sumologic-access-token', 'SUMOLOGIC_ACCESS_KEY', run('base62', 64)),
  called('sumologic-access-id', 'SUMOLOGIC_ACCESS_ID', `su${run('base62', 12)}`),
  called('logzio-token', 'LOGZIO_TOKEN', otherUuid),
  called('loggly-token', 'LOGGLY_TOKEN', otherUuid),
  called('mezmo-key', 'LOGDNA_INGESTION_KEY', run('hex', 32)),
  called('rollbar-token', 'ROLLBAR_ACCESS_TOKEN', run('hex', 32)),
  called('bugsnag-key', 'BUGSNAG_API_KEY', run('hex', 32)),
  called('airbrake-key', 'AIRBRAKE_PROJECT_KEY', run('hex', 32)),
  called('appsignal-key', 'APPSIGNAL_PUSH_API_KEY', otherUuid),
  called('sentry-access-token', 'SENTRY_AUTH_TOKEN', run('hex', 64)),
  called('pagerduty-key', 'PAGERDUTY_API_KEY', `u+${run('base62', 18)}`),
  called('opsgenie-key', 'OPSGENIE_API_KEY', otherUuid),
  called('betterstack-token', 'LOGTAIL_SOURCE_TOKEN', run('base62', 24)),
  {
    detector: 'elastic-api-key',
    hits: [hit('in a header', 'Authorization: ApiKey ', pair, '\n'), hit('in the environment', 'ELASTIC_API_KEY=', pair, '\n')],
    misses: [
      miss('what encodes no pair', `Authorization: ApiKey ${run('base64', 60)}`),
      miss('a reference', 'ELASTIC_API_KEY=${ELASTIC_API_KEY}'),
    ],
  },
  called('instana-token', 'INSTANA_AGENT_KEY', run('base62', 22)),
  {
    detector: 'lightstep-token',
    hits: [
      hit('in the environment', 'LIGHTSTEP_ACCESS_TOKEN=', `${run('base64', 172)}=`, '\n'),
      hit('in YAML', 'lightstep_token: ', `${run('base64', 172, 2)}=`, '\n'),
    ],
    misses: [miss('a reference', 'LIGHTSTEP_ACCESS_TOKEN=${TOKEN}'), miss('a digest', lookalikes.integrity)],
  },
  formed('coralogix-key', seed => `cxtp_${run('base62', 30, seed)}`, 12, miss('a placeholder', `cxtp_${'x'.repeat(30)}`)),
  formed('axiom-token', () => `xaat-${uuid}`, 20, miss('a UUID', uuid)),
  formed('checkly-key', seed => `cu_${run('hex', 32, seed)}`, 12, miss('a metre', 'cu_meters_of_water')),
  formed(
    'uptimerobot-key',
    seed => `u123456-${run('hex', 24, seed)}`,
    20,
    miss('a key that only reads', `ur123456-${run('hex', 24)}`),
  ),
  called('statuspage-key', 'STATUSPAGE_API_KEY', run('hex', 64)),
];
