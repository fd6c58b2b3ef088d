import { called } from '../called.ts';
import { hit, lookalikes, miss, run, type Samples } from '../sample.ts';

const long = (seed: number) => run('base64', 76, seed);
const digest = miss('a digest', `sha256=${run('base64', 43)}=`);

/** A key that is known by its mark alone, wherever it stands. */
function marked(detector: string, before: (seed: number) => string, mark: string, after = ''): Samples {
  return {
    detector,
    hits: [
      hit('quoted', '{"key": "', before(1) + mark + after, '"}'),
      hit('in a file', 'KEY=', before(2) + mark + after, '\n'),
      hit('in prose', 'use ', before(3) + mark + after, '.'),
    ],
    misses: [
      miss('too little before the mark', `key=${before(1).slice(-20)}${mark}${after}`),
      miss('another mark', `key="${before(1)}${'Q'.repeat(mark.length)}${after}"`),
      digest,
    ],
  };
}

const short = (seed: number) => run('base62', 33, seed);

export const azureSamples: readonly Samples[] = [
  marked('azure-batch-key', long, '+ABa', `${run('base62', 5)}A==`),
  marked('azure-api-management-key', long, 'APIM', `${run('base62', 5)}Q==`),
  marked('azure-service-bus-key', short, '+ASbC', `${run('base62', 5)}=`),
  marked('azure-event-hub-key', short, '+AEhD', `${run('base62', 5)}=`),
  marked('azure-relay-key', short, '+ARmA', `${run('base62', 5)}=`),
  marked('azure-iot-key', short, 'AIoTB', `${run('base62', 5)}=`),
  marked('azure-event-grid-key', short, 'AZEGC', `${run('base62', 5)}=`),
  marked('azure-cache-key', short, 'AzCaD', `${run('base62', 5)}=`),
  marked('azure-search-key', seed => run('base62', 42, seed), 'AzSeA', run('base62', 5)),
  marked('azure-container-registry-key', seed => run('base62', 42, seed), '+ACRB', run('base62', 5)),
  marked('azure-functions-key', seed => run('base62', 44, seed), 'AzFu', `${run('base62', 5)}A==`),
  marked('azure-openai-key', seed => run('base62', 52, seed), 'JQQJ99', run('base62', 26)),
  {
    detector: 'azure-cosmos-key',
    hits: [
      hit('by its mark', 'x ', `${long(3)}ACDb${run('base64', 5)}A==`, ' y'),
      hit('by its name', 'COSMOS_KEY=', `${run('base64', 86, 2)}==`, '\n'),
      hit('in JSON', '{"cosmosDb": {"primaryKey": "', `${run('base64', 86, 3)}==`, '"}}'),
    ],
    misses: [miss('an integrity hash', lookalikes.integrity), miss('a reference', 'COSMOS_KEY=${COSMOS_KEY}'), digest],
  },
  {
    detector: 'azure-devops-pat',
    hits: [
      hit('by its mark', 'pat: ', `${run('base62', 76)}AZDO${run('base62', 4)}`, '\n'),
      hit('of the older form', 'AZURE_DEVOPS_PAT=', run('base32', 52).toLowerCase(), '\n'),
      hit('of the extension', 'AZURE_DEVOPS_EXT_PAT: ', run('base32', 52, 2).toLowerCase(), '\n'),
    ],
    misses: [
      miss('too little before the mark', `pat: ${run('base62', 40)}AZDO${run('base62', 4)}`),
      miss('a reference', 'AZURE_DEVOPS_PAT=$(System.AccessToken)'),
      miss('no name before it', run('base32', 52).toLowerCase()),
    ],
  },
  called('azure-cognitive-services-key', 'AZURE_SPEECH_KEY', run('hex', 32)),
  {
    detector: 'azure-app-configuration-secret',
    hits: [
      hit('in the environment', 'AC=Endpoint=https://x.azconfig.io;Id=ab-l9-s0:Abc/Def+1;Secret=', `${run('base64', 43)}=`, '\n'),
      hit('quoted', '"Endpoint=https://x.azconfig.io;Id=AbCd;Secret=', `${run('base64', 43, 2)}=`, '"'),
    ],
    misses: [miss('a reference', 'Endpoint=https://x;Id=AbCd;Secret=${SECRET}'), miss('no id', `;Secret=${run('base64', 43)}=`)],
  },
  {
    detector: 'azure-signalr-key',
    hits: [
      hit('of SignalR', 'Endpoint=https://x.service.signalr.net;AccessKey=', `${run('base64', 43)}=`, ';Version=1.0;'),
      hit('of communication', '"endpoint=https://x.communication.azure.com/;accesskey=', `${run('base64', 86)}==`, '"'),
    ],
    misses: [
      miss('a reference', 'Endpoint=x;AccessKey=<key>;'),
      miss('no endpoint before it', `AccessKey=${run('base64', 43)}=`),
    ],
  },
  {
    detector: 'azure-publish-password',
    hits: [
      hit('in a profile', '<publishProfile userName="$x" userPWD="', run('base62', 60), '" />'),
      hit('escaped', 'userPWD=\\"', run('base62', 60, 2), '\\"'),
    ],
    misses: [miss('a placeholder', `userPWD="${'x'.repeat(60)}"`), miss('too short', 'userPWD="abc"')],
  },
];
