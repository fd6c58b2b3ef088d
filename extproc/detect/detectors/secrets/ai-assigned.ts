// Keys of AI providers whose form says nothing: known by the provider's name before them.
import type { Detector } from '../../scan.ts';
import { assigned, uuid, word } from '../assigned.ts';

/** The form of a value in each row: as the provider's console gives it. */
const rows: readonly (readonly [id: string, title: string, services: readonly string[], value: string])[] = [
  ['mistral-api-key', 'Mistral API key', ['mistral', 'codestral'], '[A-Za-z0-9]{32}\\b'],
  ['cohere-api-key', 'Cohere API key', ['cohere', 'co_api_key'], '[A-Za-z0-9]{40}\\b'],
  ['deepseek-api-key', 'DeepSeek API key', ['deepseek'], 'sk-[a-f0-9]{32}\\b'],
  ['stability-api-key', 'Stability AI API key', ['stability', 'stable[ _-]?diffusion', 'dreamstudio'], 'sk-[A-Za-z0-9]{48}\\b'],
  ['deepgram-api-key', 'Deepgram API key', ['deepgram'], '[a-f0-9]{40}\\b'],
  ['assemblyai-api-key', 'AssemblyAI API key', ['assembly[ _-]?ai', 'aai[_-]api'], '[a-f0-9]{32}\\b'],
  ['ai21-api-key', 'AI21 API key', [word('ai21'), 'ai21[ _-]?(?:labs|studio)'], `(?:[A-Za-z0-9]{32}\\b|${uuid})`],
  ['zhipu-api-key', 'Zhipu AI API key', ['zhipu', 'bigmodel', 'chatglm'], '[a-f0-9]{32}\\.[A-Za-z0-9]{16}\\b'],
  ['weaviate-api-key', 'Weaviate API key', ['weaviate', 'wcd[_-](?:api|demo)', 'wcs[_-]api'], '[A-Za-z0-9]{32,64}\\b'],
  ['exa-api-key', 'Exa API key', [word('exa'), 'exa[ _-]?search'], uuid],
  ['serpapi-api-key', 'SerpApi API key', ['serp[ _-]?api'], '[a-f0-9]{64}\\b'],
  ['serper-api-key', 'Serper API key', [word('serper')], '[a-f0-9]{40}\\b'],
  ['clarifai-api-key', 'Clarifai API key', ['clarifai'], '[a-f0-9]{32}\\b'],
  ['comet-api-key', 'Comet API key', [word('comet'), 'comet[ _-]?ml'], '[A-Za-z0-9]{25}\\b'],
  ['roboflow-api-key', 'Roboflow API key', ['roboflow'], '[A-Za-z0-9]{20}\\b'],
  ['baseten-api-key', 'Baseten API key', ['baseten'], '[A-Za-z0-9]{8}\\.[A-Za-z0-9]{32}\\b'],
  ['fal-api-key', 'fal API key', [word('fal'), 'fal[ _.-]?ai'], '[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}:[a-f0-9]{32}\\b'],
  ['portkey-api-key', 'Portkey API key', ['portkey'], '[A-Za-z0-9+/]{27}(?:[A-Za-z0-9+/]\\b|=)'],
];

/** Providers that now mark their keys and did not always. */
const older: readonly (readonly [id: string, title: string, services: readonly string[], value: string])[] = [
  ['together-api-key', 'Together AI API key', ['together[ _-]?(?:ai|api)', 'togetherai', 'together\\.'], '[a-f0-9]{64}\\b'],
  ['wandb-api-key', 'Weights & Biases API key', ['wandb', 'weights[ _-]?(?:&|and)[ _-]?biases'], '[a-f0-9]{40}\\b'],
  ['elevenlabs-api-key', 'ElevenLabs API key', ['eleven[ _-]?labs', 'xi-api-key'], '[a-f0-9]{32}\\b'],
  ['pinecone-api-key', 'Pinecone API key', ['pinecone'], uuid],
];

export const aiAssignedDetectors: readonly Detector[] = [
  ...rows.map(([id, title, services, value]) => assigned(id, title, { services, value })),
  ...older.map(([id, title, services, value]) => assigned(id, title, { services, value }, { confidence: 0.95 })),
  assigned(
    'qdrant-api-key',
    'Qdrant API key',
    { services: ['qdrant'], value: '[A-Za-z0-9_-]{32,64}(?:\\|[A-Za-z0-9_-]{40,80})?' },
    { commit: 64, source: 'Qdrant documentation' },
  ),
  assigned(
    'zilliz-api-key',
    'Zilliz Cloud API key',
    { services: ['zilliz', 'milvus'], value: '[a-f0-9]{40,112}\\b' },
    { commit: 64, source: 'Zilliz documentation' },
  ),
];
