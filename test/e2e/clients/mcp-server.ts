// A real MCP server whose tools tell secrets, over HTTP: as one JSON document or as a stream of events, as its transport was told.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';
import type { OwnUpstream } from '../main-job/installation.ts';
import { awsKey, email } from '../main-job/samples.ts';

/** Requests with the header `x-answer: json` are answered by one document, others by a stream. */
export async function startMcpServer(): Promise<OwnUpstream> {
  const http = createServer(async (request, response) => {
    // Without sessions: a server for each request, as the SDK wants it.
    const transport = new StreamableHTTPServerTransport({
      enableJsonResponse: request.headers['x-answer'] === 'json',
    });
    response.on('close', () => void transport.close());
    await server().connect(transport as Parameters<McpServer['connect']>[0]);
    await transport.handleRequest(request, response);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    stop: async () => {
      http.closeAllConnections();
      await new Promise(resolve => http.close(resolve));
    },
  };
}

function server(): McpServer {
  const mcp = new McpServer({ name: 'notes', version: '1.0.0' });
  mcp.registerTool('read', { description: 'reads a note', inputSchema: { name: z.string() } }, async ({ name }) => ({
    content: [{ type: 'text', text: `${name}: the key is ${awsKey}, ask ${email}` }],
  }));
  mcp.registerTool(
    'account',
    { description: 'reads an account', outputSchema: { user: z.string(), password: z.string(), logins: z.number() } },
    async () => {
      const structuredContent = { user: 'mary', password: ['hunter', 'Zw94', 'kPq1'].join(''), logins: 3 };
      return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
    },
  );
  mcp.registerResource('readme', 'notes://readme', { mimeType: 'text/plain' }, async ({ href }) => ({
    contents: [{ uri: href, text: `see ${awsKey}` }],
  }));
  return mcp;
}
