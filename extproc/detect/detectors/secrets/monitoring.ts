// Keys of what watches systems and wakes people.
import type { Detector } from '../../scan.ts';
import { assigned, isRandom, uuid } from '../assigned.ts';
import { secret, textOf } from '../define.ts';

const hex32 = '[a-f0-9]{32}\\b';

export const monitoringDetectors: readonly Detector[] = [
  assigned(
    'datadog-api-key',
    'Datadog API key',
    { services: ['datadog', 'dd[_-]api', '(?-i:DD_)(?:site|api)'], value: hex32 },
    { source: 'Datadog documentation: API and application keys' },
  ),
  assigned(
    'datadog-app-key',
    'Datadog application key',
    { services: ['datadog', 'dd[_-]app'], value: '(?:[a-f0-9]{40}|[A-Za-z0-9]{40})\\b' },
    { source: 'gitleaks rule: datadog-access-token' },
  ),
  secret('newrelic-key', 'New Relic key', '\\bNR(?:AK|JS|II|IQ)-[A-Za-z0-9_-]{19,32}', {
    source: 'New Relic documentation: API keys',
  }),
  secret('newrelic-license-key', 'New Relic license key', 'NRAL\\b', {
    // The same as Azure's, so that text is looked back on once.
    back: { class: '[A-Za-z0-9+/_-]', min: 33, max: 60 },
    accept: value => /^(?:[a-z]{2}[0-9]{2}[a-z]{2}[a-f0-9]{26}FFFF|[a-f0-9]{36}|[a-f0-9]{32}FFFF)NRAL$/.test(textOf(value)),
    source: 'New Relic documentation: API keys',
  }),
  assigned(
    'newrelic-license-key',
    'New Relic license key',
    { services: ['new[ _-]?relic', 'nr[_-]license'], value: '[a-f0-9]{40}\\b' },
    { confidence: 0.95, source: 'New Relic documentation: API keys' },
  ),
  secret('grafana-token', 'Grafana token', '\\b(?:glc_[A-Za-z0-9+/]{32,400}={0,3}|glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}\\b)', {
    commit: 64,
    source: 'gitleaks rule',
  }),
  secret('grafana-api-key', 'Grafana API key', '\\beyJrIjoi[A-Za-z0-9]{70,400}={0,3}', { commit: 64, source: 'gitleaks rule' }),
  secret('honeycomb-key', 'Honeycomb key', '\\bhc[a-z]{1,2}(?:ik|lk|mk)_[a-z0-9]{32,64}\\b', {
    accept: isRandom,
    source: 'Honeycomb documentation: API keys',
  }),
  assigned(
    'honeycomb-key',
    'Honeycomb key',
    {
      services: ['honeycomb', 'x-honeycomb-team'],
      called: 'key|token|secret|team',
      value: '(?:[A-Za-z0-9]{22}|[a-f0-9]{32})\\b',
    },
    { confidence: 0.95, source: 'Honeycomb documentation: API keys' },
  ),
  secret('dynatrace-token', 'Dynatrace token', '\\bdt0[a-z][0-9]{2}\\.[A-Z2-7]{24}\\.[A-Z2-7]{64}\\b', {
    commit: 64,
    source: 'Dynatrace documentation: token format',
  }),
  secret('splunk-hec-token', 'Splunk HTTP event collector token', uuid, {
    lead: '(?i)\\bsplunk ',
    source: 'Splunk documentation: HTTP event collector',
  }),
  assigned(
    'splunk-hec-token',
    'Splunk HTTP event collector token',
    { services: ['splunk', 'hec_token'], value: uuid },
    { confidence: 0.95, source: 'Splunk documentation: HTTP event collector' },
  ),
  assigned(
    'sumologic-access-token',
    'Sumo Logic access key',
    { services: ['sumo[ _-]?logic', 'sumo_'], value: '[A-Za-z0-9]{64}\\b' },
    {
      source: 'gitleaks rule',
    },
  ),
  assigned(
    'sumologic-access-id',
    'Sumo Logic access id',
    { services: ['sumo[ _-]?logic', 'sumo_'], called: 'access|key|id', value: 'su[A-Za-z0-9]{12}\\b' },
    { severity: 'medium', source: 'gitleaks rule' },
  ),
  assigned(
    'logzio-token',
    'Logz.io token',
    { services: ['logz[ _.-]?io'], value: `(?:[A-Za-z]{32}\\b|${uuid})` },
    {
      source: 'Logz.io documentation',
    },
  ),
  assigned('loggly-token', 'Loggly token', { services: ['loggly'], value: uuid }, { source: 'Loggly documentation' }),
  assigned('mezmo-key', 'Mezmo (LogDNA) key', { services: ['logdna', 'mezmo'], value: hex32 }, { source: 'Mezmo documentation' }),
  assigned('rollbar-token', 'Rollbar access token', { services: ['rollbar'], value: hex32 }, { source: 'Rollbar documentation' }),
  assigned('bugsnag-key', 'Bugsnag API key', { services: ['bugsnag'], value: hex32 }, { source: 'Bugsnag documentation' }),
  assigned(
    'airbrake-key',
    'Airbrake project key',
    { services: ['airbrake'], value: '(?:[a-f0-9]{32}|[a-f0-9]{40})\\b' },
    {
      source: 'Airbrake documentation',
    },
  ),
  assigned(
    'appsignal-key',
    'AppSignal push key',
    { services: ['appsignal'], value: uuid },
    { source: 'AppSignal documentation' },
  ),
  secret('sentry-token', 'Sentry token', '\\bsntry(?:u_[a-f0-9]{64}\\b|s_[A-Za-z0-9+/=_-]{60,})', {
    commit: 64,
    source: 'gitleaks rule',
  }),
  assigned(
    'sentry-access-token',
    'Sentry token of the older form',
    { services: ['sentry'], value: '[a-f0-9]{64}\\b' },
    {
      source: 'gitleaks rule',
    },
  ),
  assigned(
    'pagerduty-key',
    'PagerDuty API or integration key',
    { services: ['pager[ _-]?duty', 'pd_(?:api|token)'], value: `(?:u\\+[A-Za-z0-9_-]{18}|[A-Za-z0-9_-]{20}|${hex32})` },
    { source: 'PagerDuty documentation: API access keys' },
  ),
  assigned(
    'opsgenie-key',
    'Opsgenie API key',
    { services: ['opsgenie', 'GenieKey'], value: uuid },
    { source: 'Opsgenie documentation' },
  ),
  assigned(
    'betterstack-token',
    'Better Stack source token',
    { services: ['better[ _-]?stack', 'logtail', 'better[ _-]?uptime'], value: '[A-Za-z0-9]{24}\\b' },
    { source: 'Better Stack documentation' },
  ),
  secret('elastic-api-key', 'Elasticsearch API key', '[A-Za-z0-9+/_-]{56,64}={0,2}', {
    lead: '(?i)\\bapikey ',
    accept: isEncodedPair,
    source: 'Elasticsearch documentation: API keys',
  }),
  assigned(
    'elastic-api-key',
    'Elasticsearch API key',
    { services: ['elastic', '(?:\\b|_)es_api'], value: '[A-Za-z0-9+/_-]{56,64}={0,2}', isValue: isEncodedPair },
    { confidence: 0.95, source: 'Elasticsearch documentation: API keys' },
  ),
  assigned(
    'instana-token',
    'Instana key',
    { services: ['instana'], value: '[A-Za-z0-9_-]{22}\\b' },
    { source: 'Instana documentation' },
  ),
  assigned(
    'lightstep-token',
    'Lightstep access token',
    { services: ['lightstep'], value: '[A-Za-z0-9+/]{80,}={0,2}' },
    {
      commit: 64,
      source: 'Lightstep documentation',
    },
  ),
  secret('coralogix-key', 'Coralogix API key', '\\bcxt[hpl]_[A-Za-z0-9]{30}\\b', { source: 'Coralogix documentation' }),
  secret('axiom-token', 'Axiom token', `\\bxa[ap]t-${uuid}`, { source: 'Axiom documentation' }),
  secret('checkly-key', 'Checkly API key', '\\bcu_[a-f0-9]{32}\\b', { source: 'Checkly documentation' }),
  secret('uptimerobot-key', 'UptimeRobot API key', '\\bu[0-9]{5,9}-[a-f0-9]{24}\\b', { source: 'UptimeRobot documentation' }),
  assigned(
    'statuspage-key',
    'Statuspage API key',
    { services: ['statuspage', 'status[ _-]page'], value: '[a-f0-9]{32,64}\\b' },
    {
      source: 'Atlassian Statuspage documentation',
    },
  ),
];

/** Base64 of `id:key`, each of about twenty characters. */
function isEncodedPair(value: Uint8Array): boolean {
  return /^[A-Za-z0-9_-]{16,40}:[A-Za-z0-9_-]{16,60}$/.test(Buffer.from(textOf(value), 'base64').toString('latin1'));
}
