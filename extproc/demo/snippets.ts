// Commands to try, for the shell and for the client library of the API.
import type { ApiShape } from '../words/access.ts';
import { prompts } from './answers.ts';

/** Ready to be pasted into a shell; `base` is `http://host:port`. */
export function snippets(api: ApiShape, base: string, allow: readonly string[]): string {
  switch (api) {
    case 'openai':
      return `${openaiCurl(base)}\n\n${openaiClient(base)}`;
    case 'anthropic':
      return anthropicCurl(base);
    case 'gemini':
    case 'bedrock':
    case 'cohere':
    case 'mcp':
    case 'generic': {
      const [method, path] = (allow[0] ?? 'POST /').split(' ');
      return `  curl -sS -X ${method} ${base}${path} -H 'content-type: application/json' -d '{}'`;
    }
  }
}

function openaiCurl(base: string): string {
  const body = JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: prompts.secrets }] });
  return `  curl -sN ${base}/v1/chat/completions -H 'content-type: application/json' \\\n    -d '${body}'`;
}

function openaiClient(base: string): string {
  return `  node --input-type=module -e '
    import OpenAI from "openai";
    const client = new OpenAI({ baseURL: "${base}/v1", apiKey: "none" });
    const messages = [{ role: "user", content: "${prompts.personal}" }];
    const answer = await client.chat.completions.create({ model: "gpt-4o", messages });
    console.log(answer.choices[0].message.content);'`;
}

function anthropicCurl(base: string): string {
  const body = JSON.stringify({ model: 'claude-sonnet-4-5', max_tokens: 200, messages: [{ role: 'user', content: 'Hello' }] });
  return `  curl -sS ${base}/v1/messages -H 'content-type: application/json' -H 'anthropic-version: 2023-06-01' \\\n    -d '${body}'`;
}
