import { formed } from '../formed.ts';
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
  formed(
    'helicone-api-key',
    seed => `sk-helicone-${run('lower36', 7, seed)}-${run('lower36', 7, 2)}-${run('lower36', 7, 3)}-${run('lower36', 7, 4)}`,
    20,
    miss('a name', 'sk-helicone-your-key-goes-right-here'),
  ),
  formed('cerebras-api-key', seed => `csk-${run('lower36', 48, seed)}`, 20, miss('a placeholder', `csk-${'x'.repeat(48)}`)),
  formed(
    'fireworks-api-key',
    seed => `fw_${run('base62', 24, seed)}`,
    12,
    miss('a function', 'fw_update_configuration_of_device()'),
  ),
  {
    detector: 'together-api-key',
    hits: [
      hit('with its mark', 'Bearer ', `tgp_v1_${run('base62', 43)}`, '\n'),
      hit('older', 'TOGETHER_API_KEY=', run('hex', 64), '\n'),
    ],
    misses: [miss('a digest', lookalikes.sha256), miss('a reference', 'TOGETHER_API_KEY=${TOGETHER_API_KEY}')],
  },
  formed('chroma-api-key', seed => `ck-${run('base62', 44, seed)}`, 20, miss('a placeholder', `ck-${'x'.repeat(44)}`)),
  formed('cartesia-api-key', seed => `sk_car_${run('base62', 22, seed)}`, 12, miss('a placeholder', `sk_car_${'x'.repeat(22)}`)),
  formed('voyage-api-key', seed => `pa-${run('base62', 43, seed)}`, 20, miss('a placeholder', `pa-${'x'.repeat(43)}`)),
  formed('jina-api-key', seed => `jina_${run('base62', 60, seed)}`, 20, miss('a module', 'jina_embeddings_v3')),
  formed('nomic-api-key', seed => `nk-${run('base62', 43, seed)}`, 20, miss('a placeholder', `nk-${'x'.repeat(43)}`)),
  formed('llamacloud-api-key', seed => `llx-${run('base62', 48, seed)}`, 20, miss('a placeholder', `llx-${'x'.repeat(48)}`)),
  formed('firecrawl-api-key', seed => `fc-${run('hex', 32, seed)}`, 20, miss('a class', 'fc-toolbar-title')),
  formed('browserbase-api-key', seed => `bb_live_${run('base62', 27, seed)}`, 16, miss('a name', 'bb_test_configuration_of_all')),
  formed('brave-search-key', seed => `BSA${run('base62', 28, seed)}`, 16, miss('a word', 'BSAuthenticationProviderFactory')),
  formed('e2b-api-key', seed => `e2b_${run('hex', 40, seed)}`, 20, miss('a module', 'e2b_code_interpreter')),
  formed('mem0-api-key', seed => `m0-${run('base62', 40, seed)}`, 20, miss('a placeholder', `m0-${'x'.repeat(40)}`)),
  formed('anyscale-token', seed => `esecret_${run('lower36', 32, seed)}`, 16, miss('a placeholder', `esecret_${'x'.repeat(32)}`)),
  formed('runway-api-key', seed => `key_${run('hex', 128, seed)}`, 60, miss('a digest', lookalikes.sha256)),
  {
    detector: 'wandb-api-key',
    hits: [
      hit('in the environment', 'WANDB_API_KEY=', run('hex', 40), '\n'),
      hit('as an argument', 'wandb login --key ', run('hex', 40, 2), '\n'),
      hit('with its mark', '=', `wandb_v1_${run('base62', 60)}`, '\n'),
    ],
    misses: [miss('a commit', `wandb: git commit ${lookalikes.gitSha}`), miss('a reference', 'WANDB_API_KEY=${KEY}')],
  },
  formed('cursor-api-key', seed => `crsr_${run('hex', 64, seed)}`, 30, miss('a digest', lookalikes.sha256)),
];
