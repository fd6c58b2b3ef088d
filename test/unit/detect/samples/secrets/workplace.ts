import { formed } from '../formed.ts';
import { hit, lookalikes, miss, run, type Samples, uuid } from '../sample.ts';

export const workplaceSamples: readonly Samples[] = [
  {
    detector: 'linear-api-key',
    hits: [
      hit('of the API', 'Authorization: ', `lin_api_${run('base62', 40)}`, '\n'),
      hit('of an app', '"', `lin_oauth_${run('hex', 64)}`, '"'),
    ],
    misses: [miss('a function', 'lin_api_version'), miss('too short', 'lin_api_abc')],
  },
  {
    detector: 'notion-token',
    hits: [
      hit('of an integration', '=', `ntn_${run('digits', 11)}${run('base62', 35)}`, '\n'),
      hit('older', '"', `secret_${run('base62', 43)}`, '"'),
    ],
    misses: [miss('a field', 'secret_access_key'), miss('a placeholder', `secret_${'x'.repeat(43)}`)],
  },
  {
    detector: 'airtable-token',
    hits: [
      hit('in a header', 'Bearer ', `pat${run('base62', 14)}.${run('hex', 64)}`, '\n'),
      hit('quoted', '"', `pat${run('base62', 14, 2)}.${run('hex', 64, 2)}`, '"'),
    ],
    misses: [miss('words', 'patterns.compile and path.join'), miss('cut short', `pat${run('base62', 14)}.${run('hex', 20)}`)],
  },
  {
    detector: 'figma-token',
    hits: [
      hit('in a header', 'X-Figma-Token: ', `figd_${run('base62', 40)}`, '\n'),
      hit('of an app', '"', `figo_${run('base62', 44)}`, '"'),
    ],
    misses: [miss('a placeholder', 'figd_your_token'), miss('a picture', 'figd_1')],
  },
  {
    detector: 'hubspot-token',
    hits: [hit('American', '=', `pat-na1-${lookalikes.uuid}`, '\n'), hit('European', '"', `pat-eu1-${lookalikes.uuid}`, '"')],
    misses: [miss('a UUID', lookalikes.uuid), miss('a commit message', 'pat-na1-rebuild')],
  },
  formed(
    'asana-token',
    seed => `1/${run('digits', 16, seed)}:${run('hex', 32, seed)}`,
    30,
    miss('a date and a time', '1/12/2026:10:20:30'),
  ),
  formed(
    'trello-token',
    seed => `ATTA${run('hex', 64, seed)}${run('hex', 8, seed).toUpperCase()}`,
    40,
    miss('a name', 'ATTACHMENTS'),
  ),
  formed(
    'clickup-token',
    seed => `pk_${run('digits', 8, seed)}_${run('base32', 32, seed)}`,
    20,
    miss('the publishable key of another service', `pk_test_${run('base62', 32)}`),
  ),
  formed('miro-token', seed => `${base64('{"miro.origin":"eu01"}')}_${run('base62', 27, seed)}`, 15, miss('a word', 'eyJtaXJv')),
  formed('dropbox-short-lived-api-token', seed => `sl.u.${run('base62', 140, seed)}`, 50, miss('a class', 'sl.u.append')),
  formed(
    'dropbox-long-lived-api-token',
    seed => `${run('base62', 11, seed)}AAAAAAAAAA${run('base62', 43, seed)}`,
    40,
    miss('zeros in base64', `${run('base62', 8)}${'A'.repeat(53)}`),
  ),
  formed(
    'salesforce-access-token',
    seed => `00D${run('base62', 12, seed)}!AQ${run('base62', 94, seed)}`,
    50,
    miss('the id of an organisation', `00D${run('base62', 15)}`),
  ),
  formed('salesforce-refresh-token', seed => `5Aep861${run('base62', 80, seed)}`, 40, miss('a word', '5Aepfel')),
  formed('salesforce-consumer-key', seed => `3MVG9${run('base62', 80, seed)}`, 40, miss('a word', '3MVG9')),
  formed('typeform-api-token', seed => `tfp_${run('base62', 44, seed)}`, 20, miss('a name', 'tfp_mean_squared_error')),
  formed(
    'zoho-token',
    seed => `1000.${run('hex', 32, seed)}.${run('hex', 32, seed + 1)}`,
    50,
    miss('the client id', `1000.${run('base32', 30)}`),
  ),
  formed('readme-api-token', seed => `rdme_${run('lower36', 70, seed)}`, 40, miss('a file', 'rdme_template.md')),
  formed('frameio-api-token', seed => `fio-u-${run('base62', 64, seed)}`, 40, miss('a benchmark', 'fio-u-random-read')),
  formed(
    'evernote-token',
    seed => `S=s1:U=8f219:E=154308dc976:C=14cd8dc9cd8:P=1cd:A=en-devtoken:V=2:H=${run('hex', 32, seed)}`,
    40,
    miss('settings', 'S=s1:U=root'),
  ),
  formed(
    'harvest-token',
    seed => `${run('digits', 7, seed + 3)}.pt.${run('base62', 86, seed)}`,
    40,
    miss('a host', '1234567.pt.example.com'),
  ),
  formed('adobe-client-secret', seed => `p8e-${run('base62', 32, seed)}`, 20, miss('a class', 'p8e-button')),
  formed(
    'contentful-personal-access-token',
    seed => `CFPAT-${run('base62', 43, seed)}`,
    30,
    miss('a placeholder', `CFPAT-${'x'.repeat(43)}`),
  ),
  formed('deepl-api-key', seed => `${uuid(seed)}:fx`, 36, miss('a name', 'std:fx and a-b:fx')),
  formed('cal-api-key', seed => `cal_live_${run('hex', 32, seed)}`, 20, miss('a name', 'cal_test_fixtures')),
];

function base64(text: string): string {
  return Buffer.from(text).toString('base64url');
}
