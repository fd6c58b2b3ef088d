// The real MCP client and server, through the real Envoy and the policies as they ship.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { describe, expect, test } from 'vitest';
import { podKey } from '../main-job/clients.ts';
import { installation } from '../main-job/installation.ts';
import { leaks } from '../main-job/samples.ts';
import { startMcpServer } from './mcp-server.ts';

const penstock = installation({ home: 'mcp', own: startMcpServer });

async function connected(answer: 'json' | 'stream'): Promise<Client> {
  const client = new Client({ name: 'agent', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${penstock.port}/mcp`), {
    requestInit: { headers: { 'x-answer': answer, authorization: `Bearer ${podKey}` } },
  });
  await client.connect(transport as Parameters<Client['connect']>[0]);
  return client;
}

describe.for(['json', 'stream'] as const)('an MCP client that is answered by %s', answer => {
  test('lists tools as they are', async () => {
    const client = await connected(answer);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['read', 'account']);
    expect(tools[1]?.outputSchema?.properties).toHaveProperty('password');
  });

  test('gets the text of a result with its secrets replaced', async () => {
    const client = await connected(answer);
    const { content } = await client.callTool({ name: 'read', arguments: { name: 'todo' } });
    expect(content).toMatchObject([
      { type: 'text', text: expect.stringMatching(/^todo: the key is \[REDACTED:aws-access-key\], ask <EMAIL_[0-9A-Z]{4}>$/) },
    ]);
  });

  test('gets structured content whose masked fields still fit its schema', async () => {
    const client = await connected(answer);
    await client.listTools();
    const result = await client.callTool({ name: 'account' });
    expect(result.structuredContent).toMatchObject({ user: 'mary', password: '[REDACTED:password]', logins: 3 });
    expect(leaks(JSON.stringify(result))).toEqual([]);
  });

  test('gets resources with their secrets replaced', async () => {
    const client = await connected(answer);
    const { contents } = await client.readResource({ uri: 'notes://readme' });
    expect(contents).toMatchObject([{ text: 'see [REDACTED:aws-access-key]' }]);
  });
});
