import { hit, lookalikes, miss, run, type Samples } from '../sample.ts';

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
  {
    detector: 'facebook-token',
    hits: [
      hit('of a user', 'access_token=', `EAAB${run('base62', 170)}`, '&x'),
      hit('of a page', '"', `EAAC${run('base62', 170)}`, '"'),
    ],
    misses: [miss('too short', `EAAB${run('base62', 20)}`), miss('inside of base64', `x${`EAAB${run('base62', 170)}`}`)],
  },
];
