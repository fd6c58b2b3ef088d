// Keys of AI providers and of the tools around them.
import type { Detector } from '../../scan.ts';
import { isKeyLike, secret } from '../define.ts';

export const aiDetectors: readonly Detector[] = [
  secret('openai-api-key', 'OpenAI API key', '\\bsk-(?:(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,}|[A-Za-z0-9]{32,})', {
    commit: 72,
    accept: isKeyLike,
  }),
  secret('anthropic-api-key', 'Anthropic API key', 'sk-ant-[a-z]{3,8}[0-9]{2}-[A-Za-z0-9_-]{20,}', { commit: 40 }),
  secret('openrouter-key', 'OpenRouter key', 'sk-or-(?:v1-)?[a-f0-9]{48,64}\\b'),
  secret('langfuse-secret-key', 'Langfuse secret key', 'sk-lf-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}\\b'),
  secret('langsmith-key', 'LangSmith key', 'lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}\\b'),
  secret('huggingface-token', 'Hugging Face token', '\\b(?:hf_[A-Za-z0-9]{34}|api_org_[A-Za-z]{34})\\b'),
  secret('groq-api-key', 'Groq API key', '\\bgsk_[A-Za-z0-9]{52}\\b'),
  secret('xai-api-key', 'xAI API key', '\\bxai-[A-Za-z0-9]{80}\\b', { commit: 64 }),
  secret('perplexity-api-key', 'Perplexity API key', '\\bpplx-[A-Za-z0-9]{48,56}\\b'),
  secret('replicate-token', 'Replicate token', '\\br8_[A-Za-z0-9]{37}\\b'),
  secret('nvidia-api-key', 'NVIDIA API key', '\\bnvapi-[A-Za-z0-9_-]{64}'),
  secret('pinecone-api-key', 'Pinecone API key', '\\bpcsk_[A-Za-z0-9]{5,8}_[A-Za-z0-9]{40,80}\\b'),
  secret('elevenlabs-api-key', 'ElevenLabs API key', '\\bsk_[a-f0-9]{48}\\b'),
  secret('tavily-api-key', 'Tavily API key', '\\btvly-(?:dev-|prod-)?[A-Za-z0-9]{32}\\b'),
];
