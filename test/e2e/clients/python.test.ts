// The Python clients that agents are written with, through the real Envoy and the policies as they ship.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { message, messageEvents } from '../main-job/anthropic-says.ts';
import { podKey } from '../main-job/clients.ts';
import { installation, type Scripted } from '../main-job/installation.ts';
import { callChunks, chunk, chunks, completion, completionOf, done, json, sse } from '../main-job/openai-says.ts';
import { awsKey, email } from '../main-job/samples.ts';
import { respondedEvents } from './responses-says.ts';

const penstock = installation({ server: 'command' });
const python =
  process.env.PENSTOCK_CLIENTS_PYTHON ?? fileURLToPath(new URL('../../../.tools/clients/bin/python3', import.meta.url));
const told = `The key is ${awsKey}, ask ${email}.`;
const masked = expect.stringMatching(/^The key is \[REDACTED:aws-access-key\], ask <EMAIL_[0-9A-Z]{4}>\.$/);
const reason = expect.stringMatching(/a tool call sends a large body to an external host \(exchange ex_[0-9A-Z]{26}\)/);
const kept = { note: '"[REDACTED:aws-access-key]"', n: 1 };
const sent = { url: 'https://collector.example/in', body: 'x'.repeat(5_000) };

/** On a busy machine these take a while to begin. */
const importMsMax = 400_000;

type Cases = Readonly<Record<string, Scripted>>;

function openaiCases(): Cases {
  const call = callChunks({ at: 0, name: 'save', arguments: { note: `"${awsKey}"`, n: 1 } }, 3);
  const sending = { id: 'call_1', type: 'function', function: { name: 'http_post', arguments: JSON.stringify(sent) } };
  return {
    completion: penstock.script(json(completion(told))),
    stream: penstock.script(sse([...chunks(told, 3), done])),
    response: penstock.script(sse(respondedEvents(told, 3))),
    tool: penstock.script(sse([chunk({ role: 'assistant', content: null }), ...call, chunk({}, { finish: 'tool_calls' }), done])),
    blocked: penstock.script(json(completionOf({ message: { role: 'assistant', content: null, tool_calls: [sending] } }))),
  };
}

function anthropicCases(): Cases {
  return {
    completion: penstock.script(json(message({ text: told }))),
    stream: penstock.script(sse(messageEvents([{ text: told }], 3))),
    tool: penstock.script(sse(messageEvents([{ tool: { name: 'save', input: { note: `"${awsKey}"`, n: 1 } } }], 3))),
    blocked: penstock.script(json(message({ tool: { name: 'http_post', input: sent } }))),
  };
}

/** Runs a client over its cases; the pieces of an answer leave the test's process while the client waits in its own. */
async function run(script: string, place: string, cases: Cases): Promise<Record<string, unknown>> {
  const headers = Object.fromEntries(
    Object.entries(cases).map(([name, { headers }]) => [name, { ...headers, host: `${place}.test` }]),
  );
  const file = fileURLToPath(new URL(`python/${script}`, import.meta.url));
  // LiteLLM would else fetch a list of prices from elsewhere.
  const env = { ...process.env, LITELLM_LOCAL_MODEL_COST_MAP: 'True' };
  const child = spawn(python, ['-B', file], { stdio: ['pipe', 'pipe', 'pipe'], env });
  child.stdin.end(JSON.stringify({ base: `http://127.0.0.1:${penstock.port}`, key: podKey, cases: headers }));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  try {
    return JSON.parse(out);
  } catch {
    throw new Error(`${script} said:\n${err.slice(-3_000)}`);
  }
}

// Where vitest is run by hand before `npm test` has brought the clients, there are none. Side by side: what they do most is to begin.
describe.skipIf(!existsSync(python))('the Python client', { timeout: importMsMax, concurrent: true }, () => {
  test('of OpenAI gets answers, streams and tool calls masked, and blocks as errors', async () => {
    expect(await run('with_openai.py', 'openai', openaiCases())).toEqual({
      completion: masked,
      stream: masked,
      response: [masked, masked],
      tool: [JSON.stringify(kept)],
      blocked: ['PermissionDeniedError', 403, 'penstock_exfiltration', reason],
    });
  });

  test('of Anthropic gets messages, streams and tool calls masked, and blocks as errors', async () => {
    expect(await run('with_anthropic.py', 'anthropic', anthropicCases())).toEqual({
      completion: masked,
      stream: masked,
      tool: [kept],
      blocked: ['PermissionDeniedError', 403, expect.any(String), reason],
    });
  });

  test('LiteLLM gets answers, streams and tool calls masked, and blocks as errors', async () => {
    expect(await run('with_litellm.py', 'openai', openaiCases())).toEqual({
      completion: masked,
      stream: masked,
      tool: [JSON.stringify(kept)],
      blocked: ['APIError', 403, reason],
    });
  });

  test('of LangChain gets answers, streams and tool calls masked, and blocks as errors', async () => {
    expect(await run('with_langchain.py', 'openai', openaiCases())).toEqual({
      completion: masked,
      stream: masked,
      tool: [kept],
      blocked: ['OpenAIPermissionDeniedError', 403, 'penstock_exfiltration', reason],
    });
  });
});
