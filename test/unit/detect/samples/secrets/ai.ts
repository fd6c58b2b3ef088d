import { hit, lookalikes, miss, run, type Samples, whole } from '../sample.ts';

export const aiSamples: readonly Samples[] = [
  {
    detector: 'openai-api-key',
    hits: [
      hit('of a project', 'OPENAI_API_KEY=', `sk-proj-${run('base62', 74)}_-${run('base62', 74)}`, '\n'),
      hit('of the first form', '"', `sk-${run('base62', 20)}T3BlbkFJ${run('base62', 20)}`, '"'),
      hit('of a service account', '', `sk-svcacct-${run('base62', 100)}`, ' '),
      hit('of a compatible provider', 'key: ', `sk-${run('hex', 32)}`, ','),
    ],
    misses: [
      miss('a placeholder of dots', 'sk-...'),
      miss('a placeholder of one letter', `sk-${'x'.repeat(40)}`),
      miss('a hyphenated word', 'risk-assessment and task-management-with-a-very-long-tail-of-words'),
      miss('a library', 'sk-learn is scikit-learn'),
    ],
  },
  {
    detector: 'anthropic-api-key',
    hits: [
      hit('of the API', 'x-api-key: ', `sk-ant-api03-${run('base62', 93)}AA`, '\n'),
      hit('of an administrator', '"', `sk-ant-admin01-${run('base62', 93)}AA`, '"'),
    ],
    misses: [miss('a placeholder', 'sk-ant-api03-...'), miss('a variable', 'sk-ant-your-key-here')],
  },
  {
    detector: 'openrouter-key',
    hits: [hit('in a header', 'Bearer ', `sk-or-v1-${run('hex', 64)}`, '\n'), whole('alone', `sk-or-v1-${run('hex', 64, 2)}`)],
    misses: [miss('too short', 'sk-or-v1-abc'), miss('words', 'ask-or-answer questions')],
  },
  {
    detector: 'langfuse-secret-key',
    hits: [
      hit('in a file', 'LANGFUSE_SECRET_KEY=', `sk-lf-${lookalikes.uuid}`, '\n'),
      hit('quoted', '"', `sk-lf-${lookalikes.uuid}`, '"'),
    ],
    misses: [miss('the public key', `pk-lf-${lookalikes.uuid}`), miss('a UUID', lookalikes.uuid)],
  },
  {
    detector: 'langsmith-key',
    hits: [
      hit('personal', '', `lsv2_pt_${run('hex', 32)}_${run('hex', 10)}`, ' '),
      hit('of a service', '=', `lsv2_sk_${run('hex', 32)}_${run('hex', 10)}`, ''),
    ],
    misses: [miss('too short', 'lsv2_pt_abc'), miss('a placeholder', `lsv2_pt_${'x'.repeat(32)}`)],
  },
  {
    detector: 'huggingface-token',
    hits: [
      hit('of a user', 'HF_TOKEN=', `hf_${run('base62', 34)}`, '\n'),
      hit('of an organisation', '"', `api_org_${run('lower', 34)}`, '"'),
    ],
    misses: [miss('a function', 'hf_hub_download(repo_id)'), miss('a placeholder', `hf_${'x'.repeat(34)}`)],
  },
  {
    detector: 'groq-api-key',
    hits: [hit('in a file', '=', `gsk_${run('base62', 52)}`, '\n'), hit('quoted', '"', `gsk_${run('base62', 52, 2)}`, '"')],
    misses: [miss('too short', 'gsk_abc'), miss('a longer word', `gsk_${run('base62', 70)}`)],
  },
  {
    detector: 'xai-api-key',
    hits: [hit('in a file', '=', `xai-${run('base62', 80)}`, '\n'), hit('quoted', '"', `xai-${run('base62', 80, 2)}`, '"')],
    misses: [miss('a package', 'xai-sdk-python'), miss('a placeholder', 'xai-your-key')],
  },
  {
    detector: 'perplexity-api-key',
    hits: [hit('in a file', '=', `pplx-${run('base62', 48)}`, '\n'), hit('quoted', '"', `pplx-${run('base62', 48, 2)}`, '"')],
    misses: [miss('a model', 'pplx-70b-online'), miss('a placeholder', `pplx-${'x'.repeat(48)}`)],
  },
  {
    detector: 'replicate-token',
    hits: [hit('in a file', '=', `r8_${run('base62', 37)}`, '\n'), hit('quoted', '"', `r8_${run('base62', 37, 2)}`, '"')],
    misses: [miss('a register', 'mov r8_d, 1'), miss('too short', 'r8_abcdef')],
  },
  {
    detector: 'nvidia-api-key',
    hits: [
      hit('in a file', '=', `nvapi-${run('base62', 64)}`, '\n'),
      hit('quoted', '"', `nvapi-${run('base62', 30)}-${run('base62', 33)}`, '"'),
    ],
    misses: [miss('a library', 'nvapi-sys and nvapi.dll'), miss('a placeholder', `nvapi-${'x'.repeat(64)}`)],
  },
  {
    detector: 'pinecone-api-key',
    hits: [
      hit('in a file', '=', `pcsk_${run('base62', 5)}_${run('base62', 63)}`, '\n'),
      hit('quoted', '"', `pcsk_${run('base62', 6)}_${run('base62', 63)}`, '"'),
    ],
    misses: [miss('too short', 'pcsk_abc_def'), miss('a UUID, as older keys were', lookalikes.uuid)],
  },
  {
    detector: 'elevenlabs-api-key',
    hits: [hit('in a header', 'xi-api-key: ', `sk_${run('hex', 48)}`, '\n'), hit('quoted', '"', `sk_${run('hex', 48, 2)}`, '"')],
    misses: [miss('a digest', lookalikes.sha256), miss('a longer word', `sk_${run('hex', 60)}`)],
  },
  {
    detector: 'tavily-api-key',
    hits: [
      hit('for production', '=', `tvly-${run('base62', 32)}`, '\n'),
      hit('for development', '"', `tvly-dev-${run('base62', 32)}`, '"'),
    ],
    misses: [miss('a placeholder', 'tvly-YOUR_API_KEY'), miss('too short', 'tvly-abc')],
  },
];
