// Keys of AI providers and of the tools around them that are known by their form. Those without one are in ai-assigned.ts.
import type { Detector } from '../../scan.ts';
import { isRandom } from '../assigned.ts';
import { isKeyLike, secret } from '../define.ts';

export const aiDetectors: readonly Detector[] = [
  secret('openai-api-key', 'OpenAI API key', '\\bsk-(?:(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,}|[A-Za-z0-9]{32,})', {
    commit: 64,
    accept: isKeyLike,
    source: 'OpenAI documentation; providers with compatible APIs use the form too',
  }),
  secret('anthropic-api-key', 'Anthropic API key', 'sk-ant-[a-z]{3,8}[0-9]{2}-[A-Za-z0-9_-]{20,}', {
    commit: 40,
    source: 'Anthropic documentation',
  }),
  secret('openrouter-key', 'OpenRouter key', 'sk-or-(?:v1-)?[a-f0-9]{48,64}\\b', {
    commit: 64,
    source: 'OpenRouter documentation',
  }),
  secret('langfuse-secret-key', 'Langfuse secret key', 'sk-lf-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}\\b', {
    source: 'Langfuse documentation',
  }),
  secret('helicone-api-key', 'Helicone API key', '\\b(?:sk|pk)-helicone-[a-z0-9-]{24,48}\\b', {
    accept: isRandom,
    source: 'Helicone documentation',
  }),
  secret('langsmith-key', 'LangSmith key', '\\b(?:lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}|ls__[a-f0-9]{32})\\b', {
    source: 'LangSmith documentation',
  }),
  secret('huggingface-token', 'Hugging Face token', '\\b(?:hf_[A-Za-z0-9]{34}|api_org_[A-Za-z]{34})\\b', {
    source: 'gitleaks rule',
  }),
  secret('groq-api-key', 'Groq API key', '\\bgsk_[A-Za-z0-9]{52}\\b', { source: 'Groq documentation' }),
  secret('xai-api-key', 'xAI API key', '\\bxai-[A-Za-z0-9]{80}\\b', { commit: 64, source: 'xAI documentation' }),
  secret('perplexity-api-key', 'Perplexity API key', '\\bpplx-[A-Za-z0-9]{48,56}\\b', { source: 'gitleaks rule' }),
  secret('cerebras-api-key', 'Cerebras API key', '\\bcsk-[a-z0-9]{48}\\b', { source: 'Cerebras documentation' }),
  secret('fireworks-api-key', 'Fireworks API key', '\\bfw_[A-Za-z0-9]{22,32}\\b', {
    accept: isRandom,
    source: 'Fireworks documentation',
  }),
  secret('together-api-key', 'Together AI API key', '\\btgp_v1_[A-Za-z0-9_-]{40,48}', { source: 'Together AI documentation' }),
  secret('replicate-token', 'Replicate token', '\\br8_[A-Za-z0-9]{37}\\b', { source: 'Replicate documentation' }),
  secret('nvidia-api-key', 'NVIDIA API key', '\\bnvapi-[A-Za-z0-9_-]{64}', { source: 'NVIDIA documentation' }),
  secret('pinecone-api-key', 'Pinecone API key', '\\bpcsk_[A-Za-z0-9]{5,8}_[A-Za-z0-9]{40,80}\\b', {
    commit: 64,
    source: 'Pinecone documentation',
  }),
  secret('chroma-api-key', 'Chroma Cloud API key', '\\bck-[A-Za-z0-9]{44}\\b', { source: 'Chroma documentation' }),
  secret('elevenlabs-api-key', 'ElevenLabs API key', '\\bsk_[a-f0-9]{48}\\b', { source: 'ElevenLabs documentation' }),
  secret('cartesia-api-key', 'Cartesia API key', '\\bsk_car_[A-Za-z0-9_-]{20,40}', { source: 'Cartesia documentation' }),
  secret('voyage-api-key', 'Voyage AI API key', '\\b(?:pa|al)-[A-Za-z0-9_-]{43}\\b', {
    accept: isRandom,
    source: 'Voyage AI documentation',
  }),
  secret('jina-api-key', 'Jina AI API key', '\\bjina_[A-Za-z0-9_-]{50,64}', { source: 'Jina AI documentation' }),
  secret('nomic-api-key', 'Nomic API key', '\\bnk-[A-Za-z0-9_-]{43}\\b', { accept: isRandom, source: 'Nomic documentation' }),
  secret('llamacloud-api-key', 'LlamaCloud API key', '\\bllx-[A-Za-z0-9]{44,56}\\b', { source: 'LlamaIndex documentation' }),
  secret('tavily-api-key', 'Tavily API key', '\\btvly-(?:dev-|prod-)?[A-Za-z0-9]{32}\\b', { source: 'Tavily documentation' }),
  secret('firecrawl-api-key', 'Firecrawl API key', '\\bfc-[a-f0-9]{32}\\b', { source: 'Firecrawl documentation' }),
  secret('browserbase-api-key', 'Browserbase API key', '\\bbb_(?:live|test)_[A-Za-z0-9_-]{20,40}', {
    accept: isRandom,
    source: 'Browserbase documentation',
  }),
  secret('brave-search-key', 'Brave Search API key', '\\bBSA[A-Za-z0-9_-]{27,28}\\b', {
    accept: isRandom,
    source: 'Brave Search documentation',
  }),
  secret('e2b-api-key', 'E2B API key', '\\b(?:e2b|sk_e2b)_[a-f0-9]{40}\\b', { source: 'E2B documentation' }),
  secret('mem0-api-key', 'Mem0 API key', '\\bm0-[A-Za-z0-9]{40}\\b', { source: 'Mem0 documentation' }),
  secret('anyscale-token', 'Anyscale token', '\\besecret_[a-z0-9]{24,40}\\b', {
    accept: isRandom,
    source: 'Anyscale documentation',
  }),
  secret('runway-api-key', 'Runway API key', '\\bkey_[a-f0-9]{128}\\b', { commit: 64, source: 'Runway documentation' }),
  secret('wandb-api-key', 'Weights & Biases API key', '\\bwandb_v1_[A-Za-z0-9_]{40,100}', {
    commit: 64,
    source: 'Weights & Biases documentation',
  }),
  secret('cursor-api-key', 'Cursor API key', '\\bcrsr_[a-f0-9]{64}\\b', { commit: 64, source: 'Cursor documentation' }),
];
