// Keys of Azure. Those that Microsoft marks (four fixed letters near the end, `AzSe`, `+ASt`, `AZDO`) are known wherever they stand.
import type { Detector } from '../../scan.ts';
import { assigned } from '../assigned.ts';
import { isKeyLike, secret, textOf } from '../define.ts';
import { isPlaceholder } from '../placeholder.ts';
import { sign } from './spellings.ts';

const source = 'Microsoft security-utilities: identifiable keys; Azure documentation';
/** One for all, so that text is looked back on once; as far as the longest of these keys has characters before its mark. */
const back = { class: '[A-Za-z0-9+/_-]', min: 33, max: 76 };

/** `mark` and what follows it, of which no more than `commit` is waited for; `whole` is the form of what stands before the mark, and of the mark. */
function marked(id: string, title: string, mark: string, whole: RegExp, commit = 16): Detector {
  const severity = whole.source.includes('{76}') ? 'critical' : 'high';
  return secret(id, title, mark, {
    back,
    source,
    severity,
    commit,
    accept: value => whole.test(textOf(value)) && !isPlaceholder(value),
  });
}

export const azureDetectors: readonly Detector[] = [
  secret('azure-storage-key', 'Azure storage account key', '[A-Za-z0-9+/]{86}==', {
    lead: `(?i)account_?key${sign}`,
    severity: 'critical',
    commit: 64,
    source,
  }),
  assigned(
    'azure-storage-key',
    'Azure storage account key',
    { services: ['azure[ _-]?storage', 'storage[ _-]?account', 'azure[ _-]?blob'], value: '[A-Za-z0-9+/]{86}==' },
    { severity: 'critical', confidence: 0.95, commit: 64, source },
  ),
  // Cosmos DB's keys have the same length: their name tells them apart.
  assigned(
    'azure-cosmos-key',
    'Azure Cosmos DB key',
    { services: ['cosmos'], value: '[A-Za-z0-9+/]{86}==' },
    { severity: 'critical', confidence: 0.95, commit: 64, source },
  ),
  marked('azure-cosmos-key', 'Azure Cosmos DB key', 'ACDb[A-Za-z0-9+/]{5}[AQgw]==', /^[A-Za-z0-9+/]{76}ACDb/),
  marked('azure-storage-key', 'Azure storage account key', '\\+ASt[A-Za-z0-9+/]{5}[AQgw]==', /^[A-Za-z0-9+/]{76}\+ASt/),
  marked('azure-batch-key', 'Azure Batch key', '\\+ABa[A-Za-z0-9+/]{5}[AQgw]==', /^[A-Za-z0-9+/]{76}\+ABa/),
  marked('azure-api-management-key', 'Azure API Management key', 'APIM[A-Za-z0-9+/]{5}[AQgw]==', /^[A-Za-z0-9+/]{76}APIM/),
  secret('azure-shared-access-key', 'Azure shared access key', '[A-Za-z0-9+/]{43}=', { lead: 'SharedAccessKey=', source }),
  marked('azure-service-bus-key', 'Azure Service Bus key', '\\+ASb[A-Za-z0-9+/]{6}=', /^[A-Za-z0-9+/]{33}\+ASb/),
  marked('azure-event-hub-key', 'Azure Event Hub key', '\\+AEh[A-Za-z0-9+/]{6}=', /^[A-Za-z0-9+/]{33}\+AEh/),
  marked('azure-relay-key', 'Azure Relay key', '\\+ARm[A-Za-z0-9+/]{6}=', /^[A-Za-z0-9+/]{33}\+ARm/),
  marked('azure-iot-key', 'Azure IoT Hub key', 'AIoT[A-Za-z0-9+/]{6}=', /^[A-Za-z0-9+/]{33}AIoT/),
  marked('azure-event-grid-key', 'Azure Event Grid key', 'AZEG[A-Za-z0-9+/]{6}=', /^[A-Za-z0-9+/]{33}AZEG/),
  marked('azure-cache-key', 'Azure Cache for Redis key', 'AzCa[A-Za-z0-9+/]{6}=', /^[A-Za-z0-9+/]{33}AzCa/),
  marked('azure-search-key', 'Azure AI Search key', 'AzSe[A-D][A-Za-z0-9]{5}\\b', /^[A-Za-z0-9]{42}AzSe/),
  marked(
    'azure-container-registry-key',
    'Azure Container Registry key',
    '\\+ACR[A-D][A-Za-z0-9+/]{5}\\b',
    /^[A-Za-z0-9+/]{42}\+ACR/,
  ),
  marked('azure-functions-key', 'Azure Functions key', 'AzFu[A-Za-z0-9_-]{5}[AQgw]==', /^[A-Za-z0-9_-]{44}AzFu/),
  marked(
    'azure-openai-key',
    'Azure AI services key',
    'JQQJ9[9DH][A-Za-z0-9]{26}(?:[A-Za-z0-9]{2}==|\\b)',
    /^[A-Za-z0-9]{52}JQQJ9/,
  ),
  marked('azure-devops-pat', 'Azure DevOps personal access token', 'AZDO[A-Za-z0-9]{4}\\b', /^[A-Za-z0-9]{76}AZDO/),
  assigned(
    'azure-devops-pat',
    'Azure DevOps personal access token',
    { services: ['azure[ _-]?devops', 'azdo_', 'azdo pat', 'vsts', 'system_accesstoken'], value: '[a-z2-7]{52}\\b' },
    { severity: 'critical', confidence: 0.95, source },
  ),
  secret('azure-sas', 'signature of an Azure shared access link', '[A-Za-z0-9%+/]{43,64}(?:%3[Dd]|=)', {
    lead: '[?&]sig=',
    source,
  }),
  secret('azure-client-secret', 'Entra ID client secret', '[0-9]Q~[A-Za-z0-9_~.-]{31,34}', {
    back: { class: '[A-Za-z0-9_~.]', min: 3, max: 3 },
    source,
  }),
  assigned(
    'azure-cognitive-services-key',
    'subscription key of Azure AI services',
    {
      services: [
        'ocp-apim-subscription',
        'azure[ _-]?openai',
        'azure[ _-]?(?:speech|translator|cognitive|vision|face|ai)',
        'cognitive[ _-]?services',
        'bing[ _-]?(?:web[ _-]?)?search',
      ],
      value: '[a-f0-9]{32}\\b',
    },
    { source },
  ),
  secret('azure-app-configuration-secret', 'secret of Azure App Configuration', '[A-Za-z0-9+/]{43}=|[A-Za-z0-9]{84}', {
    lead: ';Id=[A-Za-z0-9+/:_-]{4,40};Secret=',
    commit: 64,
    source,
  }),
  secret(
    'azure-signalr-key',
    'access key of Azure SignalR, Web PubSub or Communication Services',
    '[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{86}==|[A-Za-z0-9]{84}',
    {
      lead: '(?i);accesskey=',
      commit: 64,
      source,
    },
  ),
  secret('azure-publish-password', 'password of an Azure publish profile', '[A-Za-z0-9]{60}\\b', {
    lead: 'userPWD=\\\\?["\']',
    accept: isKeyLike,
    source,
  }),
];
