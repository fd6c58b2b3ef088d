import { formed } from '../formed.ts';
import { hit, miss, run, type Samples, uuid } from '../sample.ts';

export const socialSamples: readonly Samples[] = [
  {
    detector: 'facebook-token',
    hits: [
      hit('of a user', 'access_token=', `EAAB${run('base62', 170)}`, '&x'),
      hit('of a page', '"', `EAAC${run('base62', 170)}`, '"'),
    ],
    misses: [miss('too short', `EAAB${run('base62', 20)}`), miss('inside of base64', `x${`EAAB${run('base62', 170)}`}`)],
  },
  formed(
    'facebook-access-token',
    seed => `${run('digits', 16, seed + 3)}|${run('base62', 27, seed)}`,
    25,
    miss('a column of a table', '1760000000000000|the next column of the table'),
  ),
  formed('instagram-token', seed => `IGQVJ${run('base62', 140, seed)}`, 50, miss('a word', 'IGAA')),
  formed('threads-token', seed => `THAA${run('base62', 140, seed)}`, 50, miss('a word', 'THAAT')),
  formed(
    'linkedin-client-secret',
    seed => `WPL_AP1.${run('base62', 16, seed)}.${run('base62', 6, seed)}==`,
    20,
    miss('the name of a layer', 'WPL_AP1'),
  ),
  formed('linkedin-access-token', seed => `AQV${run('base62', 250, seed)}`, 60, miss('a word', 'AQUARIUM')),
  formed(
    'twitter-bearer-token',
    seed => `${'A'.repeat(22)}${run('base62', 30, seed)}%3D${run('base62', 50, seed + 1)}`,
    60,
    miss('a picture in base64', `${'A'.repeat(400)}`),
  ),
  {
    detector: 'twitch-oauth-token',
    hits: [
      hit('of a bot', 'PASS oauth:', run('lower36', 30), '\r\n'),
      hit('in a file', 'TWITCH_TOKEN=oauth:', run('lower36', 30, 2), '\n'),
    ],
    misses: [
      miss('a namespace', 'urn:ietf:params:oauth:grant-type:device_code'),
      miss('a word of letters', 'oauth:abcdefghijklmnopqrstuvwxyzabcd'),
    ],
  },
  formed(
    'tiktok-token',
    seed => `act.${run('base62', 60, seed)}!5013.va`,
    30,
    miss('code', 'act.performSomethingVeryLongWithoutAnyDigitsInIt'),
  ),
  formed('google-oauth-code', seed => `4/0A${run('base62', 70, seed)}`, 40, miss('a date', '4/0A')),
  formed(
    'mapbox-secret-token',
    seed => `sk.${part({ u: 'someone', a: run('lower36', 25, seed) })}.${run('base62', 22, seed)}`,
    40,
    miss('the public token', `pk.${part({ u: 'someone', a: run('lower36', 25) })}.${run('base62', 22)}`),
  ),
  formed('posthog-api-key', seed => `phx_${run('base62', 43, seed)}`, 20, miss('a name', 'phc_configuration')),
  formed(
    'segment-public-api-token',
    seed => `sgp_${run('base62', 64, seed)}`,
    30,
    miss('a token of another service', `sgp_${run('hex', 40)}`),
  ),
  formed('launchdarkly-access-token', seed => `sdk-${uuid(seed)}`, 20, miss('the id for browsers', run('hex', 24))),
  formed(
    'rapidapi-access-token',
    seed => `${run('hex', 10, seed)}msh${run('hex', 15, seed)}p1${run('hex', 6, seed)}jsn${run('hex', 12, seed)}`,
    30,
    miss('the host', 'x-rapidapi-host: weather.p.rapidapi.com'),
  ),
  formed('prefect-api-token', seed => `pnu_${run('base62', 36, seed)}`, 20, miss('a name', 'pnu_flow')),
  formed('apify-api-token', seed => `apify_api_${run('base62', 36, seed)}`, 20, miss('a name', 'apify_api_client')),
  formed(
    'maxmind-license-key',
    seed => `${run('base62', 6, seed)}_${run('base62', 29, seed)}_mmk`,
    30,
    miss('a suffix', 'config_mmk'),
  ),
  formed('settlemint-token', seed => `sm_pat_${run('base62', 16, seed)}`, 15, miss('a name', 'sm_sat_test')),
  formed(
    'defined-networking-api-token',
    seed => `dnkey-${run('base32', 26, seed)}-${run('base32', 52, seed)}`,
    50,
    miss('a key of DNSSEC', 'dnkey-example'),
  ),
];

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
