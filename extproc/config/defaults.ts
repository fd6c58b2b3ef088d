// What a connection allows when penstock.yaml does not say: inference and the list of models, by API. Nothing that creates,
// lists or deletes keys, files, fine-tunings or users: such answers hand out what is to be guarded.
import type { ApiShape, IdentityProof } from '../words/access.ts';

/** `generic` has no defaults: nobody but the installation knows the API. */
export const allowByApi: Readonly<Record<ApiShape, readonly string[]>> = {
  openai: [
    'POST /v1/chat/completions',
    'POST /v1/responses',
    'POST /v1/completions',
    'POST /v1/embeddings',
    'GET /v1/models',
    'GET /v1/models/*',
  ],
  anthropic: ['POST /v1/messages', 'POST /v1/messages/count_tokens', 'GET /v1/models', 'GET /v1/models/*'],
  // The action is the end of the last segment: /v1beta/models/gemini-x:streamGenerateContent.
  gemini: ['POST /v1/models/*', 'POST /v1beta/models/*', 'GET /v1beta/models', 'GET /v1beta/models/*'],
  bedrock: ['POST /model/*'],
  cohere: ['POST /v2/chat', 'POST /v1/chat', 'POST /v2/embed', 'POST /v2/rerank', 'GET /v1/models', 'GET /v1/models/*'],
  mcp: ['POST /mcp', 'GET /mcp', 'DELETE /mcp'],
  generic: [],
};

/** Somebody other than the pod vouches for each of these. `anonymous` has to be written down. */
export const identityByDefault: readonly IdentityProof[] = ['mtls', 'service-account', 'grant'];
