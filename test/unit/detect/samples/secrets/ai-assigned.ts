import { called } from '../called.ts';
import { lookalikes, run, type Samples } from '../sample.ts';

export const aiAssignedSamples: readonly Samples[] = [
  called('mistral-api-key', 'MISTRAL_API_KEY', run('base62', 32)),
  called('cohere-api-key', 'COHERE_API_KEY', run('base62', 40)),
  called('deepseek-api-key', 'DEEPSEEK_API_KEY', `sk-${run('hex', 32)}`),
  called('stability-api-key', 'STABILITY_API_KEY', `sk-${run('base62', 48)}`),
  called('deepgram-api-key', 'DEEPGRAM_API_KEY', run('hex', 40)),
  called('assemblyai-api-key', 'ASSEMBLYAI_API_KEY', run('hex', 32)),
  called('ai21-api-key', 'AI21_API_KEY', run('base62', 32)),
  called('zhipu-api-key', 'ZHIPUAI_API_KEY', `${run('hex', 32)}.${run('base62', 16)}`),
  called('weaviate-api-key', 'WEAVIATE_API_KEY', run('base62', 36)),
  called('qdrant-api-key', 'QDRANT_API_KEY', run('base62', 54)),
  called('exa-api-key', 'EXA_API_KEY', lookalikes.uuid),
  called('serpapi-api-key', 'SERPAPI_API_KEY', run('hex', 64)),
  called('serper-api-key', 'SERPER_API_KEY', run('hex', 40)),
  called('clarifai-api-key', 'CLARIFAI_PAT', run('hex', 32)),
  called('comet-api-key', 'COMET_API_KEY', run('base62', 25)),
  called('roboflow-api-key', 'ROBOFLOW_API_KEY', run('base62', 20)),
  called('baseten-api-key', 'BASETEN_API_KEY', `${run('base62', 8)}.${run('base62', 32)}`),
  called('fal-api-key', 'FAL_KEY', `${lookalikes.uuid}:${run('hex', 32)}`),
  called('portkey-api-key', 'PORTKEY_API_KEY', run('base64', 28)),
  called('zilliz-api-key', 'ZILLIZ_API_KEY', run('hex', 72)),
];
